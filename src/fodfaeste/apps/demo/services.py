"""Making the demo: an authority, its staff, and a population that nobody belongs to."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db import transaction

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.demo.companies_work import Work, work_load, work_make
from fodfaeste.apps.demo.dealings import dealings_load
from fodfaeste.apps.demo.population import Population, population_make
from fodfaeste.apps.demo.population_load import population_load
from fodfaeste.apps.demo.population_sizes import HISTORY_MONTHS, sizes_read
from fodfaeste.apps.demo.published import PublishedRow, published_rows
from fodfaeste.apps.effects.services import effects_refresh
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.goals.services import answers_refresh, indicators_refresh
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.matching.services import sharing_refresh, suggestions_refresh
from fodfaeste.bridge.taxonomy import taxonomy_here
from fodfaeste.installation.clock import now, today


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made."""

    authority: Authority
    population: Population
    answers: int
    work: Work | None
    published: tuple[PublishedRow, ...]


def demo_make(*, municipality: str, seed: int = 1, people: int | None = None) -> Demo | None:
    """Make the demo of a municipality, whole or not at all; `None` where the municipality is here already."""
    sizes = sizes_read(municipality, people)
    with transaction.atomic():
        authority, is_new = Authority.objects.get_or_create(
            slug=sizes.slug,
            defaults={
                "name": sizes.name,
                "code": sizes.code,
                "policy": sizes.policy,
                "time_zone": sizes.time_zone,
            },
        )
        if not is_new:
            return None
        on = today(authority)
        pack = policy_in_force(authority, on)
        zone = ZoneInfo(authority.time_zone)
        words = taxonomy_here()
        population = population_make(sizes, pack, words, seed=seed, today=on, now=now(), zone=zone)
        loaded = population_load(population, authority, pack, on)
        work = work_make(sizes, words, seed=seed, on=on)
        if work is not None:
            work_load(work, authority, loaded.places, seed=seed, on=on, now=now())
        journal_write(
            actor=None,
            authority=authority,
            action="import",
            what=f"Demo: {len(population.people)} opdigtede borgere, frø {seed}",
        )
        answers = answers_refresh(authority=authority, on=on)
        indicators_refresh(authority=authority, on=on, months=HISTORY_MONTHS)
        suggestions_refresh(authority=authority, on=on)
        sharing_refresh(authority=authority, on=on)
        dealings_load(authority=authority, on=on)
        effects_refresh(authority=authority, on=on)
    published = published_rows(pack, sizes, population.figures, work)
    return Demo(authority, population, answers, work, published)
