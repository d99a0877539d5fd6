"""What is told of a pair, worked out in one walk along the person's skills and the opening's needs."""

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
    essential: NDArray[np.bool_]
    giving_start: Numbers  # skill → first of the courses that give it
    giving: Numbers  # courses, ascending: the preferred first


@compiled
def walk(
    citizens: Numbers, openings: Numbers, known: Known, met: Numbers, missing: Numbers, course: Numbers
) -> None:
    """For each pair the needs met, the essential needs missing, and the course that gives all of these."""
    lacking = np.empty(1 + np.max(np.diff(known.asked_start)), np.int32)
    for pair in range(len(citizens)):
        held, last = known.held_start[citizens[pair]], known.held_start[citizens[pair] + 1]
        met[pair], count = 0, 0
        for need in range(known.asked_start[openings[pair]], known.asked_start[openings[pair] + 1]):
            skill = known.asked[need]
            while held < last and known.held[held] < skill:
                held += 1
            if held < last and known.held[held] == skill and known.level[held] >= MET_LEVEL:
                met[pair] += 1
            elif known.essential[need]:
                lacking[count] = skill
                count += 1
        missing[pair] = count
        course[pair] = _course(lacking[:count], known) if count else NO_COURSE


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
