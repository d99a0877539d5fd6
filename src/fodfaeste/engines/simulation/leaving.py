"""When people leave whose rates hang on nobody else: reckoned once, at the start of a spell."""

from typing import NamedTuple

import numpy as np

from fodfaeste.engines.matching.compiled import laid_in
from fodfaeste.engines.simulation.keys import Whole
from fodfaeste.engines.simulation.movers import Movers
from fodfaeste.engines.simulation.spells import UP, Now, band, row_of
from fodfaeste.engines.simulation.tables import Chance, Ground, Numbers, Rows

#: So many people lie side by side in a chunk; the place after them names the next chunk.
_CHUNK = 31


class Leaving(NamedTuple):
    """Who leaves in which month, in chunks: the last of each month is being filled, the others are full."""

    last: Rows  # by month; -1: none
    size: Rows  # by month: how many are in the last
    chunks: Rows  # (chunks, _CHUNK + 1)
    free: Rows  # a chunk that is empty again, -1: none; and how many have been used at all
    country: Numbers  # the country's factors of all months before, added up


def leaving_for(people: int, ground: Ground, chance: Chance) -> Leaving:
    months, chunks = ground.months, people // _CHUNK + ground.months + 1
    return Leaving(
        np.full(months, -1, np.int32),
        np.zeros(months, np.int32),
        np.empty((chunks, _CHUNK + 1), np.int32),
        np.array([-1, 0], np.int32),
        np.concatenate([[0], np.cumsum(chance.path, dtype=np.int64)]),
    )


@laid_in
def note_leaving(
    ground: Ground, chance: Chance, now: Now, leaving: Leaving, person: int, month: Whole
) -> None:
    """Puts one down for the month in which the waiting time is out, if that is before the end."""
    months, left = ground.months, now.left[person]
    while month < months:
        duration = month - now.since[person]
        age = now.age[person] + month - now.arrives[person]
        row = row_of(ground, now, person, np.int64(now.state[person]), age, duration)
        alike = min(months_alike(ground, age, duration), months - month)
        rate, elsewhere = chance.leave[row, 0], chance.leave[row, 1] << UP
        spent = elsewhere * alike + rate * (leaving.country[month + alike] - leaving.country[month])
        if spent >= left:
            month = _month_of(leaving.country, month, alike, rate, elsewhere, left)
            _put_down(leaving, person, month)
            return
        left -= spent
        month += alike


@laid_in
def months_alike(ground: Ground, age: Whole, duration: Whole) -> Whole:
    """How many months one stays in the same bands of age and of time in the state."""
    alike = np.int64(ground.months)
    after = band(ground.duration_band, duration) + 1
    if after < len(ground.duration_from):
        alike = min(alike, ground.duration_from[after] - duration)
    after = band(ground.age_band, age) + 1
    if after < len(ground.age_from):
        alike = min(alike, ground.age_from[after] - age)
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


@laid_in
def _put_down(leaving: Leaving, person: int, month: Whole) -> None:
    if leaving.last[month] < 0 or leaving.size[month] == _CHUNK:
        chunk = leaving.free[0]
        if chunk < 0:
            chunk = leaving.free[1]
            leaving.free[1] += 1
        else:
            leaving.free[0] = leaving.chunks[chunk, _CHUNK]
        leaving.chunks[chunk, _CHUNK] = leaving.last[month]
        leaving.last[month], leaving.size[month] = chunk, 0
    leaving.chunks[leaving.last[month], leaving.size[month]] = person
    leaving.size[month] += 1


@laid_in
def call_leaving(leaving: Leaving, movers: Movers, month: int) -> None:
    """Everybody put down for the month is called, and the chunks are free again."""
    chunk, size = leaving.last[month], leaving.size[month]
    while chunk >= 0:
        for at in range(size):
            movers.who[movers.size[0]], movers.to_work[movers.size[0]] = leaving.chunks[chunk, at], -1
            movers.size[0] += 1
        after = leaving.chunks[chunk, _CHUNK]
        leaving.chunks[chunk, _CHUNK], leaving.free[0] = leaving.free[0], chunk
        chunk, size = after, _CHUNK
