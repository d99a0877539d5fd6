"""Lists of the best: whole numbers that hold score and id, so that one order settles both."""

import numpy as np

from fodfaeste.engines.matching.arrays import Keys, Rows, Short
from fodfaeste.engines.matching.compiled import compiled

#: The score stands above, and below what is left of the id's place: the lower id is the higher key.
LOW = 32
LAST = (1 << LOW) - 1


@compiled
def insert(keys: Keys, key: np.int64) -> int:
    """Puts a key in its place among falling ones, the lowest goes; the lowest that is left."""
    at = len(keys) - 1
    if key > keys[at]:
        while at > 0 and keys[at - 1] < key:
            keys[at] = keys[at - 1]
            at -= 1
        keys[at] = key
    return int(keys[-1])


@compiled
def merge(into: Keys, other: Keys) -> None:
    """The best of two sets of lists, row by row."""
    for row in range(len(into)):
        for key in other[row]:
            if key > into[row, -1]:
                insert(into[row], key)


@compiled
def ordered(start: Keys, rows: Rows, levels: Short, order: Rows) -> tuple[Keys, Rows, Short]:
    """Lists with a number beside each row, in another order."""
    starts = np.zeros(len(order) + 1, np.int64)
    for at in range(len(order)):
        starts[at + 1] = starts[at] + start[order[at] + 1] - start[order[at]]
    new_rows, new_levels = np.empty(starts[-1], np.int32), np.empty(starts[-1], np.uint16)
    for at in range(len(order)):
        old = start[order[at]]
        for step in range(starts[at + 1] - starts[at]):
            new_rows[starts[at] + step] = rows[old + step]
            new_levels[starts[at] + step] = levels[old + step]
    return starts, new_rows, new_levels


@compiled
def unfolded(keys: Keys) -> tuple[Keys, Keys, Keys, Keys]:
    """Row, the other's place, rank from 1 and score of each key that is a pair."""
    count = 0
    for row in range(len(keys)):
        for key in keys[row]:
            count += key > 0
    whose, other, rank, score = (np.empty(count, np.int64), np.empty(count, np.int64),
                                 np.empty(count, np.int64), np.empty(count, np.int64))  # fmt: skip
    at = 0
    for row in range(len(keys)):
        for column in range(keys.shape[1]):
            key = keys[row, column]
            if key > 0:
                whose[at], other[at], rank[at], score[at] = row, LAST - (key & LAST), column + 1, key >> LOW
                at += 1
    return whose, other, rank, score
