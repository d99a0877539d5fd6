"""A municipality's own rates where its people moved often enough, drawn towards the country's where not.

People are seen once a month, so what is estimated is the chance of a month, and the rates that make it.
The number of moves is Poisson with mean theta times what the default expects; theta is Gamma with mean one
and the default's own uncertainty as spread, so the mean given the data is (k + moves) / (k + expected) with
k = 1 / spread squared (Clayton and Kaldor, Biometrics 43, 1987). Factors by age, education and duration are
found the same way on top, one axis after the other, with a k from how much the municipality's bands differ
among themselves (moments). Where few moved and few were expected to, the default is kept; that many were
expected and few moved is told by the data like anything else.
"""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.simulation.making.expected import probabilities, rates_of
from fodfaeste.engines.simulation.making.observed import Observed
from fodfaeste.engines.simulation.model import Axes

Numbers = NDArray[np.float64]

#: Moves counted, or expected, before a level is estimated; and moves counted before its bands are.
LEAST, LEAST_BANDS = 20, 100
_SWEEPS = 4
_BAND_AXES = (0, 1, 2)  # age, education, duration in tables of (A, E, D)
_MOST_OUT = 0.999  # of those of a cell in a month
_MOST = 4.0  # no band is more than so many times the level's, nor less than the inverse
_ALL, _HARDLY = 0.9, 1e-4  # where so many of the moves are seen, all are; but for those with no other way


@dataclass(frozen=True, slots=True)
class Estimated:
    """Rates for a municipality, and what they rest on. Tables by state and state are (S, S)."""

    monthly: Numbers  # (S, A, X, E, D, S)
    spread: Numbers  # standard error of the logarithm
    moves: Numbers  # seen from month to month; those with an unknown end are shared out
    expected: Numbers  # the moves that the defaults would give in the same time
    is_own: NDArray[np.bool_]  # rests on the municipality's own moves too
    vanished: float  # moves of which the end is unknown
    since: date | None  # the window counted; None: nothing was
    until: date | None


def defaults_only(default: Numbers, spread: Numbers) -> Estimated:
    """The country's rates, as where a municipality's data say nothing."""
    moves, expected = np.zeros(spread.shape), np.zeros(spread.shape)
    return Estimated(default, spread, moves, expected, np.zeros(spread.shape, bool), 0.0, None, None)


def estimate(observed: Observed, default: Numbers, spread: Numbers, axes: Axes) -> Estimated:
    """The municipality's rates out of the states of the effort; those outside it keep the default.

    Who left the effort and is not seen again is shared out on the ways out of it, as the defaults would, less
    where most are seen: with every job known, whoever vanishes has not found work.
    Who moved away or died is in no snapshot, so those rates keep the default. A move that the defaults do not
    know, and that many made, is as likely for everybody in the state.
    """
    chances = probabilities(default)
    found = replace(defaults_only(default.copy(), spread.copy()), since=observed.since, until=observed.until)
    vanished, unseen = 0.0, _unseen(observed, chances, axes)
    for state in np.flatnonzero(np.array(axes.in_effort) & ~np.array(axes.final)):
        plain = _without_sex(chances[state], axes).copy()  # (A, E, D, S)
        gone = _shared_out(observed.vanished[state], plain * unseen, axes)
        vanished += float(gone.sum())
        for to in np.flatnonzero((spread[state] > 0) & ~np.array(axes.final)):
            moves = observed.events[state, ..., to] + gone[..., to]
            expected = observed.exposure[state] * plain[..., to]
            _one(found, chances, int(state), int(to), moves, expected)
        _new_ways(found, chances, int(state), observed, axes)
    own = found.is_own.any(axis=1)
    found.monthly[own] = rates_of(_made_whole(chances))[own]
    return replace(found, vanished=vanished)


def _new_ways(found: Estimated, chances: Numbers, state: int, observed: Observed, axes: Axes) -> None:
    lived = float(observed.exposure[state].sum())
    for to in np.flatnonzero((found.spread[state] == 0) & ~np.array(axes.final)):
        counted = float(observed.events[state, ..., to].sum())
        if to == state or counted < LEAST:
            continue
        chances[state, ..., to] = counted / lived
        found.moves[state, to], found.is_own[state, to] = counted, True
        found.spread[state, to] = 1 / float(np.sqrt(counted))


