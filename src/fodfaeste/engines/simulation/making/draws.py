"""What each run takes for true: middle values, values drawn from what is known, or another national path.

Every drawn number belongs to the seed, the run and the name of what it is for. So it stays the same when
offers, states or runs are added, and run 7 alone is run 7 of a hundred.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from fodfaeste.core.simulation import MIDDLE, Country
from fodfaeste.engines.simulation.making.effects import Effect, offer_factors
from fodfaeste.engines.simulation.making.paths import path_factors
from fodfaeste.engines.simulation.making.shrink import Estimated
from fodfaeste.engines.simulation.model import Axes, Draw

Numbers = NDArray[np.float64]
Kind = Literal["chance", "knowledge"]

#: One assumption at a time is tried at its 10 and 90 per cent points.
LOW, HIGH = -1.2816, 1.2816
TO_WORK, INTO_EFFORT, OTHER_MOVES = RATE_GROUPS = ("to_work", "into_effort", "other_moves")
_EFFECT, _LOCK_IN, _RATE, _PATH = "effect", "lock_in", "rate", "path"
_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Known:
    """All that draws are made from. `effects` are those of the axes' offers, in their order."""

    country: Country
    axes: Axes
    estimated: Estimated
    effects: tuple[Effect, ...]
    months: int


@dataclass(frozen=True, slots=True)
class Assumption:
    """One thing taken for granted, low and high, all else in the middle; the run's number is the same."""

    what: str  # effect, lock_in, rate, path
    about: str  # the offer or the group of rates; empty for the path
    low: Draw
    high: Draw


def draws(
    known: Known, *, seed: int, runs: int, kind: Kind, path: str = MIDDLE, first: int = 0
) -> tuple[Draw, ...]:
    """The draws of some runs. *chance*: the middle of everything; *knowledge*: effects and rates drawn.

    For the band of the country, ask for *chance* once on each national path: the runs have the same numbers.
    """
    line = path_factors(known.country, path, known.months)
    middle = _middle(known, line)
    if kind == "chance":
        return tuple(_with(middle, run) for run in range(first, first + runs))
    return tuple(_drawn(known, line, seed, run) for run in range(first, first + runs))


def standard(seed: int, replicate: int, parameter: str) -> float:
    """A number of the standard normal distribution that belongs to a seed, a run and a parameter's name."""
    text = f"{seed}\0{replicate}\0{parameter}".encode()
    word = int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big")
    return _NORMAL.inv_cdf(((word >> 11) + 0.5) * 2.0**-53)


def one_at_a_time(known: Known, *, replicate: int = 0) -> tuple[Assumption, ...]:
    """Each assumption low and high while all others stay in the middle: which one moves the answer most."""
    line = path_factors(known.country, MIDDLE, known.months)
    found = []
    for what, about in _assumptions(known):
        low, high = (_moved(known, line, replicate, what, about, steps) for steps in (LOW, HIGH))
        found.append(Assumption(what, about, low, high))
    ordered = _paths(known.country)
    low, high = (
        _with(_middle(known, path_factors(known.country, path, known.months)), replicate)
        for path in (ordered[0], ordered[-1])
    )
    return (*found, Assumption(_PATH, "", low, high))


def _paths(country: Country) -> list[str]:
    """The national paths from the one with the lowest rates to work to the one with the highest."""
    level = {path.id: sum(percent for _, percent in path.points) / len(path.points) for path in country.paths}
    return sorted(level, key=level.__getitem__)


def _assumptions(known: Known) -> Iterator[tuple[str, str]]:
    for effect in known.effects:
        yield _EFFECT, effect.offer
        yield _LOCK_IN, effect.offer
    for group in RATE_GROUPS:
        yield _RATE, group


def _moved(
    known: Known, line: NDArray[np.int32], replicate: int, what: str, about: str, steps: float
) -> Draw:
    """A run with one assumption so many standard errors from its middle."""
    offers = [effect.offer for effect in known.effects]
    size, lock_in = np.zeros(len(offers)), np.zeros(len(offers))
    factors = _no_factors(known)
    if what == _RATE:
        moved = _in_group(known.axes, about)
        factors = np.where(moved, np.exp(steps * known.estimated.spread), factors)
    else:
        (size if what == _EFFECT else lock_in)[offers.index(about)] = steps
    return Draw(replicate, factors, offer_factors(known.effects, size, lock_in), line)


def _in_group(axes: Axes, group: str) -> NDArray[np.bool_]:
    """Which moves a group of rates is: all its rates are moved together, the hardest case."""
    states = np.arange(len(axes.states))
    to_work = (states[None, :] == axes.work) & np.array(axes.searching)[:, None]
    effort = np.array(axes.in_effort)
    into = effort[None, :] & ~effort[:, None]
    return np.asarray({TO_WORK: to_work, INTO_EFFORT: into, OTHER_MOVES: ~(to_work | into)}[group])


def _no_factors(known: Known) -> Numbers:
    return np.ones_like(known.estimated.spread)


def _middle(known: Known, line: NDArray[np.int32]) -> Draw:
    none = np.zeros(len(known.effects))
    return Draw(0, _no_factors(known), offer_factors(known.effects, none, none), line)


def _with(draw: Draw, replicate: int) -> Draw:
    return Draw(replicate, draw.rate_factors, draw.offer_factors, draw.path)


def _drawn(known: Known, line: NDArray[np.int32], seed: int, replicate: int) -> Draw:
    """Everything unsure drawn for itself: a factor for each rate, an effect and a lock-in for each offer."""
    states, spread = known.axes.states, known.estimated.spread
    factors = _no_factors(known)
    for origin, to in zip(*np.nonzero(spread), strict=True):
        steps = standard(seed, replicate, f"{_RATE} {states[origin]} {states[to]}")
        factors[origin, to] = np.exp(steps * spread[origin, to])
    size, lock_in = (
        np.array([standard(seed, replicate, f"{what} {effect.offer}") for effect in known.effects])
        for what in (_EFFECT, _LOCK_IN)
    )
    return Draw(replicate, factors, offer_factors(known.effects, size, lock_in), line)
