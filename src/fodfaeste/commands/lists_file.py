"""Lists on their way to a file: some rows at a time, and the same file however they come."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TextIO

import polars as pl
from polars.io.plugins import register_io_source

from fodfaeste.formats.output import write_csv, write_whole

Frames = Iterator[pl.DataFrame]
Schema = Mapping[str, pl.DataType]
#: Rows of a Parquet file that stand together: it decides the file's bytes, so it is always the same.
_ROW_GROUP = 250_000


def write_lists(path: Path, frames: Frames, schema: Schema) -> None:
    """Write frames of a schema after each other to a .parquet or .csv, whole or not at all."""
    write_whole(path, partial(WRITERS[path.suffix], frames, schema))


def csv_lists(frames: Frames, schema: Schema, out: TextIO) -> None:
    """Write frames as one CSV with a heading."""
    write_csv(out, list(schema), (row for frame in frames for row in frame.iter_rows()))


def _parquet(frames: Frames, schema: Schema, out: TextIO) -> None:
    def some(columns: list[str] | None, _predicate: object, _rows: int | None, _batch: int | None) -> Frames:
        return (frame if columns is None else frame.select(columns) for frame in frames)

    every = register_io_source(some, schema=pl.Schema(schema))
    every.sink_parquet(out.buffer, row_group_size=_ROW_GROUP, maintain_order=True)


WRITERS: dict[str, Callable[[Frames, Schema, TextIO], None]] = {".csv": csv_lists, ".parquet": _parquet}
