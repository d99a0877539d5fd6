"""The journal: who looked at and changed what, when and why."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.forms import Day, Listed
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_rows
from fodfaeste.api.problems import FieldProblem
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.journal.selectors import events_for_review
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.systems.scopes import JOURNAL

router = Router(tags=["Journal"])


class EventTold(Schema):
    """Something that was seen or done."""

    at: datetime
    actor: str
    actor_role: str
    action: str
    citizen: str | None = Field(description="The citizen's id in the API.")
    what: str
    why: str
    via: str


class EventsAsked(Paging):
    """Which events."""

    citizen: str = Field("", max_length=16, description="The citizen's id in the API.")
    day: Day | None = None


@operation(
    router,
    "GET",
    "/journal",
    scope=JOURNAL,
    screens=("journal:review",),
    answer=Listed[EventTold],
    is_person=True,
)
def journal_list(request: HttpRequest, asked: Query[EventsAsked]) -> Any:
    """The authority's journal, the newest first. Looking into it is itself journalled."""
    authority, citizen = request.user.authority, None
    if asked.citizen:
        citizen = Citizen.objects.filter(authority=authority, public_id=asked.citizen).first()
        if citizen is None:
            raise FieldProblem([("citizen", _("Ingen borger i kommunen har det sagsnummer."))])
    events = events_for_review(authority, citizen=citizen, day=asked.day)
    shown, following = page_of_rows(request, events, asked)
    journal_write(actor=request.user, authority=authority, action="see", what="Logbogen", citizen=citizen)
    items = [
        EventTold(
            actor=one.actor.name if one.actor else "",
            citizen=one.citizen.public_id if one.citizen else None,
            **{name: getattr(one, name) for name in ("at", "actor_role", "action", "what", "why", "via")},
        )
        for one in shown
    ]
    return Listed[EventTold](items=items, next=following)
