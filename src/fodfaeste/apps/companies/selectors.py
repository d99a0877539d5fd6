"""Which companies and openings a search finds, in the reader's own authority."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr

from fodfaeste.apps.accounts.models import Authority, User
from fodfaeste.apps.citizens.models import Place
from fodfaeste.apps.citizens.naming import sort_key
from fodfaeste.apps.companies.models import Company, Opening, ProductionUnit, StaffMonth
from fodfaeste.core.industries import DIVISIONS, UNKNOWN_INDUSTRY

#: Fewer digits than these are no number that anyone looks a company up by.
FEWEST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class CompanySearch:
    """What a list of companies is asked for; empty is everything."""

    text: str = ""
    section: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class OpeningSearch:
    """What a list of openings is asked for; empty is everything that was not withdrawn."""

    text: str = ""
    kind: str = ""
    section: str = ""
    place: str = ""
    open_now: bool = True


def is_open(on: date) -> Q:
    """An opening that one can take on a day."""
    return (
        Q(withdrawn_at__isnull=True)
        & (Q(opens__isnull=True) | Q(opens__lte=on))
        & (Q(closes__isnull=True) | Q(closes__gte=on))
    )


def companies_found(user: User, search: CompanySearch) -> QuerySet[Company]:
    """The companies that a search finds, by name."""
    companies = Company.objects.filter(authority=user.authority_id)
    if search.text:
        companies = companies.filter(_company_named(search.text))
    if search.section or search.place:
        units = ProductionUnit.objects.filter(company=OuterRef("pk"))
        if search.section:
            units = units.annotate(division=Substr("industry", 1, 2)).filter(_in_section(search.section))
        if search.place:
            units = units.filter(place__code=search.place)
        companies = companies.filter(Exists(units))
    return companies.order_by("sort_key", "pk")


def _company_named(text: str) -> Q:
    """A CVR or P-number that begins so, or a name that has every word."""
    digits = text.replace(" ", "")
    if digits.isdecimal() and len(digits) >= FEWEST_DIGITS:
        units = ProductionUnit.objects.filter(company=OuterRef("pk"), p_number__startswith=digits)
        return Q(cvr__startswith=digits) | Q(Exists(units))
    named = Q()
    for word in sort_key(text).split():
        named &= Q(sort_key__contains=word)
    return named


def _in_section(letter: str) -> Q:
    """Beside an annotated `division`: an industry that lies in a section."""
    divisions = [division for division, section in DIVISIONS.items() if section == letter]
    return (Q(division__in=divisions) | Q(industry=letter)) & ~Q(industry=UNKNOWN_INDUSTRY)


def openings_found(user: User, search: OpeningSearch, on: date) -> QuerySet[Opening]:
    """The openings that a search finds, the newest first."""
    openings = Opening.objects.filter(authority=user.authority_id, withdrawn_at__isnull=True)
    if search.open_now:
        openings = openings.filter(is_open(on))
    if search.kind:
        openings = openings.filter(kind=search.kind)
    if search.place:
        openings = openings.filter(place__code=search.place)
    if search.section:
        units = ProductionUnit.objects.annotate(division=Substr("industry", 1, 2))
        openings = openings.filter(unit__in=units.filter(_in_section(search.section)))
    for word in search.text.split():
        openings = openings.filter(_titled(word))
    return openings.select_related("place", "unit__company").order_by("-recorded_at", "-pk")


def _titled(word: str) -> Q:
    """A title with a word in it. SQLite tells Å from å, so each way of writing it is asked for."""
    ways = {word, word.lower(), word.upper(), word.capitalize()}
    named = Q()
    for way in sorted(ways):
        named |= Q(title__icontains=way)
    return named


def openings_counted(companies: Iterable[int], on: date) -> dict[int, int]:
    """How many open openings each of these companies has."""
    rows = Opening.objects.filter(is_open(on), unit__company__in=list(companies))
    counted = rows.order_by().values("unit__company").annotate(number=Count("pk"))
    return {row["unit__company"]: row["number"] for row in counted}


def openings_of(company: Company, on: date) -> QuerySet[Opening]:
    """What is open at a company, or will be: by kind, then by title."""
    rows = Opening.objects.filter(unit__company=company, withdrawn_at__isnull=True)
    rows = rows.filter(Q(closes__isnull=True) | Q(closes__gte=on))
    return rows.select_related("place", "unit").order_by("kind", "title", "pk")


def units_of(companies: Iterable[int]) -> list[ProductionUnit]:
    """The workplaces of some companies, by P-number."""
    rows = ProductionUnit.objects.filter(company__in=list(companies))
    return list(rows.select_related("place").order_by("company", "p_number"))


def staff_latest(units: Iterable[int]) -> dict[int, StaffMonth]:
    """The newest month that is known of each workplace."""
    newest = StaffMonth.objects.filter(unit=OuterRef("unit")).order_by("-month").values("month")[:1]
    rows = StaffMonth.objects.filter(unit__in=list(units), month=Subquery(newest))
    return {row.unit_id: row for row in rows}


def staff_since(units: Sequence[int], first: date, last: date) -> list[StaffMonth]:
    """The months of some workplaces' staff between two months, the oldest first."""
    rows = StaffMonth.objects.filter(unit__in=units, month__gte=first, month__lte=last)
    return list(rows.order_by("month", "unit"))


def places_of(authority: Authority) -> list[Place]:
    """The towns and villages of an authority, by name."""
    return sorted(Place.objects.filter(authority=authority), key=lambda place: sort_key(place.name))


def unit_numbered(authority: Authority, p_number: str) -> ProductionUnit | None:
    """The workplace with a P-number, if the authority knows it; whatever else an address may say is none."""
    if not p_number.isdecimal():
        return None
    rows = ProductionUnit.objects.filter(authority=authority, p_number=p_number)
    return rows.select_related("company", "place").first()
