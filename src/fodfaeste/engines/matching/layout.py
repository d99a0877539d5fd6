"""The openings of a crowd laid out, nearest first, in tiles small enough to stay near the processor.

A tile holds lists by skill, which grow as people with longer journeys take their turn, so nothing out of
reach is touched, and a row of bits for each bar.
"""

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.matching.arrays import Crowd, Flags, Jobs, Keys, People, Room, Rows, Short, Words
from fodfaeste.engines.matching.compiled import compiled, inner
from fodfaeste.engines.matching.lanes import LANES, lowest

TILE = 1 << 13
#: Columns at most, in which the highest score of each person is found.
COLUMNS = 512
WORD = 64
_LINE = 64  # bytes that the processor takes at once


@compiled
def room_for(openings: Rows, jobs: Jobs, skills: int) -> Room:
    """Where the work on a home is done, empty."""
    most = min(TILE, len(openings) + 1)
    return Room(
        place=np.full(len(jobs.row), -1, np.int32),
        start=np.zeros(skills + 1, np.int32),
        end=np.zeros(skills, np.int32),
        lists=np.zeros(_most_listed(openings, jobs), np.uint32),
        held=np.ones(skills, np.bool_),
        planes=np.zeros((jobs.need.shape[1] * WORD, stride_of(most)), np.uint32),
        rarest=np.full(skills, -1, np.int32),
        after=np.zeros(most, np.int32),
        slot=np.full(skills, -1, np.int32),
        skill=np.zeros(skills, np.int32),
        levels=_rows(skills),
        whole=np.zeros(skills, np.uint32),
        laid=np.zeros(LANES, np.int32),
        barred=np.zeros(LANES * stride_of(most), np.uint32),
        sums=_rows(most),
        highest=_rows(COLUMNS),
        least=np.zeros(most, np.uint16),
        bounds=_rows(1),
        counted=_rows(1),
        low=np.zeros(LANES, np.uint16),
        high=np.zeros(LANES, np.uint16),
    )


@compiled
def _rows(count: int) -> Short:
    """Rows of lanes, none of which lies across two lines of memory."""
    room = np.zeros(count * LANES + _LINE // 2, np.uint16)
    first = (-room.ctypes.data % _LINE) // 2
    return room[first : first + count * LANES]


@inner
def stride_of(openings: int) -> int:
    """How many numbers of 32 bits hold a bit for each of so many openings; what is even is quicker."""
    return (openings + 511) // 512 * 16


@compiled
def _most_listed(openings: Rows, jobs: Jobs) -> int:
    """How many needs all the openings of a home have: no tile has more."""
    count = 0
    for opening in openings:
        count += jobs.start[opening + 1] - jobs.start[opening]
    return int(count)


@compiled
def rarest_of(start: Keys, skills: Rows, weights: Short, count: int) -> Rows:
    """For each opening, of the skills that weigh anything, the one that fewest openings need."""
    needed = np.zeros(count, np.int64)
    for skill in skills:
        needed[skill] += 1
    rarest = np.zeros(len(start) - 1, np.int32)
    for opening in range(len(rarest)):
        fewest = len(skills) + 1
        for at in range(start[opening], start[opening + 1]):
            if weights[at] and needed[skills[at]] < fewest:
                fewest, rarest[opening] = needed[skills[at]], skills[at]
    return rarest


@compiled
def gathered(some: Rows, people: People, held: Flags) -> Crowd:
    """People put side by side, those with the shortest journeys first; notes the skills that anybody has."""
    row = some[np.argsort(people.reached[some], kind="mergesort")]
    start, refusing = np.zeros(len(row) + 1, np.int64), np.zeros(len(row) + 1, np.int64)
    for at in range(len(row)):
        start[at + 1] = start[at] + people.start[row[at] + 1] - people.start[row[at]]
        refusing[at + 1] = refusing[at] + people.refusing[row[at] + 1] - people.refusing[row[at]]
    skill, level = np.empty(start[-1], np.int32), np.empty(start[-1], np.uint8)
    refused = np.empty(refusing[-1], np.int32)
    held[:] = False
    for at in range(len(row)):
        to = start[at]
        for old in range(people.start[row[at]], people.start[row[at] + 1]):
            skill[to], level[to] = people.skill[old], people.level[old]
            held[skill[to]] = True
            to += 1
        to = refusing[at]
        for old in range(people.refusing[row[at]], people.refusing[row[at] + 1]):
            refused[to] = people.refused[old]
            to += 1
    return Crowd(row, start, skill, level, people.lack[row], refusing, refused, people.reached[row])


@compiled
def lacked(lack: Words) -> tuple[Words, Words]:
    """What everybody of a crowd lacks, and what anybody does."""
    every, some = lack[0].copy(), lack[0].copy()
    for citizen in range(len(lack)):
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
def open_lists(jobs_here: Rows, jobs: Jobs, room: Room) -> None:
    """Makes room for a list a skill."""
    first, skills, start, end = jobs.start, jobs.skill, room.start, room.end
    start[:] = 0
    room.rarest[:] = -1
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
    room.place[opening] = place
    for at in range(first[opening], first[opening + 1]):
        skill = skills[at]
        if room.held[skill]:
            lists[end[skill]] = (np.uint32(place) << np.uint32(16)) | np.uint32(weights[at])
            end[skill] += 1
    rarest = jobs.rarest[opening]
    room.after[place] = room.rarest[rarest]
    room.rarest[rarest] = place


@inner
def mark(place: int, asked: Words, bars: Rows, planes: NDArray[np.uint32], stride: int) -> None:
    """One opening more: into the rows of the bars it asks."""
    column, bit = place % stride, np.uint32(1 << (place // stride))
    for word in range(len(asked)):
        left = asked[word]
        while left:
            row = bars[word * WORD + lowest(left)]
            if row >= 0:
                planes[row, column] |= bit
            left &= left - np.uint64(1)
