"""The numbers that engines take from packs: ours where the council has none, else the council's own."""

from dataclasses import replace
from datetime import date

import pytest

from fodfaeste.bridge.law import policy_here
from fodfaeste.bridge.numbers import load_numbers
from fodfaeste.core.policy import Figure, Source
from fodfaeste.core.sharing import FLOOR, OFFERS, PER_SEAT
from fodfaeste.core.words import Words
from fodfaeste.engines.assignment.numbers import ceiling_of, floors_of
from fodfaeste.engines.matching import settings_of
from tests import make

pytestmark = pytest.mark.django_db

NOTHING = Words("", "")


@pytest.fixture
def policy():
    return policy_here(make.authority(), date(2026, 11, 23))


def adopted(name, value):
    """A number that stands in the council's own text."""
    return Figure(
        id=name,
        title=NOTHING,
        definition=NOTHING,
        value=value,
        unit="persons",
        approximate=False,
        as_of=None,
        basis="adopted",
        source=Source("Råd"),
    )


def test_what_no_council_decided_is_proposed(policy):
    numbers = load_numbers(make.authority(), policy)
    shared = numbers.filter(numbers["name"].str.starts_with("fordeling."))
    assert shared.select("name", "value", "basis", "pack").rows() == [
        (PER_SEAT, 3.0, "proposed", policy.name),
        (OFFERS, 3.0, "proposed", policy.name),
    ]


def test_what_the_council_adopted_takes_over(policy):
    decided = replace(policy, figures=(*policy.figures, adopted(PER_SEAT, 2.0), adopted(f"{FLOOR}ung", 25.0)))
    tables = {"numbers": load_numbers(make.authority(), decided)}
    ceiling = ceiling_of(tables)
    assert (ceiling.per_seat, ceiling.basis, ceiling.pack) == (2, "adopted", policy.name)
    people = tables["numbers"].select(citizen="name", target_group="unit").clear()
    assert floors_of({**tables, "citizens": people}) == {"ung": 0}


def test_daily_travel_is_there_too(policy):
    assert settings_of({"numbers": load_numbers(make.authority(), policy)}).daily_minutes == 60
