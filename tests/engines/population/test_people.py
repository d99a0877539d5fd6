"""Persons with ids of their own; bands of many runs; people where only their total is known."""

from dataclasses import replace

import numpy as np
import pytest

from fodfaeste.core.population import Month
from fodfaeste.engines.population.assumed import assumed_stock
from fodfaeste.engines.population.bands import banded, drawn
from fodfaeste.engines.population.estimate import Estimate, Tables, estimate
from fodfaeste.engines.population.levels import Spread
from fodfaeste.engines.population.people import MOVED_IN, OF_AGE, OF_AGE_NOW, newcomers, residents
from tests.engines.population.conftest import stock

MONTHS = 24


@pytest.fixture(scope="module")
def found(national, people) -> Estimate:
    return estimate(Tables(stock(people)), national)


@pytest.fixture(scope="module")
def projection(found):
    return drawn(found, MONTHS, seed=5, run=0)


def test_every_resident_of_age_is_there_once(found):
    here = residents(found.people)
    assert len(here) == found.people[:, 16:].sum() == len(set(here.id.tolist()))
    assert np.array_equal(np.bincount(here.age_months // 12, minlength=101)[16:], found.people.sum(0)[16:])
    assert np.bincount(here.sex).tolist() == found.people[:, 16:].sum(1).tolist()
    assert set(here.month) == {0}
    assert len(residents(found.people, from_age_months=0)) == found.people.sum()


def test_newcomers_are_those_who_turn_sixteen_and_those_who_move_in(found, projection):
    come = newcomers(projection, MONTHS)
    kinds = come.id >> np.uint64(52)
    moved = projection.comers[:, :, OF_AGE:]
    assert (kinds == MOVED_IN).sum() == moved.sum()
    before = OF_AGE - 1
    grown = (projection.stock[:-1] - projection.deaths - projection.leavers)[:, :, before]
    assert (kinds == OF_AGE_NOW).sum() == grown.sum() > 0
    assert set(come.age_months[kinds == OF_AGE_NOW]) == {OF_AGE}
    in_month = np.bincount(come.month, minlength=MONTHS + 1)[1:]
    assert in_month.tolist() == (moved.sum((1, 2)) + grown.sum(1)).tolist()
    assert (np.diff(come.month) >= 0).all()
    assert [column.dtype.name for column in (come.month, come.age_months, come.sex, come.id)] == [
        "int16", "int16", "uint8", "uint64",
    ]  # fmt: skip


def test_no_two_persons_have_the_same_id(found, projection):
    ids = [*residents(found.people).id.tolist(), *newcomers(projection, MONTHS).id.tolist()]
    assert len(set(ids)) == len(ids)


def test_ids_do_not_hang_on_how_long_one_looks(found, projection):
    short = newcomers(drawn(found, 6, seed=5, run=0), 6)
    long = newcomers(projection, 6)
    assert np.array_equal(short.id, long.id)
    assert np.array_equal(newcomers(projection, MONTHS).id[: len(long)], long.id)


def test_another_run_has_other_newcomers(found, projection):
    other = newcomers(drawn(found, MONTHS, seed=5, run=1), MONTHS)
    assert not np.array_equal(other.month, newcomers(projection, MONTHS).month)


def test_the_middle_lies_in_its_band_and_the_band_widens(found):
    answer = banded(found, years=4, runs=24, seed=1)
    low, middle, high = answer.of(lambda people: people.sum((-1, -2)))
    assert (low <= middle).all()
    assert (middle <= high).all()
    assert low[0] == middle[0] == high[0] == found.people.sum()
    assert high[4] - low[4] > high[1] - low[1] > 0


def test_moves_widen_the_band_most(found):

    none = Spread(0.0, 0.0)
    still = replace(found.spreads, coming=none, leaving=none)
    moves = replace(found.spreads, births=none, deaths=none)

    def width(spreads) -> int:
        answer = banded(replace(found, spreads=spreads), years=4, runs=24, seed=1)
        low, _middle, high = answer.of(lambda people: people.sum((-1, -2)))
        return int(high[-1] - low[-1])

    assert width(moves) > 1.5 * width(still)


def test_progress_is_told_run_by_run(found):
    told: list[int] = []
    banded(found, years=1, runs=3, seed=1, tell=told.append)
    assert told == [1, 2, 3]


@pytest.mark.parametrize("total", [1, 17, 36_658])
def test_people_of_a_total_alone_are_the_total(national, total):
    found = assumed_stock(total, "Nordby", Month(2025), national)
    assert sum(map(sum, found.people[0])) == total
    assert (found.area, found.at) == ("Nordby", (Month(2025),))


def test_people_of_a_total_alone_have_the_profiles_ages_and_fewer_of_the_oldest(national):
    men, women = assumed_stock(1_000_000, "", Month(2025), national).people[0]
    groups = national.profile.men
    assert sum(men[20:25]) == pytest.approx(1e6 * groups[4] / 2 / sum(groups), rel=0.01)
    assert men == women
    assert men[80] > men[84] > 0
