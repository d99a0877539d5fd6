"""Who has which skill at which level, laid out by person: each skill once, at its highest level."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.matching.compiled import compiled, seen

Rows = NDArray[np.int32]
Numbers = NDArray[np.int64]
Levels = NDArray[np.uint8]
#: Rows of person, skill and level; a row below 0 is left out.
Told = tuple[Rows, Rows, Levels]


def laid_out(told: Callable[[], Iterator[Told]], people: int) -> tuple[Numbers, Rows, Levels]:
    """Where each person's skills start, the skills and the levels; what is told is gone through twice."""
    start = np.zeros(people + 1, dtype=np.int64)
    for owner, skill, _ in told():
        _count(seen(owner), seen(skill), start)
    start = np.cumsum(start)
    skills, levels = np.empty(start[-1], np.int32), np.empty(start[-1], np.uint8)
    at = start[:-1].copy()
    for owner, skill, level in told():
        _fill(seen(owner), seen(skill), seen(level), at, skills, levels)
    kept = _settle(start, skills, levels)
    return start, skills[:kept], levels[:kept]


@compiled
def _count(owner: Rows, skill: Rows, start: Numbers) -> None:
    for row in range(len(owner)):
        if owner[row] >= 0 and skill[row] >= 0:
            start[owner[row] + 1] += 1


@compiled
def _fill(owner: Rows, skill: Rows, level: Levels, at: Numbers, skills: Rows, levels: Levels) -> None:
    for row in range(len(owner)):
        if owner[row] >= 0 and skill[row] >= 0:
            place = at[owner[row]]
            skills[place], levels[place] = skill[row], level[row]
            at[owner[row]] = place + 1


@compiled
def _settle(start: Numbers, skills: Rows, levels: Levels) -> int:
    """Puts each person's skills in order, of one told twice the higher level; how many are left in all."""
    kept = 0
    for person in range(len(start) - 1):
        first, last = start[person], start[person + 1]
        start[person] = kept
        for row in range(first, last):
            skill, level, at = skills[row], levels[row], kept
            while at > start[person] and skills[at - 1] > skill:
                at -= 1
            if at > start[person] and skills[at - 1] == skill:
                levels[at - 1] = max(levels[at - 1], level)
                continue
            for later in range(kept, at, -1):
                skills[later], levels[later] = skills[later - 1], levels[later - 1]
            skills[at], levels[at] = skill, level
            kept += 1
    start[-1] = kept
    return kept
