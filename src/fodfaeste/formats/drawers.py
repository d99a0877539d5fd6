"""Rows that come in any order and are wanted in the order of a number: put away on disk, taken out sorted."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl


class Drawers:
    """Each drawer holds the rows of so many numbers after each other; no more than one is open at a time."""

    def __init__(self, folder: Path, column: str, width: int) -> None:
        self.folder, self.column, self.width = folder, column, width
        self.put_away = 0

    def put(self, rows: pl.DataFrame) -> None:
        """Put some rows away."""
        drawer = (pl.col(self.column) // self.width).alias("drawer")
        for (number,), some in rows.group_by(drawer, maintain_order=True):
            place = self.folder / f"{number}"
            place.mkdir(exist_ok=True)
            some.write_ipc(place / f"{self.put_away}.arrow")
            self.put_away += 1

    def take(self) -> Iterator[pl.DataFrame]:
        """All rows, the lowest numbers first; rows of one number as they were put."""
        for place in sorted(self.folder.iterdir(), key=lambda place: int(place.name)):
            parts = sorted(place.iterdir(), key=lambda part: int(part.stem))
            rows = pl.concat([pl.read_ipc(part) for part in parts])
            yield rows.sort(self.column, maintain_order=True)
