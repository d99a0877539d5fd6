"""The work of a demo: companies, openings and courses, made and written."""

import random
from dataclasses import dataclass
from datetime import date, datetime

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Place
from fodfaeste.apps.demo.companies import Companies, companies_make
from fodfaeste.apps.demo.companies_load import companies_load, openings_load, staff_load
from fodfaeste.apps.demo.companies_sizes import work_sizes_read
from fodfaeste.apps.demo.courses_catalogue import CourseRow, catalogue_make
from fodfaeste.apps.demo.courses_catalogue_load import catalogue_load
from fodfaeste.apps.demo.openings import OpeningRow, openings_make
from fodfaeste.apps.demo.population_sizes import Sizes


@dataclass(frozen=True, slots=True)
class Work:
    """Everything of work that is loaded."""

    companies: Companies
    openings: tuple[OpeningRow, ...]
    courses: tuple[CourseRow, ...]


def work_make(sizes: Sizes, *, seed: int, on: date) -> Work | None:
    """Invent a municipality's work, the same for the same sizes, seed and day; `None` without a table."""
    work = work_sizes_read(sizes)
    if work is None:
        return None
    rng = _rng("work", sizes, seed, on)
    companies = companies_make(work, sizes.towns, sizes.name, rng)
    return Work(
        companies,
        openings_make(work, companies, today=on, rng=rng),
        catalogue_make(sizes.towns, is_greenland=work.is_greenland, today=on, rng=rng),
    )


def work_load(*, authority: Authority, sizes: Sizes, seed: int, on: date, now: datetime) -> Work | None:
    """Make a municipality's work and write it; its places must be there. Call within a transaction."""
    work = work_make(sizes, seed=seed, on=on)
    if work is None:
        return None
    rng = _rng("ids", sizes, seed, on)
    places = {place.code: place for place in Place.objects.filter(authority=authority)}
    units = companies_load(work.companies, authority, places, now=now, rng=rng)
    staff_load(work.companies, units, today=on, rng=rng)
    openings_load(work.openings, authority, units, places, now=now, rng=rng)
    catalogue_load(work.courses, authority, places, now=now)
    return work


def _rng(what: str, sizes: Sizes, seed: int, on: date) -> random.Random:
    return random.Random(f"{what}:{sizes.slug}:{sizes.total}:{seed}:{on}")  # noqa: S311 - a demo, the same for a seed; no secret