def _made_whole(chances: Numbers) -> Numbers:
    """Chances of a month whose ways out have changed: who does not go stays, and not all can go."""
    for state in range(len(chances)):
        chances[state, ..., state] = 0.0
        out = chances[state].sum(axis=-1)
        chances[state] *= np.minimum(1.0, _MOST_OUT / np.maximum(out, _MOST_OUT))[..., None]
        chances[state, ..., state] = 1 - chances[state].sum(axis=-1)
    return chances


def _without_sex(rates: Numbers, axes: Axes) -> Numbers:
    """The rates of those whose sex is unknown: people of the effort are."""
    return rates[:, axes.sexes.index("unknown")]


def _unseen(observed: Observed, chances: Numbers, axes: Axes) -> Numbers:
    """How much of the moves out of the effort to each state nobody sees, taken over all they leave, (S,).

    Expected are the defaults' moves, made as many in all as left; where so many are seen, none are unseen.
    """
    plain = chances[:, :, axes.sexes.index("unknown")]
    effort, out = np.array(axes.in_effort), ~(np.array(axes.in_effort) | np.array(axes.final))
    usual = np.einsum("saed,saedt->t", observed.exposure[effort], plain[effort]) * out
    seen = observed.events[effort].sum(axis=(0, 1, 2, 3)) * out
    usual *= (seen.sum() + observed.vanished[effort].sum()) / max(float(usual.sum()), 1e-300)
    share = np.divide(seen, usual, out=np.ones_like(usual), where=usual > 0)
    return np.where(share >= _ALL, _HARDLY, 1 - share)


def _shared_out(vanished: Numbers, rates: Numbers, axes: Axes) -> Numbers:
    """Moves to nowhere, divided on the ways out of the effort by the rates at which nobody sees it there."""
    out = np.where(np.array(axes.in_effort) | np.array(axes.final), 0.0, rates)
    total = out.sum(axis=-1, keepdims=True)
    shares = np.divide(out, total, out=np.zeros_like(out), where=total > 0)
    return np.asarray(vanished[..., None] * shares)


def _one(found: Estimated, chances: Numbers, state: int, to: int, moves: Numbers, expected: Numbers) -> None:
    counted, usual = float(moves[expected > 0].sum()), float(expected.sum())
    found.moves[state, to], found.expected[state, to] = counted, usual
    if max(counted, usual) < LEAST or usual <= 0:
        return
    level, error = gamma_poisson(counted, usual, found.spread[state, to])
    factors = np.full(expected.shape, level)
    if counted >= LEAST_BANDS:
        factors = factors * _bands(moves, expected * level)
    chances[state, ..., to] *= factors[:, None]
    found.spread[state, to], found.is_own[state, to] = error, True


def gamma_poisson(moves: float, expected: float, spread: float) -> tuple[float, float]:
    """The factor on a default rate given the moves counted, and the standard error of its logarithm."""
    prior = 1 / spread**2
    return (prior + moves) / (prior + expected), 1 / float(np.sqrt(prior + moves))


def _bands(moves: Numbers, expected: Numbers) -> Numbers:
    """Factors by age, education and duration on top of the level; together they expect what was counted."""
    parts = [np.ones(expected.shape[axis]) for axis in _BAND_AXES]
    for _ in range(_SWEEPS):
        for axis in _BAND_AXES:
            others = tuple(other for other in _BAND_AXES if other != axis)
            rest = expected * _product(parts, without=axis)
            parts[axis] = _shrunk(moves.sum(axis=others), rest.sum(axis=others))
    factors = _product(parts)
    total = float((expected * factors).sum())
    return factors * (float(expected.sum()) / total) if total > 0 else factors


def _product(parts: list[Numbers], without: int | None = None) -> Numbers:
    one = [np.ones(len(part)) if axis == without else part for axis, part in enumerate(parts)]
    return one[0][:, None, None] * one[1][None, :, None] * one[2][None, None, :]


def _shrunk(moves: Numbers, expected: Numbers) -> Numbers:
    """Each band's factor, drawn towards one by how little the bands differ beyond chance (moments)."""
    seen = expected > 0
    if seen.sum() < 2:
        return np.ones(len(expected))
    ratio = moves[seen] / expected[seen]
    weight = expected[seen] / expected[seen].sum()
    level = float((weight * ratio).sum())
    chance = float((weight * level / expected[seen]).sum())
    variance = float((weight * (ratio - level) ** 2).sum()) - chance
    if level <= 0 or variance <= 0:
        return np.ones(len(expected))
    prior = level**2 / variance
    found = np.ones(len(expected))
    found[seen] = (prior + moves[seen] / level) / (prior + expected[seen])
    return np.clip(found, 1 / _MOST, _MOST)
