"""The scan of matching at prices: for each citizen the pairs that bring most after what the opening costs.

What a pair brings is its score times a scale, less the price of its opening. Openings are laid out and people
go through them as in `kernel.py`, and so is the threshold before the list. Whole numbers: threads and
blocks change no bit.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.matching.abreast import add, bar, forget, note, settle
from fodfaeste.engines.matching.arrays import Crowd, Jobs, Keys, People, Room, Rows, Words
from fodfaeste.engines.matching.case import Case
from fodfaeste.engines.matching.compiled import compiled, inner
from fodfaeste.engines.matching.homes import land_of
from fodfaeste.engines.matching.keys import LAST, LOW, insert
from fodfaeste.engines.matching.lanes import (
    LANES,
    everywhere,
    higher,
    lanes_at,
    left_after,
    lowest,
    one_more,
    reaching,
    store,
)
from fodfaeste.engines.matching.layout import (
    COLUMNS,
    TILE,
    asked_bars,
    gathered,
    lacked,
    lay,
    mark,
    open_lists,
    possible,
    room_for,
    stride_of,
)
from fodfaeste.engines.matching.scan import Work, divided, jobs_of, people_of

Numbers = NDArray[np.int64]

#: No price, no threshold and nothing that a pair brings is as far from 0; a threshold of it: wants nothing.
FAR = 1 << 30
#: Citizens looked at in one go.
_MOST, _FEWEST = 8_192, 256
#: Columns more than are asked for that do no harm.
_MORE = 4


class Priced(NamedTuple):
    """Where the loops work beside `Room`."""

    costs: Rows  # place in the tile → price
    highest: Rows  # of each column: rows of lanes
    bounds: Rows  # one row of lanes each
    low: Rows
    high: Rows
    counted: Rows


@dataclass(frozen=True, slots=True)
class Pairs:
    """Citizen i has the pairs first[i] to first[i + 1], what brings most first; ties by the opening's id."""

    first: Numbers
    opening: Rows
    score: Rows


@dataclass(frozen=True, slots=True)
class Ready:
    """A day made ready to be looked at many times, at other prices each time."""

    people: People
    jobs: Jobs
    skills: int
    works: list[Work]
    citizens: int
    openings: int


def ready_for(case: Case, *, block: int | None = None) -> Ready:
    """Homes and crowds, found once. `block` is how many citizens are looked at in one go, at most."""
    everyone = len(case.seekers.ids)
    land = land_of(case.seekers, case.offered, case.travel, case.worth)
    people, jobs = people_of(case, land), jobs_of(case, land)
    block = block or min(_MOST, max(_FEWEST, everyone // 8))
    works = [work for home in land.homes for work in divided(home, people, jobs, block)]
    works.sort(key=lambda work: -int(work.crowds[-1] - work.crowds[0]) * len(work.openings))
    return Ready(people, jobs, len(case.skills.names), works, everyone, len(case.offered.ids))


def priced_pairs(
    ready: Ready, price: Numbers, least: Numbers, *, top: int, scale: int, threads: int | None = None
) -> Pairs:
    """For each citizen the `top` pairs inside every limit that bring most, of those above `least`.

    `price` by opening and `least` by citizen, in the order of the ids; within FAR of 0. FAR as the least:
    the citizen is not looked at. Only pairs that score above 0.
    """
    costs, wanted = price[ready.jobs.row].astype(np.int32), least.astype(np.int32)
    count = np.zeros(ready.citizens, dtype=np.int64)

    def look(work: Work) -> tuple[Rows, Rows, Rows]:
        whose = work.citizens[work.crowds[0] : work.crowds[-1]]
        keys = np.zeros((len(whose), min(top, len(work.openings))), dtype=np.int64)
        if keys.size:
            scan_priced(work.crowds, work.citizens, work.openings, ready.people, ready.jobs, ready.skills,
                        costs, wanted, scale, keys)  # fmt: skip
        return whose, *unfolded(keys, whose, price, scale, count)

    # The smallest piece first and alone: what several threads compile at once may wait for itself.
    parts = [look(work) for work in ready.works[-1:]]
    with ThreadPoolExecutor(threads) as pool:
        parts += pool.map(look, ready.works[:-1])
    first = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(count)])
    opening, score = np.empty(first[-1], dtype=np.int32), np.empty(first[-1], dtype=np.int32)
    for whose, openings, scores in parts:
        put(whose, openings, first, opening)
        put(whose, scores, first, score)
    return Pairs(first, opening, score)


