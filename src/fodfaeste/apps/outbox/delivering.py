"""One turn of a receiver: what is due leaves, in order within each order, several orders side by side.

A message is claimed before it leaves and noted after. Dead in between, it leaves once more under the same
id when the claim runs out, and the receiver's word that it has it already counts as its receipt.
"""

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.jobs.services import lease_length
from fodfaeste.apps.outbox import codes
from fodfaeste.apps.outbox.answers import receipt_take, refused, taken_in
from fodfaeste.apps.outbox.models import Message, Step
from fodfaeste.apps.outbox.pauses import (
    is_in_doubt,
    is_paused,
    receiver_answered,
    receiver_silent,
    wait_after,
)
from fodfaeste.apps.outbox.selectors import messages_next
from fodfaeste.apps.outbox.transport import Answering, Envelope, Receipt, Refused, Repeat, Unreachable
from fodfaeste.apps.outbox.ways import Way, envelope_of, way_of
from fodfaeste.core.outbound import Unsendable
from fodfaeste.installation import clock

log = logging.getLogger(__name__)

#: Envelopes under way at the same time: a slow receiver is waited for by several orders at once.
AT_ONCE = 4
#: A turn ends after so long and the rest has another: one receiver never keeps the worker to itself.
TURN_SECONDS = 45.0
OFF_FOR = timedelta(minutes=10)
ASK_EVERY = timedelta(minutes=5)
ASKED_AT_ONCE = 200

Outcome = Receipt | Unreachable | Refused | Repeat | Unsendable


@dataclass(slots=True)
class Turn:
    """What a turn came to."""

    received: int = 0
    refused: int = 0
    silent: int = 0


def deliver(*, authority: Authority, receiver: str, way: Way | None = None) -> Turn:
    """Give a receiver its turn. May run twice, may die anywhere: nothing is lost and nothing told twice."""
    way, turn = way or way_of(authority, receiver), Turn()
    now = clock.true_now()
    if not way.settings.is_on:
        _put_off(way, now + OFF_FOR)
        return turn
    if (quiet_until := way.settings.quiet_until(now, authority.time_zone)) is not None:
        _put_off(way, quiet_until)
        return turn
    _give_up_old(way)
    _ask_for_answers(way)
    ends = time.monotonic() + TURN_SECONDS
    while time.monotonic() < ends and not is_paused(authority, receiver, clock.true_now()):
        claimed = _claim_next(way, 1 if is_in_doubt(authority, receiver) else AT_ONCE)
        if not claimed:
            break
        _hand_over(way, claimed, turn)
    return turn


def _put_off(way: Way, until: datetime) -> None:
    waiting = Message.objects.filter(
        authority=way.authority, receiver=way.receiver, state=codes.WAITING, due_at__lt=until
    )
    waiting.update(due_at=until)


def _claim_next(way: Way, count: int) -> list[Message]:
    """Take the messages whose turn it is: whoever else looks now does not see them for a while."""
    now = clock.true_now()
    found = messages_next(now).filter(authority=way.authority, receiver=way.receiver)
    claimed = []
    for message in found.select_related("citizen", "authority").order_by("due_at", "pk")[:count]:
        mine = Message.objects.filter(
            pk=message.pk, state=codes.WAITING, attempts=message.attempts, due_at=message.due_at
        )
        if mine.update(attempts=message.attempts + 1, due_at=now + lease_length()):
            message.attempts += 1
            claimed.append(message)
    return claimed


def _hand_over(way: Way, messages: list[Message], turn: Turn) -> None:
    """Let envelopes leave side by side; what comes of each is noted in a transaction of its own."""
    leaving: list[tuple[Message, Envelope]] = []
    for message in messages:
        try:
            leaving.append((message, envelope_of(message, way)))
        except Unsendable as error:
            _note(way, message, error, turn)
    if not leaving:
        return
    with ThreadPoolExecutor(max_workers=len(leaving)) as pool:
        futures = [pool.submit(_outcome, way, envelope) for _message, envelope in leaving]
    broken = next((future.exception() for future in futures if future.exception()), None)
    for (message, _envelope), future in zip(leaving, futures, strict=True):
        if future.exception() is None:
            _note(way, message, future.result(), turn)
    if broken is not None:
        raise broken  # a transport's own fault: the others are noted, and the job tells of it


