"""Whose municipality is simulated: a snapshot, and everybody else from statistics or from a number alone."""

import argparse
import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fodfaeste.core.errors import UsageError
from fodfaeste.core.policy import Pack
from fodfaeste.core.population import Month, NationalRates
from fodfaeste.engines.population.assumed import assumed_stock
from fodfaeste.engines.population.estimate import ASSUMED, READ, Estimate, Tables, estimate
from fodfaeste.engines.population.people import newcomers
from fodfaeste.engines.population.project import Expected, in_years, project
from fodfaeste.engines.simulation.making.prepare import Place
from fodfaeste.formats.packs.population import national_rates
from fodfaeste.formats.packs.simulation import installed_country
from fodfaeste.formats.population_file import read_births, read_deaths, read_moves, read_stock
from fodfaeste.formats.snapshot import Snapshot

_YEAR = 12
_MOST_YEARS = 10


@dataclass(frozen=True, slots=True)
class Located:
    """A municipality to simulate, and every file it was made from, with its hash."""

    place: Place
    inputs: tuple[tuple[str, str], ...]


def add_place_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments that say whose people."""
    parser.add_argument(
        "--snapshot", type=Path, required=True, metavar="DIR", help="et øjebliksbillede fra `export snapshot`"
    )
    everybody = parser.add_mutually_exclusive_group()
    everybody.add_argument(
        "--population",
        type=Path,
        metavar="FILE",
        help="folketal efter alder og køn, som FOLK1A (CSV eller PX)",
    )
    everybody.add_argument(
        "--inhabitants", type=int, metavar="N", help="kun antallet; alder og køn antages efter landets"
    )
    for name, what in (("births", "fødte"), ("deaths", "døde")):
        parser.add_argument(f"--{name}", type=Path, metavar="FILE", help=f"{what}; ellers landets tal")
    parser.add_argument(
        "--moves", type=Path, action="append", metavar="FILE", help="til- og fraflyttede; kan gentages"
    )


def located(args: argparse.Namespace, snapshot: Snapshot, home: Pack, months: int) -> Located:
    """The municipality on the snapshot's day, with those who come later where everybody is known."""
    place = Place(snapshot.tables, snapshot.on, home, installed_country(home.legal_system))
    inputs = [("snapshot", _hash_of(sorted(args.snapshot.glob("*.parquet"))))]
    files = [
        path for path in (args.population, args.births, args.deaths, *(args.moves or ())) if path is not None
    ]
    if args.population is None and args.inhabitants is None:
        if files:
            raise UsageError(
                "--births, --deaths og --moves hører sammen med --population eller --inhabitants"
            )
        return Located(place, tuple(inputs))
    inputs += [(path.name, _hash_of([path])) for path in files]
    if args.inhabitants is not None:
        inputs.append(("inhabitants", str(args.inhabitants)))
    found = _estimated(args, home, snapshot.on, national_rates(home.legal_system))
    behind = _months_between(found.start, snapshot.on)
    people = in_years(project(found.people, found.rates, behind, Expected()).stock[behind])
    comers = newcomers(project(people, found.rates, months, Expected()), months)
    full = Place(place.tables, place.on, home, place.country, people, comers, found.rates)
    return Located(full, tuple(inputs))


def _estimated(args: argparse.Namespace, home: Pack, on: date, national: NationalRates) -> Estimate:
    area = home.municipality_name
    if args.population is not None:
        stock, basis = read_stock(args.population, area), READ
    elif args.inhabitants < 1:
        raise UsageError("--inhabitants skal være mindst 1")
    else:
        stock, basis = assumed_stock(args.inhabitants, area, Month(on.year, on.month), national), ASSUMED
    births = None if args.births is None else read_births(args.births, area)
    deaths = None if args.deaths is None else read_deaths(args.deaths, area)
    came, left = read_moves(args.moves, area) if args.moves else (None, None)
    return estimate(Tables(stock, births, deaths, came, left), national, basis)


def _months_between(start: Month, on: date) -> int:
    """Whole months from a table's day to the snapshot's: the people are carried so far on first."""
    months = _YEAR * (on.year - start.year) + on.month - start.month
    if not 0 <= months <= _YEAR * _MOST_YEARS:
        raise UsageError(
            f"folketallet er fra {start.month:02}/{start.year} og øjebliksbilledet fra {on}; folketallet skal"
            f" være fra samme måned eller op til {_MOST_YEARS} år før"
        )
    return months


def _hash_of(files: list[Path]) -> str:
    """SHA-256 of some files' content, one after the other."""
    found = hashlib.sha256()
    for path in files:
        try:
            found.update(path.read_bytes())
        except OSError as error:
            raise UsageError(f"{path}: filen kan ikke læses: {error.strerror or error}") from None
    return found.hexdigest()
