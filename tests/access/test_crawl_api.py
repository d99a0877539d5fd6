"""The same through the API: every operation, at home and with another's ids."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction

from fodfaeste.api.operation import OPERATIONS, roles_of
from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.goals.models import Answer
from fodfaeste.apps.systems.ids import outside_id
from fodfaeste.apps.systems.models import Webhook
from fodfaeste.apps.systems.scopes import SCOPES
from tests.access.crawl import whole
from tests.access.crawl_elsewhere import writes_of
from tests.api.test_matrix import QUERY, body_of
from tests.api.world import PURPOSE, World, ask, operations, token
from tests.make.marked import Known, marked_authority, marked_rows, rows_as_they_are

pytestmark = pytest.mark.django_db
#: Parts that are numbers inside, and ids that nobody can guess outside.
LOCKED = (
    "talk", "agreement", "trial", "scenario", "skill", "wish", "plan", "step", "message", "batch", "stand_in",
)  # fmt: skip
NAMED = frozenset({"citizen", "company", "opening", "place", "unit", "partner"})
OPEN = (
    "pid", "entry", "thread", "introduction", "company", "opening", "text", "link", "share", "proposal",
    "inquiry",
)  # fmt: skip
#: Fields of bodies that name one who works here.
COLLEAGUES = ("absent", "stand_in", "to")


#: Who reads at home, beside a leader with one scope at a time.
BEARERS = ("own_unit", "consultant", "committee", "company", "partner")


@dataclass
class Found:
    """What came of asking."""

    known: Known
    told: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    asked: int = 0
    theirs: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def found(django_db_setup, django_db_blocker):
    """Everything is asked for once; nothing of it stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = World()
        gone = User.objects.filter(authority__slug="haderslev")
        elsewhere = gone[0].authority
        elsewhere.slug = "tredje"
        elsewhere.save(update_fields=["slug"])
        result = Found(marked_authority())
        result.theirs = strangers(result.known)
        before = rows_as_they_are()
        with writes_of(result.known) as result.written:
            for name, bearer, path, body, is_theirs in asks(world, result.known):
                _one(result, name, bearer, path, body, is_theirs=is_theirs)
        after = rows_as_they_are()
        result.changed = [label for label, rows in before.items() if after[label] != rows]
        transaction.set_rollback(True)
    return result


def asks(world: World, known: Known) -> Any:
    """Each operation by each role at home, by a token of its scope alone, and with the other's ids."""
    leader, worker = world.tokens["leader"], world.tokens["own_unit"]
    alone = {scope: token(world.leader, scope, "leader", "authority", scopes=[scope]) for scope in SCOPES}
    theirs = parts_of(known, world)
    for name in operations():
        operation, home = OPERATIONS[name], world.path(name)
        query = f"?{QUERY[name]}" if name in QUERY else ""
        # Whom a role keeps out hears nothing: that stands in the API's own matrix.
        roles = roles_of(operation.screens, is_internal=operation.is_internal)
        let_in = [world.tokens[one] for one in BEARERS if world.systems[one].user.role in roles]
        if operation.method == "GET":
            yield from (
                (name, bearer, home + query, None, False)
                for bearer in [alone.get(operation.scope, leader), *let_in]
            )
        there = path_with(name, theirs)
        if there != home:
            body = body_of(world, name)
            yield from ((name, bearer, there + query, body, True) for bearer in (leader, worker))
        elif operation.method != "GET":
            yield name, leader, home, body_with(body_of(world, name), known), True


def parts_of(known: Known, world: World) -> dict[str, str]:
    """The other's parts of addresses, as they would stand outside."""
    return {**world.parts, **own_parts(known)}


def own_parts(known: Known) -> dict[str, str]:
    """Those parts of the other that are its own."""
    locked = {part: outside_id("import" if part == "batch" else part, known.parts[part]) for part in LOCKED}
    answer = outside_id("answer", marked_rows(Answer).get().pk)
    shown = {part: str(known.parts[part]) for part in OPEN}
    locked |= {"answer": answer, "printout": outside_id("printout", known.parts["copy"])}
    return {**locked, **shown, "webhook": marked_rows(Webhook).get().public_id}


def strangers(known: Known) -> list[str]:
    """Every id of the other's that is sent, in an address or a body."""
    colleague = outside_id("colleague", known.parts["colleague"])
    return [*own_parts(known).values(), *(str(known.parts[name]) for name in NAMED), colleague]


def path_with(name: str, parts: dict[str, str]) -> str:
    """An operation's address with these parts."""
    path = "/api" + OPERATIONS[name].path
    for part, value in parts.items():
        path = path.replace("{" + part + "}", str(value))
    return path


def body_with(body: Any, known: Known) -> Any:
    """A body with the other's ids wherever it names a thing."""
    colleague = outside_id("colleague", known.parts["colleague"])
    theirs = {**{name: known.parts[name] for name in NAMED}, **dict.fromkeys(COLLEAGUES, colleague)}
    return {name: theirs.get(name, value) for name, value in (body or {}).items()}


def _one(result: Found, name: str, bearer: str | None, path: str, body: Any, *, is_theirs: bool) -> None:
    if bearer is None:
        return
    response = ask(bearer, OPERATIONS[name].method, path, body, **{"X-Purpose": PURPOSE, "If-Match": "*"})
    sent = (path + repr(body)).encode()
    result.asked += 1
    told = [one for one in result.known.found_in(whole(response)) if one not in sent]
    result.told += [f"{name} {path}: {one!r}" for one in told]
    if response.status_code >= 500:
        result.broken.append(f"{response.status_code} {name} {path}")
    is_named = any(str(part).encode() in sent for part in result.theirs)
    if is_theirs and is_named and response.status_code < 300:
        result.answered.append(f"{response.status_code} {name}")


def test_nothing_of_another_municipality_is_told(found):
    assert found.asked > 300
    assert found.told == []


def test_no_operation_breaks_or_answers_for_another_municipality_s_id(found):
    assert found.broken == []
    assert found.answered == []


def test_no_row_of_another_municipality_is_changed_or_named(found):
    assert found.changed == []
    assert found.written == []


def test_every_scope_has_a_token_that_was_used_alone(found):
    scopes = {OPERATIONS[name].scope for name in operations()} - {""}
    assert scopes == set(SCOPES)
