"""Reads `packs/population`: national rates for a projection, refused with every line that is wrong."""

from collections.abc import Sequence
from pathlib import Path

from fodfaeste.core.errors import UsageError
from fodfaeste.core.population import Bands, MoveCurve, NationalRates, Uncertain
from fodfaeste.core.statistics import DataSource
from fodfaeste.formats.packs.checks import check_unique
from fodfaeste.formats.packs.data_tables import (
    check_sources_used,
    parse_all,
    read_data_source,
    read_data_texts,
    whole_number,
)
from fodfaeste.formats.packs.folder import read_items
from fodfaeste.formats.packs.library import packs_folder, shown
from fodfaeste.formats.packs.problems import PackRefused, Problem
from fodfaeste.formats.packs.table import Table

FILE = "population.toml"
CERTAINTIES = ("official", "secondary", "unverified", "proposed")
PARTS = ("deaths", "births", "moves", "profile", "uncertain")
DEATH_AGES = (0, 1, *range(5, 101, 5))
MOTHER_AGES = tuple(range(15, 50, 5))
PROFILE_AGES = tuple(range(0, 101, 5))
MILLION, HUNDRED_THOUSAND, THOUSAND = 1_000_000, 100_000, 1_000
_ROUNDING = 60  # shares that were rounded one by one need not meet their sum to the last


def read_population(folder: Path | None = None) -> tuple[NationalRates, ...]:
    """The national rates in a folder, or the installed ones."""
    folder = folder or packs_folder() / "population"
    return population_from(read_data_texts(folder, (FILE,))[FILE], shown(folder))


def national_rates(country: str, folder: Path | None = None) -> NationalRates:
    """The rates of one country, by the id of its legal system."""
    found = read_population(folder)
    named = next((rates for rates in found if rates.id == country), None)
    if named is None:
        raise UsageError(f"»{country}« er ikke blandt {', '.join(rates.id for rates in found)}")
    return named


def population_from(text: str, shown_as: str) -> tuple[NationalRates, ...]:
    """The national rates in the text of their file."""
    problems: list[Problem] = []
    root = parse_all({FILE: text}, shown_as, problems)[FILE]
    sources = read_items(root, "source", read_data_source)
    reading = _Countries(sources)
    found = read_items(root, "country", reading.country)
    root.close()
    check_unique(root.file, "country", [rates.id for rates in found])
    check_sources_used(root.file, sources, reading.named)
    if problems:
        raise PackRefused(problems)
    return found


class _Countries:
    """Countries as they are read, and the sources that they named."""

    def __init__(self, sources: Sequence[DataSource]) -> None:
        self.sources = {source.id: source for source in sources}
        self.named: list[str] = []

    def country(self, table: Table) -> NationalRates:
        name = table.identifier()
        parts = {part: table.inner(part, f"[country.{part}]") or Table.stand_in() for part in PARTS}
        certainties = tuple(self._told(part) for part in parts.values())
        births, moves = parts["births"], parts["moves"]
        rates = NationalRates(
            id=name,
            deaths=_bands(parts["deaths"], DEATH_AGES, MILLION),
            births_a_woman=whole_number(births, "per_1000_women", least=1) / THOUSAND,
            births_by_age=_mothers(births),
            boys=_share_of_boys(whole_number(births, "boys_per_1000_girls", least=1)),
            move_curve=_curve(moves),
            leaving=whole_number(moves, "leaving_per_1000", least=0) / THOUSAND,
            profile=_profile(parts["profile"]),
            uncertain=_uncertain(parts["uncertain"]),
            sources=tuple(self.sources.values()),
            certainties=certainties,
        )
        for part in parts.values():
            part.close()
        return rates

    def _told(self, part: Table) -> str:
        """How sure a part is; refused where it names a source that the file has not."""
        part.text("note")
        for name in part.texts("sources", required=True):
            self.named.append(name)
            if name not in self.sources:
                part.problem("sources", f"kilden »{name}« er ikke i filen", "en [[source]] i filen")
        return part.choice("certainty", CERTAINTIES)


def _bands(table: Table, ages: tuple[int, ...], most: int) -> Bands:
    """Numbers by sex for ages in bands, as shares of `most`; each a whole number from 0 to it."""
    _from_age(table, ages)
    men, women = (_shares(table, key, len(ages), most) for key in ("men", "women"))
    return Bands(ages, men, women)


def _from_age(table: Table, ages: tuple[int, ...]) -> None:
    if table.integers("from_age") != ages and "from_age" in table.data:
        right = f"alderne er {', '.join(map(str, ages))}"
        table.problem("from_age", "det er ikke de aldre, der skal stå", right)


def _shares(table: Table, key: str, count: int, most: int) -> tuple[float, ...]:
    numbers = table.integers(key)
    if key in table.data and len(numbers) != count:
        table.problem(key, f"der er {len(numbers)} tal", f"der skal stå {count}, ét for hver alder")
        return (0.0,) * count
    if any(not 0 <= number <= most for number in numbers):
        table.problem(key, "et tal er for lille eller for stort", f"hele tal fra 0 til {most}")
    return tuple(number / most for number in numbers)


def _mothers(table: Table) -> Bands:
    _from_age(table, MOTHER_AGES)
    shares = _shares(table, "share_per_100000", len(MOTHER_AGES), HUNDRED_THOUSAND)
    _sums_to_all(table, "share_per_100000", sum(shares))
    return Bands(MOTHER_AGES, (0.0,) * len(MOTHER_AGES), shares)


def _profile(table: Table) -> Bands:
    bands = _bands(table, PROFILE_AGES, HUNDRED_THOUSAND)
    _sums_to_all(table, "men", sum(bands.men) + sum(bands.women))
    return bands


def _sums_to_all(table: Table, key: str, total: float) -> None:
    counted = round(total * HUNDRED_THOUSAND)
    if key in table.data and abs(counted - HUNDRED_THOUSAND) > _ROUNDING:
        table.problem(key, f"andelene giver {counted}", f"de skal give {HUNDRED_THOUSAND}")


def _share_of_boys(boys_per_1000_girls: int) -> float:
    return boys_per_1000_girls / (boys_per_1000_girls + THOUSAND)


def _curve(table: Table) -> MoveCurve:
    names = ("a1", "alpha1", "a2", "alpha2", "mu2", "lambda2", "c")
    inner = table.inner("curve", f"{{ {', '.join(f'{name} = …' for name in names)} }}") or Table.stand_in()
    numbers = [whole_number(inner, name, least=0) / THOUSAND for name in names]
    inner.close()
    return MoveCurve(*numbers)


def _uncertain(table: Table) -> Uncertain:
    return Uncertain(*(whole_number(table, key, least=0) / THOUSAND for key in ("births", "deaths", "moves")))