@compiled
def unfolded(keys: Keys, whose: Rows, price: Numbers, scale: int, count: Numbers) -> tuple[Rows, Rows]:
    """Openings and scores of the keys that are pairs, one citizen after the other; how many each has."""
    opening, score = np.empty(keys.size, np.int32), np.empty(keys.size, np.int32)
    total = 0
    for row in range(len(keys)):
        begins = total
        for key in keys[row]:
            if key == 0:
                break
            opening[total] = LAST - (key & LAST)
            score[total] = ((key >> LOW) - FAR + price[opening[total]]) // max(scale, 1)
            total += 1
        count[whose[row]] = total - begins
    return opening[:total].copy(), score[:total].copy()


@compiled
def put(whose: Rows, values: Rows, first: Numbers, into: Rows) -> None:
    """The values of some citizens into their places among everyone's."""
    at = 0
    for citizen in whose:
        for place in range(first[citizen], first[citizen + 1]):
            into[place] = values[at]
            at += 1


@compiled
def scan_priced(
    crowds: Rows,
    citizens: Rows,
    openings: Rows,
    people: People,
    jobs: Jobs,
    skills: int,
    costs: Rows,
    wanted: Rows,
    scale: int,
    keys: Keys,
) -> None:
    """The pairs of each citizen of some crowds of a home into the rows of `keys`, falling."""
    room = room_for(openings, jobs, skills)
    priced = Priced(np.zeros(TILE, np.int32), *(_rows(COLUMNS), _rows(1), _rows(1), _rows(1), _rows(1)))
    asked = jobs.need[openings]
    for at in range(len(crowds) - 1):
        some_people = citizens[crowds[at] : crowds[at + 1]]
        asking = np.flatnonzero(wanted[some_people] < FAR)
        if len(asking) == 0:
            continue
        asking = asking[np.argsort(people.reached[some_people[asking]], kind="mergesort")]
        crowd, rows = gathered(some_people[asking], people, room.held), asking + (crowds[at] - crowds[0])
        every, some = lacked(crowd.lack)
        kept = possible(asked[: crowd.reached[-1]], every)
        for first in range(0, len(kept), TILE):
            tile = kept[first : first + TILE]
            bars = asked_bars(some & ~every, asked, tile)
            room.planes[: np.max(bars) + 1] = 0
            _tile(crowd, tile, openings[tile], jobs.row[openings[tile]], asked, jobs, bars, room, priced,
                  costs, wanted, scale, rows, keys)  # fmt: skip


@compiled
def _rows(count: int) -> Rows:
    return np.zeros(count * LANES, np.int32)


