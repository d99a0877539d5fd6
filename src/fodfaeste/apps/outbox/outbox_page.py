"""What the pages of the outbox show, gathered in one place each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import Authority, Role, User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.outbox import codes
from fodfaeste.apps.outbox.access import MENDERS
from fodfaeste.apps.outbox.hand_page import hand_lines
from fodfaeste.apps.outbox.locking import unlocked_content
from fodfaeste.apps.outbox.models import Message, Pause, Step
from fodfaeste.apps.outbox.selectors import counts_by_receiver, messages_about, oldest_by_receiver, pauses_of
from fodfaeste.apps.outbox.settings import FILE, OutboxSettings, OutboxSettingsError, outbox_settings
from fodfaeste.apps.outbox.words import (
    STEPS,
    Refusal,
    kind_text,
    receiver_text,
    refusal_of,
    state_text,
)


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message on a list: what, to whom, why it waits and what to do."""

    message: Message
    what: str
    receiver: str
    state: str
    refusal: Refusal
    waits: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A count under its column."""

    title: str
    count: int


@dataclass(frozen=True, slots=True)
class ReceiverLine:
    """A receiver with its counts, and how it is."""

    name: str
    cells: list[Cell]
    oldest: datetime | None
    how: str
    is_well: bool


@dataclass(frozen=True, slots=True)
class StepLine:
    """One thing that happened to a message."""

    step: Step
    what: str


#: How many messages a citizen's page shows.
TOLD_SHOWN = 5
#: The states that have a column, in this order.
COLUMNS = (codes.WAITING, codes.SENT, codes.REJECTED, codes.GIVEN_UP, codes.RECEIVED)


def message_line(message: Message) -> MessageLine:
    """A message in words."""
    return MessageLine(
        message,
        kind_text(message.kind),
        receiver_text(message.receiver),
        state_text(message),
        refusal_of(message),
        waits_for_person(message),
    )


def waits_for_person(message: Message) -> bool:
    """Whether somebody must do something about a message."""
    is_by_hand = message.receiver in codes.BY_HAND and message.state == codes.WAITING
    return message.state in codes.TO_MEND or is_by_hand


def message_lines(messages: Iterable[Message]) -> list[MessageLine]:
    """Messages in words."""
    return [message_line(message) for message in messages]


def told_lines(citizen: Citizen) -> list[MessageLine]:
    """The latest messages about a citizen."""
    return message_lines(messages_about(citizen)[:TOLD_SHOWN])


def receiver_lines(authority: Authority) -> list[ReceiverLine]:
    """Every receiver there is something for, with its counts."""
    counts, oldest, pauses = (
        counts_by_receiver(authority),
        oldest_by_receiver(authority),
        pauses_of(authority),
    )
    known = _settings(authority)
    return [
        ReceiverLine(
            name=str(title),
            cells=[Cell(str(codes.STATES[state]), counts[receiver].get(state, 0)) for state in COLUMNS],
            oldest=oldest.get(receiver),
            how=_how(receiver, known, pauses.get(receiver)),
            is_well=receiver not in pauses and known is not None,
        )
        for receiver, title in codes.RECEIVERS.items()
        if receiver in counts
    ]


def is_trial(authority: Authority, receiver: str) -> bool:
    """Whether messages to a receiver only go to files."""
    known = _settings(authority)
    return known is not None and known.receiver(receiver).transport == FILE


def _settings(authority: Authority) -> OutboxSettings | None:
    try:
        return outbox_settings(authority)
    except OutboxSettingsError:
        return None


def _how(receiver: str, known: OutboxSettings | None, pause: Pause | None) -> str:
    if receiver in codes.BY_HAND:
        return _("Sendes med posten") if receiver == codes.LETTER else _("Skrives af en person")
    if known is None:
        return _("Indstillingerne kan ikke læses")
    settings = known.receiver(receiver)
    if not settings.is_on:
        return _("Slukket")
    if pause is not None:
        return _("Svarer ikke")
    return _("Prøve: lægges i filer") if settings.transport == FILE else _("Sendes")


def message_page(message: Message) -> dict[str, object]:
    """A message with all that happened to it, and what can be done."""
    steps = message.steps.select_related("by").order_by("at", "pk")
    is_letter = message.receiver == codes.LETTER
    return {
        "line": message_line(message),
        "steps": [StepLine(step, str(STEPS.get(step.what, step.what))) for step in steps],
        "waits": waits_for_person(message),
        "is_letter": is_letter,
        "to_write": hand_lines(message) if message.receiver == codes.DFDG_BY_HAND else [],
        "is_by_hand": message.receiver in codes.BY_HAND,
        "letter": unlocked_content(message.content_encrypted) if is_letter else {},
        "is_trial": message.transport == FILE,
    }


def colleagues_of(user: User) -> QuerySet[User]:
    """Who a message can be handed over to."""
    people = User.objects.filter(authority=user.authority_id, system__isnull=True)
    staff = people.filter(role__in=MENDERS, is_active=True)
    return staff.exclude(pk=user.pk).order_by("name", "pk")


def sees_counts(user: User) -> bool:
    """Whether the counts of the whole municipality are for this person: leaders."""
    return user.role == Role.LEADER
