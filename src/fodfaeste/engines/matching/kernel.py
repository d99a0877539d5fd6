"""The inner loops of matching: every pair of a crowd and the openings it reaches, in whole numbers.

The openings of a crowd are laid out nearest first, in tiles small enough to stay near the processor, as lists
by skill; a list grows as people with longer journeys take their turn, so nothing out of reach is touched.
Bars are rows of bits, one row a bar, laid over the scores. A tile is looked at as `BLOCKS` columns: the
highest score of each column comes for free, the k-th highest of these is no higher than the k-th score, so
only columns that reach it are read. Keys hold score and id: the order of work changes nothing.
"""

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.matching.arrays import Flags, Jobs, Keys, People, Room, Rows, Short, Words
from fodfaeste.engines.matching.compiled import compiled, inner
from fodfaeste.engines.matching.keys import LAST, LOW, insert

TILE = 1 << 14
BLOCKS = 512  # columns of a tile: column b holds openings b, b + 512, b + 1024 and so on
_PLANE = 16 * BLOCKS  # openings whose bits of one bar share a row of short numbers
WORD = 64

_DE_BRUIJN = np.uint64(0x03F79D71B4CB0A89)
_PLACES = np.zeros(64, np.int64)
for _place in range(64):
    _PLACES[((1 << _place) * int(_DE_BRUIJN) % 2**64) >> 58] = _place

#: What was done, counted: sums that no clock can move.
ADDED, TRIED, TRIED_BACK, LAID, CROWDS = range(5)
COUNTS = 5


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
        crowd = citizens[crowds[at] : crowds[at + 1]]
        if not _ascends(people.reached, crowd):
            crowd = crowd[np.argsort(people.reached[crowd], kind="mergesort")]
        _hold(crowd, people, room.held)
        every, some = lacked(crowd, people.lack)
        kept = possible(asked[: people.reached[crowd[-1]]], every)
        for first in range(0, len(kept), TILE):
            tile = kept[first : first + TILE]
            jobs_here, bars = openings[tile], asked_bars(some & ~every, asked, tile)
            room.planes[: np.max(bars) + 1] = 0
            _tile(crowd, tile, jobs_here, jobs.row[jobs_here], asked, people, jobs, bars, room,
                  best, back, counts)  # fmt: skip
        counts[CROWDS] += 1


