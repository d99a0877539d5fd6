"""Every pair that can be, block by block: kept where it fits in memory, else scanned again each time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

#: Pairs kept between rounds: beyond this the scan is done again.
MOST_KEPT = 20_000_000


@dataclass(frozen=True)
class Part:
    """Pairs in the order of citizen and opening."""

    citizen: NDArray[np.int32]
    opening: NDArray[np.int32]
    score: NDArray[np.int32]


@dataclass
class Feasible:
    """All pairs of some citizens and openings that are inside every hard limit and score above 0."""

    pairs: Callable[[], Iterator[Part]]
    citizens: int
    openings: int
    is_wanted: Callable[[Part], NDArray[np.bool_]]
    most_kept: int = MOST_KEPT
    _kept: list[Part] | None = field(default=None, init=False)

    def parts(self) -> Iterator[Part]:
        """The pairs, some citizens at a time, in the order of the citizens."""
        if self._kept is not None:
            yield from self._kept
            return
        kept: list[Part] = []
        count = 0
        for every in self.pairs():
            wanted = self.is_wanted(every)
            part = Part(every.citizen[wanted], every.opening[wanted], every.score[wanted])
            count += len(part.score)
            if count <= self.most_kept:
                kept.append(part)
            else:
                kept.clear()
            yield part
        if count <= self.most_kept:
            self._kept = kept

    def without(self, keys: Numbers, room: Numbers) -> "Feasible":
        """The same pairs but some, each given as citizen · openings + opening, and but those without room."""

        def is_wanted(part: Part) -> NDArray[np.bool_]:
            key = part.citizen.astype(np.int64) * self.openings + part.opening
            return self.is_wanted(part) & ~np.isin(key, keys) & (room[part.opening] > 0)

        return Feasible(self.pairs, self.citizens, self.openings, is_wanted, self.most_kept)
