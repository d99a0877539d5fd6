"""People who said yes to being shown to a company, for a system of the company."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.forms import Body, Listed
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_list, page_of_rows
from fodfaeste.apps.companies.own_access import company_of, own_opening_for
from fodfaeste.apps.companies.own_agreements import agreements_shown
from fodfaeste.apps.companies.own_page import PersonLine, people_lines
from fodfaeste.apps.introductions.access import shared_for, shared_one_for
from fodfaeste.apps.introductions.selectors import shared_of
from fodfaeste.apps.introductions.services import introduction_company_say
from fodfaeste.apps.offers.selectors import agreements_at
from fodfaeste.apps.systems.scopes import PEOPLE_READ, PEOPLE_WRITE

router = Router(tags=["A company's own"])


class PartShown(Schema):
    """One kind of what the person allowed to be shown, in words."""

    kind: str
    title: str
    lines: list[str]


class PersonShown(Schema):
    """Somebody who said yes, for one opening. Never a case, a limit or a CPR number."""

    id: str
    opening: str
    name: str | None = Field(description="Told when the company has answered that it wants to meet.")
    parts: list[PartShown]
    until: date = Field(description="The last day it is shown, unless the person takes it back before.")
    named_at: datetime | None
    answer: str


def _told(line: PersonLine) -> PersonShown:
    one = line.shared
    return PersonShown(
        id=one.public_id,
        opening=one.opening.public_id,
        name=one.name or None,
        parts=[PartShown(kind=part.kind, title=part.title, lines=list(part.lines)) for part in one.parts],
        until=one.until,
        named_at=one.named_at,
        answer=line.answer,
    )


class PeopleAsked(Paging):
    """Which people."""

    opening: str = Field("", max_length=16, description="Only those shown for this opening.")


@operation(
    router,
    "GET",
    "/own/people",
    scope=PEOPLE_READ,
    screens=("companies:own_people", "companies:own_front"),
    answer=Listed[PersonShown],
    is_person=True,
)
def own_people_list(request: HttpRequest, asked: Query[PeopleAsked]) -> Any:
    """Everyone who lets the company see the CV today, by the day they were asked."""
    about = own_opening_for(request.user, asked.opening) if asked.opening else None
    lines = people_lines(shared_for(request.user, opening=about))
    shown, following = page_of_list(request, lines, lambda line: line.shared.public_id, asked)
    return Listed[PersonShown](items=[_told(line) for line in shown], next=following)


def _line(request: HttpRequest, introduction: str) -> PersonLine:
    return people_lines([shared_of(shared_one_for(request.user, introduction))])[0]


@operation(
    router,
    "GET",
    "/own/people/{introduction}",
    scope=PEOPLE_READ,
    screens=("companies:own_person",),
    answer=PersonShown,
    is_person=True,
)
def own_person_read(request: HttpRequest, introduction: str) -> Any:
    """What one person allowed to be shown; 404 once it was taken back."""
    return _told(_line(request, introduction))


class OwnAgreementTold(Schema):
    """An agreement at one of the company's workplaces. The name is told once the citizen is in it."""

    p_number: str
    offer: str
    state: str
    begins: date
    ends: date | None
    name: str | None


@operation(
    router,
    "GET",
    "/own/agreements",
    scope=PEOPLE_READ,
    screens=("companies:own_agreements",),
    answer=Listed[OwnAgreementTold],
    is_person=True,
)
def own_agreements_list(request: HttpRequest, paging: Query[Paging]) -> Any:
    """Who is or will be at the company's workplaces by an agreement with the municipality."""
    rows, following = page_of_rows(request, agreements_at(company_of(request.user)), paging)
    items = [
        OwnAgreementTold(
            p_number=line.agreement.workplace.p_number,
            offer=line.offer,
            state=line.agreement.state,
            begins=line.agreement.begins,
            ends=line.agreement.ends,
            name=line.name or None,
        )
        for line in agreements_shown(request.user, rows)
    ]
    return Listed[OwnAgreementTold](items=items, next=following)


class AnswerBody(Body):
    """What the company says. `named`: it wants to meet, and is told the name."""

    answer: Literal["named", "interested", "declined"]


@operation(
    router,
    "POST",
    "/own/people/{introduction}/answer",
    scope=PEOPLE_WRITE,
    screens=("companies:own_person",),
    answer=PersonShown,
    is_person=True,
)
def own_person_answer(request: HttpRequest, introduction: str, body: AnswerBody) -> Any:
    """Answer somebody who said yes. The person and the municipality can read it."""
    found = shared_one_for(request.user, introduction)
    introduction_company_say(user=request.user, introduction=found, answer=body.answer)
    return _told(_line(request, introduction))
