"""A worker is killed in the midst of its work: another takes over, and whoever looks is told."""

import threading

import pytest
from django.db import OperationalError

from fodfaeste.apps.jobs import worker

SHORT = {"FODFAESTE_LEASE": "1"}
#: A worker that begins a long job, and dies in it by a signal that cannot be caught.
DIES = """
import os, signal, threading
from fodfaeste.apps.jobs.registry import job
from fodfaeste.apps.jobs.services import enqueue
from fodfaeste.apps.jobs.worker import work_until
@job("mark")
def mark(authority, arguments):
    os.kill(os.getpid(), signal.SIGKILL)
enqueue(kind="mark", key="a")
work_until(threading.Event())
"""
#: Whoever looks is told of it, by the command; then another takes over.
TAKES_OVER = """
import threading, time
from fodfaeste.apps.jobs.models import Job
from fodfaeste.apps.jobs.registry import job
from fodfaeste.apps.jobs.signs import workers_silent
from fodfaeste.apps.jobs.worker import work_until
from fodfaeste.cli import main
while not workers_silent().exists():
    time.sleep(0.05)
print("exit", main(["work", "--status"]))
stop = threading.Event()
job("mark")(lambda authority, arguments: stop.set())
work_until(stop)
found = Job.objects.get(kind="mark")
print(found.state, found.attempts)
"""


@pytest.mark.slow
def test_another_worker_takes_over_and_the_dead_one_is_told_of(installation):
    assert installation.start_script(DIES, SHORT).wait(60) == -9
    said = installation.script(TAKES_OVER, env=SHORT)
    assert "tavs" in said
    assert "mark: 1 i gang" in said
    assert "exit 1" in said
    assert said.endswith("done 2")


def test_a_worker_outlives_a_database_that_is_away(monkeypatch):
    stop, tries = threading.Event(), []

    def away():
        tries.append(1)
        if len(tries) == 3:
            stop.set()
        raise OperationalError("the database is away")

    monkeypatch.setattr(worker, "IDLE_SECONDS", 0)
    monkeypatch.setattr(worker, "worker_signs", lambda **_: None)
    monkeypatch.setattr(worker, "close_old_connections", away)
    worker._work_on("anna", stop)
    assert len(tries) == 3
