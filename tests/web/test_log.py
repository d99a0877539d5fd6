"""Nothing of people reaches the log: not their numbers, their names, or the tokens of their links.

Every page is asked for, in every way it should not be, with a known number, name and token in the
address, the search words, the form and the headers; and whatever breaks, breaks with them in its words.
"""

import io
import json
import logging
from urllib.parse import urlencode

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import get_resolver, path, reverse

from fodfaeste.api.operation import OPERATIONS, roles_of
from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.identity import cpr_store
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.jobs import registry, worker
from fodfaeste.apps.jobs.services import enqueue
from fodfaeste.installation.logs import JsonFormatter, MaskingFormatter
from tests import make
from tests.access.situation import Situation
from tests.access.test_matrix import address, routes
from tests.api.world import World, ask, operations

pytestmark = pytest.mark.django_db

NAME, LEADER, TOKEN = "Frida Sjældenkær", "Lone Lederlund", "Zk3vQm8tTq1WJx0hYbN5sA"
CPR = make.cpr(41)
WRITTEN = (CPR, f"{CPR[:6]}-{CPR[6:]}", "Frida", "Sjældenkær", "Lederlund", TOKEN)
FORMAT = "%(asctime)s %(levelname)s %(name)s [%(reference)s] %(message)s"


@pytest.fixture
def written():
    """Everything that the log gets, as it is written: as plain text and as JSON."""
    stream, root = io.StringIO(), logging.getLogger()
    before, handlers = root.level, []
    for formatter in (MaskingFormatter, JsonFormatter):
        handlers.append(logging.StreamHandler(stream))
        handlers[-1].setFormatter(formatter(FORMAT))
        root.addHandler(handlers[-1])
    root.setLevel(logging.INFO)
    yield stream.getvalue
    for handler in handlers:
        root.removeHandler(handler)
    root.setLevel(before)


def found_in(text):
    return [word for word in WRITTEN if word in text]


def clients(situation):
    for actor in ("anonymous", "leader", "citizen"):
        client = Client(raise_request_exception=False)
        if user := situation.users[actor]:
            client.force_login(user)
        yield client


def test_no_page_tells_of_people_whatever_is_sent_to_it(written):
    situation = Situation()
    Citizen.objects.filter(pk=situation.person.pk).update(name=NAME)
    situation.person.refresh_from_db()
    cpr_store(situation.person, CPR)
    headers = {"user-agent": f"{NAME} {CPR}", "referer": f"https://x.dk/{TOKEN}/?q={NAME}"}
    sent = {"q": NAME, "borger": CPR, "cpr": CPR, "navn": NAME, "token": TOKEN}
    asked = 0
    for client in clients(situation):
        for name, _route in routes():
            if name in ("metrics", "ready"):
                continue
            try:
                where = address(name, situation)
            except KeyError:  # an address with a part that the situation does not know
                continue
            with transaction.atomic():
                client.get(where, sent, headers=headers)
                client.post(where, sent, headers=headers)
                transaction.set_rollback(True)
            asked += 2
        for strange in (f"/borgere/{CPR}/", f"/l/{TOKEN}/", f"/{NAME}/?cpr={CPR}"):
            client.get(strange, headers={"host": f"{TOKEN}.dk"} if CPR in strange else headers)
    text = written()
    assert asked > 400
    assert text.count("\n") > asked / 2
    assert str(situation.person.public_id) not in text
    assert found_in(text) == []


def test_no_call_of_the_api_tells_of_people_whatever_is_sent_to_it(written):
    """The right calls stand in tests/api; here it is what is sent that is wrong, with a name in all of it."""
    world = World()
    sent = {"q": NAME, "cpr": CPR, "text": f"{NAME} {CPR}", "url": f"https://x.dk/{TOKEN}/"}
    headers = {"X-Purpose": f"Opslag om {CPR}", "user-agent": f"{NAME} {CPR}", "Idempotency-Key": TOKEN}
    query = urlencode(sent)
    ask(world.tokens["leader"], "GET", f"/api/citizens/{CPR}/{TOKEN}?{query}", **headers)
    for name in operations():
        known = OPERATIONS[name]
        let_in = roles_of(known.screens, is_internal=known.is_internal)
        actor = next(one for one, system in world.systems.items() if system.user.role in let_in)
        with transaction.atomic():
            ask(world.tokens[actor], known.method, f"{world.path(name)}?{query}", sent, **headers)
            transaction.set_rollback(True)
    text = written()
    assert text.count("api:") > 150
    assert str(world.person.public_id) not in text
    assert found_in(text) == []


