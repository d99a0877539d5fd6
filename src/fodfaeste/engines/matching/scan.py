"""The scan: every pair inside the hard limits, and the best of each citizen, of each opening or of both.

A limit bars a pair before anything is cut to the best, so a list is short only where there is no more.
The work is divided by home and crowd; threads, their number and their order change no answer.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.matching.arrays import Jobs, People, Rows
from fodfaeste.engines.matching.case import Case
from fodfaeste.engines.matching.compiled import own
from fodfaeste.engines.matching.crowds import crowds_of
from fodfaeste.engines.matching.homes import Home, Land, land_of
from fodfaeste.engines.matching.kernel import COUNTS, scan
from fodfaeste.engines.matching.keys import merge, ordered, unfolded
from fodfaeste.engines.matching.layout import rarest_of

Numbers = NDArray[np.int64]
Progress = Callable[[int, int], None]

#: Citizens looked at in one go: enough to be worth a step, few enough that no thread waits for another.
_MOST, _FEWEST = 8_192, 256


@dataclass(frozen=True, slots=True)
class Best:
    """The best pairs, by the one side and its rank."""

    citizen: Numbers
    opening: Numbers
    rank: Numbers
    score: Numbers


@dataclass(frozen=True, slots=True)
class Found:
    """The lists of both sides; a side that was not asked for is empty. What was done, counted."""

    openings: Best
    citizens: Best
    counts: Numbers


@dataclass(frozen=True, slots=True)
class Work:
    """Some crowds of one home."""

    citizens: Rows
    crowds: Rows
    openings: Rows


def cores() -> int:
    """How many threads work at once, where nobody says; the answer is the same for any number."""
    return os.cpu_count() or 1


def best_pairs(
    case: Case,
    *,
    openings: int = 0,
    citizens: int = 0,
    block: int | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Found:
    """So many openings for each citizen and so many citizens for each opening; 0 where it is not asked.

    Ties by id. `block` is how many citizens are looked at in one go, at most.
    """
    everyone, jobs = len(case.seekers.ids), len(case.offered.ids)
    count = threads or cores()
    best = np.zeros((everyone, min(openings, jobs)), dtype=np.int64)
    backs = [np.zeros((jobs, min(citizens, everyone)), dtype=np.int64) for _ in range(count)]
    counts = search(case, best, backs, block=block, progress=progress)
    for back in backs[1:]:
        merge(backs[0], back)
    return Found(listed_of_citizens(best), listed_of_openings(backs[0]), counts)


def listed_of_citizens(keys: Numbers) -> Best:
    """The pairs that lists of openings hold, one list a citizen."""
    citizen, opening, rank, score = unfolded(keys)
    return Best(citizen, opening, rank, score)


def listed_of_openings(keys: Numbers) -> Best:
    """The pairs that lists of citizens hold, one list an opening."""
    opening, citizen, rank, score = unfolded(keys)
    return Best(citizen, opening, rank, score)


def search(
    case: Case,
    best: Numbers,
    backs: Sequence[Numbers],
    *,
    whom: Numbers | None = None,
    which: NDArray[np.bool_] | None = None,
    block: int | None = None,
    progress: Progress | None = None,
) -> Numbers:
    """Puts every pair of those citizens and those openings into the lists they belong on; what was done.

    `best` has a list for each citizen, each of `backs`, one for every thread, a list for each opening. A list
    that is not empty grows better: nothing at or below its last key enters.
    """
    everyone = len(case.seekers.ids) if whom is None else len(whom)
    if not everyone:
        return np.zeros(COUNTS, dtype=np.int64)
    counts = np.zeros((len(backs), COUNTS), dtype=np.int64)
    free: SimpleQueue[int] = SimpleQueue()
    for thread in range(len(backs)):
        free.put(thread)
    block = block or min(_MOST, max(_FEWEST, everyone // (4 * len(backs))))
    worth = case.worth if which is None else case.worth & which
    land = land_of(case.seekers, case.offered, case.travel, worth, whom)
    people, offered = people_of(case, land), jobs_of(case, land)

    def do(work: Work) -> int:
        thread = free.get()
        scan(work.crowds, work.citizens, work.openings, people, offered, len(case.skills.names),
             best, backs[thread], counts[thread])  # fmt: skip
        free.put(thread)
        return int(work.crowds[-1] - work.crowds[0])

    def divide(home: Home) -> list[Work]:
        return list(divided(home, people, offered, block))

    _in_threads(land.homes, divide, do, len(backs), partial(_tell, progress, everyone))
    summed: Numbers = counts.sum(axis=0)
    return summed


def _tell(progress: Progress | None, everyone: int, seen: int) -> None:
    if progress is not None:
        progress(seen, everyone)


def _in_threads(
    homes: Sequence[Home],
    divide: Callable[[Home], list[Work]],
    do: Callable[[Work], int],
    threads: int,
    tell: Callable[[int], None],
) -> None:
    """Divides the work and does it, the largest pieces first; tells how many citizens have been seen.

    One home and the smallest piece are done alone before: what several threads compile at once may wait for
    itself.
    """
    works = divide(homes[0])
    with ThreadPoolExecutor(threads) as pool:
        works += [work for some in pool.map(divide, homes[1:]) for work in some]
        works.sort(key=lambda work: -int(work.crowds[-1] - work.crowds[0]) * len(work.openings))
        seen = do(works.pop())
        tell(seen)
        for some in pool.map(do, works):
            seen += some
            tell(seen)


def everyone_for(case: Case) -> Best:
    """Every citizen inside the limits of the one opening of a case who has something of what it needs."""
    seekers, bars, skills = case.seekers, case.bars, case.skills
    everyone = len(seekers.ids)
    inside = np.repeat(case.worth, everyone) & ~np.any(bars.lack & bars.need[0], axis=1)
    inside[np.repeat(np.arange(everyone), np.diff(bars.refused.start))] = False
    land = land_of(seekers, case.offered, case.travel, case.worth)
    for home in land.homes:
        inside[home.citizens] &= home.reached == 1
    weights = np.zeros(len(skills.names), dtype=np.int64)
    weights[skills.asked.rows] = skills.weight
    whose = np.repeat(np.arange(everyone), np.diff(skills.held.start))
    summed = np.zeros(everyone, dtype=np.int64)
    np.add.at(summed, whose, weights[skills.held.rows] * skills.level)
    scores = summed // 4
    citizens = np.flatnonzero(inside & (scores > 0))
    one = np.ones(len(citizens), dtype=np.int64)
    return Best(citizens, one - 1, one, scores[citizens])


def divided(home: Home, people: People, offered: Jobs, block: int) -> Iterator[Work]:
    """The crowds of a home, put together to pieces of work that are not too large."""
    citizens = home.citizens.copy()
    bounds = crowds_of(citizens, home.openings, people.lack, offered.need, block)
    first = 0
    for crowd in range(1, len(bounds)):
        is_last = crowd == len(bounds) - 1
        if is_last or bounds[crowd + 1] - bounds[first] > block:
            yield Work(citizens, bounds[first : crowd + 1], home.openings)
            first = crowd


def people_of(case: Case, land: Land) -> People:
    reached = np.zeros(len(case.seekers.ids), dtype=np.int32)
    for home in land.homes:
        reached[home.citizens] = home.reached
    held, refused = case.skills.held, case.bars.refused
    known = np.full(len(case.offered.ids), -1, dtype=np.int32)
    known[land.openings] = np.arange(len(land.openings))
    return People(
        start=own(held.start, np.int64),
        skill=own(held.rows, np.int32),
        level=own(case.skills.level, np.uint8),
        lack=own(case.bars.lack, np.uint64),
        refusing=own(refused.start, np.int64),
        refused=known[refused.rows],
        reached=reached,
    )


def jobs_of(case: Case, land: Land) -> Jobs:
    asked = case.skills.asked
    start, skill, weight = ordered(
        own(asked.start, np.int64),
        own(asked.rows, np.int32),
        own(case.skills.weight, np.uint16),
        land.openings,
    )
    rarest = rarest_of(start, skill, weight, len(case.skills.names))
    return Jobs(land.openings, start, skill, weight, case.bars.need[land.openings], rarest)
