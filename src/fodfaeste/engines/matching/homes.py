"""The openings as seen from each home: nearest first, so that what a person reaches is the first so many."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fodfaeste.core.openings import ATTENDANCE_CODES, DAILY
from fodfaeste.engines.matching.sides import Offered, Seekers
from fodfaeste.engines.matching.travel import UNKNOWN_PLACE, Travel

Rows = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Home:
    """Citizens of one place, and the openings that any of them reaches, nearest first."""

    citizens: Rows
    openings: Rows
    reached: Rows  # for each citizen how many of the openings, from the first


def homes_of(seekers: Seekers, offered: Offered, travel: Travel, worth: NDArray[np.bool_]) -> Iterator[Home]:
    """Each place where somebody lives; `worth` says which openings are looked at at all."""
    anywhere = offered.attendance != ATTENDANCE_CODES.index(DAILY)
    place = np.where(anywhere, UNKNOWN_PLACE, offered.place)
    seen = np.flatnonzero(worth & (anywhere | (offered.place != UNKNOWN_PLACE))).astype(np.int32)
    seen = seen[np.argsort(place[seen], kind="stable")]
    first = np.searchsorted(place[seen], np.arange(UNKNOWN_PLACE, len(travel.places) + 1))
    in_place = np.diff(first)  # openings of anywhere, then of each place
    people = np.argsort(seekers.place, kind="stable").astype(np.int32)
    limit = np.maximum(seekers.minutes, 0)  # no journey at all is within anybody's limit
    bounds = np.searchsorted(seekers.place[people], np.arange(UNKNOWN_PLACE, len(travel.places) + 1))
    for home, (start, stop) in enumerate(zip(bounds[:-1], bounds[1:], strict=True), start=UNKNOWN_PLACE):
        if start == stop:
            continue
        who = people[start:stop]
        minutes = np.full(len(in_place), -1, dtype=np.int64)
        minutes[1:] = np.iinfo(np.int32).max if home == UNKNOWN_PLACE else travel.minutes[home]
        near = np.argsort(minutes, kind="stable")
        near = near[: np.searchsorted(minutes[near], limit[who].max(), side="right")]
        so_far = np.concatenate([[0], np.cumsum(in_place[near])])
        yield Home(
            citizens=who,
            openings=np.concatenate([seen[first[slot] : first[slot + 1]] for slot in near]),
            reached=so_far[np.searchsorted(minutes[near], limit[who], side="right")].astype(np.int32),
        )
