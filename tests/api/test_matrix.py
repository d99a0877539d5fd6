"""Every operation, asked for by every kind of system: `matrix.toml` says what each must get.

Whom the role lets in, asks over HTTP, and each different answer is held to the description. Of those that
a role keeps out one asks, which shows that the door stands before the operation; the others are asked of
the door's own gate.
"""

import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest
import schemathesis
from django.core.exceptions import PermissionDenied
from django.db import transaction
from requests import Request
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.core.transport import Response

from fodfaeste.api.operation import OPERATIONS, check_may, roles_of
from fodfaeste.api.urls import description
from fodfaeste.apps.journal.models import Event
from fodfaeste.apps.systems.scopes import SCOPES
from tests.api.world import ACTORS, PURPOSE, World, operations

FILE = tomllib.loads(Path(__file__).with_name("matrix.toml").read_text(encoding="utf-8"))
MATRIX, DATA, QUERY = FILE["operation"], FILE["data"], FILE["query"]
ELSEWHERE = ("elsewhere", "worker_elsewhere")
#: Parts of an address that are the same in every municipality: ids of a policy and of the law.
SHARED = {"item", "indicator", "rule", "duty", "offer", "law_offer", "name", "file", "channel", "figure"}


@pytest.fixture(scope="module")
def asked(django_db_setup, django_db_blocker):
    """What each actor got, and what was written in the journal of the citizen. Asked for once."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = World()
        users = {one: world.systems[one].user for one in ACTORS if one != "nobody"}
        found = {name: cells_of(world, users, name) for name in operations()}
        transaction.set_rollback(True)
    return found


def cells_of(world, users, name):
    """What each who asks for an operation gets."""
    cells, is_shut_out = {}, False
    for actor in asking(name):
        if actor in users and not is_let_in(users[actor], name):
            if is_shut_out:
                cells[actor] = (403, None, [])
                continue
            is_shut_out = True
        cells[actor] = answer_to(world, actor, name)
    return cells


def is_let_in(user, name):
    """What the door's gate says of a role."""
    token = SimpleNamespace(scopes=list(SCOPES))
    try:
        check_may(SimpleNamespace(user=user, token=token, purpose=PURPOSE), OPERATIONS[name])
    except PermissionDenied:
        return False
    return True


def asking(name):
    """Who asks: where no citizen is named, case workers' systems differ in nothing but their lists.

    From elsewhere a leader's asks, and a case worker's where a leader may not.
    """
    left_out = set() if "{pid}" in OPERATIONS[name].path else {"other_unit", "beyond_unit"}
    known = OPERATIONS[name]
    by_leaders = "leader" in roles_of(known.screens, is_internal=known.is_internal)
    left_out |= {ELSEWHERE[by_leaders]} if owned_parts(name) else set(ELSEWHERE)
    return [actor for actor in ACTORS if actor not in left_out]


def owned_parts(name):
    """The parts of an address that belong to one municipality."""
    parts = {part.partition("}")[0] for part in OPERATIONS[name].path.split("{")[1:]}
    return parts - SHARED


def answer_to(world, actor, name):
    """What an actor gets for a call that is right, and what the journal got. Nothing stays done."""
    path = world.path(name) + (f"?{QUERY[name]}" if name in QUERY else "")
    last = Event.objects.order_by("-pk").values_list("pk", flat=True).first()
    with transaction.atomic():
        response = world.ask(actor, name, body_of(world, name), path, **{"If-Match": "*"})
        events = list(Event.objects.filter(pk__gt=last, citizen=world.person)) if actor == "own_unit" else []
        transaction.set_rollback(True)
    return response.status_code, response, [(event.via, event.why) for event in events]


def body_of(world, name):
    """What is sent: of `matrix.toml`, with the world's own ids where that names a thing in braces."""
    if OPERATIONS[name].method not in ("POST", "PUT", "PATCH"):
        return None
    body = {
        field: world.parts[value[1:-1]] if isinstance(value, str) and value[:1] == "{" else value
        for field, value in DATA.get(name, {}).items()
    }
    return body | {"values": world.values} if name == "trial_create" else body


def test_every_operation_has_a_row_and_every_row_an_operation():
    assert sorted(MATRIX) == operations()
    assert tuple(FILE["actors"]) == ACTORS


@pytest.mark.django_db
def test_every_system_gets_what_its_role_and_unit_allow(asked):
    wrong = [
        f"{name} as {actor}: {status}"
        for name, cells in asked.items()
        for actor, (status, _response, _events) in cells.items()
        if status != MATRIX[name][ACTORS.index(actor)]
    ]
    assert wrong == []


@pytest.mark.django_db  # asks for none, but so it stands beside the others, and all is asked once
def test_every_answer_is_one_that_is_described(asked):
    schema = schemathesis.openapi.from_dict({**description(), "security": []})
    wrong = []
    for name, cells in asked.items():
        operation = schema.find_operation_by_id(name)
        for status, response in {cell[0]: cell[1] for cell in cells.values() if cell[1]}.items():
            if not is_described(operation, response):
                wrong.append(f"{name} {status} is not described so")
            try:
                operation.validate_response(as_received(response))
            except (Failure, FailureGroup) as failure:
                wrong.append(f"{name} {status}: {str(failure)[:300]}")
    assert wrong == []


def is_described(operation, response):
    """Whether an answer of this status and form is told of."""
    told = operation.definition.raw["responses"].get(str(response.status_code), {})
    if "$ref" in told:
        told = description()["components"]["responses"][told["$ref"].rpartition("/")[2]]
    form = response.headers.get("Content-Type", "").partition(";")[0]
    return bool(told) and (form in told.get("content", {}) or not response.content)


def as_received(response):
    """An answer as a client on the network has it."""
    headers = {name: [value] for name, value in response.headers.items()}
    request = Request("GET", "http://localhost/").prepare()
    return Response(response.status_code, headers, response.content, request, 0.0, verify=False)


def test_another_municipality_finds_nothing_of_this_one():
    for name, cells in MATRIX.items():
        if not owned_parts(name):
            continue
        theirs = [cells[ACTORS.index(actor)] for actor in ELSEWHERE]
        assert set(theirs) <= {403, 404}, name
        assert 404 in theirs or name.startswith("own_"), name


@pytest.mark.django_db
def test_every_look_at_a_person_is_journalled_with_its_purpose_and_system(asked):
    for name, cells in asked.items():
        status, _response, events = cells["own_unit"]
        if "{pid}" not in OPERATIONS[name].path or status >= 400:
            continue
        assert events, f"{name} left nothing in the journal"
        vias = {via for via, _why in events}
        assert "System: Nord" in vias, name
        assert all(via.startswith("På vegne af borgeren: ") for via in vias - {"System: Nord"}), name
        assert all(why for _via, why in events), name
        assert PURPOSE in {why for _via, why in events}, name
