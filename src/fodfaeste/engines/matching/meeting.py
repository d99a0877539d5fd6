"""Some of one side held against all of the other as it stands: their own lists, and those they stand on.

Only who shares a skill within reach is touched. What has changed costs what it costs by itself, however many
have not.
"""

from typing import NamedTuple

import numpy as np

from fodfaeste.engines.matching.arrays import Flags, Keys, Rows, Short, Words
from fodfaeste.engines.matching.compiled import compiled, inner
from fodfaeste.engines.matching.halves import Half, Layer
from fodfaeste.engines.matching.keys import LOW
from fodfaeste.engines.matching.renewing import GIVE, MAKE, STRIKE, Sums, enter

#: Scores looked at together; only where one of them matters each is asked for.
_BLOCK = 32
#: So few have a rare skill that nobody asks whether each is within reach.
_RARE = 400
_NEVER = np.uint32(1 << 31)


class Room(NamedTuple):
    """Where the loops work."""

    until: Rows  # group → the slot that ends those within reach
    reached: Rows  # the groups that have any
    sums: Sums
    begin: Rows  # block → first slot
    end: Rows
    highest: Sums
    enters: Sums


@compiled
def meet(
    some: Rows, own: Half, other: Half, layer: Layer, minutes: Keys, work: int, top: int, touched: Flags
) -> tuple[int, int]:
    """Every pair of some slots and a layer of the other side.

    `MAKE`: into their own lists. `GIVE`: into the lists of the other side. `STRIKE`: out of these. Whose list
    on the other side is not as it was, down to its `top`, is `touched`. How many sums were added, how many
    pairs looked at whole.
    """
    groups = len(layer.groups) - 1
    slots = layer.groups[-1] - layer.groups[0]
    blocks = slots // _BLOCK + groups
    room = Room(
        np.zeros(groups, np.int32), np.empty(groups, np.int32), np.zeros(slots, np.uint32),
        np.empty(blocks, np.int32), np.empty(blocks, np.int32), np.empty(blocks, np.uint32),
        np.empty(blocks, np.uint32),
    )  # fmt: skip
    return _meet(some, own, other, layer, minutes, room, work, top, touched)


@inner
def _meet(
    some: Rows,
    own: Half,
    other: Half,
    layer: Layer,
    minutes: Keys,
    room: Room,
    work: int,
    top: int,
    touched: Flags,
) -> tuple[int, int]:
    first, last, count, added, tried = layer.groups[0], np.int32(-1), 0, 0, 0
    for slot in some:
        if last < 0 or own.group[last] != own.group[slot] or own.limit[last] != own.limit[slot]:
            count = _reach(slot, own, other, layer, minutes, room)
        last = slot
        if not count:
            continue
        added += _sum_up(slot, own, layer, room.until, room.sums)
        blocks = 0
        for group in room.reached[:count]:
            start, end = layer.groups[group], room.until[group]
            blocks = _highest(
                start, room.sums[start - first : end - first], other.bits[start:end], other.least[start:end],
                own.bits[slot], room, blocks,
            )  # fmt: skip
        tried += _choose(slot, own, other, layer, room, blocks, work, top, touched)
        for group in room.reached[:count]:
            room.sums[layer.groups[group] - first : room.until[group] - first] = 0
        _clear(slot, own, layer, room.sums)
    return added, tried


@inner
def _highest(
    start: int, sums: Sums, asked: Words, least: Short, bits: np.uint64, room: Room, blocks: int
) -> int:
    """Notes the highest score of each block, and whether any enters a list; how many blocks so far."""
    for begin in range(0, len(sums), _BLOCK):
        here, bounds, barring = (
            sums[begin : begin + _BLOCK], least[begin : begin + _BLOCK], asked[begin : begin + _BLOCK]
        )  # fmt: skip
        highest, enters = np.uint32(0), np.uint32(0)
        for at in range(len(here)):
            score = here[at] >> np.uint32(2) if barring[at] & bits == 0 else np.uint32(0)
            highest = max(highest, score)
            enters |= np.uint32(score >= np.uint32(bounds[at]))
        room.begin[blocks], room.end[blocks] = start + begin, start + begin + len(here)
        room.highest[blocks], room.enters[blocks] = highest, enters
        blocks += 1
    return blocks


