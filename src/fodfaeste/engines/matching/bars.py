"""What bars pairs, apart from place: as bits where many are barred, as lists of openings where few are.

A bar is one thing that some openings ask and some people have not got: a code, hours above a number, a wish.
A pair is barred where the two share a bit, or the opening stands on the person's own list.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fodfaeste.core.openings import ATTENDANCE_CODES, STAY
from fodfaeste.engines.matching.scores import Lists, lists_of
from fodfaeste.engines.matching.sides import Offered, Seekers, lacking
from fodfaeste.engines.matching.wishes import Refused

Rows = NDArray[np.int64] | NDArray[np.int32]
Bar = tuple[Rows, Rows]  # citizens, openings
Words = NDArray[np.uint64]

WORD = 64
#: Words of bits at most; what bars fewer pairs than the bars in them is kept as lists.
MOST_WORDS = 4
#: The codes have the first bits of the first word, lodging its last.
_STAY = np.uint64(1 << 63)
#: Pairs that a bar must bar to be worth a bit.
_FEW = 1_000


@dataclass(frozen=True, slots=True)
class Bars:
    """Which pairs are barred."""

    need: Words  # opening, word
    lack: Words  # citizen, word
    refused: Lists  # citizen → openings, where bits were not worth it


def bars_of(seekers: Seekers, offered: Offered, refused: Refused) -> Bars:
    """Everything that bars a pair but the way to the place. Openings that cannot be taken bar nothing."""
    every: list[Bar] = [*_hours(seekers, offered), *refused.bars()]
    bars = [bar for bar in every if len(bar[0]) and len(bar[1])]
    bars.sort(key=lambda bar: -len(bar[0]) * len(bar[1]))
    many = [bar for bar in bars if len(bar[0]) * len(bar[1]) >= _FEW][: WORD * (MOST_WORDS - 1)]
    words = 1 + -(-len(many) // WORD)
    lack = np.zeros((len(seekers.ids), words), dtype=np.uint64)
    need = np.zeros((len(offered.ids), words), dtype=np.uint64)
    lack[:, 0] = lacking(seekers.have).astype(np.uint64) | np.where(seekers.stays, np.uint64(0), _STAY)
    stay = offered.attendance == ATTENDANCE_CODES.index(STAY)
    need[:, 0] = offered.need.astype(np.uint64) | np.where(stay, _STAY, np.uint64(0))
    for place, (citizens, openings) in enumerate(many):
        word, bit = 1 + place // WORD, np.uint64(1 << place % WORD)
        lack[citizens, word] |= bit
        need[openings, word] |= bit
    lack &= np.bitwise_or.reduce(need, axis=0, initial=0)  # what nothing asks, nobody lacks
    return Bars(need, lack, _listed(bars[len(many) :], len(seekers.ids)))


def _hours(seekers: Seekers, offered: Offered) -> Iterator[Bar]:
    """For each number of hours that somebody sets: who sets it, and the openings that do not meet it."""
    for least in np.unique(seekers.hours_min):
        yield np.flatnonzero(seekers.hours_min == least), np.flatnonzero(offered.hours_max < least)
    for most in np.unique(seekers.hours_max):
        yield np.flatnonzero(seekers.hours_max == most), np.flatnonzero(offered.hours_min > most)


def _listed(bars: list[Bar], everyone: int) -> Lists:
    """The openings each citizen's rarer bars bar; one may stand there twice."""
    none = np.zeros(0, dtype=np.int64)
    who = np.concatenate([none, *(np.repeat(citizens, len(openings)) for citizens, openings in bars)])
    what = np.concatenate([none, *(np.tile(openings, len(citizens)) for citizens, openings in bars)])
    order = np.argsort(who, kind="stable")
    return lists_of(who[order], what[order].astype(np.int32), everyone)
