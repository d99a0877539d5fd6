"""`fodfaeste match`: openings for every citizen and citizens for every opening, from a snapshot to a file."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from fodfaeste.commands.executors import add_executor, asked_for, check_executor
from fodfaeste.commands.lists_file import WRITERS, csv_lists, write_lists
from fodfaeste.commands.match_parts import SideLists, lists_in_parts
from fodfaeste.commands.seekers import tables_of_seekers, told_by_file
from fodfaeste.commands.speech import say
from fodfaeste.core.errors import UsageError
from fodfaeste.engines.matching import match_sides
from fodfaeste.engines.matching.answers import LISTED
from fodfaeste.engines.matching.match import Side
from fodfaeste.formats.snapshot import read_snapshot

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
    add_executor(parser)


def run(args: argparse.Namespace) -> int:
    if args.top < 1:
        raise UsageError("--top skal være mindst 1")
    if args.out is not None and args.out.suffix not in WRITERS:
        raise UsageError("--out skal ende på .parquet eller .csv")
    check_executor(args)
    sides = SIDES[args.by]
    with _lists(args, sides) as lists:
        for side, found in lists.items():
            say(f"{side}: {found.rows} par den {found.on}; {found.with_some} af {found.everyone} har nogen")
        frames = (frame for side, found in lists.items() for frame in _of_side(found, side, sides))
        schema: dict[str, pl.DataType] = LISTED if len(sides) == 1 else {"by": pl.String(), **LISTED}
        if args.out is None:
            csv_lists(frames, schema, sys.stdout)
        else:
            write_lists(args.out, frames, schema)
    return 0


def _of_side(found: SideLists, side: Side, sides: Sequence[Side]) -> Iterator[pl.DataFrame]:
    """The rows of one side, with its name where there are two."""
    if len(sides) == 1:
        return found.frames
    return (frame.select(pl.lit(side).alias("by"), pl.all()) for frame in found.frames)


@contextmanager
def _lists(args: argparse.Namespace, sides: Sequence[Side]) -> Iterator[dict[Side, SideLists]]:
    """The lists of each side: everybody at once, or part by part."""
    with asked_for(args) as executor:
        if executor is None:
            yield _at_once(args.snapshot, sides, args.top)
            return
        beside = None if args.out is None else args.out.parent
        with tempfile.TemporaryDirectory(dir=beside, prefix=".match.") as folder:
            yield lists_in_parts(args.snapshot, sides, args.top, executor, Path(folder), _progress())


def _at_once(folder: Path, sides: Sequence[Side], top: int) -> dict[Side, SideLists]:
    snapshot = read_snapshot(folder)
    tables = tables_of_seekers(snapshot)
    with told_by_file(folder, snapshot):
        lists = match_sides(tables, snapshot.on, sides=sides, top=top, progress=_progress())
    return {
        side: SideLists(
            on=snapshot.on,
            rows=found.height,
            with_some=found[side].n_unique(),
            everyone=tables[f"{side}s"].height,
            frames=iter([found]),
        )
        for side, found in lists.items()
    }


def _progress() -> Callable[[int, int], None]:
    told = 0

    def tell(done: int, everyone: int) -> None:
        nonlocal told
        step = done * _STEPS // everyone
        if step > told:
            told = step
            say(f"{done} af {everyone} borgere set igennem")

    return tell
