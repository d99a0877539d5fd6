"""A municipality's invented work, made once for all tests that read it."""

from datetime import date
from functools import cache

from fodfaeste.apps.demo.companies_work import Work, work_make
from fodfaeste.apps.demo.population_sizes import sizes_read
from fodfaeste.formats.taxonomy import read_starter

TODAY = date(2026, 11, 23)
EVERYWHERE = ("haderslev", "kalundborg", "naestved", "norddjurs", "sermersooq")


@cache
def work(slug: str = "haderslev", people: int | None = None, seed: int = 1, today: date = TODAY) -> Work:
    made = work_make(sizes_read(slug, people), read_starter(), seed=seed, on=today)
    assert made is not None
    return made
