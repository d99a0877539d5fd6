"""`fodfaeste try`: a changed policy beside today's, on the same people, month by month."""

import argparse
from functools import partial
from pathlib import Path

import polars as pl

from fodfaeste.commands.people import add_people_arguments, people, policy
from fodfaeste.commands.speech import answer, say
from fodfaeste.core.errors import UsageError
from fodfaeste.core.policy import Pack
from fodfaeste.engines.rules import Trial, compare
from fodfaeste.formats.output import write_csv, write_whole
from fodfaeste.formats.packs import read_files, read_folder
from fodfaeste.formats.packs.edit import changed, parameters
from fodfaeste.formats.packs.library import shown

COLUMNS = ("citizen", "offer", "group", "due_on_today", "due_on_tried")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_people_arguments(parser)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--set",
        action="append",
        metavar="RULE:OLD=NEW",
        help="en værdi i en kopi, fx branchespor.forsikret:P6M=P3M; kan gentages",
    )
    what.add_argument("--against", type=Path, metavar="DIR", help="en anden pakke at prøve ved siden af")
    parser.add_argument("--months", type=int, default=12, metavar="N", help="måneder frem (12)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="CSV-fil med dem, hvis dag bliver en anden")


def run(args: argparse.Namespace) -> int:
    if not 0 <= args.months <= 120:
        raise UsageError("--months skal være mellem 0 og 120")
    found = people(args)
    pack = policy(args.policy, found.on)
    copy = _copy(pack, args)
    trial = compare(pack, copy, found.facts, found.on, args.months)
    answer(_table(trial))
    if args.out is not None:
        rows = trial.citizens.iter_rows()
        write_whole(args.out, partial(write_csv, headings=COLUMNS, rows=rows))
    told = "Kun dem, der kendes i dag, er talt med; intet er gemt."
    say(f"{trial.citizens['citizen'].n_unique()} borgere får en anden dag. {told}")
    return 0


def _copy(pack: Pack, args: argparse.Namespace) -> Pack:
    if args.against is not None:
        return read_folder(args.against, shown(args.against))
    changes = dict(change_asked(pack, text) for text in args.set)
    return read_files(changed(pack, changes), f"{pack.name} (kopi)")


def change_asked(pack: Pack, text: str) -> tuple[str, str]:
    """`branchespor.forsikret:P6M=P3M`, or a value's path: `branchespor.forsikret/any_of/0/after=P3M`."""
    place, equals, new = text.partition("=")
    if not equals:
        raise UsageError(f"»{text}« skal have formen REGEL:GAMMEL=NY, fx branchespor.forsikret:P6M=P3M")
    rule, colon, old = place.partition(":")
    if not colon:
        return place, new
    fitting = [p for p in parameters(pack) if p.entry == rule and p.value == old]
    if len(fitting) != 1:
        known = ", ".join(f"{p.path}={p.value}" for p in parameters(pack) if p.entry == rule)
        raise UsageError(
            f"»{old}« står {len(fitting)} gange i »{rule}«; vælg mellem {known or 'pakkens regler'}"
        )
    return fitting[0].path, new


def _table(trial: Trial) -> str:
    """Month by month and group by group: today's policy, the copy, and the difference."""
    everyone = (
        trial.months.group_by("day").agg(pl.col("due_a", "due_b").sum()).with_columns(group=pl.lit("alle"))
    )
    rows = pl.concat([trial.months, everyone.select(trial.months.columns)]).sort("day", "group")
    lines = [f"{'dag':<12}{'gruppe':<22}{'i dag':>8}{'prøve':>8}{'forskel':>9}"]
    for day, group, today, tried in rows.select("day", "group", "due_a", "due_b").iter_rows():
        lines.append(f"{day.isoformat():<12}{group:<22}{today:>8}{tried:>8}{tried - today:>+9}")
    return "\n".join(lines)