@inner
def _choose(
    slot: int,
    own: Half,
    other: Half,
    layer: Layer,
    room: Room,
    blocks: int,
    work: int,
    top: int,
    touched: Flags,
) -> int:
    """The pairs of blocks that matter. A list is made of the highest first; of all, where that is too few."""
    keys, first, tried = own.keys[slot], layer.groups[0], 0
    is_given = work & (GIVE | STRIKE) != 0
    guess = np.uint32(1)
    if work & MAKE:
        guess = _reached_by(room.highest[:blocks], len(keys) + len(keys) // 2)
    while True:
        for block in range(blocks):
            enough = max(guess, np.uint32(keys[-1] >> LOW)) if work & MAKE else _NEVER
            if room.highest[block] >= enough or (is_given and room.enters[block]):
                begin, end = room.begin[block], room.end[block]
                sums = room.sums[begin - first : end - first]
                tried += enter(slot, own, other, begin, sums, enough, work, top, touched)
        if not work & MAKE or guess == 1 or keys[-1] >> LOW >= guess:
            return tried
        guess, is_given = np.uint32(1), False


@inner
def _reached_by(highest: Sums, wanted: int) -> np.uint32:
    """A score that so many blocks reach, and hardly more; 1 where they are fewer."""
    low, high = np.uint32(1), np.uint32(1 << 14)
    while low < high:
        middle, reaching = (low + high + np.uint32(1)) >> np.uint32(1), np.uint32(0)
        for at in range(len(highest)):
            reaching += np.uint32(highest[at] >= middle)
        if reaching >= wanted:
            low = middle
        else:
            high = middle - np.uint32(1)
    return low


@inner
def _reach(slot: int, own: Half, other: Half, layer: Layer, minutes: Keys, room: Room) -> int:
    """Where those end, group by group, who are within the limits of both; the groups that have any."""
    limit, count, until, reached = own.limit[slot], 0, room.until, room.reached
    for group in range(len(until)):
        low, high = layer.groups[group], layer.groups[group + 1]
        far = minutes[own.group[slot], group]
        if far > limit:
            high = low
        while low < high:
            middle = (low + high) >> 1
            if other.limit[middle] >= far:
                low = middle + 1
            else:
                high = middle
        until[group], reached[count] = low, group
        count += low > layer.groups[group]
    return count


@inner
def _sum_up(slot: int, own: Half, layer: Layer, until: Rows, sums: Sums) -> int:
    """The sums of weight times level within reach; of rare skills of everybody, which is quicker."""
    first, added = layer.groups[0], 0
    for at in range(own.start[slot], own.start[slot + 1]):
        skill, amount = own.skill[at], np.uint32(own.amount[at])
        if skill >= len(layer.runs) - 1:
            continue
        start, stop = layer.run_start[layer.runs[skill]], layer.run_start[layer.runs[skill + 1]]
        if stop - start <= _RARE:
            added += _add(amount, layer.slot[start:stop], layer.amount[start:stop], first, sums)
            continue
        for run in range(layer.runs[skill], layer.runs[skill + 1]):
            group = layer.run_group[run]
            end = until[group]
            if end > layer.groups[group]:
                start, stop = layer.run_start[run], layer.run_start[run + 1]
                if layer.slot[stop - 1] >= end:
                    stop = _first_at(layer.slot, start, stop, end)
                added += _add(amount, layer.slot[start:stop], layer.amount[start:stop], first, sums)
    return added


@inner
def _add(amount: np.uint32, slots: Rows, amounts: Short, first: np.int32, sums: Sums) -> int:
    for place in range(len(slots)):
        sums[np.uint32(slots[place] - first)] += amount * np.uint32(amounts[place])
    return len(slots)


@inner
def _clear(slot: int, own: Half, layer: Layer, sums: Sums) -> None:
    """The sums beyond reach are 0 again."""
    first = layer.groups[0]
    for at in range(own.start[slot], own.start[slot + 1]):
        skill = own.skill[at]
        if skill < len(layer.runs) - 1:
            start, stop = layer.run_start[layer.runs[skill]], layer.run_start[layer.runs[skill + 1]]
            if stop - start <= _RARE:
                for other in layer.slot[start:stop]:
                    sums[np.uint32(other - first)] = 0


@inner
def _first_at(slots: Rows, low: int, high: int, end: int) -> int:
    """The first place from which ascending slots are no lower than one."""
    while low < high:
        middle = (low + high) >> 1
        if slots[middle] < end:
            low = middle + 1
        else:
            high = middle
    return low
