"""People in = people out + events, to the person, for every month, sex and month of age."""

import numpy as np
import pytest

from fodfaeste.engines.population.project import Drawn, Expected, in_months, in_years, project, year_on
from fodfaeste.engines.population.rates import SLOTS, Rates

MONTHS = 30


@pytest.fixture(scope="module")
def rates() -> Rates:
    ages = np.arange(101)
    deaths = np.tile(np.minimum(0.0001 * np.exp(0.09 * ages), 0.6), (2, 1))
    births = np.where((ages >= 16) & (ages < 45), 0.06, 0.0)
    leaving = np.tile(np.where(ages < 40, 0.08, 0.02), (2, 1))
    coming = np.tile(np.where(ages < 40, 30.0, 2.5), (2, 1))
    return Rates(deaths, births, 0.514, leaving, coming)


@pytest.fixture(scope="module")
def people() -> np.ndarray:
    return np.tile(np.arange(400, -5, -4)[:101].clip(min=3), (2, 1))


HOW = {"expected": Expected, "drawn": lambda: Drawn(7, 3)}


@pytest.mark.parametrize("how", HOW)
def test_everybody_is_accounted_for(people, rates, how):
    p = project(people, rates, MONTHS, HOW[how]())
    assert p.stock[0].sum() == people.sum()
    assert np.array_equal(in_years(p.stock[0]), people)
    for month in range(MONTHS):
        left = p.stock[month] - p.deaths[month] - p.leavers[month]
        older = np.zeros((2, SLOTS), dtype=np.int64)
        older[:, 1:] = left[:, :-1]
        older[:, -1] += left[:, -1]
        older[:, 0] += p.births[month]
        assert np.array_equal(p.stock[month + 1], older + p.comers[month])
    assert min(each.min() for each in (p.stock, p.deaths, p.leavers, p.comers, p.births)) >= 0
    assert all(each.sum() > 0 for each in (p.deaths, p.leavers, p.comers, p.births))


def test_the_expected_run_is_the_fractions_to_a_few_persons(people, rates):
    exact = year_on(people.astype(float), rates)
    p = project(people, rates, 12, Expected())
    assert p.stock[12].sum() == pytest.approx(exact.sum(), abs=10)
    assert np.abs(in_years(p.stock[12]) - exact).max() < 7


def test_the_mean_of_drawn_runs_is_the_expected_one(people, rates):
    expected = project(people, rates, 12, Expected())
    runs = [project(people, rates, 12, Drawn(1, run)) for run in range(60)]
    for name in ("deaths", "leavers", "comers", "births"):
        totals = np.array([getattr(run, name).sum() for run in runs])
        wanted = getattr(expected, name).sum()
        assert abs(totals.mean() - wanted) < 4 * np.sqrt(wanted / len(runs)), name
        assert 0.5 < totals.var(ddof=1) / wanted < 1.7, name


def test_the_same_run_has_the_same_people_and_another_has_others(people, rates):
    one, same, other = (project(people, rates, 12, Drawn(1, run)) for run in (0, 0, 1))
    assert np.array_equal(one.stock, same.stock)
    assert not np.array_equal(one.stock, other.stock)


def test_a_longer_run_begins_as_the_shorter(people, rates):
    short, long = (project(people, rates, months, Drawn(1, 0)) for months in (6, 12))
    assert np.array_equal(short.stock, long.stock[:7])


def test_without_rates_people_only_grow_older(people):
    nothing = np.zeros((2, 101))
    rates = Rates(nothing, np.zeros(101), 0.5, nothing, nothing)
    then = in_years(project(people, rates, 12, Expected()).stock[12])
    assert np.array_equal(then[:, 1:100], people[:, :99])
    assert then[:, 100].tolist() == (people[:, 99] + people[:, 100]).tolist()


def test_those_who_come_in_a_year_end_it_at_their_age():
    nothing = np.zeros((2, 101))
    coming = np.zeros((2, 101))
    coming[0, [0, 20, 99]] = 13_000, 1_200, 600
    rates = Rates(nothing, np.zeros(101), 0.5, nothing, coming)
    then = in_years(project(np.zeros((2, 101), dtype=np.int64), rates, 12, Expected()).stock[12])
    assert np.nonzero(then[0])[0].tolist() == [0, 20, 99]
    assert then[0, [0, 20, 99]] == pytest.approx([13_000, 1_200, 600], abs=2)


def test_people_of_a_year_have_their_birthdays_over_the_whole_of_it():
    slots = in_months(np.full((2, 101), 25)).reshape(2, 101, 12)
    assert slots.sum(-1).tolist() == np.full((2, 101), 25).tolist()
    assert set(np.unique(slots)) == {2, 3}
    assert (slots.sum((0, 1)) > 410).all()
