"""Plans in which citizens wrote last, so that the next word is the case worker's."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from fodfaeste.api.forms import Listed
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_rows
from fodfaeste.apps.journal.services import journal_write_list
from fodfaeste.apps.plans.selectors import plans_waiting
from fodfaeste.apps.systems.ids import outside_id
from fodfaeste.apps.systems.scopes import PEOPLE_READ

router = Router(tags=["Plans"])


class PlanWaiting(Schema):
    """A plan that waits for the case worker, and what the citizen did last."""

    id: str
    citizen: str
    state: str
    did: str
    changed_at: datetime


@operation(
    router,
    "GET",
    "/plans-waiting",
    scope=PEOPLE_READ,
    screens=("plans:waiting",),
    answer=Listed[PlanWaiting],
    is_person=True,
)
def plans_waiting_list(request: HttpRequest, paging: Query[Paging]) -> Any:
    """Plans in which citizens wrote last, the longest wait first."""
    shown, following = page_of_rows(request, plans_waiting(request.user), paging)
    journal_write_list(
        actor=request.user,
        authority=request.user.authority,
        action="list",
        what="Planer, der venter",
        citizens=[one.citizen_id for one in shown],
    )
    items = [
        PlanWaiting(
            id=outside_id("plan", one.pk),
            citizen=one.citizen.public_id,
            state=one.state,
            did=one.last_what,
            changed_at=one.changed_at,
        )
        for one in shown
    ]
    return Listed[PlanWaiting](items=items, next=following)
