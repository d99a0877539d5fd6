"""What is expected of a municipality month by month when nobody hinders anybody and nothing is offered.

People are not moved one by one: each cell holds how many are expected there. Within a band of ages they are
taken to be spread evenly: of a band so many months wide, one part of so many grows into the next each month.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.simulation.model import Axes, People

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Expected:
    """Expected people: at the end, and moves and months added up over the whole time."""

    stock: Numbers  # (S,) at the end
    flows: Numbers  # (S, S) moved, from and to; on the diagonal those who stayed, a month each


def probabilities(monthly: Numbers) -> Numbers:
    """The chance of being in each state a month later, from rates a month; on the diagonal of staying."""
    total = monthly.sum(axis=-1, keepdims=True)
    leaves = -np.expm1(-total)
    found = monthly * np.divide(leaves, total, out=np.ones_like(total), where=total > 0)
    for state in range(found.shape[0]):
        found[state, ..., state] = 1 - leaves[state, ..., 0]
    return np.asarray(found)


def rates_of(chances: Numbers) -> Numbers:
    """The rates a month that make such chances: the inverse of `probabilities`."""
    found = chances.copy()
    for state in range(found.shape[0]):
        stays = found[state, ..., state].copy()
        found[state, ..., state] = 0.0
        leaves = found[state].sum(axis=-1)
        scale = np.divide(-np.log(stays), leaves, out=np.zeros_like(leaves), where=leaves > 0)
        found[state] *= scale[..., None]
    return found


class Crowd:
    """Everybody by state, age, sex, education and months in the state, and who comes in which month."""

    def __init__(self, people: People, axes: Axes, months: int) -> None:
        self.axes, self.months = axes, months
        self.band = (
            np.searchsorted(axes.duration_from, np.arange(axes.duration_from[-1] + 1), side="right") - 1
        )
        self.start = self._counted(people, people.arrives == 0)
        coming = np.unique(people.arrives[(people.arrives > 0) & (people.arrives < months)])
        self.comers = {int(month): self._counted(people, people.arrives == month) for month in coming}
        widths = np.diff(axes.age_from.astype(np.float64))
        self.grows = np.append(1 / widths, 0.0).reshape(1, -1, 1, 1, 1)

    def _counted(self, people: People, these: NDArray[np.bool_]) -> Numbers:
        axes = self.axes
        sizes = (len(axes.states), len(axes.age_from), len(axes.sexes), len(axes.educations), len(self.band))
        age = np.searchsorted(axes.age_from, people.age_months[these], side="right") - 1
        since = np.minimum(people.since[these], len(self.band) - 1)
        found = np.zeros(sizes)
        where = (people.state[these], np.maximum(age, 0), people.sex[these], people.education[these], since)
        np.add.at(found, where, 1.0)
        return found

    def expected(self, chances: Numbers) -> Expected:
        """What becomes of them in all months with such chances a month."""
        states = np.arange(len(self.axes.states))
        here, flows = self.start, np.zeros((len(states), len(states)))
        for month in range(self.months):
            if month in self.comers:
                here = here + self.comers[month]
            here, moved = self._month(here, chances)
            flows += moved
        return Expected(here.sum(axis=(1, 2, 3, 4)), flows)

    def _month(self, here: Numbers, chances: Numbers) -> tuple[Numbers, Numbers]:
        """One month on: who stays is a month longer there, who moves begins anew, and some grow older."""
        bands = np.add.reduceat(
            here, np.searchsorted(self.band, np.arange(len(self.axes.duration_from))), axis=-1
        )
        goes = np.einsum("saxed,saxedt->satxe", bands, chances)
        moved = goes.sum(axis=(1, 3, 4))
        after = np.zeros_like(here)
        for state in range(len(here)):
            goes[state, :, state] = 0.0
            stays = here[state] * chances[state, ..., state][..., self.band]
            after[state, ..., 1:] = stays[..., :-1]
            after[state, ..., -1] += stays[..., -1]
        after[..., 0] += goes.sum(axis=0).transpose(1, 0, 2, 3)
        older = after * self.grows
        after -= older
        after[:, 1:] += older[:, :-1]
        return after, moved
