"""Every operation, asked for by every kind of system: `matrix.toml` says what each must get."""

import tomllib
from pathlib import Path

import pytest
from django.db import transaction

from fodfaeste.api.operation import OPERATIONS
from fodfaeste.apps.journal.models import Event
from tests.api.world import ACTORS, PURPOSE, World, operations

FILE = tomllib.loads(Path(__file__).with_name("matrix.toml").read_text(encoding="utf-8"))
MATRIX, DATA, QUERY = FILE["operation"], FILE["data"], FILE["query"]
ELSEWHERE = ("elsewhere", "worker_elsewhere")
#: Parts of an address that are the same in every municipality: ids of a policy and of the law.
SHARED = {"item", "indicator", "rule", "duty", "offer", "law_offer", "name", "file"}


@pytest.fixture(scope="module")
def asked(django_db_setup, django_db_blocker):
    """The status that each actor got, and what was written in the journal of the citizen. Asked for once."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = World()
        found = {name: {one: answer_to(world, one, name) for one in asking(name)} for name in operations()}
        transaction.set_rollback(True)
    return found


def asking(name):
    """Who asks: where no citizen is named, case workers' systems differ in nothing but their lists."""
    left_out = set() if "{pid}" in OPERATIONS[name].path else {"other_unit", "beyond_unit"}
    left_out |= set() if owned_parts(name) else set(ELSEWHERE)
    return [actor for actor in ACTORS if actor not in left_out]


def owned_parts(name):
    """The parts of an address that belong to one municipality."""
    parts = {part.partition("}")[0] for part in OPERATIONS[name].path.split("{")[1:]}
    return parts - SHARED


def answer_to(world, actor, name):
    """The status an actor gets for a call that is right, and what the journal got. Nothing stays done."""
    path = world.path(name) + (f"?{QUERY[name]}" if name in QUERY else "")
    last = Event.objects.order_by("-pk").values_list("pk", flat=True).first()
    with transaction.atomic():
        response = world.ask(actor, name, body_of(world, name), path, **{"If-Match": "*"})
        events = list(Event.objects.filter(pk__gt=last, citizen=world.person)) if actor == "own_unit" else []
        transaction.set_rollback(True)
    return response.status_code, [(event.via, event.why) for event in events]


def body_of(world, name):
    if OPERATIONS[name].method not in ("POST", "PUT", "PATCH"):
        return None
    body = DATA.get(name, {})
    if "citizen" in body:
        body = body | {"citizen": world.person.public_id}
    if name == "trial_create":
        body = body | {"values": world.values}
    return body


def test_every_operation_has_a_row_and_every_row_an_operation():
    assert sorted(MATRIX) == operations()
    assert tuple(FILE["actors"]) == ACTORS


@pytest.mark.django_db
def test_every_system_gets_what_its_role_and_unit_allow(asked):
    wrong = [
        f"{name} as {actor}: {status}"
        for name, cells in asked.items()
        for actor, (status, _events) in cells.items()
        if status != MATRIX[name][ACTORS.index(actor)]
    ]
    assert wrong == []


def test_another_municipality_finds_nothing_of_this_one():
    for name, cells in MATRIX.items():
        if not owned_parts(name):
            continue
        theirs = [cells[ACTORS.index(actor)] for actor in ELSEWHERE]
        assert set(theirs) <= {403, 404}, name
        assert 404 in theirs, name


@pytest.mark.django_db
def test_every_look_at_a_person_is_journalled_with_its_purpose_and_system(asked):
    for name, cells in asked.items():
        status, events = cells["own_unit"]
        if "{pid}" not in OPERATIONS[name].path or status >= 400:
            continue
        assert events, f"{name} left nothing in the journal"
        assert {via for via, _why in events} == {"System: Nord"}, name
        assert all(why for _via, why in events), name
        assert PURPOSE in {why for _via, why in events}, name
