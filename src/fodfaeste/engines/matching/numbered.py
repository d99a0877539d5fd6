"""Ids as whole numbers: the place of each among all, worked out once and carried from there on."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

Rows = NDArray[np.int32]

NOWHERE = -1
#: Where an id stands at least so often in a row, on average, it is looked up once a run.
_LONG_RUN = 4


def numbered(values: pl.Series, names: pl.Series) -> Rows:
    """The place of each value among names that ascend, each once; `NOWHERE` where it is none of them."""
    changes = (values != values.shift(1)).fill_null(value=True).arg_true()
    if len(changes) * _LONG_RUN > len(values):
        return _each(values, names)
    starts = changes.to_numpy()
    return np.repeat(_each(values.gather(changes), names), np.diff(starts, append=len(values)))


def _each(values: pl.Series, names: pl.Series) -> Rows:
    if values.is_sorted() and len(names) > len(values):
        return _searched(values, names)
    places = values.cast(pl.Enum(names), strict=False).to_physical().cast(pl.Int32)
    return places.fill_null(NOWHERE).to_numpy()


def _searched(values: pl.Series, names: pl.Series) -> Rows:
    """The same where few are looked for among many."""
    at = names.search_sorted(values).cast(pl.Int32).to_numpy()
    is_there = names.gather(np.minimum(at, len(names) - 1)) == values
    return np.where(is_there.fill_null(value=False).to_numpy(), at, np.int32(NOWHERE))
