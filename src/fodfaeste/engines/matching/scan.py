"""The scan: every pair inside the hard limits, block by block, and the best of each row or column.

A limit bars a pair before anything is cut to the best, so a list is short only where there is no more.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fodfaeste.core.openings import ATTENDANCE_CODES, DAILY, STAY
from fodfaeste.engines.matching.case import Case
from fodfaeste.engines.matching.sides import lacking
from fodfaeste.engines.matching.travel import NEVER, UNKNOWN_PLACE

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Progress = Callable[[int, int], None]

#: Pairs looked at together: few enough to stay near the processor, many enough to be worth a step.
_PAIRS = 1 << 19
#: A key holds the score above and, below, what is left of the id's place: one order for score and tie.
_LOW = 32
_LAST = (1 << _LOW) - 1


@dataclass(frozen=True, slots=True)
class Best:
    """The best pairs, by the one side and its rank."""

    citizen: Numbers
    opening: Numbers
    rank: Numbers
    score: Numbers


def best_openings(case: Case, top: int, rows: int | None = None, progress: Progress | None = None) -> Best:
    """For each citizen the openings with the highest scores; ties by the opening's id."""
    places = np.arange(len(case.offered.ids))
    width = min(top, len(places))
    keys = [_leading(_keyed(scores, places), width) for _, scores in blocks(case, rows, progress)]
    citizen, opening, rank, score = _decoded(np.concatenate([np.zeros((0, width), dtype=np.int64), *keys]))
    return Best(citizen, opening, rank, score)


def best_citizens(case: Case, top: int, rows: int | None = None, progress: Progress | None = None) -> Best:
    """For each opening the citizens with the highest scores; ties by the citizen's id."""
    found = np.zeros((len(case.offered.ids), 0), dtype=np.int64)
    for citizens, scores in blocks(case, rows, progress):
        keys = _keyed(scores.T, np.arange(citizens.start, citizens.stop))
        joined = np.concatenate([found, keys], axis=1)
        found = _leading(joined, min(top, joined.shape[1]))
    opening, citizen, rank, score = _decoded(found)
    return Best(citizen, opening, rank, score)


def blocks(case: Case, rows: int | None, progress: Progress | None) -> Iterator[tuple[range, Numbers]]:
    """Some citizens at a time: their scores with every opening, 0 where a limit bars."""
    everyone, openings = len(case.seekers.ids), len(case.offered.ids)
    step = rows or max(1, _PAIRS // max(openings, 1))
    for start in range(0, everyone, step):
        citizens = range(start, min(start + step, everyone))
        scores = case.skills.scores(citizens, openings)
        scores[~_inside(case, citizens)] = 0
        yield citizens, scores
        if progress is not None:
            progress(citizens.stop, everyone)


def _inside(case: Case, citizens: range) -> Flags:
    """Which pairs are inside every hard limit: one row a citizen."""
    seekers, offered = case.seekers, case.offered
    who = slice(citizens.start, citizens.stop)
    inside: Flags = (lacking(seekers.have[who])[:, None] & offered.need) == 0
    inside &= offered.can_be_taken
    inside &= seekers.hours_min[who, None] <= offered.hours_max
    inside &= offered.hours_min <= seekers.hours_max[who, None]
    inside &= _reached(case, who)
    first, last = np.searchsorted(case.refused.citizen, (citizens.start, citizens.stop))
    for wish in range(first, last):
        inside[case.refused.citizen[wish] - citizens.start, case.refused.openings[wish]] = False
    return inside


def _reached(case: Case, who: slice) -> Flags:
    """Remote work is everywhere, lodging is for those who want it, and the rest is within a journey."""
    seekers, offered = case.seekers, case.offered
    minutes = minutes_between(case, seekers.place[who, None], offered.place)
    # The place itself is no journey, whatever anybody's limit.
    within = (minutes == 0) | (minutes <= seekers.minutes[who, None])
    reached: Flags = within | (offered.attendance != ATTENDANCE_CODES.index(DAILY))
    reached &= seekers.stays[who, None] | (offered.attendance != ATTENDANCE_CODES.index(STAY))
    return reached


def minutes_between(case: Case, start: Numbers, end: Numbers) -> NDArray[np.int32]:
    """The shortest journey that counts between places; NEVER where there is none or a place is unknown."""
    if not len(case.travel.places):
        return np.full(np.broadcast_shapes(start.shape, end.shape), NEVER, dtype=np.int32)
    known = (start != UNKNOWN_PLACE) & (end != UNKNOWN_PLACE)
    return np.where(known, case.travel.minutes[start, end], NEVER).astype(np.int32, copy=False)


def _keyed(scores: Numbers, ids: Numbers) -> Numbers:
    """Score and place of the id as one number; 0 for a score of 0."""
    return np.where(scores > 0, (scores << _LOW) | (_LAST - ids), 0)


def _leading(keys: Numbers, width: int) -> Numbers:
    """The `width` highest keys of each row, falling."""
    if width < keys.shape[1]:
        keys = np.partition(keys, keys.shape[1] - width, axis=1)[:, keys.shape[1] - width :]
    return -np.sort(-keys, axis=1)


def _decoded(keys: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Row, id's place, rank from 1 and score of each key that is a pair."""
    row, column = np.nonzero(keys)
    found = keys[row, column]
    return row, _LAST - (found & _LAST), column + 1, found >> _LOW
