"""The scan of matching at prices: for each citizen the pairs that bring most after what the opening costs.

What a pair brings is its score times a scale, less the price of its opening. The layout is that of
`kernel.py`, and so is the threshold before the list. Whole numbers: threads and blocks change no bit.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.matching.arrays import Jobs, Keys, People, Room, Rows, Words
from fodfaeste.engines.matching.case import Case
from fodfaeste.engines.matching.compiled import compiled
from fodfaeste.engines.matching.homes import land_of
from fodfaeste.engines.matching.kernel import (
    BLOCKS,
    TILE,
    add,
    asked_bars,
    bar_scores,
    lacked,
    lay,
    mark,
    open_lists,
    possible,
    room_for,
)  # fmt: skip
from fodfaeste.engines.matching.keys import LAST, LOW, insert
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
    brings: Rows
    highest: Rows  # of each column


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
    costs, wanted = price[ready.jobs.row].astype(np.int32), least[ready.people.row].astype(np.int32)
    count = np.zeros(ready.citizens, dtype=np.int64)

    def look(work: Work) -> tuple[Rows, Rows, Rows]:
        whose = ready.people.row[work.citizens[work.crowds[0] : work.crowds[-1]]]
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
    priced = Priced(
        np.zeros(TILE + BLOCKS, np.int32), np.zeros(TILE + BLOCKS, np.int32), np.zeros(BLOCKS, np.int32)
    )
    asked = jobs.need[openings]
    for at in range(len(crowds) - 1):
        some_people = citizens[crowds[at] : crowds[at + 1]]
        asking = np.flatnonzero(wanted[some_people] < FAR)
        if len(asking) == 0:
            continue
        asking = asking[np.argsort(people.reached[some_people[asking]], kind="mergesort")]
        crowd, rows = some_people[asking], asking + (crowds[at] - crowds[0])
        every, some = lacked(crowd, people.lack)
        kept = possible(asked[: people.reached[crowd[-1]]], every)
        for first in range(0, len(kept), TILE):
            tile = kept[first : first + TILE]
            bars = asked_bars(some & ~every, asked, tile)
            _tile(crowd, tile, openings[tile], asked[tile], people, jobs, bars, room, priced, costs, wanted,
                  scale, rows, keys)  # fmt: skip


@compiled
def _tile(
    crowd: Rows,
    tile: Rows,
    jobs_here: Rows,
    asked: Words,
    people: People,
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
    """Each citizen of a crowd against the openings of a tile, those with the shortest journeys first."""
    ids, planes = jobs.row[jobs_here], room.planes[: np.max(bars) + 1]
    planes[:] = 0
    open_lists(jobs_here, jobs, room)
    laid = 0
    for number in range(len(crowd)):
        citizen = crowd[number]
        while laid < len(tile) and tile[laid] < people.reached[citizen]:
            opening = jobs_here[laid]
            room.place[opening] = laid
            priced.costs[laid] = costs[opening]
            lay(laid, opening, jobs, room.lists, room)
            mark(laid, asked[laid], bars, planes)
            laid += 1
        if laid:
            add(citizen, people, room.lists, room)
            bar_scores(people.lack[citizen], bars, planes, room.barred, laid)
            for at in range(people.refusing[citizen], people.refusing[citizen + 1]):
                refused = people.refused[at]
                if refused >= 0 and room.place[refused] >= 0:
                    room.sums[room.place[refused]] = 0
            _sift(room, priced, laid, scale)
            _pick(keys[rows[number]], wanted[citizen], laid, ids, room, priced)
    for opening in jobs_here[:laid]:
        room.place[opening] = -1


@compiled
def _sift(room: Room, priced: Priced, laid: int, scale: int) -> None:
    """Sums to what pairs bring, less than anything where barred; the highest of each column."""
    highest, factor = priced.highest, np.int32(scale)
    highest[:] = -FAR
    for row in range((laid + BLOCKS - 1) // BLOCKS):
        sums = room.sums[row * BLOCKS : (row + 1) * BLOCKS]
        costs = priced.costs[row * BLOCKS : (row + 1) * BLOCKS]
        brings = priced.brings[row * BLOCKS : (row + 1) * BLOCKS]
        barred = room.barred[row // 16 * BLOCKS : (row // 16 + 1) * BLOCKS]
        bit = np.uint16(row % 16)
        for column in range(BLOCKS):
            score = np.int32(sums[column] >> np.uint32(2))
            is_out = (score == 0) | (((barred[column] >> bit) & np.uint16(1)) != 0)
            sums[column] = 0
            net = np.int32(-FAR) if is_out else np.int32(score * factor - costs[column])
            brings[column] = net
            highest[column] = max(highest[column], net)


@compiled
def _pick(keys: Keys, wanted: int, laid: int, ids: Rows, room: Room, priced: Priced) -> None:
    """The openings of a tile into a citizen's list."""
    least = int(wanted) + 1
    if keys[-1] > 0:
        least = max(least, int(keys[-1] >> LOW) - FAR)
    least = _threshold(priced.highest, len(keys), least)
    columns, tried, bound = room.columns, room.tried, np.int32(least)
    # What is found is written in any case, and counted where it holds: cheaper than to ask each time.
    several, count = 0, 0
    for column in range(BLOCKS):
        columns[several] = column
        several += priced.highest[column] >= bound
    for column in columns[:several]:
        for at in range(column, laid, BLOCKS):
            tried[count] = at
            count += priced.brings[at] >= bound
    for at in tried[:count]:
        insert(keys, (np.int64(priced.brings[at] + FAR) << LOW) | (LAST - ids[at]))


@compiled
def _threshold(highest: Rows, wanted: int, least: int) -> int:
    """A number that at least so many columns reach and hardly more; `least` where they are fewer."""
    low, high = np.int64(least), np.int64(least)
    for column in range(BLOCKS):
        high = max(high, np.int64(highest[column]))
    while low < high:
        middle = (low + high + 1) >> 1
        bound, reaching = np.int32(middle), np.uint16(0)
        for column in range(BLOCKS):
            reaching += np.uint16(highest[column] >= bound)
        if wanted <= reaching <= wanted + _MORE:
            return int(middle)
        if reaching > wanted:
            low = middle
        else:
            high = middle - 1
    return int(low)
