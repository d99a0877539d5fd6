"""A refused message made again from what is recorded now: with the number, the name or the address mended."""

from collections.abc import Callable
from typing import Any

from fodfaeste.apps.citizens import codes as citizen_codes
from fodfaeste.apps.citizens.models import Contact
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.apps.outbox import codes
from fodfaeste.apps.outbox.case_record import case_entry, case_of, case_states
from fodfaeste.apps.outbox.locking import unlocked_content
from fodfaeste.apps.outbox.models import Message
from fodfaeste.apps.outbox.notices import renewed_notice
from fodfaeste.apps.outbox.records import (
    cv_record,
    invitation_record,
    job_log_record,
    offer_record,
    person_of,
    plan_record,
    sender_of,
    talk_record,
)
from fodfaeste.apps.outbox.selectors import times_told
from fodfaeste.apps.plans.models import JobLogEntry, Plan
from fodfaeste.core.outbound import Record
from fodfaeste.core.outbound_content import content_of


def content_now(message: Message) -> dict[str, Any]:
    """What a message would say if it were made today.

    Where the thing itself has gone on since, or cannot be made again, only who it is about and who sends it
    are read anew: what happened later has a message of its own.
    """
    kind, _colon, which = message.source.partition(":")
    maker = _MAKERS.get((kind, message.kind))
    record = maker(message, which) if maker else None
    return content_of(record) if record is not None else _refreshed(message)


def _refreshed(message: Message) -> dict[str, Any]:
    content = unlocked_content(message.content_encrypted)
    if "sender" in content:
        content["sender"] = _part(content["sender"], sender_of(message.authority))
    if content.get("person") and message.citizen:
        content["person"] = _part(content["person"], person_of(message.citizen))
    return renewed_notice(message, content)


def _part(before: dict[str, Any], now: Any) -> dict[str, Any]:
    return {name: getattr(now, name) for name in before}


def _talk_again(message: Message, which: str) -> Record | None:
    talk = Contact.objects.select_related("citizen", "authority").filter(pk=which).first()
    # A talk that has since become something else is told by a message of its own.
    if talk is None or not message.key.endswith(f":{talk.state}"):
        return None
    if message.receiver == codes.CALENDAR:
        is_off = talk.state == citizen_codes.CANCELLED
        return invitation_record(talk, _place(message), cancelled=is_off)
    return talk_record(talk, _place(message, f":{talk.state}"))


def _offer_again(message: Message, which: str) -> Record | None:
    agreement = Agreement.objects.select_related("citizen", "authority").filter(pk=which).first()
    if agreement is None or not message.key.endswith(f":{agreement.state}"):
        return None
    return offer_record(agreement, _place(message))


def _plan_again(message: Message, which: str) -> Record | None:
    plan = Plan.objects.select_related("citizen", "authority", "made_with").filter(pk=which).first()
    if plan is None or message.key != f"plan:{plan.pk}:{plan.version}:{plan.state}":
        return None
    return plan_record(plan, _place(message))


def _job_log_again(message: Message, _which: str) -> Record | None:
    pk = message.key.removesuffix(":withdrawn").rpartition(":")[2]
    entry = JobLogEntry.objects.select_related("citizen", "authority").filter(pk=pk).first()
    if entry is None or message.key.endswith(":withdrawn") != (entry.withdrawn_at is not None):
        return None
    return job_log_record(entry, _place(message))


def _cv_again(message: Message, _which: str) -> Record | None:
    return cv_record(message.citizen) if message.citizen else None


def _case_again(message: Message, _which: str) -> Record | None:
    if message.citizen is None:
        return None
    case = case_of(message.citizen)
    if case.thing != message.source:
        return None
    return case_entry(message.citizen, case, case_states(message.citizen, case), _place(message))


def _place(message: Message, of: str = "") -> int:
    """Which of the messages of one thing this is, counted from 1."""
    assert message.citizen is not None  # only what is told of a citizen has a source that counts
    return 1 + times_told(message.citizen, message.receiver, message.source, of, before=message.pk)


_MAKERS: dict[tuple[str, str], Callable[[Message, str], Record | None]] = {
    ("talk", "talk"): _talk_again,
    ("talk", "invitation"): _talk_again,
    ("agreement", "offer"): _offer_again,
    ("cv", "cv"): _cv_again,
    ("plan", "plan"): _plan_again,
    ("joblog", "job_log"): _job_log_again,
    ("case", "case"): _case_again,
}
