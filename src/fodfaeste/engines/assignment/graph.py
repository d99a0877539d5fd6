"""The pairs that the auction looks at: some of all that can be, and more where prices ask for them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Graph:
    """Pairs of citizen and opening, each once, in the order of both, with their scores."""

    citizens: int
    openings: int
    key: Numbers  # citizen · openings + opening, ascending
    score: Numbers

    @cached_property
    def citizen(self) -> Numbers:
        return self.key // max(self.openings, 1)

    @cached_property
    def opening(self) -> Numbers:
        return self.key % max(self.openings, 1)

    @cached_property
    def first(self) -> Numbers:
        """Where each citizen's pairs begin, and after the last where they end."""
        return np.searchsorted(self.citizen, np.arange(self.citizens + 1))

    def with_pairs(self, key: Numbers, score: Numbers) -> "Graph":
        """The same pairs and more; a pair that is there already stays as it is."""
        together = np.concatenate([self.key, key])
        kept, place = np.unique(together, return_index=True)
        return Graph(self.citizens, self.openings, kept, np.concatenate([self.score, score])[place])


def no_pairs(citizens: int, openings: int) -> Graph:
    nothing = np.zeros(0, dtype=np.int64)
    return Graph(citizens, openings, nothing, nothing)
