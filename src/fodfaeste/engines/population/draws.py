"""Random numbers that depend on their key alone: seed, run, stream, month and place.

A number is not the next of a row but the answer to its key, so it is the same whatever was drawn before it,
in any order and by any number of processes. Two rounds of splitmix64's finish (Steele, Lea and Flood, OOPSLA
2014) spread the key over 64 bits.
"""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.matching.compiled import inner, own, seen
from fodfaeste.engines.population.rates import Real, Whole

DEATHS, LEAVING, BIRTHS, BOYS, COMING, LEVELS = range(6)

_STEP: Final = np.uint64(0x9E3779B97F4A7C15)
_ONE: Final = np.uint64(0xBF58476D1CE4E5B9)
_TWO: Final = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
_UNIT: Final = 2.0**-53
_PORTION = 512  # people asked at a time, so that the chance of nobody is still a number
_MEAN = 500.0  # and so many who come


@inner
def _mixed(value: np.uint64) -> np.uint64:
    value = (value ^ (value >> _S30)) * _ONE
    value = (value ^ (value >> _S27)) * _TWO
    return value ^ (value >> _S31)


@inner
def _uniform(key: np.uint64, place: np.uint64) -> float:
    """A number from 0 up to 1."""
    return float(_mixed(_mixed(key + place * _STEP) + _STEP) >> _S11) * _UNIT


@inner
def _hit(people: int, chance: float, uniform: float) -> int:
    """How many of at most 512 an event hits: the binomial's answer to one number, counted up from none."""
    if chance > 0.5:
        return people - _hit_few(people, 1.0 - chance, 1.0 - uniform)
    return _hit_few(people, chance, uniform)


@inner
def _hit_few(people: int, chance: float, uniform: float) -> int:
    odds = chance / (1.0 - chance)
    mass = math.exp(people * math.log1p(-chance))
    total, found = mass, 0
    while total <= uniform and found < people:
        mass *= odds * (people - found) / (found + 1)
        found += 1
        total += mass
    return found


@inner
def _hits_into(found: Whole, people: Whole, chance: Real, key: np.uint64) -> None:
    for place in range(people.size):
        left, portion = people[place], 0
        while left > 0 and chance[place] > 0.0:
            some = min(left, _PORTION)
            uniform = _uniform(key, np.uint64(place + portion * people.size))
            found[place] += _hit(some, chance[place], uniform)
            left -= some
            portion += 1


@inner
def _comers_into(found: Whole, mean: Real, key: np.uint64) -> None:
    for place in range(mean.size):
        left, portion = mean[place], 0
        while left > 0.0:
            some = min(left, _MEAN)
            uniform = _uniform(key, np.uint64(place + portion * mean.size))
            mass = math.exp(-some)
            total, count = mass, 0
            while total <= uniform and mass > 0.0:
                count += 1
                mass *= some / count
                total += mass
            found[place] += count
            left -= some
            portion += 1


def key_of(seed: int, run: int, stream: int, month: int) -> np.uint64:
    """The key that all places of one stream in one month share."""
    mask, value = (1 << 64) - 1, seed
    for part in (run, stream, month):
        value = (value + (part + 1) * int(_STEP)) & mask
        value = ((value ^ (value >> 30)) * int(_ONE)) & mask
        value = ((value ^ (value >> 27)) * int(_TWO)) & mask
        value ^= value >> 31
    return np.uint64(value)


def hits(people: Whole, chance: Real, key: np.uint64) -> Whole:
    """How many of each place's people an event hits, each with the place's chance."""
    found = np.zeros(people.size, dtype=np.int64)
    _hits_into(found, seen(own(people.ravel(), np.int64)), seen(own(chance.ravel(), np.float64)), key)
    return found.reshape(people.shape)


def comers(mean: Real, key: np.uint64) -> Whole:
    """How many come to each place, where the mean is known: Poisson's numbers."""
    found = np.zeros(mean.size, dtype=np.int64)
    _comers_into(found, seen(own(mean.ravel(), np.float64)), key)
    return found.reshape(mean.shape)


def normals(count: int, key: np.uint64) -> NDArray[np.float64]:
    """Numbers around 0 with the spread 1 (Box and Muller)."""
    pairs = np.array([_uniform(key, np.uint64(place)) for place in range(2 * count)]).reshape(count, 2)
    found: Real = np.sqrt(-2.0 * np.log1p(-pairs[:, 0])) * np.cos(2.0 * np.pi * pairs[:, 1])
    return found
