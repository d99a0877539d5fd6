"""The queue: one live job per key, a lease, and no more than five tries."""

from datetime import date, timedelta

import pytest

from fodfaeste.apps.jobs import jobs, registry, schedule, services, worker
from fodfaeste.apps.jobs.models import Job
from fodfaeste.apps.jobs.registry import job, work_of
from fodfaeste.apps.jobs.services import enqueue, job_done, job_take, jobs_forget_old, lease_renew
from fodfaeste.apps.journal.models import Seal
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.installation import clock
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(monkeypatch):
    """What the work of the kind `note` has been given."""
    monkeypatch.setattr(registry, "_works", dict(registry.works()))
    given = []
    job("note")(lambda authority, arguments: given.append(arguments))
    return given


def silence(found):
    """The worker of a job has died: its lease is over."""
    Job.objects.filter(pk=found.pk).update(lease_until=clock.true_now() - timedelta(seconds=1))


def state(found):
    found.refresh_from_db()
    return found.state


def test_a_job_is_done_with_its_arguments(done):
    found = enqueue(kind="note", key="a", arguments={"x": 1})
    assert worker.work_one("anna")
    assert done == [{"x": 1}]
    assert state(found) == "done"


def test_the_same_job_waits_only_once(done):
    first = enqueue(kind="note", key="a")
    assert enqueue(kind="note", key="a") == first
    worker.work_one("anna")
    assert enqueue(kind="note", key="a") != first


def test_a_later_job_waits_for_its_hour(done):
    enqueue(kind="note", key="a", run_after=clock.true_now() + timedelta(hours=1))
    assert not worker.work_one("anna")


def test_jobs_are_taken_in_turn(done):
    now = clock.true_now()
    enqueue(kind="note", key="b", arguments={"n": 2}, run_after=now - timedelta(minutes=1))
    enqueue(kind="note", key="a", arguments={"n": 1}, run_after=now - timedelta(minutes=2))
    while worker.work_one("anna"):
        pass
    assert done == [{"n": 1}, {"n": 2}]


def test_a_running_job_is_not_taken_while_its_worker_lives(done):
    enqueue(kind="note", key="a")
    assert job_take(worker="anna")
    assert job_take(worker="bent") is None


def test_a_dead_workers_job_is_taken_over(done):
    enqueue(kind="note", key="a")
    annas = job_take(worker="anna")
    silence(annas)
    bents = job_take(worker="bent")
    assert (bents.pk, bents.worker, bents.attempts) == (annas.pk, "bent", 2)


def test_who_lost_a_job_can_neither_keep_nor_end_it(done):
    enqueue(kind="note", key="a")
    annas = job_take(worker="anna")
    silence(annas)
    bents = job_take(worker="bent")
    assert not lease_renew(job=annas)
    assert not job_done(job=annas)
    assert state(bents) == "running"
    assert job_done(job=bents)


def test_a_job_that_kills_five_workers_gets_no_sixth(done):
    found = enqueue(kind="note", key="a")
    for name in "abcde":
        assert job_take(worker=name)
        silence(found)
    assert job_take(worker="f") is None
    assert state(found) == "failed"


def test_a_failing_job_comes_back_after_longer_pauses_and_ends_after_five(done, monkeypatch):
    cpr = make.cpr()

    def fail(authority, arguments):
        raise RuntimeError(f"Kunne ikke læse {cpr}")

    registry._works["note"] = fail
    found = enqueue(kind="note", key="a")
    pauses = []
    for _ in range(services.MAX_ATTEMPTS):
        Job.objects.update(run_after=clock.true_now())
        before = clock.true_now()
        assert worker.work_one("anna")
        found.refresh_from_db()
        pauses.append(round((found.run_after - before) / services.FIRST_PAUSE))
    assert pauses[:4] == [1, 2, 4, 8]
    assert found.state == "failed"
    assert "Kunne ikke læse" in found.error
    assert cpr not in found.error


def test_a_kind_that_nobody_knows_fails_and_does_not_stop_the_worker(done):
    found = enqueue(kind="findes-ikke", key="a")
    assert worker.work_one("anna")
    assert state(found) == "waiting"
    assert "KeyError" in found.error


def test_two_works_cannot_have_one_kind(done):
    with pytest.raises(ValueError, match="note"):
        job("note")(lambda authority, arguments: None)


def test_jobs_done_long_ago_are_forgotten_but_failed_ones_stay(done):
    old = clock.true_now() - services.KEPT_FOR - timedelta(days=1)
    for key, ended in [("a", "done"), ("b", "failed")]:
        enqueue(kind="note", key=key)
        Job.objects.filter(key=key).update(state=ended, finished_at=old)
    assert jobs_forget_old() == 1
    assert Job.objects.get().state == "failed"


# What runs by the clock


@pytest.fixture
def nights(monkeypatch):
    """The nights that were worked, without the work."""
    monkeypatch.setattr(registry, "_works", dict(registry.works()))
    worked = []
    registry._works["nightly"] = lambda authority, arguments: worked.append((authority.slug, arguments["on"]))
    return worked


def test_each_authority_has_its_night_once_a_day(nights):
    make.authority(), make.authority_elsewhere()
    for _ in range(3):
        worker.work_all("anna")
    assert nights == [("norddjurs", "2026-11-23"), ("haderslev", "2026-11-23")]


def test_the_next_day_has_its_own_night(nights, monkeypatch):
    make.authority()
    worker.work_all("anna")
    monkeypatch.setenv("FODFAESTE_TODAY", "2026-11-24")
    worker.work_all("anna")
    assert [day for _slug, day in nights] == ["2026-11-23", "2026-11-24"]


def test_before_two_o_clock_where_the_authority_is_nothing_begins(nights, monkeypatch):
    make.authority()
    make.authority("sermersooq", time_zone="America/Nuuk")
    # 01:30 in Copenhagen is 22:30 the evening before in Nuuk, whose own night is long due.
    monkeypatch.setattr(clock, "now", lambda: clock.datetime(2026, 11, 24, 0, 30, tzinfo=clock.UTC))
    worker.work_all("anna")
    assert nights == [("sermersooq", "2026-11-23")]


def test_the_nights_work_is_handed_the_authority_and_its_day(monkeypatch):
    called = []
    monkeypatch.setattr(jobs, "nightly", lambda **given: called.append(given))
    authority = make.authority()
    work_of("nightly")(authority, {"on": "2026-11-23"})
    assert called == [{"authority": authority, "on": date(2026, 11, 23)}]


def test_the_journal_is_sealed_when_it_has_something_new(nights):
    user = make.leader()
    worker.work_all("anna")
    assert not Seal.objects.exists()
    journal_write(actor=user, authority=user.authority, action="see", what="x")
    worker.work_all("anna")
    assert Seal.objects.get().count == 1


def test_sealing_waits_a_minute_before_it_goes_again(nights):
    user = make.leader()
    for _ in range(2):
        journal_write(actor=user, authority=user.authority, action="see", what="x")
        worker.work_all("anna")
    assert Seal.objects.count() == 1
    Job.objects.filter(kind="journal_seal").update(finished_at=clock.true_now() - schedule.SEAL_EVERY)
    worker.work_all("anna")
    assert Seal.objects.count() == 2
