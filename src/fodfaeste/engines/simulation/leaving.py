"""When people leave whose rates hang on nobody else: reckoned once, at the start of a spell."""

from typing import NamedTuple

import numpy as np

from fodfaeste.engines.matching.compiled import laid_in
from fodfaeste.engines.simulation.keys import Whole
from fodfaeste.engines.simulation.spells import UP, Now, row_of
from fodfaeste.engines.simulation.tables import Chance, Ground, Numbers, Rows


class Leaving(NamedTuple):
    """Who leaves in which month, as chains: the first of each month, and who comes after whom."""

    first: Rows  # by month; -1: nobody
    after: Rows  # by person
    country: Numbers  # the country's factors of all months before, added up


def leaving_for(ground: Ground, chance: Chance) -> Leaving:
    country = np.concatenate([[0], np.cumsum(chance.path, dtype=np.int64)])
    return Leaving(np.full(ground.months, -1, np.int32), np.empty(len(ground.ids), np.int32), country)


@laid_in
def note_leaving(
    ground: Ground, chance: Chance, now: Now, leaving: Leaving, person: int, month: Whole
) -> None:
    """Puts one down for the month in which the waiting time is out, if that is before the end."""
    months, left = ground.months, now.left[person]
    while month < months:
        duration = month - now.since[person]
        age = ground.age[person] + month - ground.arrives[person]
        row = row_of(ground, person, np.int64(now.state[person]), age, duration)
        alike = min(months_alike(ground, age, duration), months - month)
        rate, elsewhere = chance.to_work[row], chance.elsewhere[row] << UP
        spent = elsewhere * alike + rate * (leaving.country[month + alike] - leaving.country[month])
        if spent >= left:
            month = _month_of(leaving.country, month, alike, rate, elsewhere, left)
            leaving.after[person] = leaving.first[month]
            leaving.first[month] = person
            return
        left -= spent
        month += alike


@laid_in
def months_alike(ground: Ground, age: Whole, duration: Whole) -> Whole:
    """How many months one stays in the same bands of age and of time in the state."""
    alike = np.int64(ground.months)
    for begins in ground.duration_from:
        if begins > duration:
            alike = min(alike, begins - duration)
            break
    for begins in ground.age_from[1:]:
        if begins > age:
            alike = min(alike, begins - age)
            break
    return alike


@laid_in
def _month_of(
    country: Numbers, month: Whole, alike: Whole, rate: Whole, elsewhere: Whole, left: Whole
) -> Whole:
    """The first month at whose end as much is spent as is left; it is among those alike."""
    if rate == 0:
        return month + (left - 1) // elsewhere
    least, most = np.int64(1), np.int64(alike)
    while least < most:
        middle = (least + most) >> 1
        if elsewhere * middle + rate * (country[month + middle] - country[month]) >= left:
            most = middle
        else:
            least = middle + 1
    return month + least - 1
