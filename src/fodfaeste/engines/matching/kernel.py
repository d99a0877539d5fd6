"""The inner loops of matching: every pair of a crowd and the openings it reaches, in whole numbers.

Openings are laid out once for a crowd (`layout.py`), and people go through them abreast (`abreast.py`). A
tile is looked at as columns of a few openings: the k-th highest of what is highest in each is no higher than
the k-th score, so little is tried. Keys hold score and id: the order of work changes nothing.
"""

import numpy as np

from fodfaeste.engines.matching.abreast import add, bar, fill, forget, note
from fodfaeste.engines.matching.arrays import Crowd, Jobs, Keys, People, Room, Rows, Words
from fodfaeste.engines.matching.compiled import compiled, inner
from fodfaeste.engines.matching.keys import LAST, LOW, insert
from fodfaeste.engines.matching.lanes import (
    LANES,
    everywhere,
    higher,
    lanes_at,
    lowest,
    one_more,
    quarter,
    reaching,
    store,
    without,
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

#: What was done, counted: sums that no clock can move.
ADDED, READ, TRIED, TRIED_BACK, LAID, CROWDS = range(6)
COUNTS = 6
_NEVER = np.uint16(65_535)


@compiled
def scan(
    crowds: Rows,
    citizens: Rows,
    openings: Rows,
    people: People,
    jobs: Jobs,
    skills: int,
    best: Keys,
    back: Keys,
    counts: Keys,
) -> None:
    """The best openings of each citizen of a home into `best`, and citizens for each opening into `back`.

    A row holds keys, falling: score above, what is left of the other's place below. No columns: not asked.
    """
    room = room_for(openings, jobs, skills)
    asked = jobs.need[openings]
    for at in range(len(crowds) - 1):
        crowd = gathered(citizens[crowds[at] : crowds[at + 1]], people, room.held)
        every, some = lacked(crowd.lack)
        kept = possible(asked[: crowd.reached[-1]], every)
        for first in range(0, len(kept), TILE):
            tile = kept[first : first + TILE]
            jobs_here, bars = openings[tile], asked_bars(some & ~every, asked, tile)
            room.planes[: np.max(bars) + 1] = 0
            _tile(crowd, tile, jobs_here, jobs.row[jobs_here], asked, jobs, bars, room, best, back, counts)
        counts[CROWDS] += 1


@inner
def _tile(
    crowd: Crowd,
    tile: Rows,
    jobs_here: Rows,
    rows: Rows,
    asked: Words,
    jobs: Jobs,
    bars: Rows,
    room: Room,
    best: Keys,
    back: Keys,
    counts: Keys,
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
                if back.shape[1]:
                    room.least[laid] = max(1, back[rows[laid], -1] >> LOW)
                laid += 1
            room.laid[citizen - first] = laid
            slots, added = note(citizen, citizen - first, slots, crowd, room)
            counts[ADDED] += added
        if slots == 0:
            continue
        counts[READ] += add(slots, room.lists, room)
        bar(first, last, laid, stride, bars, crowd, room)
        group = crowd.row[first:last]
        width = (laid + COLUMNS - 1) // COLUMNS
        columns = _sift(room, laid, width)
        if fill(slots, jobs_here, jobs, room):
            _highest(room, laid, width)
        if back.shape[1]:
            counts[TRIED_BACK] += _give_back(group, laid, rows, room, back)
        if best.shape[1]:
            counts[TRIED] += _pick(group, best, columns, laid, rows, room)
        forget(slots, laid, room)
    counts[LAID] += laid
    for opening in jobs_here[:laid]:
        room.place[opening] = -1


@inner
def _sift(room: Room, laid: int, width: int) -> int:
    """Sums to scores, 0 where barred; the highest of each column, and how many columns there are."""
    columns = 0
    for first in range(0, laid, width):
        high = everywhere(np.uint16(0))
        for place in range(first, min(first + width, laid)):
            score = without(quarter(lanes_at(room.sums, place)), room.barred[place])
            store(room.sums, place, score)
            high = higher(high, score)
        store(room.highest, columns, high)
        columns += 1
    return columns


@inner
def _highest(room: Room, laid: int, width: int) -> None:
    """The highest score of each column once more."""
    for first in range(0, laid, width):
        high = everywhere(np.uint16(0))
        for place in range(first, min(first + width, laid)):
            high = higher(high, lanes_at(room.sums, place))
        store(room.highest, first // width, high)


@inner
def _give_back(group: Rows, laid: int, rows: Rows, room: Room, back: Keys) -> int:
    """People into the lists of openings; how many were tried."""
    scores, least, tried = room.sums, room.least, 0
    for place in range(laid):
        left = reaching(lanes_at(scores, place), everywhere(least[place]))
        while left:
            lane = lowest(left)
            left &= left - np.uint32(1)
            tried += 1
            key = (np.int64(scores[place * LANES + lane]) << LOW) | (LAST - group[lane])
            least[place] = max(1, insert(back[rows[place]], key) >> LOW)
    return tried


@inner
def _pick(group: Rows, best: Keys, columns: int, laid: int, rows: Rows, room: Room) -> int:
    """Openings into the lists of people; how many were tried."""
    _thresholds(group, best, columns, room)
    bounds, scores, tried = lanes_at(room.bounds, 0), room.sums, 0
    for place in range(laid):
        left = reaching(lanes_at(scores, place), bounds)
        while left:
            lane = lowest(left)
            left &= left - np.uint32(1)
            tried += 1
            key = (np.int64(scores[place * LANES + lane]) << LOW) | (LAST - rows[place])
            insert(best[group[lane]], key)
    return tried


@inner
def _thresholds(group: Rows, best: Keys, columns: int, room: Room) -> None:
    """For each lane the highest score that so many columns reach; what would enter where they are fewer."""
    low, high, bounds = room.low, room.high, room.bounds
    top = everywhere(np.uint16(0))
    for column in range(columns):
        top = higher(top, lanes_at(room.highest, column))
    store(bounds, 0, top)
    unsettled = False
    for lane in range(LANES):
        high[lane], low[lane] = bounds[lane], _NEVER
        if lane < len(group):
            low[lane] = max(1, best[group[lane], -1] >> LOW)
        unsettled |= low[lane] < high[lane]
    wanted = best.shape[1]
    while unsettled:
        for lane in range(LANES):
            bounds[lane] = (np.int64(low[lane]) + np.int64(high[lane]) + 1) >> 1
        reached, bound = everywhere(np.uint16(0)), lanes_at(bounds, 0)
        for column in range(columns):
            reached = one_more(reached, lanes_at(room.highest, column), bound)
        store(room.counted, 0, reached)
        unsettled = False
        for lane in range(LANES):
            if low[lane] < high[lane]:
                if room.counted[lane] >= wanted:
                    low[lane] = bounds[lane]
                    if room.counted[lane] == wanted:
                        high[lane] = bounds[lane]
                else:
                    high[lane] = bounds[lane] - np.uint16(1)
                unsettled |= low[lane] < high[lane]
    store(bounds, 0, lanes_at(low, 0))
