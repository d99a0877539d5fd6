"""Random numbers that belong to a person, a run and a moment: the same whoever asks, in whatever order.

A word is reckoned anew from its key each time (Philox 4x32-10; Salmon, Moraes, Dror and Shaw: Parallel random
numbers: as easy as 1, 2, 3, SC11), so no stream can be moved by threads, by the order of people or by what a
policy does to somebody else.
"""

import numpy as np

from fodfaeste.engines.matching.compiled import laid_in

Words = tuple[np.uint64, np.uint64, np.uint64, np.uint64]

#: A whole number with a sign: compiled code must never meet one without beside it, or both become fractions.
Whole = int | np.int64

#: What a number is for. The stream of an offer's queue is SEATS and the number of the offer.
SPELL, SEATS = 0, 1

_LOW, _HALF = np.uint64(0xFFFFFFFF), np.uint64(32)
_FIRST, _SECOND = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_FIRST_STEP, _SECOND_STEP = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
_PART = 2.0**-32

#: A waiting time of one on average; rates a month are whole numbers of 2^-32, their sums of 2^-48.
RATE_BITS, TIME_BITS = 32, 48
_TIME_ONE = 2.0**TIME_BITS

#: A lot and a row in one number, the lot above: the same two never stand in the same place.
ROW_BITS, LOT_BITS = 24, 24
ROW = (1 << ROW_BITS) - 1

#: ln((1 + r) / (1 - r)) = 2 r (1 + r^2 / 3 + r^4 / 5 ...); cut off, it is wrong by less than 1e-12.
_SERIES = (1 / 13, 1 / 11, 1 / 9, 1 / 7, 1 / 5, 1 / 3, 1.0)
_LN2, _ROOT = 0.6931471805599453, 0.7071067811865476


@laid_in
def philox(
    first: np.uint64, second: np.uint64, third: np.uint64, fourth: np.uint64, low: np.uint64, high: np.uint64
) -> Words:
    """Four words of 32 bits for a counter of four and a key of two."""
    for _ in range(10):
        one, two = _FIRST * first, _SECOND * third
        first, second = (two >> _HALF) ^ second ^ low, two & _LOW
        third, fourth = (one >> _HALF) ^ fourth ^ high, one & _LOW
        low, high = (low + _FIRST_STEP) & _LOW, (high + _SECOND_STEP) & _LOW
    return first, second, third, fourth


@laid_in
def words(seed: int, replicate: int, person: np.uint32, stream: int, when: Whole) -> Words:
    """The four words of a person in a run: for a spell by its number or a month, which may be negative."""
    key = np.uint64(seed)
    return philox(
        np.uint64(person) & _LOW,
        np.uint64(when) & _LOW,
        np.uint64(replicate) & _LOW,
        np.uint64(stream),
        key & _LOW,
        key >> _HALF,
    )


@laid_in
def waiting(word: np.uint64) -> Whole:
    """A waiting time drawn from the exponential distribution, in 2^-48; its mean is one.

    The logarithm is reckoned from sums and products alone, which every processor rounds alike.
    """
    share, halvings = (float(word) + 0.5) * _PART, 0
    while share < _ROOT:
        share, halvings = share + share, halvings + 1
    ratio = (share - 1.0) / (share + 1.0)
    square, log = ratio * ratio, _SERIES[0]
    for term in _SERIES[1:]:
        log = log * square + term
    return int((halvings * _LN2 - 2.0 * ratio * log) * _TIME_ONE)


@laid_in
def part(word: np.uint64, whole: Whole) -> Whole:
    """A whole number from 0 to just below the whole, all alike probable."""
    return int(float(word) * _PART * float(whole))
