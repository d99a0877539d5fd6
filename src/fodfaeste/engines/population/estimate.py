"""A municipality's rates from its own tables, from the country's where it has none; each part says which."""

from dataclasses import dataclass, replace

import numpy as np

from fodfaeste.core.population import (
    AGES,
    ASSUMED,
    PROPOSED,
    READ,
    WOMEN,
    Events,
    LifeTable,
    Month,
    NationalRates,
    Stock,
)
from fodfaeste.engines.population.levels import Spread, Years, factor, grouped, month_of, seen, spread
from fodfaeste.engines.population.moves import BALANCE, BY_AGE, FEW_MOVE, TOTALS, moves
from fodfaeste.engines.population.project import year_on
from fodfaeste.engines.population.rates import (
    Rates,
    Real,
    Whole,
    by_age,
    hazard,
    national_births,
    national_deaths,
)

STOCK, BIRTHS, DEATHS, MOVES = "stock", "births", "deaths", "moves"
LIFE_TABLE, NATIONAL, OF_THE_OLD = "life_table", "national", "of_the_old"

_MOTHERS = (0, 20, 25, 30, 35, 40)
_DYING = (0, 50, 65, 75, 85)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a projection: what it rests on (core.population.BASES), and how it was found."""

    what: str
    basis: str
    how: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Spreads:
    """How far each level may lie from the rates."""

    births: Spread
    deaths: Spread
    leaving: Spread
    coming: Spread


@dataclass(frozen=True, slots=True, eq=False)
class Estimate:
    """What a projection starts from: people by sex and age, rates, their spread, and what they rest on."""

    area: str
    start: Month
    people: Whole
    rates: Rates
    spreads: Spreads
    parts: tuple[Part, ...]

    @property
    def basis(self) -> str:
        """The weakest that any part rests on."""
        bases = {part.basis for part in self.parts}
        return next(basis for basis in (ASSUMED, PROPOSED, READ) if basis in bases)


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables that a municipality has; only the stock is needed."""

    stock: Stock
    births: Events | None = None
    deaths: Events | LifeTable | None = None
    came: Events | None = None
    left: Events | None = None


def estimate(tables: Tables, national: NationalRates, stock_basis: str = READ) -> Estimate:
    """The rates that a municipality's tables speak for."""
    years = Years.of(tables.stock)
    deaths, deaths_spread, deaths_part = _deaths(tables.deaths, years, national)
    births, births_spread, births_part = _births(tables.births, years, deaths, national)
    unmoved = Rates(deaths, births, national.boys, np.zeros_like(deaths), np.zeros_like(deaths))
    moving = moves(years, unmoved, national, tables.came, tables.left)
    files = " + ".join(table.file for table in (tables.came, tables.left) if table is not None)
    parts = (
        Part(STOCK, stock_basis, BY_AGE if stock_basis == READ else NATIONAL, tables.stock.file),
        births_part,
        deaths_part,
        Part(MOVES, moving.basis, moving.how, files),
    )
    return Estimate(
        area=tables.stock.area,
        start=month_of(tables.stock),
        people=np.rint(by_age(tables.stock.people[-1])).astype(np.int64),
        rates=replace(unmoved, leaving=moving.leaving, coming=moving.coming),
        spreads=Spreads(births_spread, deaths_spread, moving.leaving_spread, moving.coming_spread),
        parts=parts,
    )


def _deaths(
    table: Events | LifeTable | None, years: Years, national: NationalRates
) -> tuple[Real, Spread, Part]:
    rates, apart = national_deaths(national), national.uncertain.deaths
    if isinstance(table, LifeTable):
        told = hazard(by_age(table.share))
        return told, Spread(apart, 0.02), Part(DEATHS, READ, LIFE_TABLE, table.file)
    if table is not None:
        found = seen(table, years)
        expected = (found.lived * rates).sum((1, 2))
        times, error = factor(found.totals.sum(), expected.sum(), apart)
        wide = spread(found.totals, expected, error)
        if found.events is None:
            return rates * times, wide, Part(DEATHS, READ, TOTALS, table.file)
        own = grouped(rates, found.events, found.lived, _DYING, apart)
        return own, wide, Part(DEATHS, READ, BY_AGE, table.file)
    steps = years.steps()
    if not steps:
        return rates, Spread(apart, 0.02), Part(DEATHS, PROPOSED, NATIONAL)
    return _deaths_of_the_old(years, steps, rates, apart)


def _deaths_of_the_old(
    years: Years, steps: list[int], rates: Real, apart: float
) -> tuple[Real, Spread, Part]:
    """The old who are missing a year later, as the deaths of an age at which few move."""
    alone = Rates(rates, np.zeros(AGES), 0.5, np.zeros_like(rates), np.zeros_like(rates))
    lost, expected = (np.zeros(len(steps)) for _each in range(2))
    for at, year in enumerate(steps):
        before, old = years.people[year], np.s_[:, FEW_MOVE + 1 :]
        there = before[:, FEW_MOVE:].sum()
        lost[at] = max(there - years.people[year + 1][old].sum(), 0.0)
        expected[at] = there - year_on(before, alone)[old].sum()
    times, error = factor(lost.sum(), expected.sum(), apart)
    own = rates.copy()
    own[:, FEW_MOVE:] *= times
    return own, spread(lost, expected, error), Part(DEATHS, PROPOSED, OF_THE_OLD)


def _births(
    table: Events | None, years: Years, deaths: Real, national: NationalRates
) -> tuple[Real, Spread, Part]:
    rates, apart = national_births(national), national.uncertain.births
    if table is not None:
        found = seen(table, years)
        lived = found.lived[:, WOMEN]
        expected = (lived * rates).sum(1)
        times, error = factor(found.totals.sum(), expected.sum(), apart)
        wide = spread(found.totals, expected, error)
        if found.events is None:
            return rates * times, wide, Part(BIRTHS, READ, TOTALS, table.file)
        own = grouped(rates, found.events[:, WOMEN], lived, _MOTHERS, apart)
        return own, wide, Part(BIRTHS, READ, BY_AGE, table.file)
    steps = years.steps()
    if not steps:
        return rates, Spread(apart, 0.02), Part(BIRTHS, PROPOSED, NATIONAL)
    living = float(np.exp(-deaths[:, 0].mean() / 2))
    newborn = np.array([years.people[year + 1][:, 0].sum() / living for year in steps])
    ends = [(years.people[year] + years.people[year + 1])[WOMEN] / 2 for year in steps]
    expected = np.array([(women * rates).sum() for women in ends])
    times, error = factor(newborn.sum(), expected.sum(), apart)
    return rates * times, spread(newborn, expected, error), Part(BIRTHS, READ, BALANCE)
