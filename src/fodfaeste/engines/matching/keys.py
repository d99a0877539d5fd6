"""Lists of the best: whole numbers that hold score and id, so that one order settles both."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from fodfaeste.engines.matching.arrays import Beside, Keys, Rows
from fodfaeste.engines.matching.compiled import compiled, inner

#: The score stands above, and below what is left of the id's place: the lower id is the higher key.
LOW = 32
LAST = (1 << LOW) - 1
#: Lists unfolded together by one thread.
_LISTS = 1 << 14


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
def ordered(start: Keys, rows: Rows, beside: Beside, order: Rows) -> tuple[Keys, Rows, Beside]:
    """Lists with a number beside each row, in another order, or some of them."""
    starts = np.zeros(len(order) + 1, np.int64)
    for at in range(len(order)):
        starts[at + 1] = starts[at] + start[order[at] + 1] - start[order[at]]
    new_rows, new_beside = np.empty(starts[-1], np.int32), np.empty(starts[-1], beside.dtype)
    to = 0
    for at in range(len(order)):
        for old in range(start[order[at]], start[order[at] + 1]):
            new_rows[to], new_beside[to] = rows[old], beside[old]
            to += 1
    return starts, new_rows, new_beside


def unfolded(keys: Keys) -> tuple[Keys, Keys, Keys, Keys]:
    """Row, the other's place, rank from 1 and score of each key that is a pair.

    Some lists at a time, by threads: what is slow is memory that is touched for the first time.
    """
    parts = [keys[first : first + _LISTS] for first in range(0, len(keys), _LISTS)]
    ends = np.cumsum([0, *map(_pairs_in, parts)])
    into = tuple(np.empty(ends[-1], dtype=np.int64) for _ in range(4))

    def part(number: int) -> None:
        here = [values[ends[number] : ends[number + 1]] for values in into]
        _unfold(parts[number], number * _LISTS, *here)

    # One part is done alone before: what several threads compile at once may wait for itself.
    for number in range(min(1, len(parts))):
        part(number)
    with ThreadPoolExecutor() as pool:
        list(pool.map(part, range(1, len(parts))))
    whose, other, rank, score = into
    return whose, other, rank, score


@compiled
def _pairs_in(keys: Keys) -> int:
    count = 0
    for row in range(len(keys)):
        for column in range(keys.shape[1]):
            count += keys[row, column] > 0
    return count


@compiled
def _unfold(keys: Keys, first: int, whose: Keys, other: Keys, rank: Keys, score: Keys) -> None:
    at = 0
    for row in range(len(keys)):
        for column in range(keys.shape[1]):
            key = keys[row, column]
            if key > 0:
                whose[at], other[at], rank[at] = first + row, LAST - (key & LAST), column + 1
                score[at] = key >> LOW
                at += 1
