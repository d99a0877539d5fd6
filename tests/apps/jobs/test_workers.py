"""Workers as processes: they die, they stop, they work side by side."""

import signal

import pytest

from tests.databases import until

pytestmark = pytest.mark.slow

SHORT = {"FODFAESTE_LEASE": "1"}

ENQUEUE = """
from fodfaeste.apps.jobs.services import enqueue
for number in range({count}):
    enqueue(kind="mark", key=str(number), arguments={{"number": number}})
"""
SLOW = """
import pathlib, signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
from fodfaeste.apps.jobs.registry import job
from fodfaeste.apps.jobs.worker import work_one
@job("mark")
def mark(authority, arguments):
    pathlib.Path({begun!r}).touch()
    time.sleep(60)
work_one("first")
"""
QUICK = """
import os
from fodfaeste.apps.jobs.registry import job
from fodfaeste.apps.jobs.worker import work_one
@job("mark")
def mark(authority, arguments):
    with open({path!r}, "a") as file:
        file.write(str(arguments["number"]) + "\\n")
while work_one(str(os.getpid())):
    pass
"""
STATE = """
from fodfaeste.apps.jobs.models import Job
found = Job.objects.get()
print(found.state, found.attempts)
"""
LEASE = """
from fodfaeste.apps.jobs.models import Job
print(Job.objects.get().lease_until.timestamp())
"""


@pytest.fixture
def begun(installation, tmp_path):
    """A worker in the midst of a long job."""
    sign = tmp_path / "begun"
    installation.script(ENQUEUE.format(count=1))
    process = installation.start_script(SLOW.format(begun=str(sign)), SHORT)
    until(sign.exists)
    yield process
    process.kill()
    process.wait()


def marks(path):
    return sorted(path.read_text().split(), key=int) if path.exists() else []


def test_a_killed_workers_job_is_taken_over_when_its_lease_ends(installation, tmp_path, begun):
    begun.kill()
    begun.wait()
    path = tmp_path / "marks"

    def taken_over():
        installation.script(QUICK.format(path=str(path)), env=SHORT)
        return marks(path)

    until(taken_over)
    assert marks(path) == ["0"]
    assert installation.script(STATE) == "done 2"


def test_a_living_worker_keeps_its_job_long_past_the_first_lease(installation, tmp_path, begun):
    path = tmp_path / "marks"
    first = float(installation.script(LEASE))
    until(lambda: float(installation.script(LEASE)) > first + 1)
    installation.script(QUICK.format(path=str(path)), env=SHORT)
    assert marks(path) == []
    assert installation.script(STATE) == "running 1"


def test_a_worker_told_to_stop_gives_its_job_back(installation, begun):
    begun.send_signal(signal.SIGTERM)
    assert begun.wait(20) == 0
    assert installation.script(STATE) == "waiting 0"


def test_workers_side_by_side_do_each_job_once(installation, tmp_path):
    path = tmp_path / "marks"
    installation.script(ENQUEUE.format(count=60))
    workers = [installation.start_script(QUICK.format(path=str(path))) for _ in range(3)]
    assert [process.wait(60) for process in workers] == [0, 0, 0]
    assert marks(path) == [str(number) for number in range(60)]
