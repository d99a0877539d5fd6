"""Rates brought to meet totals that are known, by logit scaling (Stephensen, IJM 9(3), 2016).

The chances of a month are multiplied by a factor for each total and made to sum to one again. That is the
change of the table that adds least beside the totals: it keeps every odds ratio between people, and takes any
number of states at once. The factors are found on what is expected of today's policy, are frozen, and then
used under every policy: a scenario aligned for itself would have its own effect taken away.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.simulation.making.expected import Crowd, Expected, probabilities, rates_of
from fodfaeste.engines.simulation.model import Axes, People

Numbers = NDArray[np.float64]

#: A factor on the odds beyond these says that the totals and the rates do not speak of the same thing.
LEAST, MOST = 1 / 3, 3.0
_CLOSE = 1e-10
_TRIES = 40
_STEP = 1e-4
_LONGEST_STRIDE = 0.7


@dataclass(frozen=True, slots=True)
class Flow:
    """So many moves within the months known; from one state, or from all."""

    to: str
    total: float
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Stock:
    """So many people in a state at the end of the months known."""

    state: str
    total: float


Total = Flow | Stock


@dataclass(frozen=True, slots=True)
class Aligned:
    """Rates that meet the totals. `raw` and `met` are what was expected before and after, in their order."""

    monthly: Numbers
    totals: tuple[Total, ...]
    factors: tuple[float, ...]  # on the odds of each total
    raw: tuple[float, ...]
    met: tuple[float, ...]
    months: int  # the totals are known so far; after it the factors are kept

    @property
    def error(self) -> float:
        """The largest distance from a total, as a part of it."""
        return max(
            (abs(met / total.total - 1) for met, total in zip(self.met, self.totals, strict=True)), default=0
        )


@dataclass(frozen=True, slots=True)
class Refused:
    """Why the totals cannot be met: which are too far off, and the factor that each would take."""

    reason: str  # too_far, not_met
    totals: tuple[Total, ...]
    factors: tuple[float, ...]
    raw: tuple[float, ...]

    def __str__(self) -> str:
        named = ", ".join(_told(total, raw) for total, raw in zip(self.totals, self.raw, strict=True))
        if self.reason == TOO_FAR:
            return (
                f"Tallene passer ikke sammen med kommunens egne overgange: {named}. Det ville kræve, at odds "
                "blev ganget med mere end 3 eller delt med mere end 3. Se efter, om tallet tæller det samme."
            )
        return f"Tallene kan ikke nås samtidig: {named}. Giv færre tal, eller tal, der passer sammen."


TOO_FAR, NOT_MET = "too_far", "not_met"


def _told(total: Total, raw: float) -> str:
    name = total.state if isinstance(total, Stock) else total.to
    return f"{name} er givet som {total.total:.0f} og ventes at blive {raw:.0f}"


def align(
    monthly: Numbers, people: People, axes: Axes, totals: Sequence[Total], months: int
) -> Aligned | Refused:
    """The rates that give the totals after so many months, or why they cannot.

    `monthly` and `people` are those of today's policy; the answer's rates are for every policy.
    """
    crowd, before = Crowd(people, axes, months), probabilities(monthly)
    problem = _Problem(crowd, before, axes, tuple(totals))
    raw = problem.gives(np.zeros(len(totals)))
    logs = _solved(problem, raw)
    met = problem.gives(logs) if logs is not None else raw
    if logs is None or problem.distance(met).max(initial=0) > 1e-9:
        return Refused(NOT_MET, problem.totals, (), tuple(raw))
    factors = np.exp(logs)
    far = [at for at, factor in enumerate(factors) if not LEAST <= factor <= MOST]
    if far:
        return Refused(
            TOO_FAR,
            tuple(problem.totals[at] for at in far),
            tuple(float(factors[at]) for at in far),
            tuple(float(raw[at]) for at in far),
        )
    found = rates_of(scaled(before, problem.table(logs)))
    return Aligned(
        found,
        problem.totals,
        tuple(map(float, factors)),
        tuple(map(float, raw)),
        tuple(map(float, met)),
        months,
    )


def scaled(chances: Numbers, factors: Numbers) -> Numbers:
    """Chances times a factor by state and state, (S, S), and each row made to sum to one again."""
    found = chances * factors[:, None, None, None, None, :]
    return np.asarray(found / found.sum(axis=-1, keepdims=True))


class _Problem:
    """What is expected as a function of the logarithms of the factors."""

    def __init__(self, crowd: Crowd, chances: Numbers, axes: Axes, totals: tuple[Total, ...]) -> None:
        self.crowd, self.chances, self.totals = crowd, chances, totals
        self.known = np.array([total.total for total in totals])
        self.masks = [_mask(total, axes) for total in totals]
        self.states = axes.states

    def table(self, logs: Numbers) -> Numbers:
        """The factors by state and state."""
        size = len(self.states)
        found = np.zeros((size, size))
        for log, mask in zip(logs, self.masks, strict=True):
            found[mask] += log
        return np.asarray(np.exp(found))

    def gives(self, logs: Numbers) -> Numbers:
        expected = self.crowd.expected(scaled(self.chances, self.table(logs)))
        return np.array(
            [self._told(total, mask, expected) for total, mask in zip(self.totals, self.masks, strict=True)]
        )

    def _told(self, total: Total, mask: NDArray[np.bool_], expected: Expected) -> float:
        if isinstance(total, Stock):
            return float(expected.stock[self.states.index(total.state)])
        return float(expected.flows[mask].sum())

    def distance(self, gives: Numbers) -> Numbers:
        return np.asarray(np.abs(gives / self.known - 1))


def _mask(total: Total, axes: Axes) -> NDArray[np.bool_]:
    """Which chances a total's factor is on: for a stock staying counts too, for moves it does not."""
    size = len(axes.states)
    found = np.zeros((size, size), bool)
    if isinstance(total, Stock):
        found[:, axes.states.index(total.state)] = True
        return found
    to = axes.states.index(total.to)
    origins = range(size) if total.origin is None else [axes.states.index(total.origin)]
    for origin in origins:
        found[origin, to] = origin != to
    return found


def _solved(problem: _Problem, raw: Numbers) -> Numbers | None:
    """The logarithms of the factors: Newton's steps with the slopes carried on by Broyden's rule."""
    if not (raw > 0).all() or not (problem.known > 0).all():
        return None
    logs, off = np.zeros(len(raw)), np.log(raw / problem.known)
    slopes = _slopes(problem, raw)
    for _ in range(_TRIES):
        if np.abs(off).max(initial=0) < _CLOSE:
            return logs
        try:
            step = np.clip(-np.linalg.solve(slopes, off), -_LONGEST_STRIDE, _LONGEST_STRIDE)
        except np.linalg.LinAlgError:
            return None
        after = np.log(problem.gives(logs + step) / problem.known)
        slopes = slopes + np.outer(after - off - slopes @ step, step) / (step @ step)
        logs, off = logs + step, after
        if not np.isfinite(off).all():
            return None
    return None


def _slopes(problem: _Problem, raw: Numbers) -> Numbers:
    """How the logarithm of each total answers to each factor, from a small step of each."""
    size = len(raw)
    moved = [problem.gives(_STEP * np.eye(size)[at]) for at in range(size)]
    return np.array([np.log(one / raw) / _STEP for one in moved]).T.reshape(size, size)
