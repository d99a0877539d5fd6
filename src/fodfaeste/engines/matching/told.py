"""What is told of a pair, from the person's skills marked once and one walk along the opening's needs."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.matching.compiled import compiled

Rows = NDArray[np.int32]
Numbers = NDArray[np.int64]

MET_LEVEL = 2
NO_COURSE = -1


class Known(NamedTuple):
    """Skills held, needs and courses as the walk reads them; each person's and opening's skills ascend."""

    held_start: Numbers
    held: Rows
    level: NDArray[np.uint8]
    asked_start: Numbers
    asked: Rows
    essential: NDArray[np.uint8]  # 1 or 0
    giving_start: Numbers  # skill → first of the courses that give it
    giving: Rows  # courses, ascending: the preferred first
    traces: NDArray[np.uint64]  # by skill: a bit for each course that gives it, several courses to a bit


def traces_of(start: Numbers, courses: Rows) -> NDArray[np.uint64]:
    """Where the traces of some skills share no bit, no course gives them all: so end nearly all pairs."""
    traces = np.zeros(len(start) - 1, dtype=np.uint64)
    skills = np.repeat(np.arange(len(start) - 1), np.diff(start))
    np.bitwise_or.at(traces, skills, np.uint64(1) << (courses % 64).astype(np.uint64))
    return traces


@compiled
def walk(
    citizens: Numbers, openings: Numbers, known: Known, met: Rows, is_whole: NDArray[np.bool_], course: Rows
) -> None:
    """For each pair the needs met, whether no essential need is missing, and the course that gives those."""
    lacking = np.empty(1 + np.max(np.diff(known.asked_start)), np.int32)
    has = np.zeros(len(known.giving_start), np.uint8)  # by skill: 1 where the person can do it with help
    last = -1
    for pair in range(len(citizens)):
        citizen = citizens[pair]
        if citizen != last:
            _mark(last, known, has, is_there=False)
            _mark(citizen, known, has, is_there=True)
            last = citizen
        some, count, shared = 0, 0, ~np.uint64(0)
        for need in range(known.asked_start[openings[pair]], known.asked_start[openings[pair] + 1]):
            skill = known.asked[need]
            is_met = has[skill]
            is_missing = known.essential[need] & (np.uint8(1) - is_met)
            some += is_met
            # Without a branch: what is missing is written in any case, and counted where it is.
            lacking[count] = skill
            count += is_missing
            shared &= known.traces[skill] | (np.uint64(is_missing) - np.uint64(1))
        met[pair], is_whole[pair] = some, count == 0
        course[pair] = _course(lacking[:count], known) if count and shared else NO_COURSE


@compiled
def _mark(citizen: int, known: Known, has: NDArray[np.uint8], is_there: bool) -> None:
    if citizen >= 0:
        for row in range(known.held_start[citizen], known.held_start[citizen + 1]):
            has[known.held[row]] = is_there and known.level[row] >= MET_LEVEL


@compiled
def _course(lacking: Rows, known: Known) -> int:
    """The first course that gives every skill; NO_COURSE for none."""
    rarest = lacking[0]
    for skill in lacking:
        if _many(skill, known) < _many(rarest, known):
            rarest = skill
    for course in known.giving[known.giving_start[rarest] : known.giving_start[rarest + 1]]:
        is_whole = True
        for skill in lacking:
            of_skill = known.giving[known.giving_start[skill] : known.giving_start[skill + 1]]
            at = np.searchsorted(of_skill, course)
            if at == len(of_skill) or of_skill[at] != course:
                is_whole = False
                break
        if is_whole:
            return int(course)
    return NO_COURSE


@compiled
def _many(skill: int, known: Known) -> int:
    return int(known.giving_start[skill + 1] - known.giving_start[skill])
