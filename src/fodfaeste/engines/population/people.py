"""Persons with an id for a simulation: those here at the start, those who come of age, and who move in.

An id is made of how, when, at what age and of which sex a person came, and of a number among those alike.
It hangs on nothing that a policy does, so it is the same under any two policies.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.population.project import Projection, in_months
from fodfaeste.engines.population.rates import MONTHS, SLOTS, Whole

#: Younger ones are no part of the labour market's simulation.
OF_AGE = 16 * MONTHS

RESIDENT, OF_AGE_NOW, MOVED_IN = 1, 2, 3

_NUMBER, _SEX, _AGE, _MONTH = 0, 24, 25, 36  # the first bit of each part of an id; the kind is last
_KIND = 52


@dataclass(frozen=True, slots=True, eq=False)
class Persons:
    """Persons in columns, by month, then how they came, sex and age."""

    month: NDArray[np.int16]  # at whose end they are there; 0 for those at the start
    age_months: NDArray[np.int16]  # then
    sex: NDArray[np.uint8]  # 0 men, 1 women
    id: NDArray[np.uint64]

    def __len__(self) -> int:
        return len(self.id)


def residents(people: Whole, from_age_months: int = OF_AGE) -> Persons:
    """Those who live here at the start, from people by sex and age in years."""
    slots = in_months(people)
    slots[:, :from_age_months] = 0
    return _persons(RESIDENT, slots[None])


def newcomers(projection: Projection, months: int) -> Persons:
    """Those who reach 16, and those of at least 16 who move in, in the first months of a projection.

    Deaths and moves of those under 16 are the projection's; of the others the simulation's own.
    """
    grown = np.zeros((months, 2, SLOTS), dtype=np.int64)
    before = OF_AGE - 1
    grown[:, :, OF_AGE] = (
        projection.stock[:months, :, before]
        - projection.deaths[:months, :, before]
        - projection.leavers[:months, :, before]
    )
    moved = projection.comers[:months].copy()
    moved[:, :, :OF_AGE] = 0
    parts = _persons(OF_AGE_NOW, grown, first_month=1), _persons(MOVED_IN, moved, first_month=1)
    columns = [
        np.concatenate([getattr(part, name) for part in parts])
        for name in ("month", "age_months", "sex", "id")
    ]
    order = np.argsort(columns[0], kind="stable")
    return Persons(*(column[order] for column in columns))


def _persons(kind: int, counts: Whole, first_month: int = 0) -> Persons:
    """A person for each that is counted by month, sex and age in months."""
    month, sex, age = np.nonzero(counts)
    many = counts[month, sex, age]
    first = np.cumsum(many) - many
    number = np.arange(many.sum()) - np.repeat(first, many)
    month, sex, age = (np.repeat(part, many) for part in (month + first_month, sex, age))
    bits = ((kind, _KIND), (month, _MONTH), (age, _AGE), (sex, _SEX), (number, _NUMBER))
    made = np.zeros(number.size, dtype=np.uint64)
    for part, at in bits:
        made |= np.asarray(part, dtype=np.uint64) << np.uint64(at)
    return Persons(month.astype(np.int16), age.astype(np.int16), sex.astype(np.uint8), made)