def _outcome(way: Way, envelope: Envelope) -> Outcome:
    """What a receiver says to an envelope. In a thread of its own: no database here."""
    try:
        return way.transport.deliver(envelope)
    except (Unreachable, Refused, Repeat) as answer:
        return answer


def _note(way: Way, message: Message, outcome: Outcome, turn: Turn) -> None:
    with transaction.atomic():
        fresh = Message.objects.select_for_update(no_key=True).get(pk=message.pk)
        if fresh.message_id == message.message_id:  # else mended meanwhile: an answer to what it said before
            _note_on(fresh, outcome, way.settings.transport)
    if isinstance(outcome, Unreachable):
        turn.silent += 1
        receiver_silent(
            authority=way.authority,
            receiver=way.receiver,
            words=str(outcome),
            retry_after=outcome.retry_after,
        )
    elif isinstance(outcome, Unsendable):
        turn.refused += 1
    else:
        turn.refused += isinstance(outcome, Refused)
        turn.received += not isinstance(outcome, Refused)
        receiver_answered(authority=way.authority, receiver=way.receiver)


def _note_on(message: Message, outcome: Outcome, transport: str) -> None:
    message.transport = transport
    if isinstance(outcome, Receipt):
        taken_in(message, outcome)
    elif isinstance(outcome, Repeat):
        taken_in(message, outcome.receipt, is_repeat=True)
    elif isinstance(outcome, Refused):
        refused(message, outcome.code, outcome.words)
    elif isinstance(outcome, Unsendable):
        refused(message, f"felt.{outcome.field}", outcome.reason)
    elif message.state == codes.WAITING:
        _again_later(message, outcome)


def _again_later(message: Message, error: Unreachable) -> None:
    message.due_at = clock.true_now() + wait_after(str(message.message_id), message.attempts)
    message.save(update_fields=["due_at"])
    _step(message, "silent", str(error))


def _give_up_old(way: Way) -> None:
    """What has been tried for too many days waits for a person from now on."""
    limit = clock.true_now() - timedelta(days=way.settings.give_up_days)
    old = Message.objects.filter(
        authority=way.authority,
        receiver=way.receiver,
        state__in=codes.UNDER_WAY,
        attempts__gt=0,
        trying_since__lt=limit,
        due_at__lte=clock.true_now(),
    )
    for message in old.order_by("pk"):
        with transaction.atomic():
            same = Message.objects.filter(pk=message.pk, state=message.state)
            if same.update(state=codes.GIVEN_UP, answered_at=clock.now()):
                message.state = codes.GIVEN_UP
                _step(message, codes.GIVEN_UP, f"{way.settings.give_up_days} dage uden svar")


def _ask_for_answers(way: Way) -> None:
    """Fetch what a receiver has answered since; where it keeps no answers they come by themselves."""
    now = clock.true_now()
    waiting = Message.objects.filter(
        authority=way.authority, receiver=way.receiver, state=codes.SENT, due_at__lte=now
    )
    asked = {str(one.message_id): one.pk for one in waiting.order_by("due_at")[:ASKED_AT_ONCE]}
    if not asked:
        return
    Message.objects.filter(pk__in=asked.values()).update(due_at=now + ASK_EVERY)
    if not isinstance(way.transport, Answering):
        return
    try:
        answers = way.transport.answers(list(asked))
    except Unreachable as error:
        log.warning("No answers from %s: %s", way.receiver, error)
        return
    for answer in answers:
        if answer.id in asked:
            receipt_take(authority=way.authority, receiver=way.receiver, answer=answer)


def _step(message: Message, what: str, why: str) -> None:
    Step.objects.create(message=message, at=clock.now(), what=what, version=message.version, why=why[:400])
