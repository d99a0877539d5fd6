"""Names as numbers that stay when other names are met later."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.engines.matching.numbered import NOWHERE, numbered

Rows = NDArray[np.int32]


class Vocabulary:
    """The names known so far; a name that is new has the next number."""

    def __init__(self, names: pl.Series) -> None:
        self._first = names.cast(pl.String).unique().sort()
        self._later: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._first) + len(self._later)

    def numbers(self, values: pl.Series) -> Rows:
        """The number of each value."""
        found = numbered(values, self._first).copy()
        unknown = np.flatnonzero(found == NOWHERE)
        if len(unknown):
            others = values.gather(unknown)
            for name in others.unique().sort():
                self._later.setdefault(name, len(self))
            numbers = [self._later[name] for name in others]
            found[unknown] = numbers
        return found

    def names(self) -> pl.Series:
        """All of them, in the order of their numbers."""
        return pl.concat([self._first, pl.Series(self._first.name, list(self._later), dtype=pl.String)])
