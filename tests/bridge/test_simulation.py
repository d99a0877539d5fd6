"""What a simulation reads of people, frozen: nobody has their own number, and it is read again alike."""

from datetime import timedelta

import pytest

from fodfaeste.bridge.simulation import (
    from_bytes,
    frozen_tables,
    offers_in_use,
    other_policies,
    packs_read,
    place_of,
    to_bytes,
)
from fodfaeste.bridge.snapshot import load_agreements
from fodfaeste.engines.simulation.making.offers import places_in_use
from fodfaeste.installation import clock
from tests import make
from tests.make import goals

pytestmark = pytest.mark.django_db


def test_frozen_tables_are_read_again_as_they_were_and_are_the_same_bytes() -> None:
    person = make.citizen_due()
    on = clock.today(person.authority)
    make.spell(person, on - timedelta(days=200))
    make.agreement(person)
    tables = frozen_tables(person.authority, on)
    again = from_bytes(to_bytes(tables))
    assert set(again) == {"citizens", "statuses", "spells", "agreements", "employers"}
    assert all(again[name].equals(table, null_equal=True) for name, table in tables.items())
    assert to_bytes(tables) == to_bytes(frozen_tables(person.authority, on))


def test_a_person_is_under_one_hash_in_every_table_and_every_day() -> None:
    person = make.citizen_due()
    on = clock.today(person.authority)
    make.agreement(person)
    tables = frozen_tables(person.authority, on)
    [hashed] = tables["citizens"]["citizen"]
    assert hashed != person.reference
    assert set(tables["statuses"]["citizen"]) == {hashed}
    assert list(tables["agreements"]["citizen"]) == [hashed]
    later = frozen_tables(person.authority, on + timedelta(days=30))
    assert list(later["citizens"]["citizen"]) == [hashed]


def test_places_in_use_are_those_that_the_simulation_takes_as_todays() -> None:
    person = make.citizen_due()
    authority, on = person.authority, clock.today(person.authority)
    day = timedelta(days=1)
    make.agreement(person)
    make.agreement(make.citizen(), begins=on - 60 * day, ends=on, state="ended")
    make.agreement(make.citizen(), begins=on - 60 * day, ends=on - day, state="ended")
    make.agreement(make.citizen(), begins=on + day, state="planned")
    make.agreement(make.citizen(), offer="mentor")
    offers = ["branchespor", "mentor", "andet"]
    engine = places_in_use(load_agreements(authority), offers, on)
    assert offers_in_use(authority, offers, on) == {offer: engine[offer].today for offer in offers}
    assert offers_in_use(authority, offers, on) == {"branchespor": 2, "mentor": 1, "andet": 0}


def test_everybody_else_is_assumed_from_the_number_of_inhabitants() -> None:
    person = make.citizen_due()
    on = clock.today(person.authority)
    place = place_of(frozen_tables(person.authority, on), on, goals.policy(), 1000, 12)
    assert place.people is not None
    assert place.comers is not None
    assert place.people.sum() == 1000
    assert place.comers.month.max() <= 12
    assert place.rates is not None


def test_policies_of_others_under_the_same_law_can_be_tried() -> None:
    pack = goals.policy()
    others = other_policies(pack, clock.today(make.authority()))
    assert "kalundborg" in [one.id for one in others]
    assert pack.id not in [one.id for one in others]
    assert {one.legal_system for one in others} == {"denmark"}
    assert all(len(digest) == 64 for digest in packs_read("denmark").values())
