"""Agreements as lists and pages need them, and the figure that a begun offer moves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen, Spell
from fodfaeste.apps.companies.models import Company
from fodfaeste.apps.goals.models import IndicatorValue
from fodfaeste.apps.offers.codes import ENDED, LIVE, NO, PLANNED, RUNNING, YES
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.core.dates import month_start
from fodfaeste.core.policy import Indicator, Industry, Pack

NEW, WORKED, UNKNOWN = "new", "worked", "unknown"


def agreements_answering() -> QuerySet[Agreement]:
    """Inside a query of answers: the agreements that take a person off the list of those to begin.

    One that was over before the right arose does not.
    """
    own = Agreement.objects.filter(citizen=OuterRef("citizen"), offer=OuterRef("offer"))
    return own.filter(Q(state__in=LIVE) | Q(state=ENDED, ends__gte=OuterRef("due_on")))


def agreements_running(citizens: Iterable[int]) -> QuerySet[Agreement]:
    """The offers that these citizens are in or have agreed on."""
    return Agreement.objects.filter(citizen__in=citizens, state__in=LIVE).order_by("begins", "pk")


def agreements_of(citizen: Citizen) -> QuerySet[Agreement]:
    """All of a citizen's agreements, the newest first."""
    return citizen.agreements.select_related("decided_by", "workplace__company", "workplace__place").order_by(
        "-begins", "-pk"
    )


def agreements_at(company: Company) -> QuerySet[Agreement]:
    """What runs or will begin at a company's workplaces, the first to begin at the top.

    Where the citizen has said no to what has not begun, the company sees nothing of it.
    """
    rows = Agreement.objects.filter(
        workplace__company=company, authority=company.authority_id, state__in=LIVE, citizen__active=True
    )
    refused = Q(state=PLANNED, answer=NO)
    beside = ("authority", "citizen", "workplace")
    return rows.exclude(refused).select_related(*beside).order_by("begins", "pk")


def name_shown(agreement: Agreement) -> str:
    """The citizen's name as the workplace's company may know it: once it runs, or the citizen said yes."""
    return agreement.citizen.name if agreement.state == RUNNING or agreement.answer == YES else ""


def is_begun(citizen: Citizen, offer: str) -> bool:
    """Whether the citizen is in an offer or has agreed on it."""
    return citizen.agreements.filter(offer=offer, state__in=LIVE).exists()


def agreements_to_start(authority: Authority, on: date) -> QuerySet[Agreement]:
    """Agreements whose first day has come."""
    return Agreement.objects.filter(authority=authority, state=PLANNED, begins__lte=on)


@dataclass(frozen=True, slots=True)
class IndustryChoice:
    """An industry in shortage, and whether the citizen has worked in it."""

    industry: Industry
    history: str  # NEW, WORKED or UNKNOWN


def industry_choices(citizen: Citizen, pack: Pack) -> tuple[IndustryChoice, ...]:
    """The pack's industries, each held against the citizen's work so far. Unknown history cannot tell."""
    work = Spell.objects.filter(citizen=citizen, kind="work", withdrawn_at__isnull=True)
    worked = set(work.values_list("industry", flat=True))
    return tuple(IndustryChoice(industry, _history(industry, worked)) for industry in pack.industries)


def _history(industry: Industry, worked: set[str]) -> str:
    if worked & set(industry.db07):
        return WORKED
    # A spell in work without its industry may have been in this one.
    return UNKNOWN if not worked or "" in worked else NEW


def industry_proposed(choices: Iterable[IndustryChoice]) -> str:
    """The industry to propose: the first that is new to the citizen, else the first not known to be old."""
    first_of = {choice.history: choice.industry.id for choice in reversed(tuple(choices))}
    return first_of.get(NEW) or first_of.get(UNKNOWN) or ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the running month as it is stored."""

    indicator: Indicator
    numerator: float | None
    denominator: float | None
    value: float


def figure_of_offer(authority: Authority, pack: Pack, offer: str, on: date) -> Figure | None:
    """The committee's figure for an offer in the running month; none where none is stored or shown."""
    indicator = next(
        (i for i in pack.indicators if i.offer == offer and i.measure == "track_begun_share"), None
    )
    if indicator is None:
        return None
    stored = IndicatorValue.objects.filter(
        authority=authority, indicator=indicator.id, group="", month=month_start(on), suppressed=False
    ).first()
    if stored is None or stored.value is None:
        return None
    return Figure(indicator, stored.numerator, stored.denominator, stored.value)
