"""The worker: `fodfaeste work`. One job at a time, with a heartbeat beside it."""

import logging
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, close_old_connections, connection

from fodfaeste.apps.jobs.models import Job
from fodfaeste.apps.jobs.registry import work_of
from fodfaeste.apps.jobs.schedule import enqueue_due
from fodfaeste.apps.jobs.services import (
    job_done,
    job_give_back,
    job_stumbled,
    job_take,
    lease_length,
    lease_renew,
    worker_name,
)
from fodfaeste.apps.jobs.signs import SIGN_EVERY, present, worker_signs

log = logging.getLogger(__name__)

IDLE_SECONDS = 1.0
BEATS_PER_LEASE = 4


def work_until(stop: threading.Event) -> None:
    """Do jobs until told to stop, and put those in line whose hour has come."""
    name = worker_name()
    log.info("Worker %s begins", name)
    with present(name):
        _work_on(name, stop)
    log.info("Worker %s ends", name)


def _work_on(name: str, stop: threading.Event) -> None:
    signs_at = time.monotonic()
    while not stop.is_set():
        try:
            close_old_connections()
            if time.monotonic() >= signs_at:
                worker_signs(name=name)
                signs_at = time.monotonic() + SIGN_EVERY.total_seconds()
            enqueue_due()
            if work_one(name):
                signs_at = time.monotonic()
                continue
        except DatabaseError:
            # The database may be restarting, or have no room; the worker outlives that.
            log.exception("The database did not answer; trying again")
            connection.close()
        stop.wait(IDLE_SECONDS)


def work_all(name: str | None = None) -> int:
    """Do every job whose turn it is now, and then end."""
    enqueue_due()
    name, done = name or worker_name(), 0
    with present(name):
        while work_one(name):
            done += 1
    return done


def work_one(name: str) -> bool:
    """Take one job and do it. False where nothing waits."""
    job = job_take(worker=name)
    if job is None:
        return False
    log.info("Job %s %s begins, try %s", job.kind, job.key, job.attempts)
    worker_signs(name=name, doing=job.kind)
    try:
        with _heartbeat(job):
            work_of(job.kind)(job.authority, job.arguments)
    except (SystemExit, KeyboardInterrupt):
        job_give_back(job=job)
        raise
    except Exception:  # the outermost edge: whatever a job raises is kept on the job
        log.exception("Job %s %s failed", job.kind, job.key)
        job_stumbled(job=job, error=traceback.format_exc())
    else:
        is_ours = job_done(job=job)
        log.info("Job %s %s is done%s", job.kind, job.key, "" if is_ours else ", though another took it over")
    return True


@contextmanager
def _heartbeat(job: Job) -> Iterator[None]:
    """Renew the lease from a thread of its own while the work goes on."""
    over = threading.Event()
    beat = threading.Thread(target=_beat, args=(job, over), name="heartbeat", daemon=True)
    beat.start()
    try:
        yield
    finally:
        over.set()
        beat.join()


def _beat(job: Job, over: threading.Event) -> None:
    try:
        while not over.wait(lease_length().total_seconds() / BEATS_PER_LEASE):
            try:
                if not lease_renew(job=job):
                    return
                worker_signs(name=job.worker, doing=job.kind)
            except DatabaseError:
                log.warning("The lease of job %s could not be renewed; trying again", job.pk)
                connection.close()
    finally:
        connection.close()
