"""How a citizen can be reached. An address is used once a code has come back from it."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from fodfaeste.api.asked import changed
from fodfaeste.api.forms import Body, posted
from fodfaeste.api.operation import operation
from fodfaeste.api.problems import FieldProblem, form_problem
from fodfaeste.api.versions import must_match
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.outbox import reaching
from fodfaeste.apps.outbox.forms import NO, YES, CodeForm, StaffReachForm
from fodfaeste.apps.systems.scopes import PEOPLE_READ, PEOPLE_WRITE

router = Router(tags=["Reaching a citizen"])
WHAT = "Kontaktoplysninger"


class ReachTold(Schema):
    """How a citizen can be reached. Not used before it is checked; `digital_post` is null where unknown."""

    mail: str
    mail_checked_at: datetime | None
    phone: str
    phone_checked_at: datetime | None
    letters: bool
    digital_post: bool | None
    recorded_at: datetime | None


def _told(citizen: Citizen) -> ReachTold:
    known = reaching.reach_of(citizen)
    if known is None:
        unknown = dict.fromkeys(("mail_checked_at", "phone_checked_at", "digital_post", "recorded_at"))
        return ReachTold(mail="", phone="", letters=False, **unknown)
    return ReachTold(**{name: getattr(known, name) for name in ReachTold.model_fields})


@operation(
    router,
    "GET",
    "/citizens/{pid}/reach",
    scope=PEOPLE_READ,
    screens=("outbox:reach",),
    answer=ReachTold,
    is_person=True,
)
def reach_read(request: HttpRequest, pid: str) -> Any:
    """How a citizen can be reached."""
    return _told(changed(request, pid, WHAT))


class ReachBody(Body):
    """How a citizen wants to be reached; everything is sent."""

    mail: str = Field(max_length=200)
    phone: str = Field(max_length=20)
    letters: bool
    digital_post: bool | None


@operation(
    router,
    "PUT",
    "/citizens/{pid}/reach",
    scope=PEOPLE_WRITE,
    screens=("outbox:reach",),
    answer=ReachTold,
    is_person=True,
    changes_version=True,
)
def reach_write(request: HttpRequest, pid: str, body: ReachBody) -> Any:
    """Write how a citizen can be reached. A code goes to each new address."""
    found = changed(request, pid, WHAT)
    must_match(request, _told(found))
    post = {True: YES, False: NO, None: ""}[body.digital_post]
    form = StaffReachForm(found.authority.time_zone, posted({**body.model_dump(), "digital_post": post}))
    if not form.is_valid():
        raise form_problem(form)
    said = {name: form.cleaned_data[name] for name in ("mail", "phone", "letters")}
    reaching.reach_record(user=request.user, citizen=found, digital_post=body.digital_post, **said)
    return _told(found)


def _channel(channel: str) -> str:
    if channel not in reaching.CHANNELS:
        raise Http404(_("Det findes ikke her."))
    return channel


@operation(
    router,
    "POST",
    "/citizens/{pid}/reach/{channel}/code",
    scope=PEOPLE_WRITE,
    screens=("outbox:reach_code",),
    answer=ReachTold,
    is_person=True,
)
def reach_code_send(request: HttpRequest, pid: str, channel: str) -> Any:
    """Send a new code to an address that is written down. `channel` is mail or sms."""
    found = changed(request, pid, WHAT)
    reaching.code_send(user=request.user, citizen=found, channel=_channel(channel))
    return _told(found)


class CodeBody(Body):
    """The code that came to the address, as the citizen says it."""

    code: str = Field(min_length=1, max_length=12)


@operation(
    router,
    "POST",
    "/citizens/{pid}/reach/{channel}/confirm",
    scope=PEOPLE_WRITE,
    screens=("outbox:reach_code",),
    answer=ReachTold,
    is_person=True,
)
def reach_confirm(request: HttpRequest, pid: str, channel: str, body: CodeBody) -> Any:
    """Take the code that came to an address: from now on the address is used. A wrong try counts."""
    found, form = changed(request, pid, WHAT), CodeForm(posted(body.model_dump()))
    if not form.is_valid():
        raise form_problem(form)
    try:
        said = {"channel": _channel(channel), "code": form.cleaned_data["code"]}
        reaching.code_check(user=request.user, citizen=found, **said)
    except reaching.WrongCode as wrong:
        raise FieldProblem([("code", str(wrong))]) from None
    return _told(found)
