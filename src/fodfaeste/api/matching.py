"""Openings for a citizen with reasons, and citizens for an opening in three groups by waiting time.

No score and no rank of a person is ever told: openings are in order for a citizen, people only by their wait.
"""

from datetime import date
from typing import Any, Literal

import polars as pl
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.asked import seen
from fodfaeste.api.forms import Listed
from fodfaeste.api.openings import OpeningLine, opening_line
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_list
from fodfaeste.apps.journal.services import journal_write_list
from fodfaeste.apps.matching.access import may_open_cases, opening_for, people_listed_for
from fodfaeste.apps.matching.advice import advice_to, advised_to, night_latest
from fodfaeste.apps.matching.formula_page import formula_page
from fodfaeste.apps.matching.openings_page import Card, CourseLine, cards_of, course_line, pair_page
from fodfaeste.apps.matching.selectors import Seeker, courses_named, openings_named, people_found
from fodfaeste.apps.matching.sharing_page import GroupLine, sharing_page
from fodfaeste.apps.systems.scopes import PEOPLE_READ, POLICY_READ
from fodfaeste.bridge.law import policy_here
from fodfaeste.core.openings import OPENING_KINDS
from fodfaeste.installation.clock import today

router = Router(tags=["Openings for a citizen, citizens for an opening"])


class NeedTold(Schema):
    """A need of an opening, and how well the citizen masters it."""

    name: str
    level: str
    essential: bool


class CourseTold(Schema):
    """The course that gives what is missing."""

    reference: str
    title: str
    weeks: str
    price: str
    next_start: date | None


def course_of(line: CourseLine | None) -> CourseTold | None:
    """A course as it is told."""
    if line is None:
        return None
    return CourseTold(
        reference=line.course.reference,
        title=line.course.title,
        weeks=line.weeks,
        price=line.price,
        next_start=line.next_start,
    )


class OpeningFor(Schema):
    """An opening for one citizen, in parts: what is met, what is missing, and the course that gives it."""

    opening: OpeningLine
    workplace: str
    hours: str
    journey: str
    met: list[NeedTold]
    missing: list[NeedTold]
    not_asked: list[str]
    course: CourseTold | None


def _card(card: Card, on: date) -> OpeningFor:
    def needs(lines: Any) -> list[NeedTold]:
        return [NeedTold(name=one.name.text, level=one.level, essential=one.essential) for one in lines]

    return OpeningFor(
        opening=opening_line(card.opening, on),
        workplace=card.workplace,
        hours=card.hours,
        journey=card.journey,
        met=needs(card.met),
        missing=needs(card.missing),
        not_asked=[str(one) for one in card.not_asked],
        course=course_of(card.course),
    )


class OpeningsAsked(Paging):
    """Which openings."""

    kind: str = Field("", max_length=30, description="One kind of openings; all of them without.")


@operation(
    router,
    "GET",
    "/citizens/{pid}/openings",
    scope=PEOPLE_READ,
    screens=("matching:openings",),
    answer=Listed[OpeningFor],
    is_person=True,
)
def openings_for(request: HttpRequest, pid: str, asked: Query[OpeningsAsked]) -> Any:
    """A citizen's openings, the best first, each with its reasons in parts and never as a number."""
    found = seen(request, pid, "Job og pladser, der passer")
    on = today(found.authority)
    seeker = Seeker.of(found, on)
    best, kinds = seeker.openings(), seeker.kinds()
    if asked.kind in OPENING_KINDS:
        best = [reference for reference in best if kinds[reference] == asked.kind]
    shown, following = page_of_list(request, best, str, asked)
    cards = cards_of(seeker, openings_named(found.authority, shown))
    return Listed[OpeningFor](items=[_card(card, on) for card in cards], next=following)


class Advised(Schema):
    """An opening that the night advised and that still stands."""

    opening: OpeningLine
    others: int = Field(description="How many others it is advised to.")


@operation(
    router,
    "GET",
    "/citizens/{pid}/advice",
    scope=PEOPLE_READ,
    screens=("matching:openings",),
    answer=Listed[Advised],
    is_person=True,
)
def advice_for(request: HttpRequest, pid: str) -> Any:
    """What the last night advised a citizen, as far as it can still be taken."""
    found = seen(request, pid, "Job og pladser, der passer")
    on = today(found.authority)
    rows = advice_to(found, on).rows
    items = [Advised(opening=opening_line(row.opening, on), others=row.others) for row in rows]
    return Listed[Advised](items=items)


class LimitTold(Schema):
    """A limit between a citizen and an opening: met, not met or not known."""

    title: str
    verdict: str
    asks: str
    has: str
    because: str


class PairTold(Schema):
    """One citizen and one opening: every need and every limit."""

    is_listed: bool
    card: OpeningFor
    limits: list[LimitTold]