@compiled
def room_for(openings: Rows, jobs: Jobs, skills: int) -> Room:
    """Where the work on a home is done, empty."""
    return Room(
        np.full(len(jobs.row), -1, np.int32),
        np.zeros(skills + 1, np.int32),
        np.zeros(skills, np.int32),
        np.zeros(TILE + BLOCKS, np.uint32),
        np.zeros(TILE + BLOCKS, np.uint16),
        np.full(TILE + BLOCKS, 65_535, np.uint16),
        np.zeros(TILE // 16 + BLOCKS, np.uint16),
        np.zeros(BLOCKS, np.uint16),
        np.zeros(BLOCKS, np.uint16),
        np.zeros(BLOCKS, np.int32),
        np.zeros(TILE, np.int32),
        np.zeros(_most_listed(openings, jobs), np.uint32),
        np.zeros((jobs.need.shape[1] * WORD, TILE // 16 + BLOCKS), np.uint16),
        np.ones(skills, np.bool_),
    )


@compiled
def _ascends(values: Rows, places: Rows) -> bool:
    """Whether values at some places never fall."""
    falls = False
    for at in range(1, len(places)):
        falls |= values[places[at]] < values[places[at - 1]]
    return not falls


@compiled
def _hold(crowd: Rows, people: People, held: Flags) -> None:
    """Notes the skills that anybody of a crowd has: the others are not laid out."""
    held[:] = False
    for citizen in crowd:
        for at in range(people.start[citizen], people.start[citizen + 1]):
            held[people.skill[at]] = True


@compiled
def _most_listed(openings: Rows, jobs: Jobs) -> int:
    """How many needs all the openings of a home have: no tile has more."""
    count = 0
    for opening in openings:
        count += jobs.start[opening + 1] - jobs.start[opening]
    return int(count)


@compiled
def lacked(crowd: Rows, lack: Words) -> tuple[Words, Words]:
    """What everybody of a crowd lacks, and what anybody does."""
    every, some = lack[crowd[0]].copy(), lack[crowd[0]].copy()
    for citizen in crowd:
        for word in range(len(every)):
            every[word] &= lack[citizen, word]
            some[word] |= lack[citizen, word]
    return every, some


@compiled
def possible(asked: Words, every: Words) -> Rows:
    """The places, nearest first, of openings that ask nothing which the whole crowd lacks."""
    kept, count = np.empty(len(asked), np.int32), 0
    for at in range(len(asked)):
        kept[count] = at
        shared = np.uint64(0)
        for word in range(len(every)):
            shared |= asked[at, word] & every[word]
        count += shared == 0
    return kept[:count]


@compiled
def asked_bars(some: Words, asked: Words, tile: Rows) -> Rows:
    """For each bar its row among those that somebody lacks and an opening of the tile asks; -1 for others."""
    here = np.zeros(len(some), np.uint64)
    for at in tile:
        for word in range(len(some)):
            here[word] |= asked[at, word] & some[word]
    rows, count = np.full(len(some) * WORD, -1, np.int32), 0
    for bar in range(len(rows)):
        if (here[bar // WORD] >> np.uint64(bar % WORD)) & np.uint64(1):
            rows[bar] = count
            count += 1
    return rows


@inner
def _tile(
    crowd: Rows,
    tile: Rows,
    jobs_here: Rows,
    rows: Rows,
    asked: Words,
    people: People,
    jobs: Jobs,
    bars: Rows,
    room: Room,
    best: Keys,
    back: Keys,
    counts: Keys,
) -> None:
    """Each citizen of a crowd against the openings of a tile, those with the shortest journeys first."""
    lists, planes = room.lists, room.planes
    open_lists(jobs_here, jobs, room)
    laid = 0
    for citizen in crowd:
        while laid < len(tile) and tile[laid] < people.reached[citizen]:
            opening = jobs_here[laid]
            room.place[opening] = laid
            if back.shape[1]:
                room.least[laid] = max(1, back[rows[laid], -1] >> LOW)
            lay(laid, opening, jobs, lists, room)
            mark(laid, asked[tile[laid]], bars, planes)
            laid += 1
        if laid:
            counts[ADDED] += add(citizen, people, lists, room)
            bar_scores(people.lack[citizen], bars, planes, room.barred, laid)
            for at in range(people.refusing[citizen], people.refusing[citizen + 1]):
                refused = people.refused[at]
                if refused >= 0 and room.place[refused] >= 0:
                    room.sums[room.place[refused]] = 0
            _sift(room, laid, back.shape[1] > 0)
            if back.shape[1]:
                counts[TRIED_BACK] += _give_back(people.row[citizen], laid, rows, room, back)
            if best.shape[1]:
                counts[TRIED] += _pick(best[people.row[citizen]], laid, rows, room)
    counts[LAID] += laid
    for opening in jobs_here[:laid]:
        room.place[opening] = -1
    room.least[:] = 65_535


@inner
def open_lists(jobs_here: Rows, jobs: Jobs, room: Room) -> None:
    """Makes room for a list a skill."""
    first, skills, start, end = jobs.start, jobs.skill, room.start, room.end
    start[:] = 0
    for opening in jobs_here:
        for at in range(first[opening], first[opening + 1]):
            start[skills[at] + 1] += room.held[skills[at]]
    for skill in range(len(end)):
        start[skill + 1] += start[skill]
        end[skill] = start[skill]


@inner
def lay(place: int, opening: int, jobs: Jobs, lists: NDArray[np.uint32], room: Room) -> None:
    """One opening more: onto the lists of its skills."""
    first, skills, weights, end = jobs.start, jobs.skill, jobs.weight, room.end
    for at in range(first[opening], first[opening + 1]):
        skill = skills[at]
        if room.held[skill]:
            lists[end[skill]] = (np.uint32(place) << np.uint32(16)) | np.uint32(weights[at])
            end[skill] += 1


@inner
def mark(place: int, asked: Words, bars: Rows, planes: Short) -> None:
    """One opening more: into the rows of the bars it asks."""
    column = place // _PLANE * BLOCKS + place % BLOCKS
    bit = np.uint16(1 << (place // BLOCKS % 16))
    for word in range(len(asked)):
        left = asked[word]
        while left:
            row = bars[word * WORD + _lowest(left)]
            if row >= 0:
                planes[row, column] |= bit
            left &= left - np.uint64(1)


@inner
def _lowest(bits: np.uint64) -> int:
    """The place of the lowest bit: alone, it shifts a de Bruijn number so that its top six bits tell."""
    alone = bits & (~bits + np.uint64(1))
    return int(_PLACES[(alone * _DE_BRUIJN) >> np.uint64(58)])


@inner
def add(citizen: int, people: People, lists: NDArray[np.uint32], room: Room) -> int:
    """The sums of weight times level; how many were added."""
    skills, levels, starts, ends, sums = people.skill, people.level, room.start, room.end, room.sums
    added = 0
    for held in range(people.start[citizen], people.start[citizen + 1]):
        skill, level = skills[held], np.uint32(levels[held])
        start, end = starts[skill], ends[skill]
        for entry in lists[start:end]:
            sums[entry >> np.uint32(16)] += level * (entry & np.uint32(0xFFFF))
        added += end - start
    return int(added)


@inner
def bar_scores(lack: Words, bars: Rows, planes: Short, barred: Short, laid: int) -> None:
    """The rows of the bars that a citizen lacks, laid upon each other."""
    width = (laid + _PLANE - 1) // _PLANE * BLOCKS if laid > BLOCKS else _in_use(laid)
    barred[:width] = 0
    for word in range(len(lack)):
        left = lack[word]
        while left:
            row = bars[word * WORD + _lowest(left)]
            if row >= 0:
                plane = planes[row]
                for column in range(width):
                    barred[column] |= plane[column]
            left &= left - np.uint64(1)


@inner
def _in_use(laid: int) -> int:
    """How many columns hold anything, and a few more: an even number is quicker."""
    return min(BLOCKS, (laid + 31) // 32 * 32)


@inner
def _sift(room: Room, laid: int, is_back: bool) -> None:
    """Sums to scores, 0 where barred; the highest of each column, and where an opening's list is reached."""
    highest, enters = room.highest, room.enters
    highest[:] = 0
    enters[:] = 0
    width = _in_use(laid)
    for row in range((laid + BLOCKS - 1) // BLOCKS):
        sums = room.sums[row * BLOCKS : (row + 1) * BLOCKS]
        scores = room.scores[row * BLOCKS : (row + 1) * BLOCKS]
        barred = room.barred[row // 16 * BLOCKS : (row // 16 + 1) * BLOCKS]
        bit = np.uint16(row % 16)
        for column in range(width):
            # 0 where the bit is set, all ones where it is not.
            clear = np.uint16(((barred[column] >> bit) & np.uint16(1)) - np.uint16(1))
            score = np.uint16(sums[column] >> np.uint32(2)) & clear
            sums[column] = 0
            scores[column] = score
            highest[column] = max(highest[column], score)
        if is_back:
            least = room.least[row * BLOCKS : (row + 1) * BLOCKS]
            for column in range(width):
                enters[column] |= np.uint16(scores[column] >= least[column])


@inner
def _give_back(citizen: int, laid: int, rows: Rows, room: Room, back: Keys) -> int:
    """One citizen into the lists of openings; how many were tried."""
    scores, least, columns = room.scores, room.least, room.columns
    enters = np.uint16(0)
    for column in range(BLOCKS):
        enters |= room.enters[column]
    if enters == 0:
        return 0
    several = 0
    for column in range(BLOCKS):
        columns[several] = column
        several += room.enters[column] != 0
    tried = 0
    for column in columns[:several]:
        for at in range(column, laid, BLOCKS):
            if scores[at] >= least[at]:
                tried += 1
                lowest = insert(back[rows[at]], (np.int64(scores[at]) << LOW) | (LAST - citizen))
                least[at] = max(1, lowest >> LOW)
    return tried


@inner
def _pick(keys: Keys, laid: int, rows: Rows, room: Room) -> int:
    """The openings of a tile into a citizen's list; how many were tried."""
    highest, scores, columns, tried = room.highest, room.scores, room.columns, room.tried
    least, top = max(1, keys[-1] >> LOW), np.uint16(0)
    for column in range(BLOCKS):
        top = max(top, highest[column])
    if top < least:
        return 0
    least = _threshold(highest, len(keys), least, int(top))
    # What is found is written in any case, and counted where it holds: cheaper than to ask each time.
    several, count = 0, 0
    for column in range(BLOCKS):
        columns[several] = column
        several += highest[column] >= least
    for column in columns[:several]:
        for at in range(column, laid, BLOCKS):
            tried[count] = at
            count += scores[at] >= least
    for at in tried[:count]:
        insert(keys, (np.int64(scores[at]) << LOW) | (LAST - rows[at]))
    return count


@inner
def _threshold(highest: Short, wanted: int, least: int, top: int) -> int:
    """The highest score that so many columns reach; `least` where they are fewer."""
    low, high = np.int64(least), np.int64(top)
    while low < high:
        middle = (low + high + 1) >> 1
        bound, reaching = np.uint16(middle), np.uint16(0)
        for column in range(BLOCKS):
            reaching += np.uint16(highest[column] >= bound)
        if reaching == wanted:
            return int(middle)
        if reaching > wanted:
            low = middle
        else:
            high = middle - 1
    return int(low)
