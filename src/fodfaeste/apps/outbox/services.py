"""Putting a message in the outbox, in the transaction of what it tells."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from fodfaeste.apps.accounts.models import Authority, User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.outbox.codes import RECEIVED, RECEIVERS, WAITING, WITHDRAWN
from fodfaeste.apps.outbox.locking import digest_of, locked_content
from fodfaeste.apps.outbox.models import Message, Step
from fodfaeste.apps.outbox.own_ids import message_id_of
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.installation import clock

#: How long the content of a finished message is kept, in case somebody must see what was said.
KEPT_FOR = timedelta(days=90)


class KeyTaken(FodfaesteError):
    """Another content stands under the key already. What changed must have a key of its own."""


def message_put(
    *,
    authority: Authority,
    receiver: str,
    kind: str,
    key: str,
    content: dict[str, Any],
    citizen: Citizen | None = None,
    order: str = "",
    not_before: datetime | None = None,
    source: str = "",
    by: User | None = None,
) -> Message:
    """Put a message in the outbox. Rolled back with the caller, it was never there.

    The same key and content again gives the message that stands; other content under the key raises.
    Messages of one `order` leave in the order they were put, and none before the one ahead is received.
    """
    if receiver not in RECEIVERS:
        raise ValueError(f"{receiver!r} is no receiver")
    if citizen is not None and citizen.authority_id != authority.pk:
        raise ValueError("A message is about a citizen of its own authority only")
    digest = digest_of(content)
    with transaction.atomic():
        _wait_for_turn(f"{authority.pk}:{receiver}:{order or key}")
        there = Message.objects.filter(authority=authority, receiver=receiver, key=key).first()
        if there is not None:
            if digest not in (there.digest, there.put_digest):
                raise KeyTaken(f"{receiver} {kind}: the key is taken by another content")
            return there
        message = Message(
            authority=authority, receiver=receiver, kind=kind, key=key, order=order, citizen=citizen
        )
        message.source, message.digest, message.put_digest = source, digest, digest
        message.content_encrypted = locked_content(content)
        _save_new(message, not_before)
        Step.objects.create(message=message, at=message.put_at, by=by, what="put")
    return message


def _save_new(message: Message, not_before: datetime | None) -> None:
    now = clock.true_now()
    message.message_id = message_id_of(
        message.authority.slug, message.receiver, message.key, message.version, message.digest
    )
    message.put_at, message.trying_since = clock.now(), now
    message.due_at = max(now, not_before) if not_before else now
    message.save(force_insert=True)


def message_supersede(*, citizen: Citizen, receiver: str, order: str) -> int:
    """Take back what waits of an order and was never tried: a newer whole takes its place."""
    waiting = Message.objects.filter(
        citizen=citizen, receiver=receiver, order=order, state=WAITING, attempts=0
    )
    superseded = 0
    with transaction.atomic():
        for message in waiting.order_by("pk"):
            changed = Message.objects.filter(pk=message.pk, state=WAITING, attempts=0)
            if changed.update(state=WITHDRAWN, answered_at=clock.now()):
                superseded += 1
                Step.objects.create(message=message, at=clock.now(), what=WITHDRAWN, why="Afløst af en nyere")
    return superseded


def contents_forget_old() -> int:
    """Empty messages that were finished three months ago: when and to whom stays, what they said goes."""
    old = Message.objects.filter(
        state__in=(RECEIVED, WITHDRAWN), answered_at__lt=clock.now() - KEPT_FOR
    ).exclude(content_encrypted=b"")
    return old.update(content_encrypted=b"")


def _wait_for_turn(lane: str) -> None:
    """Let two transactions put into one order one after the other: numbers then follow commits.

    PostgreSQL hands out numbers before it commits. SQLite has one writer at a time already.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"outbox:{lane}"])


def notify(
    *,
    authority: Authority,
    citizen: Citizen,
    kind: str,
    text_key: str,
    link: str | None = None,
    key: str = "",
) -> Message:
    """Tell a citizen something by the channel they use, else by a letter on the case worker's list.

    `text_key` names the words in `notices.py`; they say nothing personal, only where to look. `key` tells
    one notice from the next of the same kind; without it each call is one.
    """
    from fodfaeste.apps.outbox.notices import notice_put

    return notice_put(
        authority=authority, citizen=citizen, kind=kind, text_key=text_key, link=link or "", key=key
    )
