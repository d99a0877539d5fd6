"""What counts of the CV texts that a citizen put in. The texts themselves are the citizen's."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from fodfaeste.api.asked import seen
from fodfaeste.api.forms import Listed
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_rows
from fodfaeste.apps.citizens.cv_models import CvProposal, CvText
from fodfaeste.apps.companies.text_page import found_in
from fodfaeste.apps.systems.ids import outside_id
from fodfaeste.apps.systems.scopes import PEOPLE_READ

router = Router(tags=["Skills and wishes"])


class CvThing(Schema):
    """Something that was read in the text, and that the citizen said is right."""

    kind: str
    code: str
    name: str


class CvTold(Schema):
    """A CV text that the citizen has looked through, and what was accepted of it."""

    id: str
    recorded_at: datetime
    decided_at: datetime
    taken: list[CvThing]


@operation(
    router,
    "GET",
    "/citizens/{pid}/cv",
    scope=PEOPLE_READ,
    screens=("citizens:cv",),
    answer=Listed[CvTold],
    is_person=True,
)
def cv_list(request: HttpRequest, pid: str, paging: Query[Paging]) -> Any:
    """What a citizen has accepted of the CV texts put in, the newest first."""
    texts = CvText.objects.filter(citizen=seen(request, pid, "CV som tekst"), decided_at__isnull=False)
    rows = texts.select_related("authority").prefetch_related("proposals").order_by("-recorded_at", "-pk")
    shown, following = page_of_rows(request, rows, paging)
    items = [
        CvTold(
            id=outside_id("cv", text.pk),
            recorded_at=text.recorded_at,
            decided_at=text.decided_at,
            taken=[
                CvThing(kind=one.kind, code=one.code, name=one.name.text)
                for one in found_in(text)
                if one.choice == CvProposal.Choice.TAKEN
            ],
        )
        for text in shown
    ]
    return Listed[CvTold](items=items, next=following)
