"""The municipality's partners, and what of a citizen's case is shared with them."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.asked import changed, seen
from fodfaeste.api.forms import Body, Concept, Day, Listed, posted
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_rows
from fodfaeste.api.problems import FieldProblem, form_problem
from fodfaeste.api.purpose import stated
from fodfaeste.apps.citizens.wording import in_language
from fodfaeste.apps.partners import access
from fodfaeste.apps.partners.codes import PARTS
from fodfaeste.apps.partners.forms import LONGEST_REASON, PartnerForm, ShareForm, WithdrawShareForm
from fodfaeste.apps.partners.models import Partner, Share
from fodfaeste.apps.partners.selectors import grounds_for, partners_here, shares_of
from fodfaeste.apps.partners.services import partner_make, share_make, share_withdraw
from fodfaeste.apps.systems.scopes import PEOPLE_READ, PEOPLE_WRITE, STAFF
from fodfaeste.installation.clock import today

router = Router(tags=["Partners"])


class PartnerTold(Schema):
    """Somebody outside whom the municipality works with. It sees nothing by that."""

    id: str
    name: str
    kind: str
    cvr: str
    recorded_at: datetime


def _partner(one: Partner) -> PartnerTold:
    plain = ("name", "kind", "cvr", "recorded_at")
    return PartnerTold(id=one.public_id, **{name: getattr(one, name) for name in plain})


@operation(
    router,
    "GET",
    "/partners",
    scope=STAFF,
    screens=("partners:partners",),
    answer=Listed[PartnerTold],
)
def partners_list(request: HttpRequest, paging: Query[Paging]) -> Any:
    """The partners that the municipality works with, by name."""
    shown, following = page_of_rows(request, access.partners_known_to(request.user), paging)
    return Listed[PartnerTold](items=[_partner(one) for one in shown], next=following)


class PartnerBody(Body):
    """A partner. With its CVR number its people can sign in."""

    name: str = Field(min_length=1, max_length=120)
    kind: str = Field(max_length=30)
    cvr: str = Field("", max_length=11)


@operation(
    router,
    "POST",
    "/partners",
    scope=STAFF,
    screens=("partners:partners",),
    answer=PartnerTold,
    status=201,
)
def partner_create(request: HttpRequest, body: PartnerBody) -> Any:
    """Write down a partner that the municipality works with."""
    form = PartnerForm(posted(body.model_dump()))
    if not form.is_valid():
        raise form_problem(form)
    return _partner(partner_make(user=request.user, **form.cleaned_data))


class Ground(Schema):
    """An item of the law that sharing can stand on."""

    id: str
    title: str
    certainty: str


class ShareChoice(Schema):
    """A partner to share with, on which grounds."""

    partner: str
    name: str
    kind: str
    grounds: list[Ground]


@operation(
    router,
    "GET",
    "/citizens/{pid}/share-choices",
    scope=PEOPLE_READ,
    screens=("partners:share_new",),
    answer=Listed[ShareChoice],
    is_person=True,
)
def share_choices(request: HttpRequest, pid: str, paging: Query[Paging]) -> Any:
    """Whom something of a citizen can be shared with, and on which grounds of the law."""
    found = changed(request, pid, access.PAGE)
    shown, following = page_of_rows(request, partners_here(found.authority), paging)
    on = today(found.authority)
    items = [
        ShareChoice(
            partner=one.public_id,
            name=one.name,
            kind=one.kind,
            grounds=[
                Ground(id=rule.id, title=in_language(rule.title), certainty=rule.certainty)
                for rule in grounds_for(one, on)
            ],
        )
        for one in shown
    ]
    return Listed[ShareChoice](items=items, next=following)


class ShareTold(Schema):
    """What a partner may see of a citizen, on which ground, until when and why."""

    id: str
    partner: str
    partner_name: str
    what: list[str]
    ground: str
    until: date
    reason: str
    is_open: bool
    made_at: datetime
    made_by: str
    withdrawn_at: datetime | None
    withdrawn_why: str


def _share(one: Share, on: date) -> ShareTold:
    plain = ("what", "ground", "until", "reason", "made_at", "withdrawn_at", "withdrawn_why")
    return ShareTold(
        id=one.public_id,
        partner=one.partner.public_id,
        partner_name=one.partner.name,
        is_open=one.is_open(on),
        made_by=one.made_by.name,
        **{name: getattr(one, name) for name in plain},
    )


@operation(
    router,
    "GET",
    "/citizens/{pid}/shares",
    scope=PEOPLE_READ,
    screens=("partners:shares",),
    answer=Listed[ShareTold],
    is_person=True,
)
def shares_list(request: HttpRequest, pid: str, paging: Query[Paging]) -> Any:
    """What is shared of a citizen with partners, and what was, the newest first."""
    found = seen(request, pid, access.PAGE)
    shown, following = page_of_rows(request, shares_of(found), paging)
    on = today(found.authority)
    return Listed[ShareTold](items=[_share(one, on) for one in shown], next=following)


class ShareBody(Body):
    """With whom, what, on which ground, until when and why. The citizen can read it."""

    partner: str = Field(min_length=1, max_length=16)
    what: list[Concept] = Field(min_length=1, max_length=10, description=f"Of {', '.join(PARTS)}.")
    ground: str = Field(min_length=1, max_length=80)
    until: Day = Field(description="30, 90 or 180 days from today.")
    reason: str = Field(min_length=1, max_length=LONGEST_REASON)


@operation(
    router,
    "POST",
    "/citizens/{pid}/shares",
    scope=PEOPLE_WRITE,
    screens=("partners:share_new",),
    answer=ShareTold,
    status=201,
    is_person=True,
)
def share_create(request: HttpRequest, pid: str, body: ShareBody) -> Any:
    """Let a partner see parts of a citizen's case until a day, on a ground of the law."""
    found = changed(request, pid, access.PAGE)
    partner = partners_here(found.authority).filter(public_id=body.partner).first()
    if partner is None:
        raise FieldProblem([("partner", _("Partneren findes ikke her."))])
    on, said = today(found.authority), body.model_dump(exclude={"partner"})
    form = ShareForm(on, grounds_for(partner, on), posted({**said, "until": body.until.isoformat()}))
    if not form.is_valid():
        raise form_problem(form)
    made = share_make(user=request.user, citizen=found, partner=partner, **form.cleaned_data)
    return _share(made, on)


class EndBody(Body):
    """Why it is no longer shared."""

    reason: str = Field(min_length=1, max_length=LONGEST_REASON)


@operation(
    router,
    "POST",
    "/citizens/{pid}/shares/{share}/withdraw",
    scope=PEOPLE_WRITE,
    screens=("partners:share_end",),
    answer=ShareTold,
    is_person=True,
)
def share_end(request: HttpRequest, pid: str, share: str, body: EndBody) -> Any:
    """Stop showing it; from that moment the partner sees nothing. Twice is once."""
    found = access.share_to_withdraw(request.user, pid, share, session=stated(request, pid))
    form = WithdrawShareForm(posted(body.model_dump()))
    if not form.is_valid():
        raise form_problem(form)
    ended = share_withdraw(user=request.user, share=found, reason=form.cleaned_data["reason"])
    return _share(ended, today(found.authority))
