"""Everybody of a municipality: the snapshot's citizens, all others, and those who come."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from fodfaeste.engines.population.people import Persons
from fodfaeste.engines.simulation.making.notes import Note, What
from fodfaeste.engines.simulation.making.prepare import Place, Prepared, prepare
from fodfaeste.engines.simulation.making.rights import Policy
from fodfaeste.engines.simulation.model import NO_OFFER
from fodfaeste.formats.packs import installed_pack
from fodfaeste.formats.packs.simulation import installed_country
from tests.engines.simulation.making import snapshot

ANNA, BENT, CARLA, DORTE = range(4)
HOME = installed_pack("norddjurs", snapshot.ON)
COUNTRY = installed_country("denmark")


def everybody(each_age: int = 10) -> np.ndarray:
    return np.full((2, 101), each_age, dtype=np.int64)


def comers() -> Persons:
    """A girl who turns 16 in the third month, a man who moves in in the fifth."""
    return Persons(
        np.array([3, 5], np.int16),
        np.array([192, 400], np.int16),
        np.array([1, 0], np.uint8),
        np.array([2**53 + 1, 2**54 + 7], np.uint64),
    )


def made(people=None, new=None, months: int = 24, **changed) -> Prepared:
    place = Place(snapshot.tables(**changed), snapshot.ON, HOME, COUNTRY, people, new)
    return prepare(place, [Policy("i dag", HOME)], months=months, seed=1)


@pytest.fixture(scope="module")
def alone() -> Prepared:
    return made()


def test_each_citizen_has_the_state_and_the_time_that_the_snapshot_tells(alone: Prepared):
    people, axes = alone.model.people, alone.model.axes
    assert [axes.states[state] for state in people.state] == ["dagpenge", "aktivitetsparat", "arbejde", "ude"]
    assert people.since.tolist() == [6, 21, 5, 0]
    assert people.in_effort_since.tolist() == [6, 32, 0, 0]  # Bent's readiness changed on the way
    assert people.earlier.tolist() == [2, 0, 0, 0]


def test_a_label_is_for_those_in_the_effort(alone: Prepared):
    people, axes = alone.model.people, alone.model.axes
    assert [axes.groups[group] for group in people.group] == ["forsikret", "aktivitetsparat", "", ""]
    assert [axes.groups[group] for group in people.came_from] == ["", "ung", "", ""]


def test_education_field_sex_and_age_are_told_where_they_are_known(alone: Prepared):
    people, axes = alone.model.people, alone.model.axes
    assert [axes.educations[one] for one in people.education] == ["vocational", "unknown", "none", "unknown"]
    assert [axes.fields[one] for one in people.field] == ["C", "unknown", "F", "unknown"]
    assert {axes.sexes[one] for one in people.sex} == {"unknown"}
    assert (people.age_months[:3] // 12).tolist() == [30, 31, 44]
    # Anna has had this year's birthday: she was born before the end of November, eleven months ago at most.
    assert people.age_months[ANNA] % 12 < 11
    assert people.age_months[DORTE] // 12 == 31  # the middle of the others
    assert Note(What.AGE_UNKNOWN, people=1) in alone.notes


def test_who_is_in_an_offer_leaves_it_when_the_agreement_ends(alone: Prepared):
    people = alone.model.people
    held = int(alone.model.offers.months[0])
    # Until the last of January: three months from the 22nd of November, so the seat is free in the third.
    assert people.offer.tolist() == [0, NO_OFFER, NO_OFFER, NO_OFFER]
    assert people.offer_month[ANNA] == held - 3
    assert people.begun.tolist() == [1, 0, 0, 0]  # Bent's track was in an effort that is over
    assert alone.in_use["branchespor"].today == 1


def test_an_offer_that_has_ended_is_still_felt_in_the_same_effort():
    rows = [
        {
            "citizen": "anna",
            "kind": "branchespor",
            "state": "ended",
            "from": date(2026, 5, 20),
            "to": date(2026, 8, 20),
        }
    ]
    prepared = made(agreements=rows)
    people, held = prepared.model.people, int(prepared.model.offers.months[0])
    assert people.offer[ANNA] == 0
    assert people.offer_month[ANNA] == held + 3
    assert prepared.in_use["branchespor"].today == 0


def test_citizens_and_others_are_the_population_to_the_person_by_age():
    prepared = made(everybody())
    people = prepared.model.people
    years = np.bincount(people.age_months // 12, minlength=101)
    assert years[:16].sum() == 0
    assert (years[16:] == 20).all()
    assert len(np.unique(people.ids)) == len(people.ids) == 85 * 20


def test_more_citizens_than_people_of_an_age_are_told():
    prepared = made(everybody(0))
    assert Note(What.CITIZENS_BEYOND, people=4) in prepared.notes
    assert len(prepared.model.people.ids) == 4


def test_others_have_a_state_by_age_and_a_sex():
    people, axes = made(everybody(200)).model.people, made().model.axes
    others = slice(4, None)
    assert {axes.sexes[one] for one in people.sex[others]} == {"female", "male"}
    work = people.state[others] == axes.work
    middle = (people.age_months[others] >= 480) & (people.age_months[others] < 600)
    assert 0.7 < work[middle].mean() < 0.95
    old = people.age_months[others] >= 12 * 75
    assert (people.state[others][old] == axes.states.index("pension")).mean() > 0.9
    assert (people.group[others] == len(axes.groups) - 1).all()


def test_pensioners_of_the_snapshot_are_counted_among_those_there_are():
    """The snapshot has some of a benefit outside the effort: the others of it are drawn, and no more."""
    rows = [{"citizen": f"P{at}", "target_group": "ingen", "age": 55.0} for at in range(60)]
    days = {"valid_from": date(2020, 1, 1), "valid_to": None}
    pension = [
        {"citizen": row["citizen"], "kind": "benefit", "value": "foertidspension", **days} for row in rows
    ]
    pensioners = []
    for statuses in ([], pension):
        people = made(everybody(200), citizens=rows, statuses=statuses, spells=[], agreements=[]).model.people
        states = made().model.axes.states
        pensioners.append(int((people.state == states.index("foertidspension")).sum()))
    assert 300 < pensioners[0] < 2000
    assert abs(pensioners[1] - pensioners[0]) < 60 / 2  # beside the draws, none of the sixty is added


def test_the_same_person_is_the_same_whoever_else_is_there():
    few, many = made(everybody(10)).model.people, made(everybody(10), comers()).model.people
    size = len(few.ids)
    for name in ("ids", "state", "since", "education", "field", "sex"):
        assert (getattr(few, name) == getattr(many, name)[:size]).all()
    grown = made(everybody(12)).model.people
    both, at, other = np.intersect1d(few.ids, grown.ids, return_indices=True)
    assert len(both) > 0.95 * size
    assert (few.state[at] == grown.state[other]).all()


def test_who_comes_later_arrives_in_their_month_and_none_after_the_last():
    people, axes = made(everybody(), comers()).model.people, made().model.axes
    assert people.arrives[-2:].tolist() == [3, 5]
    assert people.age_months[-2:].tolist() == [192, 400]
    assert [axes.sexes[one] for one in people.sex[-2:]] == ["female", "male"]
    assert people.since[-2:].tolist() == [0, 0]
    assert made(everybody(), comers(), months=4).model.people.arrives.max() == 3


def test_field_and_education_of_others_are_those_of_the_place():
    month = {"company": "1", "name": "x", "month": date(2026, 10, 1), "place": None}
    employers = [
        {**month, "employer": "P1", "industry": "412000", "ordinary_fte": 30.0},
        {**month, "employer": "P2", "industry": "861000", "ordinary_fte": 70.0},
        {**month, "employer": "P3", "industry": "011100", "ordinary_fte": 500.0, "month": date(2026, 9, 1)},
    ]
    people, axes = made(everybody(50), employers=employers).model.people, made().model.axes
    fields = np.bincount(people.field[4:], minlength=len(axes.fields))
    assert {axes.fields[one] for one in np.flatnonzero(fields)} == {"F", "Q"}
    assert abs(fields[axes.fields.index("F")] / fields.sum() - 0.3) < 0.02
    educations = {axes.educations[one] for one in np.unique(people.education[4:])}
    assert educations == {"none", "vocational"}  # what is known of the citizens, few as they are


def test_the_order_of_the_rows_changes_nothing():
    tables = snapshot.tables()
    turned = {name: table.reverse() for name, table in tables.items()}
    place = Place(tables, snapshot.ON, HOME, COUNTRY, everybody())
    one = prepare(place, [Policy("i dag", HOME)], months=12, seed=1)
    other = prepare(replace(place, tables=turned), [Policy("i dag", HOME)], months=12, seed=1)
    order = np.r_[3:-1:-1, 4 : len(one.model.people.ids)]
    for name in ("ids", "state", "since", "group", "field", "offer", "offer_month", "begun"):
        assert (getattr(one.model.people, name)[order] == getattr(other.model.people, name)).all(), name
    assert (one.rights[0].first[:, order] == other.rights[0].first).all()
    assert (one.rights[0].wait == other.rights[0].wait).all()
