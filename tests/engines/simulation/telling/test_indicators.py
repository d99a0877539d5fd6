"""Every figure of the installed policies is either counted here or said not to be, and why."""

import pytest

from fodfaeste.engines.simulation.telling.indicators import BY_OFFER, CARRIED, NOT_CARRIED
from fodfaeste.formats.packs import Library
from fodfaeste.formats.packs.simulation import read_simulation


@pytest.fixture(scope="module")
def indicators():
    return [one for pack in Library.read().packs for one in pack.indicators]


@pytest.fixture(scope="module")
def countries():
    return read_simulation()


def test_each_indicator_of_the_packs_stands_in_the_table_once(indicators):
    by_id = [one.id for one in indicators if one.measure not in BY_OFFER]
    assert sorted(set(by_id) - CARRIED.keys() - NOT_CARRIED.keys()) == []
    assert CARRIED.keys() & NOT_CARRIED.keys() == set()


def test_the_table_names_no_indicator_that_no_pack_has(indicators):
    assert (CARRIED.keys() | NOT_CARRIED.keys()) - {one.id for one in indicators} == set()


def test_the_states_and_ages_it_counts_by_are_some_countrys(countries):
    states = {state.id for country in countries for state in country.states}
    ages = {age for country in countries for age in country.told_age_from}
    asked = {state for how in CARRIED.values() for state in how.states}
    years = {year for how in CARRIED.values() for year in how.years or () if year is not None}
    assert asked - states == set()
    assert years - ages == set()
    assert all(how.months in country.duration_from for how in CARRIED.values() for country in countries)
