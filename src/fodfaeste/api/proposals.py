"""Openings that companies write themselves: by a company's system, and read by the municipality's."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.forms import Body, Concept, Day, Listed, posted
from fodfaeste.api.openings import OpeningLine, opening_line
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_rows
from fodfaeste.api.problems import form_problem
from fodfaeste.apps.companies import own_access, own_services
from fodfaeste.apps.companies.models import OpeningProposal
from fodfaeste.apps.companies.own_forms import LONGEST_TEXT, DeclineForm, ProposalForm
from fodfaeste.apps.companies.selectors import units_of
from fodfaeste.apps.systems.scopes import WORK_READ, WORK_WRITE
from fodfaeste.installation.clock import today

router = Router(tags=["Openings written by companies"])


class ProposalTold(Schema):
    """An opening as a company wrote it, and what became of it. `opening`: where it was published."""

    id: str
    company: str
    state: str
    kind: str
    title: str
    text: str
    p_number: str
    hours_min: int | None
    hours_max: int | None
    shifts: list[str]
    seats: int
    opens: date | None
    closes: date | None
    written_at: datetime
    decided_at: datetime | None
    decided_why: str
    opening: str | None


def _told(one: OpeningProposal) -> ProposalTold:
    plain = (
        "state", "kind", "title", "text", "hours_min", "hours_max", "seats", "opens", "closes",
        "written_at", "decided_at", "decided_why",
    )  # fmt: skip
    return ProposalTold(
        id=one.public_id,
        company=one.unit.company.name,
        p_number=one.unit.p_number,
        shifts=one.shifts.split(),
        opening=one.opening.public_id if one.opening else None,
        **{name: getattr(one, name) for name in plain},
    )


@operation(
    router,
    "GET",
    "/own/proposals",
    scope=WORK_READ,
    screens=("companies:own_openings", "companies:own_front"),
    answer=Listed[ProposalTold],
)
def own_proposals_list(request: HttpRequest, paging: Query[Paging]) -> Any:
    """What the company has written itself, the newest first."""
    rows = own_access.own_proposals_of(request.user).select_related("unit__company", "opening")
    shown, following = page_of_rows(request, rows, paging)
    return Listed[ProposalTold](items=[_told(one) for one in shown], next=following)


@operation(
    router,
    "GET",
    "/own/proposals/{proposal}",
    scope=WORK_READ,
    screens=("companies:own_proposal",),
    answer=ProposalTold,
)
def own_proposal_read(request: HttpRequest, proposal: str) -> Any:
    """One opening that the company wrote, and what became of it."""
    return _told(own_access.own_proposal_for(request.user, proposal))


class ProposalBody(Body):
    """An opening in the company's own words. Write of no particular person."""

    kind: str = Field(max_length=30)
    title: str = Field(min_length=1, max_length=160)
    p_number: str = Field(min_length=1, max_length=14, description="One of the company's own workplaces.")
    text: str = Field("", max_length=LONGEST_TEXT)
    hours_min: int | None = Field(None, ge=1, le=60)
    hours_max: int | None = Field(None, ge=1, le=60)
    shifts: list[Concept] = Field([], max_length=20)
    seats: int = Field(1, ge=1, le=500)
    opens: Day | None = None
    closes: Day | None = None


@operation(
    router,
    "POST",
    "/own/proposals",
    scope=WORK_WRITE,
    screens=("companies:own_opening_new",),
    answer=ProposalTold,
    status=201,
)
def own_proposal_write(request: HttpRequest, body: ProposalBody) -> Any:
    """Write an opening of the company's own. It waits until the municipality has read it."""
    units = units_of([own_access.company_of(request.user).pk])
    values = body.model_dump()
    values["unit"] = values.pop("p_number")
    form = ProposalForm(units, today(request.user.authority), posted(values))
    if not form.is_valid():
        raise form_problem(form, {"unit": "p_number"})
    written = own_services.proposal_write(user=request.user, facts=form.facts())
    return _told(own_access.own_proposal_for(request.user, written.public_id))


@operation(
    router,
    "POST",
    "/own/proposals/{proposal}/withdraw",
    scope=WORK_WRITE,
    screens=("companies:own_proposal",),
    answer=ProposalTold,
)
def own_proposal_withdraw(request: HttpRequest, proposal: str) -> Any:
    """Take back what the company wrote, while it waits."""
    found = own_access.own_proposal_for(request.user, proposal)
    own_services.proposal_withdraw(user=request.user, proposal=found)
    return _told(own_access.own_proposal_for(request.user, proposal))


@operation(
    router,
    "GET",
    "/proposals",
    scope=WORK_READ,
    screens=("companies:proposals",),
    answer=Listed[ProposalTold],
)
def proposals_list(request: HttpRequest, paging: Query[Paging]) -> Any:
    """What companies wrote and nobody has answered, the oldest first."""
    shown, following = page_of_rows(request, own_access.proposals_for(request.user), paging)
    return Listed[ProposalTold](items=[_told(one) for one in shown], next=following)


@operation(
    router,
    "GET",
    "/proposals/{proposal}",
    scope=WORK_READ,
    screens=("companies:proposal",),
    answer=ProposalTold,
)
def proposal_read(request: HttpRequest, proposal: str) -> Any:
    """One of those that wait for an answer."""
    return _told(own_access.proposal_for(request.user, proposal))


@operation(
    router,
    "POST",
    "/proposals/{proposal}/publish",
    scope=WORK_WRITE,
    screens=("companies:proposal",),
    answer=OpeningLine,
    status=201,
)
def proposal_publish(request: HttpRequest, proposal: str) -> Any:
    """Make it an opening. What it needs is written afterwards, with PUT /openings/{opening}."""
    found = own_access.proposal_for(request.user, proposal)
    made = own_services.proposal_publish(user=request.user, proposal=found)
    return opening_line(made, today(request.user.authority))


class DeclineBody(Body):
    """Why it is not published; the company reads it."""

    reason: str = Field(min_length=1, max_length=400)


@operation(
    router,
    "POST",
    "/proposals/{proposal}/decline",
    scope=WORK_WRITE,
    screens=("companies:proposal",),
    answer=ProposalTold,
)
def proposal_decline(request: HttpRequest, proposal: str, body: DeclineBody) -> Any:
    """Say no to publishing it, with the reason that the company reads."""
    found = own_access.proposal_for(request.user, proposal)
    form = DeclineForm(posted(body.model_dump()))
    if not form.is_valid():
        raise form_problem(form)
    reason = form.cleaned_data["reason"]
    return _told(own_services.proposal_decline(user=request.user, proposal=found, reason=reason))
