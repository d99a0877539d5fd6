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


def with_inflow(
    estimated: Estimated, people: People, axes: Axes, entered: Numbers, months: float
) -> Estimated:
    """The rates into each state of the effort from outside it, brought to the level of the municipality.

    `entered`: how many came into each state in the latest `months`. `people` must have those outside the
    effort too: without them nothing can be expected, and the rates stay as they are.
    """
    outside = ~(np.array(axes.in_effort) | np.array(axes.final))
    expected = _a_month(probabilities(estimated.monthly), people, axes, outside) * months
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
        if usual <= 0 or max(usual, counted) < LEAST:
            continue
        weights = expected[origins, to] / usual
        level, error = gamma_poisson(counted, usual, float(weights @ estimated.spread[origins, to]))
        found.monthly[origins, ..., to] *= level
        found.spread[origins, to], found.is_own[origins, to] = error, True
        found.moves[origins, to] = counted * weights
        found.expected[origins, to] = expected[origins, to]
    return found


def _a_month(chances: Numbers, people: People, axes: Axes, outside: NDArray[np.bool_]) -> Numbers:
    """How many move in a month from each state outside the effort, by where they go. (S, S)"""
    here = (people.arrives == 0) & outside[people.state]
    age = np.maximum(np.searchsorted(axes.age_from, people.age_months[here], side="right") - 1, 0)
    duration = np.searchsorted(axes.duration_from, people.since[here], side="right") - 1
    state = people.state[here]
    counted = np.zeros(chances.shape[:-1])
    np.add.at(counted, (state, age, people.sex[here], people.education[here], duration), 1.0)
    return np.asarray(np.einsum("saxed,saxedt->st", counted, chances))
