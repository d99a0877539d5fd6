"""What each invented workplace had of staff, month by month: seasons, growth, and months not known."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fodfaeste.apps.demo.companies import Unit

#: How many months are made; the latest is the one before today's.
MONTHS = 24
#: Share of the older months not known; share of workplaces opened within the period (our estimates).
UNKNOWN, NEW = 0.01, 0.05
#: So often does a workplace of at least five have people with support (our estimate).
WITH_SUPPORT = 0.3

#: How much larger than usual an industry's staff is in each month of the year (our estimate).
SEASONS: dict[str, tuple[float, ...]] = {
    "A": (0.92, 0.92, 0.96, 1.0, 1.02, 1.04, 1.06, 1.1, 1.08, 1.02, 0.96, 0.92),
    "F": (0.92, 0.92, 0.96, 1.0, 1.03, 1.04, 1.02, 1.04, 1.04, 1.03, 1.02, 0.98),
    "G": (0.98, 0.97, 0.98, 0.99, 1.0, 1.01, 1.02, 1.0, 0.99, 1.0, 1.02, 1.06),
    "I": (0.85, 0.86, 0.9, 0.97, 1.04, 1.14, 1.22, 1.16, 1.0, 0.96, 0.92, 0.98),
    "R": (0.95, 0.95, 0.97, 1.0, 1.03, 1.08, 1.08, 1.03, 1.0, 0.98, 0.96, 0.96),
}
#: Industries that live of the sea.
SEA = (0.75, 0.78, 0.88, 1.0, 1.1, 1.18, 1.2, 1.16, 1.08, 1.0, 0.9, 0.8)


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A month of a workplace; `None` is not known."""

    unit: int
    month: date
    ordinary: float | None
    supported: float | None


def months_before(today: date) -> list[date]:
    """The months that staff is made for, the first to the latest."""
    latest = today.year * 12 + today.month - 2
    return [date(each // 12, each % 12 + 1, 1) for each in range(latest - MONTHS + 1, latest + 1)]


def staff_of(number: int, unit: Unit, months: list[date], rng: random.Random) -> Iterator[StaffRow]:
    """The months of a workplace. In the latest it has exactly the jobs it was given."""
    season = SEA if unit.industry.sea else SEASONS.get(unit.industry.section)
    growth = rng.uniform(-0.03, 0.05)  # a year
    first = rng.randrange(1, MONTHS) if rng.random() < NEW else 0
    supported = _supported(unit, rng)
    for back, month in zip(range(len(months) - 1, -1, -1), months, strict=True):
        if len(months) - 1 - back < first:
            continue
        if back and rng.random() < UNKNOWN:
            yield StaffRow(number, month, None, None)
            continue
        factor = season[month.month - 1] / season[months[-1].month - 1] if season else 1.0
        tenths = max(1, round(unit.tenths * factor * (1 - growth * back / 12)))
        yield StaffRow(number, month, tenths / 10, supported)


def _supported(unit: Unit, rng: random.Random) -> float:
    if unit.tenths < 50 or rng.random() > WITH_SUPPORT:
        return 0.0
    return round(max(3, unit.tenths * rng.uniform(0.01, 0.06))) / 10
