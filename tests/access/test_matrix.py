"""Every address, asked for by everyone: `matrix.toml` says what each must get."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.urls.resolvers import URLResolver

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.journal.selectors import events_for_citizen
from tests.access.situation import ACTORS, Situation

MATRIX = tomllib.loads(Path(__file__).with_name("matrix.toml").read_text(encoding="utf-8"))
METHODS = ("get", "post")


def routes(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every route of the screens with its full name. The API is tried in tests/api, by token."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", pattern
        elif pattern.namespace != "api":
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from routes(pattern, inner)


def test_every_route_has_a_row_and_every_row_a_route():
    assert sorted(name for name, _ in routes()) == sorted(MATRIX["route"])


def test_the_columns_are_the_actors():
    assert MATRIX["actors"] == list(ACTORS)


def expected(row: dict[str, object], method: str) -> dict[str, object]:
    """A row's cells by actor. A single value stands for everyone."""
    cells = row[method]
    return dict(zip(ACTORS, cells, strict=True)) if isinstance(cells, list) else dict.fromkeys(ACTORS, cells)


def outcome(client: Client, method: str, path: str, data: dict[str, str]) -> object:
    """The status, or where a gate sends the person: `sign-in`, or `reason` to say why first."""
    response = getattr(client, method)(path, data)
    if response.status_code == 302:
        location = response.headers["Location"]
        if location.startswith(reverse("accounts:sign_in")):
            return "sign-in"
        if location.partition("?")[0].endswith("/adgang/"):
            return "reason"
    return response.status_code


def address(name: str, situation: Situation) -> str:
    """A route's address in the situation."""
    parts = dict(routes())[name].pattern.converters
    return reverse(name, kwargs={part: situation.parts[part] for part in parts})


def client_of(user: User | None) -> Client:
    """A browser with the user signed in."""
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", MATRIX["route"])
def test_access(name, method):
    row = MATRIX["route"][name]
    situation = Situation()
    path = address(name, situation)
    found = {}
    for actor, user in situation.users.items():
        with transaction.atomic():
            data = row.get("data", {}) if method == "post" else {}
            found[actor] = outcome(client_of(user), method, path, data)
            transaction.set_rollback(True)
    assert found == expected(row, method)


# The page that asks for the reason shows nothing of the person yet.
OF_A_PERSON = [
    name for name, route in routes() if "pid" in route.pattern.converters and name != "citizens:reason"
]


@pytest.mark.django_db
@pytest.mark.parametrize("name", OF_A_PERSON)
def test_every_look_at_a_person_is_journalled(name):
    situation = Situation()
    path, row = address(name, situation), MATRIX["route"][name]
    method = "post" if row["get"] == 405 else "get"
    for actor, status in expected(row, method).items():
        if status in (200, 302):
            before = events_for_citizen(situation.person).count()
            outcome(client_of(situation.users[actor]), method, path, row.get("data", {}))
            assert events_for_citizen(situation.person).count() > before
