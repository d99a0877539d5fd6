"""The openings as seen from each home: nearest first, so that what a person reaches is the first so many.

Openings are numbered anew by their place, so that those who are near stand together in memory.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fodfaeste.core.openings import ATTENDANCE_CODES, DAILY
from fodfaeste.engines.matching.sides import Offered, Seekers
from fodfaeste.engines.matching.travel import NEVER, UNKNOWN_PLACE, Travel

Rows = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Home:
    """Citizens of one place, and the openings that any of them reaches, nearest first."""

    citizens: Rows
    openings: Rows
    reached: Rows  # for each citizen how many of the openings, from the first


@dataclass(frozen=True, slots=True)
class Land:
    """Everyone and everything by place; the openings of `homes` are places in `openings`."""

    openings: Rows  # only those that are looked at at all
    homes: list[Home]


def land_of(
    seekers: Seekers,
    offered: Offered,
    travel: Travel,
    worth: NDArray[np.bool_],
    whom: NDArray[np.int64] | None = None,
) -> Land:
    """Each place where somebody lives; `worth` says which openings are looked at at all, `whom` who."""
    anywhere = offered.attendance != ATTENDANCE_CODES.index(DAILY)
    place = np.where(anywhere, UNKNOWN_PLACE, offered.place)
    seen = np.flatnonzero(worth & (anywhere | (offered.place != UNKNOWN_PLACE)))
    openings = seen[_order(place[seen])].astype(np.int32)
    by_limit = np.arange(len(seekers.place)) if whom is None else whom
    by_limit = by_limit[_order(seekers.minutes[by_limit])]  # in a home those with the shortest journeys first
    citizens = by_limit[_order(seekers.place[by_limit])].astype(np.int32)
    limit = np.maximum(seekers.minutes, 0)[citizens]  # no journey at all is within anybody's limit
    slots = np.arange(UNKNOWN_PLACE, len(travel.places) + 1)
    work = np.searchsorted(place[openings], slots).astype(np.int32)  # anywhere, then each place
    lives = np.searchsorted(seekers.place[citizens], slots).astype(np.int32)
    homes = []
    for slot in np.flatnonzero(np.diff(lives)):
        minutes = np.full(len(slots) - 1, -1, dtype=np.int64)
        minutes[1:] = travel.minutes[slot - 1] if slot else NEVER
        here = slice(lives[slot], lives[slot + 1])
        homes.append(_home(citizens[here], limit[here], minutes, work))
    return Land(openings, homes)


def _order(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """The stable order of whole numbers; short ones are quicker to sort."""
    small = values.astype(np.int16)
    return np.argsort(small if np.array_equal(small, values) else values, kind="stable")


def _home(citizens: Rows, own: NDArray[np.int64], minutes: NDArray[np.int64], work: Rows) -> Home:
    """What people with such limits reach, where so many minutes lie between them and each place of work."""
    near = np.argsort(minutes, kind="stable")
    near = near[: np.searchsorted(minutes[near], own.max(), side="right")]
    so_far = np.concatenate([[0], np.cumsum(np.diff(work)[near])])
    return Home(
        citizens=citizens,
        openings=np.concatenate([np.arange(work[slot], work[slot + 1], dtype=np.int32) for slot in near]),
        reached=so_far[np.searchsorted(minutes[near], own, side="right")].astype(np.int32),
    )
