"""Rates come from the municipality's own tables as far as these carry, and each part says so."""

from dataclasses import replace

import numpy as np
import pytest

from fodfaeste.core.errors import Rejected
from fodfaeste.core.population import ASSUMED, PROPOSED, READ, Events, LifeTable
from fodfaeste.engines.population.estimate import Tables, estimate
from fodfaeste.engines.population.project import Expected, Levels, project, year_on
from fodfaeste.engines.population.rates import Rates, national_births, national_deaths
from tests.engines.population.conftest import stock

YEARS = (2020, 2021, 2022)


def lists(numbers: np.ndarray):
    return tuple(tuple(map(float, side)) for side in numbers)


def bases(found) -> dict[str, str]:
    return {part.what: part.basis for part in found.parts}


def test_a_stock_alone_takes_all_else_from_the_country_and_says_so(national, people):
    found = estimate(Tables(stock(people)), national)
    assert bases(found) == {"stock": READ, "births": PROPOSED, "deaths": PROPOSED, "moves": ASSUMED}
    assert found.basis == ASSUMED
    assert np.array_equal(found.rates.deaths, national_deaths(national))
    assert np.array_equal(found.rates.births, national_births(national))
    leavers = (people * found.rates.leaving).sum()
    assert leavers / people.sum() == pytest.approx(0.05, rel=0.05)
    assert found.rates.coming.sum() == pytest.approx(leavers, rel=0.05)


def test_births_a_woman_are_those_of_the_table(national):
    assert national_births(national).sum() == pytest.approx(1.8)
    assert np.nonzero(national_births(national))[0].tolist() == list(range(20, 40))


def test_many_own_events_move_the_level_all_the_way_and_few_hardly(national, people):
    def deaths(scale: int, times: float) -> float:
        all_people = people * scale
        expected = (all_people * national_deaths(national)).sum()
        table = Events("d.csv", YEARS, (times * expected,) * 3)
        found = estimate(Tables(stock(*[all_people] * 4), deaths=table), national)
        return float((found.rates.deaths / national_deaths(national)).mean())

    assert deaths(1_000, 1.3) == pytest.approx(1.3, rel=0.01)
    assert 1.0 < deaths(1, 1.3) < 1.3
    assert deaths(1, 1.0) == pytest.approx(1.0)


def test_deaths_by_age_move_each_group_of_ages_by_itself(national, people):
    many = people * 1_000
    rates = national_deaths(national)
    own = many * rates * np.where(np.arange(101) >= 85, 2.0, 1.0)
    table = Events("d.csv", YEARS, (own.sum(),) * 3, (lists(own),) * 3)
    found = estimate(Tables(stock(*[many] * 4), deaths=table), national)
    assert np.allclose(found.rates.deaths[:, :85], rates[:, :85], rtol=0.01)
    assert np.allclose(found.rates.deaths[:, 85:], 2 * rates[:, 85:], rtol=0.02)
    assert bases(found)["deaths"] == READ


def test_a_life_table_is_used_as_it_stands(national, people):
    share = np.full((2, 101), 0.01)
    found = estimate(Tables(stock(people), deaths=LifeTable("l.csv", "2024", lists(share))), national)
    assert np.allclose(1 - np.exp(-found.rates.deaths), share)


def test_moves_in_all_are_met_and_spread_as_the_curve(national, people):
    tables = Tables(
        stock(*[people] * 4),
        came=Events("m.csv", YEARS, (900.0, 1_000.0, 1_100.0)),
        left=Events("m.csv", YEARS, (700.0,) * 3),
    )
    found = estimate(tables, national)
    assert found.rates.coming.sum() == pytest.approx(1_000, rel=0.01)
    assert (found.rates.leaving * people).sum() == pytest.approx(700, rel=0.03)
    assert found.rates.leaving[0, 22] > 3 * found.rates.leaving[0, 60]
    assert found.spreads.coming.yearly > found.spreads.leaving.yearly


def test_moves_by_age_are_the_municipalitys_own(national, people):
    came = np.zeros((2, 101))
    came[1, 20] = 900.0
    left = people * 0.02
    tables = Tables(
        stock(*[people] * 4),
        came=Events("m.csv", YEARS, (900.0,) * 3, (lists(came),) * 3),
        left=Events("m.csv", YEARS, (float(left.sum()),) * 3, (lists(left),) * 3),
    )
    found = estimate(tables, national)
    assert found.rates.coming[1, 20:22].sum() > 850
    assert found.rates.coming.sum() == pytest.approx(900)
    crowd = found.rates.leaving[:, 5:60]
    assert crowd.min() > 0.008
    assert crowd.max() < 0.035


def test_years_of_stock_give_the_moves_that_lead_from_one_to_the_next(national, people):
    true = estimate(Tables(stock(people)), national).rates
    coming = true.coming.copy()
    coming[:, 20] += 40
    leaving = true.leaving.copy()
    leaving[:, 18] += 0.2
    true = replace(true, coming=coming, leaving=leaving)
    years = [people.astype(float)]
    for _year in range(4):
        years.append(year_on(years[-1], true))
    found = estimate(Tables(stock(*years)), national)
    assert bases(found) == {"stock": READ, "births": READ, "deaths": PROPOSED, "moves": READ}
    told, wanted = year_on(years[-1], found.rates), year_on(years[-1], true)
    assert np.abs(told - wanted)[:, 1:70].max() < 5
    assert told.sum() == pytest.approx(wanted.sum(), rel=0.002)


def test_a_table_of_other_years_than_the_stock_is_refused(national, people):
    with pytest.raises(Rejected, match=r"b\.csv: tabellens år \(1990-1991\) er ikke blandt"):
        estimate(Tables(stock(people), births=Events("b.csv", (1990, 1991), (5.0, 5.0))), national)


def test_hazards_of_a_month_are_a_twelfth_and_moving_out_is_by_the_age_one_has(national, people):
    rates = estimate(Tables(stock(people)), national).rates
    assert np.allclose(rates.mortality() * 12, rates.deaths)
    assert np.allclose(rates.moving_out()[:, 30] * 12, rates.leaving[:, 29:31].mean(1))


def test_a_year_at_twice_the_level_has_twice_the_deaths(national, people):
    rates = estimate(Tables(stock(people * 10)), national).rates
    unmoved = Rates(rates.deaths, rates.births, 0.5, np.zeros((2, 101)), np.zeros((2, 101)))
    even = project(people * 10, unmoved, 12, Expected())
    twice = Levels(np.ones(1), np.full(1, 2.0), np.ones(1), np.ones(1), np.ones(101))
    doubled = project(people * 10, unmoved, 12, Expected(), twice)
    # A little less than twice: who has died in spring does not die in autumn.
    assert 1.7 < doubled.deaths.sum() / even.deaths.sum() < 2.0