@inner
def _tile(
    crowd: Crowd,
    tile: Rows,
    jobs_here: Rows,
    ids: Rows,
    asked: Words,
    jobs: Jobs,
    bars: Rows,
    room: Room,
    priced: Priced,
    costs: Rows,
    wanted: Rows,
    scale: int,
    rows: Numbers,
    keys: Keys,
) -> None:
    """The people of a crowd against the openings of a tile, those with the shortest journeys first."""
    open_lists(jobs_here, jobs, room)
    stride, laid = stride_of(len(tile)), 0
    for first in range(0, len(crowd.row), LANES):
        last, slots = min(first + LANES, len(crowd.row)), 0
        for citizen in range(first, last):
            while laid < len(tile) and tile[laid] < crowd.reached[citizen]:
                lay(laid, jobs_here[laid], jobs, room.lists, room)
                mark(laid, asked[tile[laid]], bars, room.planes, stride)
                priced.costs[laid] = costs[jobs_here[laid]]
                laid += 1
            room.laid[citizen - first] = laid
            slots, _ = note(citizen, citizen - first, slots, crowd, room)
        if slots == 0:
            continue
        add(slots, room.lists, room)
        bar(first, last, laid, stride, bars, crowd, room)
        settle(slots, laid, jobs_here, jobs, room)
        width = (laid + COLUMNS - 1) // COLUMNS
        columns = _sift(room, priced, laid, width, scale)
        _thresholds(crowd.row[first:last], wanted, rows[first:last], keys, columns, priced)
        _pick(rows[first:last], keys, laid, ids, scale, room, priced)
        forget(slots, laid, room)
    for opening in jobs_here[:laid]:
        room.place[opening] = -1


@inner
def _brings(place: int, scale: int, room: Room, priced: Priced) -> Any:
    """What an opening brings to everybody abreast; less than anything where it is no pair."""
    scores = lanes_at(room.sums, place)
    return left_after(scores, np.int32(scale), priced.costs[place], np.int32(-FAR))


@inner
def _sift(room: Room, priced: Priced, laid: int, width: int, scale: int) -> int:
    """What is brought at most in each column, and how many columns there are."""
    columns = 0
    for first in range(0, laid, width):
        high = everywhere(np.int32(-FAR))
        for place in range(first, min(first + width, laid)):
            high = higher(high, _brings(place, scale, room, priced))
        store(priced.highest, columns, high)
        columns += 1
    return columns


@inner
def _pick(rows: Numbers, keys: Keys, laid: int, ids: Rows, scale: int, room: Room, priced: Priced) -> None:
    """The openings of a tile into the lists of citizens."""
    bounds = lanes_at(priced.bounds, 0)
    for place in range(laid):
        left = reaching(_brings(place, scale, room, priced), bounds)
        while left:
            lane = lowest(left)
            left &= left - np.uint32(1)
            net = np.int64(room.sums[place * LANES + lane]) * scale - priced.costs[place]
            insert(keys[rows[lane]], ((net + FAR) << LOW) | (LAST - ids[place]))


@inner
def _thresholds(group: Rows, wanted: Rows, rows: Numbers, keys: Keys, columns: int, priced: Priced) -> None:
    """For each lane what at least so many columns reach and hardly more; its least where they are fewer."""
    low, high, bounds, counted = priced.low, priced.high, priced.bounds, priced.counted
    top = everywhere(np.int32(-FAR))
    for column in range(columns):
        top = higher(top, lanes_at(priced.highest, column))
    store(high, 0, top)
    unsettled = False
    for lane in range(LANES):
        low[lane] = FAR
        if lane < len(group):
            low[lane] = wanted[group[lane]] + 1
            if keys[rows[lane], -1] > 0:
                low[lane] = max(low[lane], (keys[rows[lane], -1] >> LOW) - FAR)
        unsettled |= low[lane] < high[lane]
    while unsettled:
        for lane in range(LANES):
            bounds[lane] = (np.int64(low[lane]) + np.int64(high[lane]) + 1) >> 1
        reached, bound = everywhere(np.int32(0)), lanes_at(bounds, 0)
        for column in range(columns):
            reached = one_more(reached, lanes_at(priced.highest, column), bound)
        store(counted, 0, reached)
        unsettled = False
        for lane in range(LANES):
            if low[lane] < high[lane]:
                if counted[lane] < keys.shape[1]:
                    high[lane] = bounds[lane] - np.int32(1)
                else:
                    low[lane] = bounds[lane]
                    if counted[lane] <= keys.shape[1] + _MORE:
                        high[lane] = bounds[lane]
                unsettled |= low[lane] < high[lane]
    store(bounds, 0, lanes_at(low, 0))
