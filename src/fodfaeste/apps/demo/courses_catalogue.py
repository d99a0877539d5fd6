"""The invented catalogue of courses, as plain rows; the same for the same seed and day."""

import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from fodfaeste.apps.demo.population_sizes import Town

_FILE = Path(__file__).resolve().parent / "courses_catalogue.toml"
_YEAR = 52
_DENMARK, _GREENLAND = "db", "gb"
#: Shares whose price, seats or starts are not known, and that are held at a distance (our estimate).
UNKNOWN, AT_A_DISTANCE = 0.05, 0.08


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A course. `None` is not known; a course without a place is held at a distance."""

    reference: str
    title: str
    provider: str
    weeks: float
    price: int | None
    seats: int | None
    place: str | None
    starts: tuple[date, ...]
    skills: tuple[tuple[str, int], ...]


def catalogue_make(
    towns: Sequence[Town],
    skills: Mapping[str, str],
    *,
    is_greenland: bool,
    today: date,
    rng: random.Random,
) -> tuple[CourseRow, ...]:
    """Invent the catalogue: every course found in the country, mostly in the larger towns.

    `skills` says what the starter's skills are called here; a course that gives none of them is left out.
    """
    rows = _rows(towns, skills, is_greenland, today, rng)
    return tuple(row for row in rows if row.skills)


def _rows(
    towns: Sequence[Town], skills: Mapping[str, str], is_greenland: bool, today: date, rng: random.Random
) -> Iterator[CourseRow]:
    table = _table()
    providers = table["greenlandic_provider" if is_greenland else "provider"]
    weights = [town.weight**1.5 for town in towns]
    for row in table["course"]:
        if row["where"] not in (_GREENLAND if is_greenland else _DENMARK):
            continue
        town = rng.choices(towns, weights)[0]
        yield CourseRow(
            reference=f"{'G' if is_greenland else 'K'}-{row['id']}",
            title=row["title"],
            provider=providers[row["provider"]],
            weeks=float(row["weeks"]),
            price=None if rng.random() < UNKNOWN else row["price"],
            seats=None if rng.random() < UNKNOWN else row["seats"],
            place=None if rng.random() < AT_A_DISTANCE else town.code,
            starts=() if rng.random() < UNKNOWN else tuple(_starts(row["starts"], today, rng)),
            skills=_given(row["skills"], skills),
        )


def _given(levels: Mapping[str, int], called: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    """The skills by what they are called here. Two that are called the same keep the higher level."""
    found: dict[str, int] = {}
    for skill, level in levels.items():
        if skill in called:
            found[called[skill]] = max(level, found.get(called[skill], 0))
    return tuple(found.items())


def _starts(a_year: int, today: date, rng: random.Random) -> Iterator[date]:
    """Mondays from the next weeks and a year on, as far apart as they are a year."""
    first = today + timedelta(days=7 - today.weekday())
    apart = _YEAR / a_year
    begin = rng.uniform(0, apart)
    for number in range(a_year):
        yield first + timedelta(weeks=int(begin + number * apart))


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
