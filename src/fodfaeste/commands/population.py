"""`fodfaeste population`: a municipality's people by age and sex, year by year, low, middle and high."""

import argparse
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from fodfaeste.commands.speech import say
from fodfaeste.core.errors import UsageError
from fodfaeste.core.population import OLDEST, SEXES

if TYPE_CHECKING:
    from fodfaeste.core.population import NationalRates
    from fodfaeste.engines.population.bands import Banded
    from fodfaeste.engines.population.estimate import Estimate, Part, Tables
    from fodfaeste.engines.population.rates import Whole

HEADINGS = ("year", "from_age", "to_age", "sex", "low", "middle", "high", "basis")
GROUPS = (0, 7, 16, 25, 35, 45, 55, 67, 80)
MOST_YEARS, MOST_RUNS = 40, 2_000

_BASES = {"read": "læst", "proposed": "ikke besluttet", "assumed": "antaget"}
_PARTS = {"stock": "Befolkning", "births": "Fødsler", "deaths": "Dødsfald", "moves": "Flytninger"}
_HOW = {
    "by_age": "efter alder",
    "totals": "antal i alt, fordelt på alder som i landet",
    "balance": "regnet af flere års befolkningstal",
    "of_the_old": "landets tal; fra 75 år regnet af flere års befolkningstal",
    "life_table": "landets dødelighedstavle",
    "national": "landets tal i packs/population",
    "nothing": "ingen tabel; lige mange flytter til og fra",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--stock", type=Path, metavar="FIL", help="befolkningen efter alder og køn (FOLK1A)")
    source.add_argument("--inhabitants", type=int, metavar="N", help="kun antallet; alderen bliver antaget")
    parser.add_argument("--births", type=Path, metavar="FIL", help="fødte (FODIE, BEV107)")
    parser.add_argument("--deaths", type=Path, metavar="FIL", help="døde (FOD207, BEV107) eller HISB8")
    parser.add_argument(
        "--moves", type=Path, action="append", default=[], metavar="FIL",
        help="til- og fraflyttede (BEV107; eller FLY66, VAN1AAR og VAN2AAR, én gang hver)",
    )  # fmt: skip
    parser.add_argument("--area", default="", metavar="NAVN", help="områdets navn eller kode i tabellerne")
    parser.add_argument("--country", default="denmark", help="hvis tal bruges, hvor en tabel mangler")
    parser.add_argument("--start", type=int, metavar="ÅR", help="året for --inhabitants (1. januar)")
    parser.add_argument("--years", type=int, default=10, metavar="N", help="så mange år frem (10)")
    parser.add_argument("--runs", type=int, default=100, metavar="N", help="så mange kørsler (100)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="samme tal, samme svar (1)")
    parser.add_argument("--single-years", action="store_true", help="en række for hvert alderstrin")
    parser.add_argument("--out", type=Path, required=True, metavar="FIL", help="svaret som CSV")


def run(args: argparse.Namespace) -> int:
    _check(args)
    from fodfaeste.engines.population.bands import banded
    from fodfaeste.engines.population.estimate import estimate
    from fodfaeste.formats.output import write_csv, write_whole
    from fodfaeste.formats.packs.population import national_rates

    national = national_rates(args.country)
    tables, basis = _tables(args, national)
    found = estimate(tables, national, basis)
    for part in found.parts:
        say(_told(part))
    answer = banded(found, args.years, args.runs, args.seed, partial(_progress, args.runs))
    rows = list(_rows(found, answer, single=args.single_years))

    def write(out: TextIO) -> None:
        write_csv(out, HEADINGS, rows)

    write_whole(args.out, write)
    _say_what_came_of_it(found, answer, args)
    return 0


def _check(args: argparse.Namespace) -> None:
    for name, most in (("years", MOST_YEARS), ("runs", MOST_RUNS)):
        if not 1 <= getattr(args, name) <= most:
            raise UsageError(f"--{name} skal være fra 1 til {most}")
    if args.inhabitants is None:
        if args.start is not None:
            raise UsageError(
                "--start hører til --inhabitants; ellers begynder fremskrivningen, hvor tabellen slutter"
            )
        return
    if args.inhabitants < 1 or args.start is None:
        raise UsageError("--inhabitants skal være mindst 1 og have --start: året, hvis 1. januar det gælder")
    if args.births or args.deaths or args.moves:
        raise UsageError("Tabeller over fødte, døde og flytninger bruges kun sammen med --stock.")


def _tables(args: argparse.Namespace, national: "NationalRates") -> "tuple[Tables, str]":
    from fodfaeste.core.population import ASSUMED, READ, Month
    from fodfaeste.engines.population.assumed import assumed_stock
    from fodfaeste.engines.population.estimate import Tables
    from fodfaeste.formats.population_file import read_births, read_deaths, read_moves, read_stock

    if args.inhabitants is not None:
        return Tables(assumed_stock(args.inhabitants, args.area, Month(args.start), national)), ASSUMED
    came, left = read_moves(args.moves, args.area) if args.moves else (None, None)
    tables = Tables(
        stock=read_stock(args.stock, args.area),
        births=read_births(args.births, args.area) if args.births else None,
        deaths=read_deaths(args.deaths, args.area) if args.deaths else None,
        came=came,
        left=left,
    )
    return tables, READ


def _told(part: "Part") -> str:
    file = f" ({part.file})" if part.file else ""
    return f"{_PARTS[part.what]}: {_BASES[part.basis]}, {_HOW[part.how]}{file}"


def _progress(runs: int, done: int) -> None:
    step = max(runs // 10, 1)
    if done % step == 0 or done == runs:
        say(f"{done} af {runs} kørsler")


def _rows(found: "Estimate", answer: "Banded", *, single: bool) -> Iterator[tuple[object, ...]]:
    """A row for each year, group of ages and sex; the basis is the weakest that the answer rests on."""
    starts = tuple(range(OLDEST + 1)) if single else GROUPS
    ends = (*(start - 1 for start in starts[1:]), "")

    def count(people: "Whole") -> "Whole":
        import numpy as np

        grouped: Whole = np.add.reduceat(people, starts, axis=-1)
        return grouped

    low, middle, high = answer.of(count)
    for at in range(len(middle)):
        for group, (start, end) in enumerate(zip(starts, ends, strict=True)):
            for sex, name in enumerate(SEXES):
                place = at, sex, group
                numbers = int(low[place]), int(middle[place]), int(high[place])
                yield found.start.year + at, start, end, name, *numbers, found.basis


def _say_what_came_of_it(found: "Estimate", answer: "Banded", args: argparse.Namespace) -> None:
    low, middle, high = answer.of(lambda people: people.sum((-1, -2)))
    name = found.area or args.area or "Området"
    last = found.start.year + args.years
    say(f"{name}: {middle[0]} indbyggere i {found.start.year}, {middle[-1]} i {last} ({low[-1]}-{high[-1]})")
    say("Ni af ti kørsler ligger mellem det lave og det høje tal; virkeligheden kan ligge uden for.")
    say(f"Svaret er i {args.out}")
