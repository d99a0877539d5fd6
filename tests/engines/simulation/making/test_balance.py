"""From nobody in the effort, the country's rates alone bring about as many there as are published."""

from dataclasses import fields

import numpy as np
import polars as pl
import pytest

from fodfaeste.core.population import ASSUMED, Month
from fodfaeste.engines.population.assumed import assumed_stock
from fodfaeste.engines.population.estimate import Tables, estimate
from fodfaeste.engines.population.people import newcomers
from fodfaeste.engines.population.project import Expected, project
from fodfaeste.engines.simulation.making.axes import axes_of
from fodfaeste.engines.simulation.making.ending import with_endings
from fodfaeste.engines.simulation.making.expected import Crowd, probabilities
from fodfaeste.engines.simulation.making.others import comers_of, drawn_from, others_of
from fodfaeste.engines.simulation.making.rates import default_rates, default_spread
from fodfaeste.engines.simulation.making.shrink import defaults_only
from fodfaeste.engines.simulation.model import People
from fodfaeste.formats.packs.population import national_rates
from fodfaeste.formats.packs.simulation import installed_country

MONTHS = 60

#: Haderslev's groups in 2023 and Sermersooq's in 2022, as their policies' figures divide them.
PUBLISHED = {
    "denmark": (55_353, {"dagpenge": 558, "jobparat": 92, "aktivitetsparat": 475, "uddannelsesparat": 297,
                         "syg": 815, "afklaring": 370, "fleksjob": 1151, "foertidspension": 3412}),
    "greenland": (23_861, {"matchgruppe-1": 304, "matchgruppe-2": 114, "matchgruppe-3": 57}),
}  # fmt: skip

EMPLOYERS = {"month": pl.Date, "industry": pl.String, "ordinary_fte": pl.Float64}


def nobody() -> People:
    return People(*(np.zeros(0, np.int16) for _ in fields(People)))


@pytest.fixture(scope="module", params=list(PUBLISHED))
def five_years_on(request: pytest.FixtureRequest) -> tuple[str, dict[str, float]]:
    """How many are expected in each state, from a municipality of so many where nobody is in the effort."""
    country, national = installed_country(request.param), national_rates(request.param)
    inhabitants, _ = PUBLISHED[request.param]
    found = estimate(Tables(assumed_stock(inhabitants, "x", Month(2026), national)), national, ASSUMED)
    axes = axes_of(country, groups=(), offers=(), ages=[])
    employers = pl.DataFrame(schema=EMPLOYERS)
    drawn = drawn_from({"employers": employers}, country, axes, nobody(), found.people)
    here, _ = others_of(found.people, nobody(), axes, drawn)
    later = newcomers(project(found.people, found.rates, MONTHS, Expected()), MONTHS)
    parts = here, comers_of(later, axes, drawn, MONTHS)
    people = People(*(np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(People)))
    default = defaults_only(default_rates(country, axes), default_spread(country, axes))
    rates = with_endings(default, people, country, axes, found.people, found.rates).monthly
    stock = Crowd(people, axes, MONTHS).expected(probabilities(rates)).stock
    return request.param, dict(zip(axes.states, map(float, stock), strict=True))


def test_the_groups_are_within_a_factor_of_two_of_those_published(
    five_years_on: tuple[str, dict[str, float]],
) -> None:
    name, stock = five_years_on
    for state, count in PUBLISHED[name][1].items():
        assert 0.5 < stock[state] / count < 2, (state, stock[state], count)


def test_the_municipality_neither_empties_nor_fills(five_years_on: tuple[str, dict[str, float]]) -> None:
    name, stock = five_years_on
    grown = sum(stock.values()) - stock["flyttet"] - stock["doed"]
    assert 0.70 < grown / PUBLISHED[name][0] < 0.86
