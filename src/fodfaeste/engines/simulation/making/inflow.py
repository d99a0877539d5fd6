"""How many come into the effort in this municipality, beside how many the country's rates would bring there.

People outside the effort are not followed, so who of them comes from where is the country's. But how many
came into each state of the effort is known, and so is how many live there to come.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.simulation.making.expected import probabilities
from fodfaeste.engines.simulation.making.shrink import LEAST, Estimated, gamma_poisson
from fodfaeste.engines.simulation.model import Axes, People

Numbers = NDArray[np.float64]

_GROWN, _OLD = 18 * 12, 67 * 12
_MOST = 0.5  # of those there, in a month


def with_inflow(
    estimated: Estimated, people: People, axes: Axes, entered: Numbers, months: float, *, else_from: int
) -> Estimated:
    """The rates into each state of the effort from outside it, brought to the level of the municipality.

    `entered`: how many came into each state in the latest `months`. `people` must have those outside the
    effort too: without them nothing can be expected, and the rates stay as they are. Where people came in a
    way that the country's rates do not know, they are taken to come from the state `else_from`.
    """
    outside = ~(np.array(axes.in_effort) | np.array(axes.final))
    expected = _a_month(probabilities(estimated.monthly), people, axes, outside) * months
    expected *= _still_here(estimated.monthly, people, axes, months)
    found = replace(
        estimated,
        monthly=estimated.monthly.copy(),
        spread=estimated.spread.copy(),
        moves=estimated.moves.copy(),
        expected=estimated.expected.copy(),
        is_own=estimated.is_own.copy(),
    )
    for to in np.flatnonzero(axes.in_effort):
        usual, counted = float(expected[:, to].sum()), float(entered[to])
        origins = np.flatnonzero(outside & (estimated.spread[:, to] > 0))
        if usual <= 0 and counted >= LEAST:
            _new_way(found, people, axes, (else_from, int(to)), counted, months)
        if usual <= 0 or max(usual, counted) < LEAST:
            continue
        weights = expected[origins, to] / usual
        level, error = gamma_poisson(counted, usual, float(weights @ estimated.spread[origins, to]))
        found.monthly[origins, ..., to] *= level
        found.spread[origins, to], found.is_own[origins, to] = error, True
        found.moves[origins, to] = counted * weights
        found.expected[origins, to] = expected[origins, to]
    return found


def _new_way(
    found: Estimated, people: People, axes: Axes, way: tuple[int, int], counted: float, months: float
) -> None:
    """A way in for grown people of working age, so many as came: the same for all of them."""
    origin, to = way
    of_age = (axes.age_from >= _GROWN) & (axes.age_from < _OLD)
    age = np.maximum(np.searchsorted(axes.age_from, people.age_months, side="right") - 1, 0)
    there = float(((people.arrives == 0) & (people.state == origin) & of_age[age]).sum())
    if there == 0:
        return
    found.monthly[origin, of_age, ..., to] = -np.log1p(-min(counted / months / there, _MOST))
    found.spread[origin, to], found.is_own[origin, to] = 1 / float(np.sqrt(counted)), True
    found.moves[origin, to] = counted


def _a_month(chances: Numbers, people: People, axes: Axes, outside: NDArray[np.bool_]) -> Numbers:
    """How many move in a month from each state outside the effort, by where they go. (S, S)"""
    here = (people.arrives == 0) & outside[people.state]
    counted = np.zeros(chances.shape[:-1])
    np.add.at(counted, _cells(people, axes, here), 1.0)
    return np.asarray(np.einsum("saxed,saxedt->st", counted, chances))


def _still_here(monthly: Numbers, people: People, axes: Axes, months: float) -> Numbers:
    """Of those who came into each state evenly over so many months, how many are not gone for ever. (S,)"""
    here = (people.arrives == 0) & np.array(axes.in_effort)[people.state]
    cell = _cells(people, axes, here)
    gone = monthly[..., np.array(axes.final)].sum(axis=-1)[cell]
    size = len(axes.states)
    lived = np.bincount(cell[0], minlength=size)
    times = months * np.bincount(cell[0], gone, size) / np.maximum(lived, 1)
    return np.asarray(-np.expm1(-times) / np.maximum(times, 1e-12) + (times == 0))


def _cells(people: People, axes: Axes, here: NDArray[np.bool_]) -> tuple[NDArray[np.integer], ...]:
    """Where the rates stand of those who are told: their state, age, sex, education and time."""
    age = np.maximum(np.searchsorted(axes.age_from, people.age_months[here], side="right") - 1, 0)
    duration = np.searchsorted(axes.duration_from, people.since[here], side="right") - 1
    return people.state[here], age, people.sex[here], people.education[here], duration
