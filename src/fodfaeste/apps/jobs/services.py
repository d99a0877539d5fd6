"""The queue: put a job in, take one with a lease, keep the lease, end it.

A job belongs to the worker whose name and attempt stand on it. A worker that dies stops renewing, and
the job is taken over when its lease ends. Times here are the machine's own, also on a stopped clock.
"""

import os
import socket
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Q, QuerySet

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.jobs.models import Job
from fodfaeste.installation import clock
from fodfaeste.installation.logs import without_cpr

WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"
LIVE = (WAITING, RUNNING)

MAX_ATTEMPTS = 5
FIRST_PAUSE = timedelta(seconds=30)
KEPT_FOR = timedelta(days=30)
ERROR_LENGTH = 4000


def lease_length() -> timedelta:
    """How long a worker may be silent before its job is taken over (FODFAESTE_LEASE, seconds)."""
    return timedelta(seconds=float(os.environ.get("FODFAESTE_LEASE", "60")))


def worker_name() -> str:
    """A name no other worker has, also not a later one with the same process id."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{uuid.uuid4().hex[:8]}"


def enqueue(
    *,
    kind: str,
    key: str,
    arguments: dict[str, Any] | None = None,
    run_after: datetime | None = None,
    authority: Authority | None = None,
) -> Job:
    """Put a job in line. While one with the same kind and key waits or runs, that one is given instead."""
    now = clock.true_now()
    for _attempt in range(2):
        live = Job.objects.filter(kind=kind, key=key, state__in=LIVE).first()
        if live is not None:
            return live
        try:
            with transaction.atomic():
                return Job.objects.create(
                    authority=authority,
                    kind=kind,
                    key=key,
                    arguments=arguments or {},
                    run_after=run_after or now,
                    created_at=now,
                )
        except IntegrityError:
            # Another process was quicker; its job is the live one now, or has already ended.
            continue
    return Job.objects.filter(kind=kind, key=key).latest("pk")


def job_take(*, worker: str) -> Job | None:
    """Take the job whose turn it is: one that waits, or one whose worker has gone silent."""
    now = clock.true_now()
    _give_up_silent(now)
    # Asked first outside a transaction: an idle worker must not hold other writers up each second.
    if not _takeable(now).exists():
        return None
    with transaction.atomic():
        turn = _takeable(now).order_by("run_after", "pk")
        if connection.features.has_select_for_update_skip_locked:
            turn = turn.select_for_update(skip_locked=True)
        found = turn.first()
        if found is None:
            return None
        # Conditional, for the databases where the row was not locked.
        taken = _takeable(now).filter(pk=found.pk, attempts=found.attempts)
        changed = taken.update(
            state=RUNNING, worker=worker, attempts=found.attempts + 1, lease_until=now + lease_length()
        )
    return Job.objects.select_related("authority").get(pk=found.pk) if changed else None


def _takeable(now: datetime) -> QuerySet[Job]:
    waiting = Q(state=WAITING, run_after__lte=now)
    silent = Q(state=RUNNING, lease_until__lt=now, attempts__lt=MAX_ATTEMPTS)
    return Job.objects.filter(waiting | silent)


def _give_up_silent(now: datetime) -> None:
    """A job that took five workers down with it is not given a sixth."""
    dead = Job.objects.filter(state=RUNNING, lease_until__lt=now, attempts__gte=MAX_ATTEMPTS)
    if dead.exists():
        dead.update(state=FAILED, finished_at=now, error="The worker died each time")


def lease_renew(*, job: Job) -> bool:
    """Say that the worker lives. False where the job is no longer its own."""
    return bool(_own(job).update(lease_until=clock.true_now() + lease_length()))


def job_done(*, job: Job) -> bool:
    """The work is done."""
    return bool(_own(job).update(state=DONE, finished_at=clock.true_now(), lease_until=None, error=""))


def job_stumbled(*, job: Job, error: str) -> bool:
    """The work failed: again later, each time after a longer pause, and after five times no more."""
    now = clock.true_now()
    values: dict[str, Any] = {"error": without_cpr(error)[-ERROR_LENGTH:], "lease_until": None}
    if job.attempts >= MAX_ATTEMPTS:
        return bool(_own(job).update(state=FAILED, finished_at=now, **values))
    pause = FIRST_PAUSE * 2 ** (job.attempts - 1)
    return bool(_own(job).update(state=WAITING, run_after=now + pause, **values))


def job_give_back(*, job: Job) -> bool:
    """The worker is told to stop: the job waits for the next one, and this try does not count."""
    return bool(_own(job).update(state=WAITING, lease_until=None, worker="", attempts=job.attempts - 1))


def jobs_forget_old() -> int:
    """Remove jobs that ended well a month ago. Failed ones stay until someone has looked."""
    old = Job.objects.filter(state=DONE, finished_at__lt=clock.true_now() - KEPT_FOR)
    return old.delete()[0]


def _own(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, state=RUNNING, worker=job.worker, attempts=job.attempts)
