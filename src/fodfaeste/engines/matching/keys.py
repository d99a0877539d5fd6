"""Lists of the best: whole numbers that hold score and id, so that one order settles both."""

import numpy as np

from fodfaeste.engines.matching.arrays import Beside, Flags, Keys, Rows
from fodfaeste.engines.matching.compiled import compiled, inner

#: The score stands above, and below what is left of the id's place: the lower id is the higher key.
LOW = 32
LAST = (1 << LOW) - 1


@inner
def insert(keys: Keys, key: np.int64) -> int:
    """Puts a key in its place among falling ones, the lowest goes; the lowest that is left.

    A key that stands there already is not put there again.
    """
    at = len(keys) - 1
    lowest = keys[at]
    if key > lowest:
        while at > 0 and keys[at - 1] < key:
            keys[at] = keys[at - 1]
            at -= 1
        keys[at] = key
        if at > 0 and keys[at - 1] == key:
            for after in range(at, len(keys) - 1):
                keys[after] = keys[after + 1]
            keys[-1] = lowest
    return int(keys[-1])


@compiled
def merge(into: Keys, other: Keys) -> None:
    """The best of two sets of lists, row by row."""
    for row in range(len(into)):
        for key in other[row]:
            if key > into[row, -1]:
                insert(into[row], key)


@compiled
def ordered(start: Keys, rows: Rows, beside: Beside, order: Rows, wanted: Flags) -> tuple[Keys, Rows, Beside]:
    """Lists with a number beside each row, in another order, with the rows that are wanted only."""
    starts, most = np.zeros(len(order) + 1, np.int64), 1 + len(rows)
    if 2 * len(order) < len(start):
        most = 1
        for old in order:
            most += start[old + 1] - start[old]
    # One place more than there are rows: what is not wanted is written there too, and written over.
    new_rows, new_beside = np.empty(most, np.int32), np.empty(most, beside.dtype)
    to = 0
    for at in range(len(order)):
        for old in range(start[order[at]], start[order[at] + 1]):
            new_rows[to], new_beside[to] = rows[old], beside[old]
            to += wanted[rows[old]]
        starts[at + 1] = to
    return starts, new_rows[:to], new_beside[:to]


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
