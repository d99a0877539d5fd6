"""Asking a citizen whether a company may see the CV for an opening, and what was answered."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.asked import seen
from fodfaeste.api.forms import Body, Concept, Day, Listed, posted
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_rows
from fodfaeste.api.problems import form_problem
from fodfaeste.api.purpose import stated
from fodfaeste.apps.companies.access import opening_for
from fodfaeste.apps.introductions import access
from fodfaeste.apps.introductions.forms import AskForm
from fodfaeste.apps.introductions.models import Introduction
from fodfaeste.apps.introductions.selectors import introductions_for_opening, introductions_of
from fodfaeste.apps.introductions.services import introduction_ask
from fodfaeste.apps.journal.services import journal_write_list
from fodfaeste.apps.matching.access import may_open_cases, people_listed_for
from fodfaeste.apps.systems.scopes import PEOPLE_READ, PEOPLE_WRITE
from fodfaeste.installation.clock import today

router = Router(tags=["Sharing a CV"])


class IntroductionTold(Schema):
    """A question to a citizen about an opening, and what it came to. Silence is no."""

    id: str
    citizen: str | None = Field(description="Null for a system that opens nobody's case.")
    opening: str
    state: str
    asked_at: datetime
    asked_by: str
    answer_by: date
    shown_until: date
    answered_at: datetime | None


def introduction_told(one: Introduction, *, opens_cases: bool = True) -> IntroductionTold:
    """A question as it is told; of whom only to a system that may open cases."""
    plain = ("asked_at", "answer_by", "shown_until", "answered_at")
    return IntroductionTold(
        id=one.public_id,
        citizen=one.citizen.public_id if opens_cases else None,
        opening=one.opening.public_id,
        state=one.state_on(today(one.authority)),
        asked_by=one.asked_by.name,
        **{name: getattr(one, name) for name in plain},
    )


@operation(
    router,
    "GET",
    "/openings/{opening}/introductions",
    scope=PEOPLE_READ,
    screens=("introductions:asked",),
    answer=Listed[IntroductionTold],
    is_person=True,
)
def introductions_asked(request: HttpRequest, opening: str, paging: Query[Paging]) -> Any:
    """Who has been asked about an opening, and what they answered; the one asked first at the top."""
    about = opening_for(request.user, opening)
    rows = introductions_for_opening(about).filter(citizen__in=people_listed_for(request.user))
    shown, following = page_of_rows(
        request, rows.select_related("opening", "authority", "citizen", "asked_by"), paging
    )
    journal_write_list(
        actor=request.user,
        authority=request.user.authority,
        action="list",
        what=f"Borgere, der er spurgt om åbningen {about.reference}",
        citizens=[row.citizen_id for row in shown],
    )
    opens = may_open_cases(request.user)
    return Listed[IntroductionTold](
        items=[introduction_told(one, opens_cases=opens) for one in shown], next=following
    )


class AskBody(Body):
    """Whom to ask, about what of the CV, and until when it would be shown."""

    citizen: str = Field(min_length=1, max_length=16, description="The citizen's id in the API.")
    kinds: list[Concept] = Field(min_length=1, max_length=10)
    until: Day


@operation(
    router,
    "POST",
    "/openings/{opening}/introductions",
    scope=PEOPLE_WRITE,
    screens=("introductions:ask",),
    answer=IntroductionTold,
    status=201,
    is_person=True,
)
def introduction_create(request: HttpRequest, opening: str, body: AskBody) -> Any:
    """Ask a citizen whether the company may see the CV for this opening. Nothing is shown before a yes."""
    about = opening_for(request.user, opening)
    found = access.citizen_to_ask(request.user, body.citizen, about, session=stated(request, body.citizen))
    form = AskForm(today(found.authority), posted({"kinds": body.kinds, "until": body.until.isoformat()}))
    if not form.is_valid():
        raise form_problem(form)
    made = introduction_ask(user=request.user, citizen=found, opening=about, **form.cleaned_data)
    return introduction_told(made, opens_cases=may_open_cases(request.user))


@operation(
    router,
    "GET",
    "/citizens/{pid}/introductions",
    scope=PEOPLE_READ,
    screens=("introductions:introductions",),
    answer=Listed[IntroductionTold],
    is_person=True,
)
def introductions_list(request: HttpRequest, pid: str, paging: Query[Paging]) -> Any:
    """What a citizen was asked about, and what was answered, the newest first."""
    rows = introductions_of(seen(request, pid, access.PAGE)).select_related(
        "citizen", "opening", "authority", "asked_by"
    )
    shown, following = page_of_rows(request, rows, paging)
    return Listed[IntroductionTold](items=[introduction_told(one) for one in shown], next=following)


@operation(
    router,
    "GET",
    "/citizens/{pid}/introductions/{introduction}",
    scope=PEOPLE_READ,
    screens=("introductions:introduction",),
    answer=IntroductionTold,
    is_person=True,
)
def introduction_read(request: HttpRequest, pid: str, introduction: str) -> Any:
    """One question to a citizen."""
    return introduction_told(
        access.introduction_to_read(request.user, pid, introduction, session=stated(request, pid))
    )
