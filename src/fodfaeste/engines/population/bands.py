"""Many drawn runs beside each other: the people of a municipality by year, low, middle and high."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from fodfaeste.core.population import AGES
from fodfaeste.engines.population import draws
from fodfaeste.engines.population.estimate import Estimate
from fodfaeste.engines.population.levels import GROUP, Spread
from fodfaeste.engines.population.project import Drawn, Expected, Levels, Projection, project
from fodfaeste.engines.population.rates import MONTHS, Real, Whole

_GROUPS = 4  # the place of the levels by age, after the four of all
LOW, HIGH = 0.05, 0.95  # nine of ten runs lie between


@dataclass(frozen=True, slots=True, eq=False)
class Banded:
    """The expected run, and the stocks of the drawn ones."""

    expected: Projection
    runs: Whole  # [run, year, sex, age]

    def of(self, count: Callable[[Whole], Whole]) -> tuple[Whole, Whole, Whole]:
        """Low, middle and high of something counted in a stock by sex and age, for every year.

        The middle is the expected run's. Where the runs lie to one side of it, it bounds the band.
        """
        middle, runs = count(self.expected.yearly()), count(self.runs)
        low, high = (np.quantile(runs, level, axis=0) for level in (LOW, HIGH))
        below = np.minimum(np.floor(low).astype(np.int64), middle)
        return below, middle, np.maximum(np.ceil(high).astype(np.int64), middle)


def levels(estimate: Estimate, years: int, seed: int, run: int) -> Levels:
    """The levels of one run: how far this run's country and municipality lie from the rates."""
    spreads = estimate.spreads
    parts = (spreads.births, spreads.deaths, spreads.leaving, spreads.coming)
    births, deaths, leaving, coming = (
        _level(part, years, seed, run, which) for which, part in enumerate(parts)
    )
    return Levels(births, deaths, leaving, coming, _by_age(spreads.coming.by_age, seed, run))


def _by_age(spread: float, seed: int, run: int) -> Real:
    """A level for each group of ages."""
    groups = -(-AGES // GROUP)
    found = draws.normals(groups, draws.key_of(seed, run, draws.LEVELS, _GROUPS))
    level: Real = np.exp(spread * found - spread**2 / 2)
    return np.repeat(level, GROUP)[:AGES]


def _level(spread: Spread, years: int, seed: int, run: int, which: int) -> Real:
    found = draws.normals(years + 1, draws.key_of(seed, run, draws.LEVELS, which))
    # Half the square is taken off, so that the mean of all runs is the rate itself.
    drift = (spread.lasting**2 + spread.yearly**2) / 2
    level: Real = np.exp(spread.lasting * found[0] + spread.yearly * found[1:] - drift)
    return level


def drawn(estimate: Estimate, months: int, seed: int, run: int) -> Projection:
    """One drawn run: its own levels and its own people, the same whenever it is asked for."""
    years = -(-months // MONTHS)
    return project(
        estimate.people, estimate.rates, months, Drawn(seed, run), levels(estimate, years, seed, run)
    )


def banded(
    estimate: Estimate, years: int, runs: int, seed: int, tell: Callable[[int], None] = lambda run: None
) -> Banded:
    """The expected run and so many drawn ones. `tell` is called with the number of runs that are done."""
    months = years * MONTHS
    found = []
    for run in range(runs):
        found.append(drawn(estimate, months, seed, run).yearly())
        tell(run + 1)
    return Banded(project(estimate.people, estimate.rates, months, Expected()), np.array(found))
