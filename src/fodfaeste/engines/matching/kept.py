"""What a run keeps for the next, and the lists that are made of it when some have changed.

A list is kept with some more than is asked for, and a floor: every pair above the floor stands on it. What
has changed is struck from the lists and scored anew; what is above the floor enters. A list that has been
struck until it is too short is made anew, so nothing is ever guessed.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.engines.matching.arrays import Flags, Keys
from fodfaeste.engines.matching.changes import Changes, Facts, citizens_changed, openings_changed
from fodfaeste.engines.matching.compiled import compiled
from fodfaeste.engines.matching.keys import LAST, LOW, merge
from fodfaeste.engines.matching.match import Side
from fodfaeste.engines.matching.scan import Best, cores, listed_of_citizens, listed_of_openings, search

Numbers = NDArray[np.int64]

#: How many more are kept than are asked for: so many may be struck before a list is made anew.
_SPARE = 8


@dataclass(frozen=True, slots=True)
class Lists:
    """The best of each of one side, falling; what is above a list's floor stands there, the rest is floor."""

    keys: Keys
    floor: Numbers


@dataclass(frozen=True, slots=True)
class Kept:
    """What a run leaves for the next: its lists, and what they rest on."""

    facts: Facts
    openings: Lists  # for each citizen
    citizens: Lists  # for each opening

    def best(self, side: Side, top: int) -> Best:
        """The best of each of one side."""
        if side == "citizen":
            return listed_of_citizens(self.openings.keys[:, :top])
        return listed_of_openings(self.citizens.keys[:, :top])


@dataclass(frozen=True, slots=True)
class Seen:
    """How many of each side were looked at whole, and what was done, counted."""

    citizens: int
    openings: int
    counts: Numbers


def best_changed(
    facts: Facts, kept: Kept | None, *, sides: Collection[Side], top: int, threads: int | None = None
) -> tuple[Kept, Seen]:
    """The lists of a case from those of an earlier one, where there is one that serves."""
    wide = [top + _SPARE if side in sides else 0 for side in ("citizen", "opening")]
    if kept is None or not _serves(kept, wide):
        people, jobs = (_empty(len(ids), width) for ids, width in zip(_ids(facts), wide, strict=True))
        who, what = (np.ones(len(ids), dtype=np.bool_) for ids in _ids(facts))
    else:
        citizens = citizens_changed(kept.facts, facts)
        openings = openings_changed(kept.facts, facts)
        people, who = _carried(kept.openings, citizens, openings, top)
        jobs, what = _carried(kept.citizens, openings, citizens, top)
    counts = _look(facts, people, jobs, who, what, threads or cores())
    return Kept(facts, _floored(people), _floored(jobs)), Seen(int(who.sum()), int(what.sum()), counts)


def _serves(kept: Kept, wide: list[int]) -> bool:
    """Whether there is something to go on from, with lists of both widths."""
    widths = [kept.openings.keys.shape[1], kept.citizens.keys.shape[1]]
    return widths == wide and all(len(ids) for ids in _ids(kept.facts))


def _ids(facts: Facts) -> tuple[pl.Series, pl.Series]:
    return facts.case.seekers.ids, facts.case.offered.ids


def _empty(rows: int, width: int) -> Lists:
    return Lists(np.zeros((rows, width), dtype=np.int64), np.zeros(rows, dtype=np.int64))


def _carried(lists: Lists, own: Changes, others: Changes, top: int) -> tuple[Lists, Flags]:
    """Earlier lists with what has changed struck, and for whom the list is made anew."""
    left = np.where(others.changed[others.now], -1, others.now) if len(others.was) else others.now
    was = np.where(own.changed, -1, own.was)
    keys, floor, anew = carried(lists.keys, lists.floor, was, left, others.after, top)
    return Lists(keys, floor), anew


def _look(facts: Facts, people: Lists, jobs: Lists, who: Flags, what: Flags, threads: int) -> Numbers:
    """Those of either side that are made anew against all of the other; what was done, counted."""
    backs = [np.repeat(jobs.floor[:, None], jobs.keys.shape[1], axis=1) for _ in range(threads)]
    counts = search(facts.case, people.keys, backs, whom=np.flatnonzero(who))
    if not who.all() and what.any():
        counts += search(facts.case, people.keys, backs, whom=np.flatnonzero(~who), which=what)
    for back in backs:
        merge(jobs.keys, back)
    return counts


def _floored(lists: Lists) -> Lists:
    """The lists with their floors as high as they are full."""
    if not lists.keys.shape[1]:
        return lists
    last = lists.keys[:, -1]
    return Lists(lists.keys, np.where(last > lists.floor, last - 1, lists.floor))


@compiled
def carried(
    keys: Keys, floor: Numbers, was: Numbers, left: Numbers, after: Numbers, top: int
) -> tuple[Keys, Numbers, Flags]:
    """Lists by new numbers, their floors, and which are to be made anew: new, or no longer long enough."""
    rows, width = len(was), keys.shape[1]
    new, floors, anew = np.empty((rows, width), np.int64), np.zeros(rows, np.int64), np.zeros(rows, np.bool_)
    for row in range(rows):
        old, count = was[row], 0
        if old >= 0:
            if floor[old] > 0:
                # A floor lies between two ids; it stands behind all that came up to the one before it.
                floors[row] = (floor[old] >> LOW << LOW) | (LAST - after[LAST - (floor[old] & LAST) - 1])
            for key in keys[old]:
                place = left[LAST - (key & LAST)] if key > floor[old] else -1
                if place >= 0:
                    new[row, count] = (key >> LOW << LOW) | (LAST - place)
                    count += 1
        anew[row] = old < 0 or (floors[row] > 0 and count < min(top, width))
        if anew[row]:
            floors[row], count = 0, 0
        new[row, count:] = floors[row]
    return new, floors, anew
