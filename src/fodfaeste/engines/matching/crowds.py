"""People of one place in crowds that lack the same things: what nobody of a crowd can take is left out.

A crowd is halved by the bar that bars most pairs, as long as that saves more than the openings cost to lay
out once more. How people are divided decides how much work there is, never what is found.
"""

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.matching.compiled import compiled

Rows = NDArray[np.int32]
Words = NDArray[np.uint64]

#: Pairs that must be spared for each opening that is laid out once more, and for each crowd.
_FOR_AN_OPENING, _FOR_A_CROWD = 600, 100_000
#: People and openings looked at when the bar is chosen.
_SAMPLE = 512
_WORD = 64


@compiled
def crowds_of(citizens: Rows, openings: Rows, lack: Words, need: Words, most: int) -> Rows:
    """Puts the citizens in order of their crowds; where each crowd starts, and where the last one ends."""
    words = need.shape[1]
    depth = words * _WORD + 2
    starts, stops = np.zeros(depth, np.int64), np.zeros(depth, np.int64)
    barred = np.zeros((depth, words), np.uint64)
    bounds, crowds = np.zeros(len(citizens) + 1, np.int32), 0
    waiting, stops[0] = 1, len(citizens)
    while waiting:
        waiting -= 1
        start, stop, without = starts[waiting], stops[waiting], barred[waiting].copy()
        bit = _heaviest(citizens[start:stop], openings, lack, need, without)
        if bit >= 0:
            middle = start + _halved(citizens[start:stop], lack, bit)
            starts[waiting], stops[waiting], barred[waiting] = middle, stop, without
            without[bit // _WORD] |= np.uint64(1) << np.uint64(bit % _WORD)
            starts[waiting + 1], stops[waiting + 1], barred[waiting + 1] = start, middle, without
            waiting += 2
            continue
        pieces = (stop - start + most - 1) // most
        for piece in range(1, pieces + 1):
            crowds += 1
            bounds[crowds] = start + (stop - start) * piece // pieces
    return bounds[: crowds + 1]


@compiled
def _heaviest(citizens: Rows, openings: Rows, lack: Words, need: Words, without: Words) -> int:
    """The bar that bars most pairs of those left; -1 where none is worth a division."""
    words = need.shape[1]
    people, jobs = np.zeros(words * _WORD, np.int64), np.zeros(words * _WORD, np.int64)
    each = 1 + len(citizens) // _SAMPLE
    for at in range(0, len(citizens), each):
        _counted(people, lack[citizens[at]], each)
    left, each = 0, 1 + len(openings) // _SAMPLE
    for at in range(0, len(openings), each):
        asked = need[openings[at]]
        is_left = True
        for word in range(words):
            is_left = is_left and asked[word] & without[word] == 0
        if is_left:
            left += each
            _counted(jobs, asked, each)
    bit = int(np.argmax(people * jobs))
    return bit if people[bit] * jobs[bit] > _FOR_AN_OPENING * left + _FOR_A_CROWD else -1


@compiled
def _counted(counts: NDArray[np.int64], bits: Words, each: int) -> None:
    for word in range(len(bits)):
        for bit in range(_WORD):
            counts[word * _WORD + bit] += each * int((bits[word] >> np.uint64(bit)) & np.uint64(1))


@compiled
def _halved(citizens: Rows, lack: Words, bit: int) -> int:
    """Puts those who lack the bit first, else in the order they stand; how many they are."""
    old, first = citizens.copy(), 0
    for lacks in (True, False):
        for citizen in old:
            if ((lack[citizen, bit // _WORD] >> np.uint64(bit % _WORD)) & np.uint64(1) != 0) == lacks:
                citizens[first] = citizen
                first += 1
        if lacks:
            middle = first
    return middle
