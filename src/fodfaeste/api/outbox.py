"""What did not come through to systems outside, and what a person does about it."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.asked import number_of
from fodfaeste.api.forms import Body, Listed, posted
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_rows
from fodfaeste.api.problems import form_problem
from fodfaeste.api.purpose import stated
from fodfaeste.api.staff import COLLEAGUE
from fodfaeste.api.versions import must_match
from fodfaeste.apps.journal.services import journal_write_list
from fodfaeste.apps.outbox import mending
from fodfaeste.apps.outbox.access import message_for
from fodfaeste.apps.outbox.forms import HandOverForm, WithdrawForm
from fodfaeste.apps.outbox.models import Message
from fodfaeste.apps.outbox.selectors import (
    counts_by_receiver,
    messages_to_mend,
    oldest_by_receiver,
    pauses_of,
)
from fodfaeste.apps.systems.ids import outside_id
from fodfaeste.apps.systems.scopes import OPERATION, PEOPLE_READ, PEOPLE_WRITE

router = Router(tags=["Outbox"])


class MessageTold(Schema):
    """A message to a system outside: to whom, of what kind, and how it went. Never what it says."""

    id: str
    receiver: str
    kind: str
    citizen: str | None
    state: str
    put_at: datetime
    attempts: int
    answered_at: datetime | None
    code: str
    words: str
    owner: str | None


def _told(one: Message) -> MessageTold:
    plain = ("receiver", "kind", "state", "put_at", "attempts", "answered_at", "code", "words")
    return MessageTold(
        id=outside_id("message", one.pk),
        citizen=one.citizen.public_id if one.citizen else None,
        owner=one.owner.name if one.owner else None,
        **{name: getattr(one, name) for name in plain},
    )


def _message(request: HttpRequest, message: str) -> Message:
    pk = number_of("message", message)
    of = Message.objects.filter(authority=request.user.authority_id, pk=pk).values_list("citizen__public_id")
    pid = next((one for (one,) in of if one), "")
    return message_for(request.user, pk, what="Meddelelse i udbakken", session=stated(request, pid))


@operation(
    router,
    "GET",
    "/outbox",
    scope=PEOPLE_READ,
    screens=("outbox:outbox",),
    answer=Listed[MessageTold],
    is_person=True,
)
def outbox_list(request: HttpRequest, paging: Query[Paging]) -> Any:
    """What did not come through and waits for a person."""
    rows = messages_to_mend(request.user).select_related("citizen", "owner")
    shown, following = page_of_rows(request, rows, paging)
    journal_write_list(
        actor=request.user,
        authority=request.user.authority,
        action="list",
        what="Udbakke",
        citizens={one.citizen_id for one in shown if one.citizen_id},
    )
    return Listed[MessageTold](items=[_told(one) for one in shown], next=following)


@operation(
    router,
    "GET",
    "/outbox/{message}",
    scope=PEOPLE_READ,
    screens=("outbox:message",),
    answer=MessageTold,
    is_person=True,
)
def outbox_read(request: HttpRequest, message: str) -> Any:
    """One message: to whom, of what kind, and how it went."""
    return _told(_message(request, message))


@operation(
    router,
    "POST",
    "/outbox/{message}/mend",
    scope=PEOPLE_WRITE,
    screens=("outbox:mend",),
    answer=MessageTold,
    is_person=True,
    changes_version=True,
)
def outbox_mend(request: HttpRequest, message: str) -> Any:
    """Send a message again, made from what is recorded now."""
    found = _message(request, message)
    must_match(request, _told(found))
    mending.message_mend(user=request.user, message=found)
    return _told(_message(request, message))


class HandOverBody(Body):
    """Who takes care of it."""

    to: str = Field(min_length=1, max_length=40, description="An id of /colleagues.")


@operation(
    router,
    "POST",
    "/outbox/{message}/hand-over",
    scope=PEOPLE_WRITE,
    screens=("outbox:hand_over",),
    answer=MessageTold,
    is_person=True,
    changes_version=True,
)
def outbox_hand_over(request: HttpRequest, message: str, body: HandOverBody) -> Any:
    """Let a colleague take care of a message."""
    found = _message(request, message)
    must_match(request, _told(found))
    form = HandOverForm(request.user, posted({"to": number_of(COLLEAGUE, body.to)}))
    if not form.is_valid():
        raise form_problem(form)
    mended = mending.message_hand_over(user=request.user, message=found, to=form.cleaned_data["to"])
    return _told(mended)


@operation(
    router,
    "POST",
    "/outbox/{message}/posted",
    scope=PEOPLE_WRITE,
    screens=("outbox:posted",),
    answer=MessageTold,
    is_person=True,
    changes_version=True,
)
def outbox_posted(request: HttpRequest, message: str) -> Any:
    """Say that a letter on paper was put in the post."""
    found = _message(request, message)
    must_match(request, _told(found))
    return _told(mending.letter_posted(user=request.user, message=found))


class ReceiverTold(Schema):
    """How the messages to a receiver stand. `silent_since`: it has not answered since then."""

    receiver: str
    counts: dict[str, int]
    oldest: datetime | None
    silent_since: datetime | None


@operation(
    router,
    "GET",
    "/outbox-receivers",
    scope=OPERATION,
    screens=("outbox:outbox", "operation:running"),
    answer=list[ReceiverTold],
)
def outbox_receivers(request: HttpRequest) -> Any:
    """How many messages of each receiver are in which state, for leaders. Nothing about any person."""
    authority = request.user.authority
    oldest, pauses = oldest_by_receiver(authority), pauses_of(authority)
    return [
        ReceiverTold(
            receiver=receiver,
            counts=counts,
            oldest=oldest.get(receiver),
            silent_since=pauses[receiver].since if receiver in pauses else None,
        )
        for receiver, counts in sorted(counts_by_receiver(authority).items())
    ]


class WithdrawBody(Body):
    """Why a message is taken back."""

    why: str = Field(min_length=1, max_length=400)


@operation(
    router,
    "POST",
    "/outbox/{message}/withdraw",
    scope=PEOPLE_WRITE,
    screens=("outbox:withdraw",),
    answer=MessageTold,
    is_person=True,
    changes_version=True,
)
def outbox_withdraw(request: HttpRequest, message: str, body: WithdrawBody) -> Any:
    """Take a message back, with a reason."""
    found = _message(request, message)
    must_match(request, _told(found))
    form = WithdrawForm(posted(body.model_dump()))
    if not form.is_valid():
        raise form_problem(form)
    mending.message_withdraw(user=request.user, message=found, why=form.cleaned_data["why"])
    return _told(_message(request, message))
