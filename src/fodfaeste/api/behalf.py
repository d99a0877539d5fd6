"""What a citizen said on the telephone, at a meeting or through another, written for them.

A talk is booked under /talks and a plan agreed under /plan; here are the answers that are the citizen's
alone. It is journalled as written on their behalf, with how it was given and why.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal

from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.agreements import AgreementTold, agreement_of
from fodfaeste.api.asked import changed, number_of
from fodfaeste.api.forms import Body, Listed
from fodfaeste.api.introductions import IntroductionTold, introduction_told
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_rows
from fodfaeste.api.problems import FieldProblem
from fodfaeste.api.purpose import stated
from fodfaeste.apps.citizens.access import SHORTEST_REASON
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.introductions import codes as asking
from fodfaeste.apps.introductions.link_pages import ON_BEHALF_WHY
from fodfaeste.apps.introductions.own_views import answer_store
from fodfaeste.apps.introductions.selectors import introductions_of
from fodfaeste.apps.journal.services import acting_via
from fodfaeste.apps.links import codes
from fodfaeste.apps.links.access import ON_BEHALF
from fodfaeste.apps.links.behalf import behalf_begin, behalf_spend, via_of
from fodfaeste.apps.links.forms import LONGEST_NAME, LONGEST_REASON
from fodfaeste.apps.links.links_page import behalf_lines
from fodfaeste.apps.links.selectors import behalves_of
from fodfaeste.apps.offers.access import agreement_to_change
from fodfaeste.apps.offers.answering import agreement_answer
from fodfaeste.apps.offers.codes import ON_BEHALF as ANSWERED_FOR
from fodfaeste.apps.systems.scopes import PEOPLE_READ, PEOPLE_WRITE

router = Router(tags=["On a citizen's behalf"])


class BehalfTold(Schema):
    """Something that was written for a citizen: what, how it was given, and why."""

    what: str
    given: str
    given_by: str
    why: str
    written_by: str
    done_at: datetime | None


@operation(
    router,
    "GET",
    "/citizens/{pid}/on-behalf",
    scope=PEOPLE_READ,
    screens=("links:behalf",),
    answer=Listed[BehalfTold],
    is_person=True,
)
def behalves_list(request: HttpRequest, pid: str, paging: Query[Paging]) -> Any:
    """What was written for a citizen, the newest first."""
    found = changed(request, pid, ON_BEHALF)
    shown, following = page_of_rows(request, behalves_of(found), paging)
    items = [
        BehalfTold(
            what=line.what,
            given=line.behalf.given,
            given_by=line.behalf.given_by,
            why=line.behalf.why,
            written_by=line.behalf.by.name,
            done_at=line.behalf.done_at,
        )
        for line in behalf_lines(found, shown)
    ]
    return Listed[BehalfTold](items=items, next=following)


class GivenBody(Body):
    """How the citizen gave it, and why they do not write it themselves. The citizen can read it."""

    given: Literal["phone", "meeting", "letter", "representative", "companion", "power"]
    given_by: str = Field("", max_length=LONGEST_NAME, description="Who acted for the citizen, if anyone.")
    why: str = Field(min_length=SHORTEST_REASON, max_length=LONGEST_REASON)


def _write(
    request: HttpRequest, citizen: Citizen, thing: dict[str, Any], body: GivenBody, work: Callable[[], Any]
) -> None:
    """Do a step for a citizen: all or nothing, and journalled as what it is."""
    if body.given in codes.GIVEN_BY_OTHERS and not body.given_by.strip():
        raise FieldProblem([("given_by", _("Skriv navnet på den, der handlede for borgeren."))])
    given = {"given": body.given, "given_by": body.given_by, "why": body.why}
    with transaction.atomic():
        begun = behalf_begin(user=request.user, citizen=citizen, **thing, **given)
        with acting_via(via_of(begun), why=begun.why):
            behalf_spend(begun)
            work()


class AgreementAnswer(GivenBody):
    """Yes or no to an agreement, in the citizen's own words."""

    answer: Literal["yes", "no"]
    words: str = Field("", max_length=400)


@operation(
    router,
    "POST",
    "/citizens/{pid}/agreements/{agreement}/answer-for",
    scope=PEOPLE_WRITE,
    screens=("links:behalf", "links:behalf_step"),
    answer=AgreementTold,
    is_person=True,
)
def agreement_answer_for(request: HttpRequest, pid: str, agreement: str, body: AgreementAnswer) -> Any:
    """Write a citizen's yes or no to an agreement that has not begun. A no ends nothing by itself."""
    pk, session = number_of("agreement", agreement), stated(request, pid)
    found = agreement_to_change(request.user, pid, pk, session=session)
    thing = {"purpose": codes.SIGN, "about": "offers.agreement", "about_id": found.pk}
    said = {"answer": body.answer, "words": body.words.strip(), "how": ANSWERED_FOR}
    _write(
        request,
        found.citizen,
        thing,
        body,
        lambda: agreement_answer(user=request.user, agreement=found, **said),
    )
    return agreement_of(agreement_to_change(request.user, pid, pk, session=session))


class IntroductionAnswer(GivenBody):
    """Yes or no to a company seeing the CV, or a yes taken back."""

    answer: Literal["yes", "no", "withdraw"]


@operation(
    router,
    "POST",
    "/citizens/{pid}/introductions/{introduction}/answer-for",
    scope=PEOPLE_WRITE,
    screens=("links:behalf", "links:behalf_step"),
    answer=IntroductionTold,
    is_person=True,
)
def introduction_answer_for(
    request: HttpRequest, pid: str, introduction: str, body: IntroductionAnswer
) -> Any:
    """Write a citizen's yes or no to a company seeing the CV, or take a yes back."""
    citizen = changed(request, pid, ON_BEHALF)
    found = get_object_or_404(introductions_of(citizen), public_id=introduction)
    thing = {"purpose": codes.ANSWER, "about": "introductions.introduction", "about_id": found.pk}
    how = asking.ON_BEHALF
    _write(
        request,
        citizen,
        thing,
        body,
        lambda: answer_store(request.user, found, body.answer, how, ON_BEHALF_WHY),
    )
    return introduction_told(introductions_of(citizen).select_related("citizen").get(pk=found.pk))
