"""`fodfaeste match`: openings for every citizen and citizens for every opening, from a snapshot to a file."""

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TextIO

import polars as pl

from fodfaeste.commands.seekers import tables_of_seekers, told_by_file
from fodfaeste.commands.speech import say
from fodfaeste.core.errors import UsageError
from fodfaeste.engines.matching import match_sides
from fodfaeste.engines.matching.match import Side
from fodfaeste.formats.output import write_csv, write_whole
from fodfaeste.formats.snapshot import Snapshot, read_snapshot

SIDES: dict[str, tuple[Side, ...]] = {
    "citizen": ("citizen",),
    "opening": ("opening",),
    "both": ("citizen", "opening"),
}
_STEPS = 4  # how often it is told how far it is


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "snapshot", type=Path, metavar="SNAPSHOT", help="et øjebliksbillede fra `export snapshot`"
    )
    parser.add_argument("--top", type=int, default=20, metavar="N", help="højst så mange til hver (20)")
    parser.add_argument("--by", choices=SIDES, default="citizen", help="hvem hver liste er til (citizen)")
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help=".parquet eller .csv; ellers CSV på standard output"
    )


def run(args: argparse.Namespace) -> int:
    if args.top < 1:
        raise UsageError("--top skal være mindst 1")
    if args.out is not None and args.out.suffix not in (".parquet", ".csv"):
        raise UsageError("--out skal ende på .parquet eller .csv")
    snapshot = read_snapshot(args.snapshot)
    lists = _lists(args.snapshot, snapshot, SIDES[args.by], args.top)
    found = pl.concat([frame.select(pl.lit(side).alias("by"), pl.all()) for side, frame in lists.items()])
    if args.by != "both":
        found = found.drop("by")
    if args.out is None:
        _csv(found, sys.stdout)
    else:
        write_whole(args.out, partial(WRITERS[args.out.suffix], found))
    return 0


def _lists(folder: Path, snapshot: Snapshot, sides: Sequence[Side], top: int) -> dict[Side, pl.DataFrame]:
    """The lists of each side, and a line of what was found."""
    tables = tables_of_seekers(snapshot)
    with told_by_file(folder, snapshot):
        lists = match_sides(tables, snapshot.on, sides=sides, top=top, progress=_progress())
    for side, found in lists.items():
        every = tables[f"{side}s"].height
        with_some = found[side].n_unique()
        say(f"{side}: {found.height} par den {snapshot.on}; {with_some} af {every} har nogen")
    return lists


def _progress() -> Callable[[int, int], None]:
    told = 0

    def tell(done: int, everyone: int) -> None:
        nonlocal told
        step = done * _STEPS // everyone
        if step > told:
            told = step
            say(f"{done} af {everyone} borgere set igennem")

    return tell


def _csv(found: pl.DataFrame, out: TextIO) -> None:
    write_csv(out, found.columns, found.iter_rows())


def _parquet(found: pl.DataFrame, out: TextIO) -> None:
    found.write_parquet(out.buffer)


WRITERS: dict[str, Callable[[pl.DataFrame, TextIO], None]] = {".csv": _csv, ".parquet": _parquet}
