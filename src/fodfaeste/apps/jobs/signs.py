"""Signs of life: each worker says every few seconds that it is there, so that its silence can be seen.

A sign is no lease. Who owns a job is decided by the lease on the job alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

from django.db import DatabaseError
from django.db.models import QuerySet

from fodfaeste import __version__
from fodfaeste.apps.jobs.models import WorkerSign
from fodfaeste.apps.jobs.services import lease_length
from fodfaeste.installation import clock

SIGN_EVERY = timedelta(seconds=10)
KEPT_FOR = timedelta(days=1)


def worker_signs(*, name: str, doing: str = "") -> None:
    """Say that the worker lives, and what it does."""
    now = clock.true_now()
    changed = WorkerSign.objects.filter(name=name).update(seen_at=now, doing=doing)
    if not changed:
        values = {"version": __version__, "began_at": now, "seen_at": now, "doing": doing}
        WorkerSign.objects.get_or_create(name=name, defaults=values)


def worker_leaves(*, name: str) -> None:
    """The worker ends of its own will; nobody need miss it."""
    WorkerSign.objects.filter(name=name).delete()


@contextmanager
def present(name: str) -> Iterator[None]:
    """Sign as long as this lasts, and take the sign down at the end. The database may be away meanwhile."""
    try:
        yield
    finally:
        # Where nobody can be told, the sign grows old instead, and is swept.
        with suppress(DatabaseError):
            worker_leaves(name=name)


def workers_alive() -> QuerySet[WorkerSign]:
    """The workers that have signed within the time a job is left to a silent one."""
    return WorkerSign.objects.filter(seen_at__gte=clock.true_now() - lease_length()).order_by("began_at")


def workers_silent() -> QuerySet[WorkerSign]:
    """The workers that went without a word; their jobs have been taken over, or wait to be."""
    return WorkerSign.objects.filter(seen_at__lt=clock.true_now() - lease_length()).order_by("seen_at")


def signs_forget_old() -> int:
    """Remove the signs of workers that were last seen a day ago."""
    return WorkerSign.objects.filter(seen_at__lt=clock.true_now() - KEPT_FOR).delete()[0]
