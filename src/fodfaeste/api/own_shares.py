"""What the municipality shares with a partner, for a system of the partner."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from fodfaeste.api.forms import Listed
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_rows
from fodfaeste.apps.journal.services import journal_write_list
from fodfaeste.apps.partners import access
from fodfaeste.apps.partners.models import Share
from fodfaeste.apps.partners.share_page import parts_shown
from fodfaeste.apps.systems.scopes import PEOPLE_READ

router = Router(tags=["A partner's own"])


class OwnShareLine(Schema):
    """Something that is shared with the partner about one person. `what`: talks, offers or steps."""

    id: str
    name: str
    what: list[str]
    until: date


class SharedPart(Schema):
    """One part of the case in words, as it stands now."""

    title: str
    lines: list[str]


class OwnShare(OwnShareLine):
    """What is shared, by whom, why, and on which item of the law."""

    parts: list[SharedPart]
    ground: str
    reason: str
    made_at: datetime
    made_by: str


def _line(share: Share) -> OwnShareLine:
    return OwnShareLine(id=share.public_id, name=share.citizen.name, what=list(share.what), until=share.until)


@operation(
    router,
    "GET",
    "/own/shares",
    scope=PEOPLE_READ,
    screens=("partners:own_front",),
    answer=Listed[OwnShareLine],
    is_person=True,
)
def own_shares_list(request: HttpRequest, paging: Query[Paging]) -> Any:
    """The people of whom something is shared with the partner today, by name."""
    shown, following = page_of_rows(request, access.shares_visible_to(request.user), paging)
    journal_write_list(
        actor=request.user,
        authority=request.user.authority,
        action="list",
        what="Borgere, som kommunen har delt noget om",
        citizens=list(dict.fromkeys(share.citizen_id for share in shown)),
    )
    return Listed[OwnShareLine](items=[_line(share) for share in shown], next=following)


@operation(
    router,
    "GET",
    "/own/shares/{share}",
    scope=PEOPLE_READ,
    screens=("partners:own_share",),
    answer=OwnShare,
    is_person=True,
)
def own_share_read(request: HttpRequest, share: str) -> Any:
    """What is shared of one person; 404 once its last day is over or it was taken back."""
    found = access.share_for(request.user, share)
    return OwnShare(
        **_line(found).model_dump(),
        parts=[SharedPart(title=part.title, lines=list(part.lines)) for part in parts_shown(found)],
        ground=found.ground,
        reason=found.reason,
        made_at=found.made_at,
        made_by=found.made_by.name,
    )
