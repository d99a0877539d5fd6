"""Pairs into the lists of both sides, or out of them, where nothing bars them."""

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.matching.arrays import Flags, Keys, Rows
from fodfaeste.engines.matching.compiled import compiled, inner
from fodfaeste.engines.matching.halves import Half
from fodfaeste.engines.matching.keys import LAST, LOW, insert

Sums = NDArray[np.uint32]

#: What is done with the pairs that are found, beside being counted.
MAKE, GIVE, STRIKE = 1, 2, 4


@inner
def enter(
    slot: int,
    own: Half,
    other: Half,
    begin: int,
    sums: Sums,
    least: np.uint32,
    work: int,
    top: int,
    touched: Flags,
) -> int:
    """Each pair of a block that may enter a list, where nothing bars it."""
    keys, others, tried, enough = own.keys[slot], other.keys, 0, np.int64(least)
    is_given = work & (GIVE | STRIKE) != 0
    bits, low, high, label = own.bits[slot], own.low[slot], own.high[slot], LAST - own.label[slot]
    for place in range(len(sums)):
        score, at = np.int64(sums[place] >> np.uint32(2)), begin + place
        given = is_given and score >= other.least[at]
        if not (given or score >= enough) or (bits & other.bits[at]) or not other.lives[at]:
            continue
        if low > other.high[at] or high < other.low[at]:
            continue
        if _says(slot, own.says, own.word, at, other.says, other.word):
            continue
        tried += 1
        if work & MAKE and score >= enough:
            lowest = insert(keys, (score << LOW) | (LAST - other.label[at]))
            enough = max(enough, np.int64(lowest >> LOW))
        key = (score << LOW) | label
        if given and key > other.floor[at]:
            if work & GIVE:
                fallen = _give(others[at], key)
                if fallen:
                    other.floor[at] = fallen
                    other.least[at] = max(np.int64(1), fallen >> LOW)
                touched[at] |= key >= others[at, top - 1]
            else:
                touched[at] |= key >= others[at, top - 1]
                _strike(others[at], key)
    return tried


@inner
def _says(one: int, starts: Keys, words: Rows, two: int, others: Keys, other_words: Rows) -> bool:
    """Whether one says what the other does."""
    for at in range(starts[one], starts[one + 1]):
        for place in range(others[two], others[two + 1]):
            if words[at] == other_words[place]:
                return True
    return False


@inner
def _give(keys: Keys, key: np.int64) -> np.int64:
    """The key that a list loses for one that enters; 0 for none."""
    last = keys[-1]
    return last if insert(keys, key) != last else np.int64(0)


@inner
def _strike(keys: Keys, key: np.int64) -> None:
    for at in range(len(keys)):
        if keys[at] == key:
            for after in range(at, len(keys) - 1):
                keys[after] = keys[after + 1]
            keys[-1] = 0
            return


@compiled
def settle(half: Half, some: Rows) -> None:
    """The floors of lists that have been made from nothing: as high as they are full."""
    for slot in some:
        last = half.keys[slot, -1]
        half.floor[slot] = max(0, last - 1)
        half.least[slot] = max(1, half.floor[slot] >> LOW)


@compiled
def too_short(half: Half, touched: Flags, top: int) -> Rows:
    """Who has fewer than are asked for, though there may be more."""
    found, count = np.empty(len(touched), np.int32), 0
    for slot in range(len(touched)):
        found[count] = slot
        count += touched[slot] and half.lives[slot] and half.floor[slot] > 0 and half.keys[slot, top - 1] == 0
    return found[:count].copy()
