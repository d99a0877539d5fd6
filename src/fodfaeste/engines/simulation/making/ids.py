"""A number for each person that stays with them, and numbers drawn from it, whoever else is there."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

Numbers = NDArray[np.uint64]

_STEP, _ONE, _TWO = (np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))
_BASIS, _PRIME = np.uint64(0xCBF29CE484222325), np.uint64(0x100000001B3)
_HALF = 31  # bits of half of all ids


def of_citizens(citizens: pl.Series) -> NDArray[np.uint32]:
    """An id for each citizen from the municipality's own id of the person: the lower half of all numbers."""
    return _apart(mixed(hashed(citizens)), 0, _HALF)


def of_residents(persons: Numbers) -> NDArray[np.uint32]:
    """An id for each of those who live here from the population's own number: the third quarter of all."""
    return _apart(mixed(persons), 1 << _HALF, _HALF - 1)


def of_comers(persons: Numbers) -> NDArray[np.uint32]:
    """An id for each of those who come later, in the last quarter."""
    return _apart(mixed(persons), 3 << (_HALF - 1), _HALF - 1)


def _apart(wanted: Numbers, first: int, bits: int) -> NDArray[np.uint32]:
    """Each the id that its number's first bits make, or the next free where several would have the same."""
    order = np.argsort(wanted, kind="stable")
    step = np.arange(len(wanted))
    ids = (wanted[order] >> np.uint64(64 - bits)).astype(np.int64)
    ids = np.minimum(ids, (1 << bits) - len(ids))  # room for the last ones to move up
    found = np.empty(len(wanted), dtype=np.uint32)
    found[order] = np.maximum.accumulate(ids - step) + step + first
    return found


def mixed(numbers: Numbers) -> Numbers:
    """Every bit of a number spread over all 64 (splitmix64's finish; Steele, Lea and Flood, OOPSLA 2014)."""
    value = numbers + _STEP
    value = (value ^ (value >> np.uint64(30))) * _ONE
    value = (value ^ (value >> np.uint64(27))) * _TWO
    return value ^ (value >> np.uint64(31))


def hashed(texts: pl.Series) -> Numbers:
    """A number of each text's bytes (FNV-1a, Fowler, Noll and Vo), all texts one byte at a time."""
    lengths = texts.str.len_bytes().to_numpy()
    width = int(lengths.max()) if len(lengths) else 0
    # A byte more than the longest, so that an empty column of texts has a width too.
    table = np.array(texts.cast(pl.Binary).to_list(), dtype=f"S{width + 1}")
    letters = table.view(np.uint8).reshape(len(texts), width + 1)
    value = np.full(len(texts), _BASIS)
    for place in range(width):
        value = np.where(place < lengths, (value ^ letters[:, place]) * _PRIME, value)
    return value


def drawn(ids: NDArray[np.uint32], use: int) -> NDArray[np.float64]:
    """A number from 0 up to 1 for each person and use: their own, whoever else is there."""
    key = ids.astype(np.uint64) | (np.uint64(use) << np.uint64(32))
    return (mixed(mixed(key)) >> np.uint64(11)).astype(np.float64) * 2.0**-53
