"""A figure and how far it can be trusted: chance, knowledge and the country, each as a band.

*Chance* is what runs differ by when every number is the middle one. *Knowledge* is what they differ by when
the numbers are drawn from what is known of them. *The country* is how far the figure moves between the
national paths, on the same runs as the middle path.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float64]

#: A band holds nine of ten runs.
LEVEL = 0.9
_TAILS = ((1 - LEVEL) / 2, (1 + LEVEL) / 2)


@dataclass(frozen=True, slots=True)
class Band:
    """From and to, a value a month."""

    low: Real
    high: Real

    def holds_zero(self) -> NDArray[np.bool_]:
        """Whether nothing at all lies inside."""
        return (self.low <= 0) & (self.high >= 0)


@dataclass(frozen=True, slots=True)
class Told:
    """A figure month by month, its three bands, and how sure the middle itself is after so many runs."""

    middle: Real
    chance: Band
    knowledge: Band
    country: Band
    error: Real  # standard error of the middle: only of having run so few times


def told(chance: Real, knowledge: Real, country: Mapping[str, Real]) -> Told:
    """A figure of (runs, months) under the middle numbers, the drawn numbers, and each national path."""
    middle = chance.mean(0)
    runs = len(chance)
    error = chance.std(0, ddof=1) / np.sqrt(runs) if runs > 1 else np.zeros_like(middle)
    return Told(middle, _band(chance), _band(knowledge), _across(middle, chance, country), error)


def _band(runs: Real) -> Band:
    """A band that one run more would lie in as often as said: the ends count so many of the runs and one."""
    low, high = np.quantile(runs, _TAILS, axis=0, method="weibull")
    return Band(low, high)


def _across(middle: Real, chance: Real, paths: Mapping[str, Real]) -> Band:
    """How far each path moves the figure, run beside run, so that chance is not counted once more."""
    moved = [middle + moved_by(chance, values) for values in paths.values()]
    return Band(np.min([middle, *moved], axis=0), np.max([middle, *moved], axis=0))


def moved_by(chance: Real, other: Real) -> Real:
    """How far another assumption moves a figure: on the same replicates, as many as both have."""
    runs = min(len(chance), len(other))
    moved: Real = (other[:runs] - chance[:runs]).mean(0)
    return moved


def added(monthly: Real) -> Real:
    """All months added up, as a figure of one month."""
    summed: Real = monthly.sum(-1, keepdims=True)
    return summed
