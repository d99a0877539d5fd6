"""Two municipalities in one installation: everyone of the one tries all they can reach."""

from dataclasses import dataclass, field
from itertools import chain

import pytest
from django.db import transaction
from django.test import Client

from fodfaeste.apps.accounts.models import User
from tests.access.crawl import Walk, settled
from tests.access.crawl_elsewhere import addresses_of, sent_with, tried, writes_of
from tests.access.situation import Situation
from tests.make.marked import (
    NOBODYS,
    Known,
    marked_authority,
    marked_rows,
    owned_models,
    rows_as_they_are,
    texts_of,
    unowned_models,
)

ACTORS = ("anonymous", "own_unit", "leader", "committee", "citizen", "consultant", "company", "partner")
pytestmark = pytest.mark.django_db
#: The published formula tells whoever is not signed in of every municipality's numbers.
OPEN_TO_ALL = {("anonymous", "/saadan-finder-vi-job/")}
#: Parts of addresses that are the same in every municipality, and the key of a link, which is its own right.
SHARED = set(
    """
    about broker channel door duty errand fact figure file indicator item law_offer measure offer role rule
    """.split()
)
KEYS = {"key", "secret"}
#: So many pages are reached by reading on, at the least: fewer, and the walker has lost its way.
REACHED = {"own_unit": 70, "leader": 75, "citizen": 40, "consultant": 25, "committee": 15, "company": 12}


@dataclass
class Found:
    """What came of a walk through everything."""

    known: Known
    walks: dict[str, Walk] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    tries: int = 0
    alone: Walk | None = None
    own: bytes = b""
    empty: list[str] = field(default_factory=list)
    parts: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def found(django_db_setup, django_db_blocker):
    """Everything is walked once; nothing of it stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        situation = situation_alone()
        alone = undone(lambda: walked(situation.users["leader"]))
        result = Found(marked_authority(), alone=alone)
        result.empty = [model._meta.label for model in owned_models() if not marked_rows(model).exists()]
        result.parts = set(situation.parts)
        result.own = own_page(result.known)
        before = rows_as_they_are()
        for actor in ACTORS:
            undone(lambda actor=actor: everything(actor, situation, result, before))
        transaction.set_rollback(True)
    return result


def situation_alone() -> Situation:
    """The situation of the access matrix, with one municipality."""
    situation = Situation()
    gone = [situation.users.pop(name) for name in ("leader_elsewhere", "worker_elsewhere")]
    elsewhere = gone[0].authority
    User.objects.filter(authority=elsewhere).delete()
    elsewhere.unit_set.all().delete()
    elsewhere.delete()
    for part in situation.parts:
        situation.parts[part] = situation.parts[part]
    return situation


def undone(work):
    """What some work gives; the database is as before."""
    point = transaction.savepoint()
    try:
        return work()
    finally:
        transaction.savepoint_rollback(point)


def walked(user: User | None) -> Walk:
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    return Walk(client).follow("/")


def own_page(known: Known) -> bytes:
    """What their own case worker reads of the citizen."""
    client = Client()
    client.force_login(User.objects.get(pk=known.parts["case_worker"]))
    return client.get(f"/borgere/{known.parts['pid']}/").content


def everything(actor: str, situation: Situation, result: Found, before: dict) -> None:
    """Read on, ask for the other's addresses, and send every form with the other's ids."""
    user = situation.users[actor]
    with writes_of(result.known) as written:
        walk = result.walks[actor] = walked(user)
        for path, answer in walk.answers.items():
            told = [] if (actor, path) in OPEN_TO_ALL else result.known.found_in(answer)
            result.told += [f"{actor} {path}: {one!r}" for one in told]
        forms = (("post", form.action, sent_with(form, result.known)) for form in walk.forms.values())
        asks = chain(addresses_of(actor, situation, result.known), forms)
        for what, status, told in tried(user, asks, result.known):
            result.tries += 1
            result.told += [f"{actor} {what}: {one!r}" for one in told]
            result.broken += [f"{actor} {status} {what}"] if status >= 500 else []
    result.broken += [f"{actor} {one}" for one in walk.broken]
    result.written += [f"{actor}: {one}" for one in written]
    after = rows_as_they_are()
    result.changed += [f"{actor}: {label}" for label, rows in before.items() if after[label] != rows]


def test_every_table_of_a_municipality_has_a_marked_row(found):
    assert found.empty == []


def test_a_table_that_no_municipality_owns_has_its_reason():
    assert unowned_models() == set(NOBODYS)


def test_every_part_of_an_address_has_the_other_s_id_to_be_tried(found):
    assert found.parts - set(found.known.parts) == SHARED | KEYS


def test_the_marks_are_where_they_belong(found):
    assert found.known.found_in(found.own)
    for model in owned_models():
        for text in texts_of(model):
            assert text.max_length is None or text.max_length >= len("Zqx"), (
                f"{model._meta.label}.{text.name}"
            )


def test_the_walker_gets_round(found):
    short = {
        actor: len(found.walks[actor].answers)
        for actor, least in REACHED.items()
        if len(found.walks[actor].answers) < least
    }
    assert short == {}
    assert found.tries > 250


def test_nothing_of_another_municipality_is_told(found):
    assert found.told == []


def test_no_page_breaks_on_the_way(found):
    assert found.broken == []


def test_no_row_of_another_municipality_is_changed(found):
    assert found.changed == []


def test_nothing_is_written_that_names_a_row_of_another_municipality(found):
    assert found.written == []


def test_a_municipality_reads_the_same_whether_it_is_alone_or_not(found):
    beside = found.walks["leader"].answers
    assert sorted(beside) == sorted(found.alone.answers)
    differ = [
        path for path, answer in found.alone.answers.items() if settled(answer) != settled(beside[path])
    ]
    assert differ == []
