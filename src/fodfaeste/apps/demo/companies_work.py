"""The work of a demo: companies, openings and courses, made and written."""

import random
from dataclasses import dataclass
from datetime import date, datetime

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.demo.companies import Companies, companies_make
from fodfaeste.apps.demo.companies_load import Places, companies_load, openings_load, staff_load
from fodfaeste.apps.demo.companies_sizes import WorkSizes, work_sizes_read
from fodfaeste.apps.demo.courses_catalogue import CourseRow, catalogue_make
from fodfaeste.apps.demo.courses_catalogue_load import catalogue_load
from fodfaeste.apps.demo.openings import OpeningRow, openings_make
from fodfaeste.apps.demo.openings_words import words_of
from fodfaeste.apps.demo.population_sizes import Sizes
from fodfaeste.formats.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Work:
    """Everything of work that is loaded."""

    sizes: WorkSizes
    companies: Companies
    openings: tuple[OpeningRow, ...]
    courses: tuple[CourseRow, ...]


def work_make(sizes: Sizes, taxonomy: Taxonomy, *, seed: int, on: date) -> Work | None:
    """Invent a municipality's work, the same for the same input; `None` where it has no table."""
    work = work_sizes_read(sizes)
    if work is None:
        return None
    rng = _rng(f"work:{work.firms}", sizes.slug, seed, on)
    towns = work.work_places(sizes.towns)
    companies = companies_make(work, towns, sizes.name, rng)
    words = words_of(taxonomy)
    return Work(
        work,
        companies,
        openings_make(work, companies, words, today=on, rng=rng),
        catalogue_make(towns, words.skills, is_greenland=work.is_greenland, today=on, rng=rng),
    )


def work_load(
    work: Work, authority: Authority, places: Places, *, seed: int, on: date, now: datetime
) -> None:
    """Write a municipality's work; its places are there. Call within a transaction."""
    rng = _rng("ids", work.sizes.slug, seed, on)
    units = companies_load(work.companies, authority, places, now=now, rng=rng)
    staff_load(work.companies, units, today=on, rng=rng)
    openings_load(work.openings, authority, units, places, now=now, rng=rng)
    catalogue_load(work.courses, authority, places, now=now)


def _rng(what: str, slug: str, seed: int, on: date) -> random.Random:
    return random.Random(f"{what}:{slug}:{seed}:{on}")  # noqa: S311 - a demo, the same for a seed; no secret
