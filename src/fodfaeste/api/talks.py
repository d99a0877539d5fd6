"""Talks with a citizen: booked, and what became of them."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.asked import changed, row_of, seen
from fodfaeste.api.forms import Body, Day, Listed, posted
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_rows
from fodfaeste.api.problems import form_problem
from fodfaeste.api.versions import must_match
from fodfaeste.apps.citizens import codes
from fodfaeste.apps.citizens.forms import TalkForm
from fodfaeste.apps.citizens.models import Contact
from fodfaeste.apps.citizens.selectors import talks_of
from fodfaeste.apps.citizens.services import talk_book, talk_mark
from fodfaeste.apps.citizens.slots import host_of, slot_proposed
from fodfaeste.apps.citizens.views import TALK_DEADLINE
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.systems.ids import outside_id
from fodfaeste.apps.systems.scopes import PEOPLE_READ, PEOPLE_WRITE
from fodfaeste.installation.clock import now, today

router = Router(tags=["Talks"])


class Talk(Schema):
    """A talk: booked, held, not attended or called off."""

    id: str
    starts_at: datetime
    state: str
    state_text: str
    recorded_at: datetime


def talk_of(talk: Contact) -> Talk:
    """A talk as it is told."""
    return Talk(
        id=outside_id("talk", talk.pk),
        starts_at=talk.starts_at,
        state=talk.state,
        state_text=str(codes.TALK_STATES.get(talk.state, talk.state)),
        recorded_at=talk.recorded_at,
    )


@operation(
    router,
    "GET",
    "/citizens/{pid}/talks",
    scope=PEOPLE_READ,
    screens=("citizens:citizen",),
    answer=Listed[Talk],
    is_person=True,
)
def talks_list(request: HttpRequest, pid: str, paging: Query[Paging]) -> Any:
    """A citizen's talks, the newest first."""
    found = seen(request, pid, "Samtaler")
    shown, following = page_of_rows(request, talks_of(found), paging)
    return Listed[Talk](items=[talk_of(one) for one in shown], next=following)


class Slot(Schema):
    """A time that is free, and whose calendar it stands in."""

    day: date | None
    time: str | None
    host: str


@operation(
    router,
    "GET",
    "/citizens/{pid}/talks/free",
    scope=PEOPLE_READ,
    screens=("citizens:talk",),
    answer=Slot,
    is_person=True,
)
def talk_free(request: HttpRequest, pid: str) -> Any:
    """The first free half hour for a talk with a citizen."""
    found = changed(request, pid, "Book samtale")
    on = today(found.authority)
    within, host = policy_in_force(found.authority, on).value(TALK_DEADLINE), host_of(found, request.user)
    slot = slot_proposed(host, found.authority, on, int(within.value) if within else None)
    return Slot(
        day=slot.starts_at.date() if slot else None,
        time=f"{slot.starts_at:%H:%M}" if slot else None,
        host=host.name,
    )


class TalkBody(Body):
    """When the talk is to be, on the municipality's own clock."""

    day: Day
    time: str = Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", description="For example 10:30.")


@operation(
    router,
    "POST",
    "/citizens/{pid}/talks",
    scope=PEOPLE_WRITE,
    screens=("citizens:talk",),
    answer=Talk,
    status=201,
    is_person=True,
)
def talk_create(request: HttpRequest, pid: str, body: TalkBody) -> Any:
    """Book a talk. The same time booked twice is one talk."""
    found = changed(request, pid, "Book samtale")
    form = TalkForm(now(), found.authority, posted(body.model_dump()))
    if not form.is_valid():
        raise form_problem(form)
    return talk_of(talk_book(user=request.user, citizen=found, starts_at=form.cleaned_data["starts_at"]))


class TalkState(Body):
    """What became of a talk."""

    state: Literal["held", "no_show", "cancelled"]


@operation(
    router,
    "GET",
    "/citizens/{pid}/talks/{talk}",
    scope=PEOPLE_READ,
    screens=("citizens:citizen",),
    answer=Talk,
    is_person=True,
)
def talk_read(request: HttpRequest, pid: str, talk: str) -> Any:
    """One talk."""
    found = seen(request, pid, "Samtale")
    return talk_of(row_of(found.contacts, "talk", talk))


@operation(
    router,
    "PATCH",
    "/citizens/{pid}/talks/{talk}",
    scope=PEOPLE_WRITE,
    screens=("citizens:talk_mark",),
    answer=Talk,
    is_person=True,
    changes_version=True,
)
def talk_change(request: HttpRequest, pid: str, talk: str, body: TalkState) -> Any:
    """Write what became of a talk: held, not attended, or called off."""
    found = changed(request, pid, "Samtale")
    booked = row_of(found.contacts, "talk", talk)
    must_match(request, talk_of(booked))
    return talk_of(talk_mark(user=request.user, talk=booked, state=body.state))