@operation(
    router,
    "GET",
    "/citizens/{pid}/openings/{opening}",
    scope=PEOPLE_READ,
    screens=("matching:pair",),
    answer=PairTold,
    is_person=True,
)
def pair_read(request: HttpRequest, pid: str, opening: str) -> Any:
    """Why an opening is or is not on a citizen's list: every need and every limit."""
    asked = opening_for(request.user, opening)
    found = seen(request, pid, f"Passer åbningen {asked.reference}?")
    on = today(found.authority)
    page: dict[str, Any] = pair_page(Seeker.of(found, on, [asked]), asked, own=False)
    limits = [
        LimitTold(
            title=one.title, verdict=str(one.verdict.value), asks=one.asks, has=one.has, because=one.because
        )
        for one in page["limits"]
    ]
    return PairTold(is_listed=page["is_listed"], card=_card(page["card"], on), limits=limits)


class Group(Paging):
    """Which of the three groups."""

    group: Literal["all", "after_course", "some"] = Field(
        "all", description="Can all that is needed; can it after one course; can some of it."
    )


class Candidate(Schema):
    """A citizen who could be asked: how long they have waited, and what of the needs is met."""

    id: str | None = Field(description="Null for a system that opens nobody's case.")
    name: str
    unit: str | None
    case_worker: str | None
    waiting_since: date | None
    needs_met: int
    needs: int
    course: CourseTold | None
    is_advised: bool


@operation(
    router,
    "GET",
    "/openings/{opening}/people",
    scope=PEOPLE_READ,
    screens=("matching:people",),
    answer=Listed[Candidate],
    is_person=True,
)
def people_for(request: HttpRequest, opening: str, asked: Query[Group]) -> Any:
    """The citizens an opening fits, one of three groups at a time, the longest wait first."""
    user = request.user
    found = opening_for(user, opening)
    on, visible = today(found.authority), people_listed_for(user)
    rows = people_found(found, visible, on).filter(pl.col("group") == asked.group)
    shown, following = page_of_list(
        request, list(rows.iter_rows(named=True)), lambda row: str(row["citizen"]), asked
    )
    chosen = visible.filter(reference__in=[row["citizen"] for row in shown])
    named = {one.reference: one for one in chosen.select_related("unit", "case_worker")}
    courses = courses_named(found.authority, [str(row["course"]) for row in shown if row["course"]])
    advised = advised_to(found)
    journal_write_list(
        actor=user,
        authority=user.authority,
        action="list",
        what=f"Borgere til åbningen {found.reference}",
        citizens=[one.pk for one in named.values()],
    )
    items = []
    for row in shown:
        person, course = named[row["citizen"]], courses.get(str(row["course"]))
        items.append(
            Candidate(
                id=person.public_id if may_open_cases(user) else None,
                name=person.name,
                unit=person.unit.name if person.unit else None,
                case_worker=person.case_worker.name if person.case_worker else None,
                waiting_since=row["waiting_since"],
                needs_met=row["needs_met"],
                needs=row["needs"],
                course=course_of(course_line(course, on)) if course else None,
                is_advised=person.pk in advised,
            )
        )
    return Listed[Candidate](items=items, next=following)


class SharedGroup(Schema):
    """A group of the night's sharing; the words say so where a number is held back."""

    title: str
    people: str
    able: str
    advised: str
    is_suppressed: bool


class SharingTold(Schema):
    """How the last night's advice was shared out; nobody's name."""

    on: date | None
    everyone: SharedGroup | None
    groups: list[SharedGroup]
    gap: str = Field(description="How far from the best it can be at most, in per cent.")
    gini: str


def _shared(line: GroupLine) -> SharedGroup:
    numbers = {
        name: "" if line.is_suppressed else getattr(line, name) for name in ("people", "able", "advised")
    }
    return SharedGroup(title=line.title, is_suppressed=line.is_suppressed, **numbers)


@operation(router, "GET", "/sharing", scope=POLICY_READ, screens=("matching:sharing",), answer=SharingTold)
def sharing_read(request: HttpRequest) -> Any:
    """How the last night's advice was shared out: figures, and nobody's name."""
    night = night_latest(request.user.authority)
    if night is None:
        return SharingTold(on=None, everyone=None, groups=[], gap="", gini="")
    page: dict[str, Any] = sharing_page(night, policy_here(request.user.authority, night.on))
    return SharingTold(
        on=night.on,
        everyone=_shared(page["everyone"]),
        groups=[_shared(line) for line in page["groups"]],
        gap=page["gap"],
        gini=page["gini"],
    )


class Formula(Schema):
    """How openings are found: the limits that are never passed, and what is never read."""

    limits: dict[str, str]
    never_read: list[str]


@operation(router, "GET", "/formula", scope=POLICY_READ, screens=(), answer=Formula)
def formula_read(request: HttpRequest) -> Any:
    """How openings are found: what counts, and what never does."""
    page: dict[str, Any] = formula_page()
    return Formula(
        limits={str(one.title): str(one.when) for one in page["limits"]},
        never_read=[str(text) for text in page["never_read"]],
    )
