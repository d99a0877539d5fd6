"""What sharing out takes from matching, and all it takes: pairs by what they bring at some prices.

The seam for those who would look on several machines: a `Scan` of some citizens and all openings is made in
each place, is asked with the same prices and its own citizens' thresholds, and the answers are put one after
the other in the order of the citizens.
"""

from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from fodfaeste.core.executor import Executor
from fodfaeste.engines.assignment.in_parts import InParts
from fodfaeste.engines.matching.case import Case
from fodfaeste.engines.matching.priced import FAR, Pairs, Ready, priced_pairs, ready_for

Numbers = NDArray[np.int64]
_FIRST_TOP = 64


class Scan(Protocol):
    """Some citizens and some openings, numbered from 0 in the order of their ids."""

    @property
    def citizens(self) -> int: ...

    @property
    def openings(self) -> int: ...

    def __call__(self, price: Numbers, least: Numbers, *, top: int, scale: int) -> Pairs:
        """For each citizen the `top` pairs that bring most, of those that bring more than `least`.

        A pair is inside every hard limit and scores above 0; it brings score · scale - price. `price` is
        by opening, `least` by citizen (FAR: do not look), both whole numbers within FAR = 2^30 of 0. Citizen
        i has the pairs first[i] to first[i + 1] of the answer: what brings most first, ties by opening.
        """
        ...


@dataclass(frozen=True)
class Here:
    """The compiled scan of a day, in this process."""

    ready: Ready

    @property
    def citizens(self) -> int:
        return self.ready.citizens

    @property
    def openings(self) -> int:
        return self.ready.openings

    def __call__(self, price: Numbers, least: Numbers, *, top: int, scale: int) -> Pairs:
        return priced_pairs(self.ready, price, least, top=top, scale=scale)


@dataclass(frozen=True)
class Scanned:
    """The compiled scan of a day, less the pairs that are given by force."""

    look: InParts | Here
    without: Numbers  # citizen · openings + opening, ascending
    most_without: int  # of one citizen

    @property
    def citizens(self) -> int:
        return self.look.citizens

    @property
    def openings(self) -> int:
        return self.look.openings

    def __call__(self, price: Numbers, least: Numbers, *, top: int, scale: int) -> Pairs:
        found = self.look(price, least, top=top + self.most_without, scale=scale)
        if not len(self.without):
            return found
        whose = np.repeat(np.arange(self.citizens), np.diff(found.first))
        kept = ~np.isin(whose * self.openings + found.opening, self.without)
        return chosen(found, kept)


def scanned(
    case: Case, room: Numbers, citizen: Numbers, opening: Numbers, executor: Executor | None = None
) -> Scanned:
    """The pairs of a day that may still be given: seats are left, and they are not given by force."""
    left = replace(case, worth=case.worth & (room > 0))
    look = Here(ready_for(left)) if executor is None else InParts(left, executor)
    return Scanned(
        look, np.unique(citizen * look.openings + opening), int(np.bincount(citizen, minlength=1).max())
    )


@dataclass(frozen=True)
class Listed:
    """Pairs that are known, looked at in the same way. For few."""

    pairs: Pairs
    openings: int

    @property
    def citizens(self) -> int:
        return len(self.pairs.first) - 1

    def __call__(self, price: Numbers, least: Numbers, *, top: int, scale: int) -> Pairs:
        whose = np.repeat(np.arange(self.citizens), np.diff(self.pairs.first))
        brings = self.pairs.score.astype(np.int64) * scale - price[self.pairs.opening]
        order = np.lexsort((self.pairs.opening, -brings, whose))
        wanted = np.zeros(len(order), dtype=bool)
        wanted[order] = (brings > least[whose])[order] & (
            np.arange(len(order)) - self.pairs.first[whose[order]] < top
        )
        in_order = Pairs(self.pairs.first, self.pairs.opening[order], self.pairs.score[order])
        return chosen(in_order, wanted[order])


def chosen(pairs: Pairs, kept: NDArray[np.bool_]) -> Pairs:
    """Some of the pairs."""
    so_far = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(kept)])
    return Pairs(so_far[pairs.first], pairs.opening[kept], pairs.score[kept])


def every_pair(scan: Scan, wanted: NDArray[np.bool_], most: int) -> Pairs | None:
    """All the pairs of some citizens; None where they are more than `most`."""
    price, least = np.zeros(scan.openings, dtype=np.int64), np.where(wanted, 0, FAR)
    top = _FIRST_TOP
    while True:
        pairs = scan(price, least, top=top, scale=1)
        if len(pairs.opening) > most:
            return None
        if top >= scan.openings or np.diff(pairs.first).max(initial=0) < top:
            return pairs
        top *= 4
