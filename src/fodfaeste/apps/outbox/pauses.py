"""When to try again: longer each time, spread by the message's own id; and receivers left in peace."""

import hashlib
from datetime import datetime, timedelta

from django.db import transaction

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.outbox import codes
from fodfaeste.apps.outbox.models import Message, Pause
from fodfaeste.installation import clock
from fodfaeste.installation.logs import without_cpr

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=6)
#: So many times in a row without an answer, and the receiver is left in peace.
FAILURES_BEFORE_PAUSE = 3
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
WORDS_LENGTH = 400


def wait_after(name: str, attempts: int) -> timedelta:
    """How long to wait after so many tries: doubled each time, a quarter more or less by the name."""
    doubled = FIRST_WAIT * 2 ** min(attempts - 1, 20) if attempts > 0 else FIRST_WAIT
    return _spread(min(doubled, LONGEST_WAIT), f"{name}:{attempts}")


def _spread(wait: timedelta, name: str) -> timedelta:
    drawn = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4]) / 2**32
    return wait * (0.75 + drawn / 2)


def is_paused(authority: Authority, receiver: str, now: datetime) -> bool:
    """Whether a receiver is left in peace now."""
    return Pause.objects.filter(authority=authority, receiver=receiver, until__gt=now).exists()


def is_in_doubt(authority: Authority, receiver: str) -> bool:
    """Whether a receiver did not answer last: then one message is tried at a time."""
    return Pause.objects.filter(authority=authority, receiver=receiver).exists()


def receiver_silent(*, authority: Authority, receiver: str, words: str, retry_after: float | None) -> None:
    """Note that nobody answered; after some times in a row the receiver is left in peace."""
    now = clock.true_now()
    with transaction.atomic():
        pause, _made = Pause.objects.select_for_update().get_or_create(
            authority=authority, receiver=receiver, defaults={"since": now, "until": now}
        )
        pause.failures += 1
        pause.words = without_cpr(words)[:WORDS_LENGTH]
        beyond = pause.failures - FAILURES_BEFORE_PAUSE
        if beyond >= 0:
            length = min(FIRST_PAUSE * 2 ** min(beyond, 20), LONGEST_PAUSE)
            pause.until = now + _spread(length, f"{authority.slug}:{receiver}:{pause.failures}")
        if retry_after:
            pause.until = max(pause.until, now + timedelta(seconds=retry_after))
        pause.save()


def receiver_answered(*, authority: Authority, receiver: str) -> None:
    """A receiver that was silent is back: what waited for it is tried now."""
    with transaction.atomic():
        gone, _rows = Pause.objects.filter(authority=authority, receiver=receiver).delete()
        if gone:
            waiting = Message.objects.filter(authority=authority, receiver=receiver, state=codes.WAITING)
            waiting.filter(attempts__gt=0).update(due_at=clock.true_now())
