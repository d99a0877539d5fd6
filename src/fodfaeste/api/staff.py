"""Who stands in for whom, who can be handed a message, and how what runs in the background is."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.asked import number_of
from fodfaeste.api.forms import Body, Day, Listed, posted
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_rows
from fodfaeste.api.problems import form_problem
from fodfaeste.apps.accounts import stand_ins as standing
from fodfaeste.apps.accounts.forms import StandInForm
from fodfaeste.apps.accounts.models import StandIn
from fodfaeste.apps.operation.running_page import lines
from fodfaeste.apps.outbox.outbox_page import colleagues_of
from fodfaeste.apps.systems.ids import outside_id
from fodfaeste.apps.systems.scopes import OPERATION, PEOPLE_READ, STAFF
from fodfaeste.installation.clock import today

router = Router(tags=["Staff and operation"])
COLLEAGUE = "colleague"


class Colleague(Schema):
    """A case worker or leader of the municipality."""

    id: str
    name: str
    role: str
    unit: str | None


@operation(
    router,
    "GET",
    "/colleagues",
    scope=PEOPLE_READ,
    screens=("outbox:hand_over",),
    answer=Listed[Colleague],
)
def colleagues_list(request: HttpRequest, paging: Query[Paging]) -> Any:
    """The municipality's case workers and leaders by name. Systems are not among them."""
    shown, following = page_of_rows(request, colleagues_of(request.user).select_related("unit"), paging)
    items = [
        Colleague(
            id=outside_id(COLLEAGUE, one.pk),
            name=one.name,
            role=one.role,
            unit=one.unit.name if one.unit else None,
        )
        for one in shown
    ]
    return Listed[Colleague](items=items, next=following)


class StandInTold(Schema):
    """Somebody who sees and works with an absent one's people for a time."""

    id: str
    absent: str
    stand_in: str
    begins: date
    ends: date
    reason: str
    made_at: datetime
    made_by: str
    stopped_at: datetime | None


def _told(one: StandIn) -> StandInTold:
    plain = ("begins", "ends", "reason", "made_at", "stopped_at")
    return StandInTold(
        id=outside_id("stand_in", one.pk),
        absent=one.absent.name,
        stand_in=one.stand_in.name,
        made_by=one.made_by.name,
        **{name: getattr(one, name) for name in plain},
    )


@operation(
    router,
    "GET",
    "/stand-ins",
    scope=STAFF,
    screens=("accounts:stand_ins",),
    answer=Listed[StandInTold],
)
def stand_ins_list(request: HttpRequest, paging: Query[Paging]) -> Any:
    """Who stands in for whom, and who did; those that run or come first."""
    shown, following = page_of_rows(request, standing.stand_ins_of(request.user), paging)
    return Listed[StandInTold](items=[_told(one) for one in shown], next=following)


class StandInBody(Body):
    """Who takes over whose people, from when to when. Write nothing of health in the reason."""

    absent: str = Field(min_length=1, max_length=40, description="An id of /colleagues.")
    stand_in: str = Field(min_length=1, max_length=40, description="An id of /colleagues.")
    begins: Day
    ends: Day
    reason: str = Field(min_length=3, max_length=200)


@operation(
    router,
    "POST",
    "/stand-ins",
    scope=STAFF,
    screens=("accounts:stand_ins",),
    answer=StandInTold,
    status=201,
)
def stand_in_create(request: HttpRequest, body: StandInBody) -> Any:
    """Let a case worker see and work with an absent one's people for a time."""
    values = body.model_dump()
    for name in ("absent", "stand_in"):
        values[name] = number_of(COLLEAGUE, values[name])
    form = StandInForm(request.user, today(request.user.authority), posted(values))
    if not form.is_valid():
        raise form_problem(form)
    return _told(standing.stand_in_make(leader=request.user, **form.cleaned_data))


@operation(
    router,
    "POST",
    "/stand-ins/{stand_in}/stop",
    scope=STAFF,
    screens=("accounts:stand_in_stop",),
    answer=StandInTold,
)
def stand_in_stop(request: HttpRequest, stand_in: str) -> Any:
    """End it before its day. Twice is once."""
    rows = standing.stand_ins_of(request.user).filter(pk=number_of("stand_in", stand_in))
    found = rows.first()
    if found is None:
        raise Http404(_("Det findes ikke her."))
    standing.stand_in_stop(leader=request.user, stand_in=found)
    return _told(rows.get())


class Running(Schema):
    """One part of the work that nobody sees, and what to do where it is not well."""

    name: str
    says: str
    do: str
    is_well: bool


@operation(
    router,
    "GET",
    "/running",
    scope=OPERATION,
    screens=("operation:running",),
    answer=list[Running],
)
def running_read(request: HttpRequest) -> Any:
    """The worker, the night, messages and the backup, as they are now. Nothing about any person."""
    return [
        Running(name=one.name, says=one.says, do=one.do, is_well=one.is_well)
        for one in lines(request.user.authority)
    ]
