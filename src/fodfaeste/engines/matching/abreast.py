"""So many people of a crowd abreast, as many as there are lanes: what an opening asks is read once for all.

The sums of an opening stand side by side in a row, one lane a person. They have 16 bits; only a full score,
2^16, does not fit: it becomes none, so full scores are looked for apart.
"""

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.matching.arrays import Crowd, Jobs, Room, Rows, Words
from fodfaeste.engines.matching.compiled import inner
from fodfaeste.engines.matching.lanes import LANES, lanes_at, lowest, plus, quarter, store, times, without

_WHOLE = 4  # the level that covers all of a need
_FULL = 1 << 14
WORD = 64
ALL = np.uint32(0xFFFF_FFFF)
#: Halves of a square of bits are exchanged, then halves of the halves.
_STEPS = np.array([16, 8, 4, 2, 1], np.int64)
_SWAPPED = np.array([0x0000_FFFF, 0x00FF_00FF, 0x0F0F_0F0F, 0x3333_3333, 0x5555_5555], np.uint32)


@inner
def note(citizen: int, lane: int, slots: int, people: Crowd, room: Room) -> tuple[int, int]:
    """One person's levels into the lane; skills noted so far, and how many weights are there to be added."""
    bit, added = np.uint32(1 << lane), 0
    for at in range(people.start[citizen], people.start[citizen + 1]):
        skill, level = people.skill[at], people.level[at]
        count = room.end[skill] - room.start[skill]
        if count == 0:
            continue
        added += count
        slot = room.slot[skill]
        if slot < 0:
            slot = slots
            room.slot[skill], room.skill[slot], room.whole[slot] = slot, skill, 0
            room.levels[slot * LANES : (slot + 1) * LANES] = 0
            slots += 1
        room.levels[slot * LANES + lane] = level
        if level == _WHOLE:
            room.whole[slot] |= bit
    return slots, added


@inner
def add(slots: int, lists: NDArray[np.uint32], room: Room) -> int:
    """The sums of weight times level of everybody abreast; how many weights were read."""
    read = 0
    for slot in range(slots):
        skill = room.skill[slot]
        level = lanes_at(room.levels, slot)
        for entry in lists[room.start[skill] : room.end[skill]]:
            place = np.int64(entry >> np.uint32(16))
            store(room.sums, place, plus(lanes_at(room.sums, place), times(level, entry & np.uint32(0xFFFF))))
        read += room.end[skill] - room.start[skill]
    return int(read)


@inner
def forget(slots: int, laid: int, room: Room) -> None:
    """Leaves the room as it was found."""
    for slot in range(slots):
        room.slot[room.skill[slot]] = -1
    room.sums[: laid * LANES] = 0


@inner
def bar(first: int, last: int, laid: int, stride: int, bars: Rows, people: Crowd, room: Room) -> None:
    """For each opening who is barred from it, one bit a lane."""
    for lane in range(LANES):
        row = room.barred[lane * stride : (lane + 1) * stride]
        if first + lane < last:
            row[:] = 0
            _lay_bars(people.lack[first + lane], bars, room.planes, row)
        else:
            row[:] = ALL
    _turn(room.barred, stride)
    for lane in range(last - first):
        bit = np.uint32(1 << lane)
        for place in range(room.laid[lane], laid):
            room.barred[place] |= bit
        for at in range(people.refusing[first + lane], people.refusing[first + lane + 1]):
            refused = people.refused[at]
            if refused >= 0 and room.place[refused] >= 0:
                room.barred[room.place[refused]] |= bit


@inner
def _lay_bars(lack: Words, bars: Rows, planes: NDArray[np.uint32], row: NDArray[np.uint32]) -> None:
    """The rows of the bars that a person lacks, laid upon each other."""
    for word in range(len(lack)):
        left = lack[word]
        while left:
            at = bars[word * WORD + lowest(left)]
            if at >= 0:
                plane = planes[at]
                for column in range(len(row)):
                    row[column] |= plane[column]
            left &= left - np.uint64(1)


@inner
def _turn(squares: NDArray[np.uint32], stride: int) -> None:
    """Squares of bits, a row of each after the other: what was row becomes column."""
    for at in range(len(_STEPS)):
        step, swapped = _STEPS[at], _SWAPPED[at]
        shift = np.uint32(step)
        for row in range(LANES):
            if row & step:
                continue
            one = squares[row * stride : (row + 1) * stride]
            other = squares[(row + step) * stride : (row + step + 1) * stride]
            for column in range(stride):
                differs = ((one[column] >> shift) ^ other[column]) & swapped
                one[column] ^= differs << shift
                other[column] ^= differs


@inner
def settle(slots: int, laid: int, jobs_here: Rows, jobs: Jobs, room: Room) -> None:
    """Sums to scores, 0 where barred."""
    for place in range(laid):
        store(room.sums, place, without(quarter(lanes_at(room.sums, place)), room.barred[place]))
    fill(slots, jobs_here, jobs, room)


@inner
def fill(slots: int, jobs_here: Rows, jobs: Jobs, room: Room) -> bool:
    """Full scores among the others, found where the rarest need is covered; whether there is any."""
    found = False
    for slot in range(slots):
        place, covered = room.rarest[room.skill[slot]], room.whole[slot]
        while place >= 0 and covered:
            left = _full(place, covered, jobs_here[place], jobs, room)
            while left:
                found = True
                room.sums[place * LANES + lowest(left)] = _FULL
                left &= left - np.uint32(1)
            place = room.after[place]
    return found


@inner
def _full(place: int, covered: np.uint32, opening: int, jobs: Jobs, room: Room) -> np.uint32:
    """Those of some lanes who have everything that an opening asks at the highest level."""
    for at in range(jobs.start[opening], jobs.start[opening + 1]):
        if jobs.weight[at]:
            slot = room.slot[jobs.skill[at]]
            covered &= room.whole[slot] if slot >= 0 else np.uint32(0)
            if covered == 0:
                break
    left: np.uint32 = covered & ~room.barred[place]
    return left
