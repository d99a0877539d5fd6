"""Which label one gets on coming into a state of the effort: as those there now, by state and age."""

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.simulation.model import Axes, People

#: So many people of the state's other ages count beside those of an age, so that a single person is no rule.
_BESIDE = 5.0


def label_shares(people: People, axes: Axes) -> NDArray[np.float64]:
    """The shares of labels by state and age band, (S, A, G), from the people at the start.

    An age with few is drawn towards the state's own shares, and those towards the whole effort's. States
    outside the effort have no label, nor has anybody where the municipality uses none.
    """
    states, ages, labels = len(axes.states), len(axes.age_from), len(axes.groups)
    found = np.zeros((states, ages, labels))
    found[..., -1] = 1.0
    counted = np.zeros((states, ages, labels))
    here = (people.arrives == 0) & np.array(axes.in_effort)[people.state]
    age = np.searchsorted(axes.age_from, people.age_months[here], side="right") - 1
    np.add.at(counted, (people.state[here], np.maximum(age, 0), people.group[here]), 1.0)
    everybody = _drawn(counted.sum(axis=(0, 1)), found[0, 0])
    for state in np.flatnonzero(axes.in_effort):
        own = _drawn(counted[state].sum(axis=0), everybody)
        for age_band in range(ages):
            found[state, age_band] = _drawn(counted[state, age_band], own)
    return found


def _drawn(counted: NDArray[np.float64], towards: NDArray[np.float64]) -> NDArray[np.float64]:
    total = float(counted.sum())
    weight = _BESIDE if total else 1.0
    return (counted + weight * towards) / (total + weight)
