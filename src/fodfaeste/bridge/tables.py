"""A table of the snapshot out of rows: typed, sorted by its key, each key once."""

from collections.abc import Sequence

import polars as pl

from fodfaeste.core.openings import BETWEEN_CODES
from fodfaeste.core.snapshot import TABLES
from fodfaeste.formats.snapshot import TYPES


def schema_of(name: str) -> dict[str, pl.DataType]:
    """The columns of a table and their types."""
    return {column.name: TYPES[column.type] for column in TABLES[name].columns}


def table(name: str, rows: Sequence[tuple[object, ...]]) -> pl.DataFrame:
    """A table from its rows, in the order of its key; of two rows with one key the later one."""
    key = list(TABLES[name].key)
    frame = pl.DataFrame(rows, schema=schema_of(name), orient="row")
    return frame.sort(key, nulls_last=False, maintain_order=True).unique(
        key, keep="last", maintain_order=True
    )


def codes(text: str) -> list[str] | None:
    """Codes written one after another as a list; None where there are none."""
    return text.split(BETWEEN_CODES) if text else None
