"""A municipality's invented people, made once for all tests that read them."""

from datetime import UTC, date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from fodfaeste.apps.demo.population import Population, population_make
from fodfaeste.apps.demo.population_facts import FactRow
from fodfaeste.apps.demo.population_sizes import sizes_read
from fodfaeste.formats.packs import Library
from fodfaeste.formats.taxonomy import read_starter

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DANISH = ("haderslev", "kalundborg", "naestved", "norddjurs")
EVERYWHERE = (*DANISH, "sermersooq")
SMALL = 800


@cache
def people(slug: str, size: int | None = SMALL, seed: int = 1) -> Population:
    sizes = sizes_read(slug, size)
    pack = Library.read().pack(slug, TODAY)
    zone = ZoneInfo(sizes.time_zone)
    return population_make(sizes, pack, read_starter(), seed=seed, today=TODAY, now=NOW, zone=zone)


def believed(made: Population, name: str) -> list[FactRow]:
    """The rows of a fact that are not withdrawn."""
    return [row for row in made.facts if row.name == name and row.withdrawn_at is None]


def standing(made: Population, name: str) -> dict[int, str]:
    """What holds of a fact today, by person."""
    return {row.person: row.value for row in believed(made, name) if row.valid_to is None}
