"""What runs by the clock: the night's work per authority, the seal each minute, and the outbox's turns."""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.jobs.models import Job
from fodfaeste.apps.jobs.services import enqueue
from fodfaeste.apps.journal.services import unsealed_events
from fodfaeste.apps.outbox.jobs import enqueue_turns
from fodfaeste.installation import clock

NIGHTLY_AT = time(2)
SEAL_EVERY = timedelta(minutes=1)


def enqueue_due() -> None:
    """Put in line what is due by now. Doing so again changes nothing."""
    for authority in Authority.objects.order_by("pk"):
        _enqueue_nightly(authority)
    _enqueue_seal()
    enqueue_turns()


def _enqueue_nightly(authority: Authority) -> None:
    local = clock.now().astimezone(ZoneInfo(authority.time_zone))
    if local.time() < NIGHTLY_AT:
        return
    day = local.date().isoformat()
    key = f"{authority.slug}:{day}"
    # In whatever state: a night that was done, or has failed for good, is not begun again by the clock.
    if not Job.objects.filter(kind="nightly", key=key).exists():
        enqueue(kind="nightly", key=key, arguments={"on": day}, authority=authority)


def _enqueue_seal() -> None:
    last = Job.objects.filter(kind="journal_seal").order_by("-pk").first()
    is_turn = last is None or (
        last.finished_at is not None and last.finished_at <= clock.true_now() - SEAL_EVERY
    )
    if is_turn and unsealed_events():
        enqueue(kind="journal_seal", key="journal")
