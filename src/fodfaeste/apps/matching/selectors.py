"""Matching asked at once, for one citizen or one opening, so that what was just changed counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.db.models import QuerySet

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen, CitizenSkill
from fodfaeste.apps.citizens.naming import sort_key
from fodfaeste.apps.companies.models import Opening
from fodfaeste.apps.learning.models import Course
from fodfaeste.apps.matching.models import Suggestion
from fodfaeste.bridge.matching import Tables, load_few, load_tables, seeking
from fodfaeste.engines.matching import Pair, explain_pair, match, need_weights, people_for

FIRST_SHOWN = 3
FOUND_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Seeker:
    """One citizen against what is open on a day."""

    citizen: Citizen
    on: date
    tables: Tables

    @classmethod
    def of(cls, citizen: Citizen, on: date, openings: Sequence[Opening] | None = None) -> "Seeker":
        """The citizen against everything that is open, or against some openings."""
        only = None if openings is None else [one.pk for one in openings]
        tables = load_tables(citizen.authority, on, citizens=[citizen.pk], openings=only)
        # Weighed once: the needs of every opening decide the weights, and each pair asks for them.
        return cls(citizen, on, {**tables, "opening_skills": need_weights(tables["opening_skills"])})

    def openings(self) -> list[str]:
        """The references of what fits, the best first."""
        count = max(self.tables["openings"].height, 1)
        found = match(self.tables, self.on, by="citizen", top=count)
        return found.sort("rank")["opening"].to_list()

    def pairs(self, openings: Sequence[str]) -> list[Pair]:
        """Every need and every limit between the citizen and some openings."""
        few = pl.col("opening").is_in(list(openings))
        cut = {name: self.tables[name].filter(few) for name in ("openings", "opening_skills")}
        tables = {**self.tables, **cut}
        return [explain_pair(tables, self.citizen.reference, one, self.on) for one in openings]

    def kinds(self) -> dict[str, str]:
        """What kind each opening is."""
        return dict(self.tables["openings"].select("opening", "kind").iter_rows())

    def person(self) -> dict[str, object]:
        """What is known of the citizen that day, as matching reads it."""
        return self.tables["citizens"].row(0, named=True)


def people_found(opening: Opening, among: QuerySet[Citizen], on: date) -> pl.DataFrame:
    """Who of these fits an opening, in groups, the longest wait first in each.

    Who has none of its skills is in no group, so they are not read. Who has left the effort is not listed.
    """
    able = CitizenSkill.objects.filter(
        authority=opening.authority_id,
        withdrawn_at__isnull=True,
        skill__in=opening.needs.values("skill"),
        citizen__in=among,
    )
    citizens = sorted(set(able.values_list("citizen_id", flat=True)))
    tables = load_few(opening.authority, on, citizens=citizens, opening=opening.pk)
    return people_for(seeking(tables), opening.reference, on)


def openings_named(authority: Authority, references: Sequence[str]) -> list[Opening]:
    """Some openings that stand, with their workplace, in the order asked for."""
    standing = Opening.objects.filter(authority=authority, withdrawn_at__isnull=True)
    rows = standing.filter(reference__in=references).select_related("unit", "place")
    return sorted(rows, key=lambda one: references.index(one.reference))


def openings_searched(authority: Authority, text: str) -> list[Opening]:
    """Openings whose title, workplace or reference has the text in it; æ, ø and å as one types them."""
    wanted = sort_key(text)
    if not wanted:
        return []
    standing = Opening.objects.filter(authority=authority, withdrawn_at__isnull=True)
    found = [one for one in standing.select_related("unit") if wanted in _searched_in(one)]
    return sorted(found, key=lambda one: (sort_key(one.title), one.reference))[:FOUND_SHOWN]


def _searched_in(opening: Opening) -> str:
    parts = (opening.title, opening.unit.name if opening.unit else "", opening.reference)
    return " ".join(sort_key(part) for part in parts)


def courses_named(authority: Authority, references: Iterable[str]) -> dict[str, Course]:
    """Some courses by their reference, with the days they start."""
    courses = Course.objects.filter(authority=authority, reference__in=set(references))
    return {one.reference: one for one in courses.prefetch_related("starts")}


def suggestions_first(citizen: Citizen) -> list[Suggestion]:
    """The first of what the last night found for a citizen and still stands."""
    standing = Suggestion.objects.filter(citizen=citizen, opening__withdrawn_at__isnull=True)
    return list(standing.select_related("opening__unit").order_by("place_in_list")[:FIRST_SHOWN])
