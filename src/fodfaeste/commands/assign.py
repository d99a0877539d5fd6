"""`fodfaeste assign`: everyone at once, from a snapshot to a file, with what is certain of it."""

import argparse
import json
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TextIO

import polars as pl

from fodfaeste.commands.executors import add_executor, asked_for, check_executor
from fodfaeste.commands.lists_file import WRITERS, write_lists
from fodfaeste.commands.seekers import tables_of_seekers, told_by_file
from fodfaeste.commands.speech import say
from fodfaeste.core.errors import Rejected, UsageError
from fodfaeste.core.executor import Executor
from fodfaeste.engines.assignment import Assignment, assign, cost_of
from fodfaeste.formats.output import write_whole
from fodfaeste.formats.snapshot import Snapshot, read_snapshot


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "snapshot", type=Path, metavar="SNAPSHOT", help="et øjebliksbillede fra `export snapshot`"
    )
    parser.add_argument(
        "--offers", type=int, required=True, metavar="M", help="højst så mange til hver borger"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=".parquet eller .csv")
    parser.add_argument(
        "--per-seat",
        type=int,
        metavar="N",
        help="personer pr. plads (pakkens tal, ellers forslaget: 1)",
    )
    parser.add_argument(
        "--floor",
        nargs=2,
        action="append",
        metavar=("GRUPPE", "N"),
        help="mindst så mange af gruppen skal have noget (ellers pakkens tal)",
    )
    parser.add_argument(
        "--force",
        nargs=2,
        metavar=("BORGER", "ÅBNING"),
        help="giv parret, hvad det end koster, og fortæl prisen",
    )
    parser.add_argument("--worst-first", action="store_true", help="de dårligst stillede først")
    parser.add_argument("--report", type=Path, metavar="FILE.json", help="tallene om fordelingen")
    parser.add_argument(
        "--prices",
        type=Path,
        metavar="FILE.parquet",
        help="pladsernes priser: begynd med dem, der står der, og skriv de nye",
    )
    add_executor(parser)


def run(args: argparse.Namespace) -> int:
    _check(args)
    floors = None if args.floor is None else {group: _whole(least) for group, least in args.floor}
    snapshot = read_snapshot(args.snapshot)
    with told_by_file(args.snapshot, snapshot), asked_for(args) as executor:
        found, cost = _found(args, snapshot, floors, executor)
    _tell(found, cost)
    write_lists(args.out, iter([found.pairs]), found.pairs.schema)
    if args.report is not None:
        write_whole(args.report, partial(_report, found, cost))
    if args.prices is not None:
        write_lists(args.prices, iter([found.prices]), found.prices.schema)
    return 0


def _check(args: argparse.Namespace) -> None:
    check_executor(args)
    if args.offers < 1:
        raise UsageError("--offers skal være mindst 1")
    if args.out.suffix not in WRITERS:
        raise UsageError("--out skal ende på .parquet eller .csv")
    if args.prices is not None and args.prices.suffix != ".parquet":
        raise UsageError("--prices skal ende på .parquet")
    if args.per_seat is not None and args.per_seat < 1:
        raise UsageError("--per-seat skal være mindst 1")
    if args.worst_first and (args.floor or args.force):
        raise UsageError("--worst-first kan ikke stå sammen med --floor eller --force")


def _prices(path: Path | None) -> pl.DataFrame | None:
    """The prices of an earlier sharing out; none where there was none yet."""
    if path is None or not path.exists():
        return None
    try:
        return pl.read_parquet(path).select(pl.col("opening").cast(pl.String), pl.col("price").cast(pl.Int64))
    except (pl.exceptions.PolarsError, OSError):
        raise Rejected("filen er ikke priser fra en fordeling", file=str(path)) from None


def _whole(text: str) -> int:
    if not text.isdecimal():
        raise UsageError(f"--floor: »{text}« er ikke et antal personer")
    return int(text)


def _found(
    args: argparse.Namespace,
    snapshot: Snapshot,
    floors: dict[str, int] | None,
    executor: Executor | None,
) -> tuple[Assignment, tuple[int, int] | None]:
    """The assignment, and what the forced pair costs."""
    share = partial(
        assign,
        tables_of_seekers(snapshot),
        snapshot.on,
        offers=args.offers,
        floors=floors,
        ceiling=args.per_seat,
        prices=_prices(args.prices),
        executor=executor,
    )
    free = share(worst_first=args.worst_first)
    if args.force is None:
        return free, None
    pair = args.force[0], args.force[1]
    forced = share(forced=[pair])
    return forced, cost_of(free, forced)


def _tell(found: Assignment, cost: tuple[int, int] | None) -> None:
    """What was done, for the person who started it."""
    say(f"{found.pairs.height} tilbud til {found.placements} borgere")
    say(f"værdi {found.value}, højst muligt {found.bound}, afstand {found.gap:.2g}")
    ceiling = found.ceiling
    say(f"personer pr. plads: {ceiling.per_seat} ({_BASES.get(ceiling.basis, ceiling.basis)})")
    say(f"flest til én åbning: {found.spread.most}; Gini {found.spread.gini:.2f}")
    for floor in found.floors:
        say(f"{floor.group}: {floor.reached} af mindst {floor.least}, {floor.without} uden grænse; "
            f"én mere koster {floor.price:.0f}")  # fmt: skip
        if not floor.is_met:
            say("  kan ikke nås" if floor.is_certain else "  er ikke nået; om det kan nås, er ikke afgjort")
    if cost is not None:
        say(f"det tvungne par koster fra {cost[0]} til {cost[1]}")


_BASES = {
    "proposed": "ikke besluttet",
    "adopted": "vedtaget",
    "law": "lov",
    "given": "givet på kommandolinjen",
}


def _report(found: Assignment, cost: tuple[int, int] | None, out: TextIO) -> None:
    told = {name: value for name, value in asdict(found).items() if name not in ("pairs", "prices")}
    told |= {"offers": found.pairs.height, "gap": found.gap, "forced_cost": cost}
    json.dump(told, out, ensure_ascii=False, indent=1)
    out.write("\n")