def broken_pages():
    """Pages that break with a person in what they say."""

    def of_a_value(request, x):
        raise ValueError(f"invalid literal: {NAME} {CPR}")

    def of_a_chain(request, x):
        try:
            {}[f"{NAME}/{TOKEN}"]
        except KeyError as error:
            raise RuntimeError(f"Could not find {NAME}") from error

    def of_the_database(request, x):
        authority = Authority.objects.first()
        for _ in range(2):
            Authority.objects.create(slug=authority.slug, name=NAME)

    def of_a_type(request, x):
        connection.cursor().execute("SELECT CAST(%s AS date)", [NAME])
        raise DataError(f'invalid input syntax for type date: "{NAME}"\nDETAIL: Key (name)=({NAME})')

    def of_a_row(request, x):
        raise IntegrityError(f"violates check\nDETAIL:  Failing row contains (1, {NAME}, {CPR}).")

    return [of_a_value, of_a_chain, of_the_database, of_a_type, of_a_row]


def test_no_exception_tells_of_people_and_each_tells_where(written, monkeypatch):
    make.authority()
    pages = broken_pages()
    patterns = [path(f"break/<str:x>/{page.__name__}/", page, name=page.__name__) for page in pages]
    resolver = get_resolver()
    monkeypatch.setattr(resolver, "url_patterns", [*resolver.url_patterns, *patterns])
    resolver._populated, resolver._local.populating = False, False
    for page in pages:
        with transaction.atomic():
            answer = Client(raise_request_exception=False).get(f"/break/{TOKEN}/{page.__name__}/?q={NAME}")
            transaction.set_rollback(True)
        assert answer.status_code == 500
    text = written()
    assert found_in(text) == []
    for page in pages:
        assert f"in {page.__name__}" in text
    assert "Traceback" in text


def test_no_job_that_fails_tells_of_people(written, monkeypatch):
    def fail(authority, arguments):
        raise ValueError(f"{NAME} {CPR} {TOKEN}")

    monkeypatch.setattr(registry, "_works", {**registry.works(), "note": fail})
    enqueue(kind="note", key="a", arguments={"name": NAME})
    assert worker.work_one("anna")
    text = written()
    assert "ValueError" in text
    assert found_in(text) == []


def test_a_request_is_one_line_with_reference_page_status_and_time(client, caplog):
    client.force_login(make.leader())
    with caplog.at_level(logging.INFO, "fodfaeste.web.request_log"):
        client.get(reverse("journal:review"), {"dag": "2026-11-23"})
    (line,) = [record for record in caplog.records if record.name == "fodfaeste.web.request_log"]
    fields = line.fields
    assert (fields["route"], fields["method"], fields["status"]) == ("journal:review", "GET", 200)
    assert JsonFormatter().format(line).count("\n") == 0
    told = json.loads(JsonFormatter().format(line))
    assert told["message"].startswith("GET journal:review 200 ")
    assert {"time", "level", "logger", "reference", "ms"} <= set(told)


@pytest.mark.parametrize(
    ("logger", "message", "kept"),
    [
        ("gunicorn.error", "Error handling request GET /l/abc123/?q=Frida", "Error handling request GET"),
        ("urllib3.connectionpool", "Retrying: https://post.dk/api/0101587001?x=1", "https://post.dk/…"),
        ("django.security", "Invalid HTTP_HOST header: 'frida.dk'", "Invalid HTTP_HOST header"),
        ("fodfaeste.apps.outbox", "Asked https://x.dk/l/abc123/ once", "/l/…/ once"),
    ],
)
def test_what_others_write_keeps_its_sense_without_what_was_sent(logger, message, kept):
    line = MaskingFormatter("%(message)s").format(logging.LogRecord(logger, 30, "f", 1, message, (), None))
    assert kept in line
    assert [word for word in ("abc123", "Frida", "frida", "0101587001", "x=1") if word in line] == []
