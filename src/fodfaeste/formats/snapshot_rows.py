"""A snapshot too large to hold: its small tables whole, the rows of the others some at a time.

Each row is checked as it is read. That a key stands twice is not looked for in a table that is never whole.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from fodfaeste.core.errors import Rejected
from fodfaeste.core.snapshot import TABLES
from fodfaeste.formats.snapshot import check_column, check_names, read_manifest, read_table

#: Rows read in one go.
ROWS = 500_000


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of a table, and the place of the first of them in the file."""

    first: int
    table: pl.DataFrame


@dataclass(frozen=True, slots=True)
class SnapshotRows:
    """One authority on one day: some tables, and the way to the rows of the others."""

    folder: Path
    on: date
    tables: dict[str, pl.DataFrame]

    def rows(self, name: str, columns: Collection[str]) -> Iterator[Rows]:
        """The rows of a table with some of its columns, at least once. Raises Rejected as for a whole one."""
        schema, path = TABLES[name], self.folder / f"{name}.parquet"
        try:
            scan = pl.scan_parquet(path)
            names, height = scan.collect_schema().names(), scan.select(pl.len()).collect().item()
        except (OSError, pl.exceptions.PolarsError) as error:
            raise Rejected(f"tabellen kan ikke læses: {error}", file=str(path)) from None
        check_names(names, schema, str(path))
        for first in range(0, max(height, 1), ROWS):
            table = scan.select(columns).slice(first, ROWS).collect()
            for column in schema.columns:
                if column.name in columns:
                    check_column(table[column.name], column, str(path), first)
            yield Rows(first, table)


def open_snapshot(folder: Path, whole: Collection[str]) -> SnapshotRows:
    """Read and check the tables that are wanted whole. Raises Rejected with table, row, column and reason."""
    manifest = read_manifest(folder)
    tables = {name: read_table(folder, TABLES[name]) for name in whole}
    return SnapshotRows(folder, date.fromisoformat(manifest["on"]), tables)
