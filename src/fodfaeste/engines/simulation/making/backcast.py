"""How well the simulation would have foretold what has happened since: started years back, and not aligned.

It starts from what was known on a day of the past, runs to today, and is laid beside what the municipality's
own data say. A figure is trusted twice as far ahead as it has been right.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.core.dates import add_months
from fodfaeste.engines.simulation.making.observed import by_month, entered, left
from fodfaeste.engines.simulation.model import Axes, Counts, Draw, Model, Outcome, Rights

Numbers = NDArray[np.float64]
Simulate = Callable[[Model, Sequence[Rights], Sequence[Draw]], Outcome]

#: No figure is told further ahead than twice as far as it was never more than this off.
MOST_OFF = 0.05
FARTHER = 2
YEAR = 12
#: The figures as answers name them. Where those went who left is not sure enough to be compared.
CASELOAD, STATE, INTO, OUT = "caseload", "state", "into_effort", "out_of_effort"
_INTERVAL = (5.0, 95.0)


@dataclass(frozen=True, slots=True)
class Happened:
    """What the municipality's own data say of the states of the effort, year by year after a start."""

    start: date
    stock: Numbers  # (Y, S) people at the end of each year; outside the effort not known
    came: Numbers  # (Y,) came into the effort within each year
    left: Numbers  # (Y,) left it


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure a number of years after the start: what was expected, between what, and what happened."""

    measure: str
    years: int
    expected: float
    low: float
    high: float
    happened: float

    @property
    def error(self) -> float:
        """How far off the expected was, as a part of what happened; without end where nothing happened."""
        if self.happened == 0:
            return 0.0 if self.expected == 0 else float("inf")
        return self.expected / self.happened - 1

    @property
    def is_covered(self) -> bool:
        """Whether what happened lies within the interval told."""
        return self.low <= self.happened <= self.high


@dataclass(frozen=True, slots=True)
class BackCast:
    """All figures compared."""

    start: date
    lines: tuple[Compared, ...]

    @property
    def coverage(self) -> float:
        """The share of figures whose interval held what happened; 0.9 is what it says."""
        return sum(line.is_covered for line in self.lines) / len(self.lines) if self.lines else float("nan")

    def mean_error(self, years: int) -> float:
        """The mean distance after so many years, over the figures that are not without end."""
        found = [abs(line.error) for line in self.lines if line.years == years and np.isfinite(line.error)]
        return float(np.mean(found)) if found else float("nan")

    def trusted(self) -> dict[str, int]:
        """Months ahead that each figure may be told: twice as far as it was never too far off."""
        found: dict[str, int] = {}
        for line in sorted(self.lines, key=lambda line: line.years):
            right = found.setdefault(line.measure, 0)
            if abs(line.error) <= MOST_OFF and right == FARTHER * YEAR * (line.years - 1):
                found[line.measure] = FARTHER * YEAR * line.years
        return found


def earliest(complete: date, today: date) -> int:
    """Whole years back that a back-cast may start, so that everybody who was there is known."""
    years = 0
    while add_months(today, -YEAR * (years + 1)) >= complete:
        years += 1
    return years


def happened(states: pl.DataFrame, axes: Axes, start: date, years: int) -> Happened:
    """How many were in the effort, came and left, from spells as `state_spells` tells them.

    They are looked at once a month, as the simulation looks at its people.
    """
    states = by_month(states, add_months(start, YEAR * years))
    days = [add_months(start, YEAR * year) for year in range(years + 1)]
    within = list(pairwise(days))
    return Happened(
        start,
        np.array([_there(states, axes, end) for end in days[1:]]),
        np.array([entered(states, axes, begin, end).sum() for begin, end in within]),
        np.array([left(states, axes, begin, end).sum() for begin, end in within]),
    )


def _there(states: pl.DataFrame, axes: Axes, on: date) -> Numbers:
    here = states.filter((pl.col("begins") <= on) & (pl.col("ends").is_null() | (pl.col("ends") > on)))
    counted = dict(here.group_by("state").len().iter_rows())
    return np.array([counted.get(state, 0) for state in axes.states], dtype=np.float64)


def compare(axes: Axes, counts: Counts, since: Happened) -> BackCast:
    """Lay the runs of one policy, (runs, 1, months, ...), beside what happened."""
    lines: list[Compared] = []
    effort = np.array(axes.in_effort)
    for year in range(len(since.stock)):
        month = YEAR * (year + 1) - 1
        stock = counts.stock[:, 0, month].sum(axis=-1)  # (R, S)
        flows = counts.flows[:, 0, month - YEAR + 1 : month + 1].sum(axis=1)  # (R, S, S)
        came = flows[:, ~effort][..., effort].sum(axis=(1, 2))
        gone = flows[:, effort][..., ~effort].sum(axis=(1, 2))
        lines.append(_line(CASELOAD, year, stock[:, effort].sum(axis=1), since.stock[year][effort].sum()))
        lines.append(_line(INTO, year, came, since.came[year]))
        lines.append(_line(OUT, year, gone, since.left[year]))
        lines += [
            _line(f"{STATE}.{axes.states[state]}", year, stock[:, state], since.stock[year, state])
            for state in np.flatnonzero(effort)
        ]
    return BackCast(since.start, tuple(lines))


def _line(measure: str, year: int, runs: NDArray[np.int64], happened: float) -> Compared:
    low, high = np.percentile(runs, _INTERVAL)
    return Compared(measure, year + 1, float(runs.mean()), float(low), float(high), float(happened))


def back_cast(
    model: Model, today: Rights, draws: Sequence[Draw], since: Happened, *, simulate: Simulate
) -> BackCast:
    """Run a model of the past to the present and compare.

    `model` and `today` are made as ever, from `tables_then` of the day; draws of *knowledge* give intervals
    that hold what is not known, those of *chance* only the luck.
    """
    outcome = simulate(model, [today], draws)
    return compare(model.axes, outcome.counts, since)
