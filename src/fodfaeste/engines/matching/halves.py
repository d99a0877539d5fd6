"""One side of matching as it stands: everyone in a slot of its own, and who has each skill, by place.

Citizens and openings have the same form, for nearly all that is asked of a pair is the same seen from either:
bits that both have bar it, hours that do not overlap, words that both say. Only a journey has a direction.
"""

from typing import NamedTuple

import numpy as np

from fodfaeste.engines.matching.arrays import Flags, Keys, Rows, Short, Words
from fodfaeste.engines.matching.compiled import compiled


class Half(NamedTuple):
    """Those of one side by their slots; slots that are not in use yet stand behind the others."""

    group: Rows  # where they live or work: 0 nowhere or anywhere, else the place and 1
    limit: Rows  # minutes of a journey at most
    bits: Words  # what a citizen lacks, what an opening asks
    low: Keys  # hours
    high: Keys
    start: Keys  # slot → first of its skills
    skill: Rows
    amount: Short  # level, or weight
    says: Keys  # slot → first of its words
    word: Rows  # what a citizen will not, what an opening is
    lives: Flags  # may be listed at all
    label: Keys  # stands for the id: the lower id has the lower label
    keys: Keys  # slot → its list, falling; two dimensions
    floor: Keys  # every pair above it stands on the list
    least: Short  # the score that may enter the list


class Layer(NamedTuple):
    """Slots that were put in together, by place and falling limit, and who of them has each skill."""

    groups: Rows  # group → first of its slots
    runs: Rows  # skill → first of its runs
    run_group: Rows
    run_start: Rows  # run → first of those who have the skill in one group
    slot: Rows
    amount: Short


@compiled
def layer_of(half: Half, first: int, end: int, groups: int, skills: int) -> Layer:
    """Who has each skill among some slots, which ascend by group."""
    starts = np.zeros(skills + 1, np.int64)
    for at in range(half.start[first], half.start[end]):
        starts[half.skill[at] + 1] += 1
    starts = np.cumsum(starts)
    to, slots, amounts = starts[:-1].copy(), np.empty(starts[-1], np.int32), np.empty(starts[-1], np.uint16)
    for slot in range(first, end):
        for at in range(half.start[slot], half.start[slot + 1]):
            place = to[half.skill[at]]
            slots[place], amounts[place] = slot, half.amount[at]
            to[half.skill[at]] = place + 1
    runs = np.zeros(skills + 1, np.int32)
    run_group, run_start = np.empty(len(slots), np.int32), np.empty(len(slots) + 1, np.int32)
    count = 0
    for skill in range(skills):
        runs[skill] = count
        last = -1
        for at in range(starts[skill], starts[skill + 1]):
            group = half.group[slots[at]]
            if group != last:
                run_group[count], run_start[count], last = group, at, group
                count += 1
    runs[skills], run_start[count] = count, len(slots)
    return Layer(
        np.searchsorted(half.group[first:end], np.arange(groups + 1)).astype(np.int32) + np.int32(first),
        runs,
        run_group[:count].copy(),
        run_start[: count + 1].copy(),
        slots,
        amounts,
    )
