"""Whether the worker lives, and whether each municipality had its night, also when clocks change."""

from datetime import UTC, datetime, timedelta

import pytest

from fodfaeste.apps.jobs import registry, schedule, worker
from fodfaeste.apps.jobs.models import Job, WorkerSign
from fodfaeste.apps.jobs.selectors import night_of
from fodfaeste.apps.jobs.services import enqueue, job_take, lease_length
from fodfaeste.apps.jobs.signs import signs_forget_old, worker_signs, workers_alive, workers_silent
from fodfaeste.installation import clock
from tests import make

pytestmark = pytest.mark.django_db


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def age(name, **by):
    WorkerSign.objects.filter(name=name).update(seen_at=clock.true_now() - timedelta(**by))


def test_a_worker_that_signs_lives_and_one_gone_silent_is_told():
    for name in ("anna", "bent"):
        worker_signs(name=name)
    age("bent", seconds=lease_length().total_seconds() + 1)
    assert [sign.name for sign in workers_alive()] == ["anna"]
    assert [sign.name for sign in workers_silent()] == ["bent"]


def test_a_worker_says_what_it_is_busy_with_and_takes_its_sign_down_when_it_ends(monkeypatch):
    seen = []
    monkeypatch.setattr(registry, "_works", dict(registry.works()))
    registry.job("note")(lambda *_: seen.append(WorkerSign.objects.get().doing))
    enqueue(kind="note", key="a")
    worker.work_all("anna")
    assert seen == ["note"]
    assert not WorkerSign.objects.exists()


def test_signs_of_a_day_ago_are_swept():
    worker_signs(name="anna")
    age("anna", hours=25)
    assert signs_forget_old() == 1


def test_a_silent_workers_job_is_anybodys_within_a_minute(monkeypatch):
    enqueue(kind="note", key="a")
    died = clock.true_now()
    assert job_take(worker="anna")
    monkeypatch.setattr(clock, "true_now", lambda: died + timedelta(seconds=50))
    assert job_take(worker="bent") is None
    monkeypatch.setattr(clock, "true_now", lambda: died + timedelta(seconds=61))
    assert job_take(worker="bent").worker == "bent"


def nights_begun(authority, monkeypatch, begins, hours):
    """The days whose night was put in line, with the local time it was, looking every half hour."""
    begun = []
    for half_hours in range(hours * 2):
        now = begins + timedelta(minutes=30 * half_hours)
        monkeypatch.setattr(clock, "now", lambda now=now: now)
        before = Job.objects.count()
        schedule.enqueue_due()
        if Job.objects.count() > before:
            local = now.astimezone(schedule.ZoneInfo(authority.time_zone))
            begun.append((local.date().isoformat(), local.strftime("%H:%M")))
    return begun


@pytest.mark.parametrize(
    ("zone", "begins", "nights"),
    [
        # The hour from two to three is left out, and comes twice.
        ("Europe/Copenhagen", "2026-03-28T12:00", [("2026-03-29", "03:00")]),
        ("Europe/Copenhagen", "2026-10-24T12:00", [("2026-10-25", "02:00")]),
        # In Nuuk clocks change the evening before, at the same instant as in Denmark.
        ("America/Nuuk", "2026-03-28T16:00", [("2026-03-29", "02:00")]),
        ("America/Nuuk", "2026-10-24T16:00", [("2026-10-25", "02:00")]),
    ],
)
def test_each_day_has_one_night_also_when_clocks_change(monkeypatch, zone, begins, nights):
    authority = make.authority(time_zone=zone)
    enqueue(kind="nightly", key=f"{authority.slug}:{begins[:10]}", authority=authority)
    assert nights_begun(authority, monkeypatch, at(begins), 24) == nights


def test_a_night_is_late_when_it_is_not_over_by_five(monkeypatch):
    authority = make.authority()
    enqueue(kind="nightly", key="norddjurs:2026-11-22", authority=authority)
    for hour, is_late in [("03:30", False), ("04:30", True)]:  # five o'clock in Denmark is four in UTC
        monkeypatch.setattr(clock, "now", lambda hour=hour: at(f"2026-11-23T{hour}"))
        assert night_of(authority).is_late == is_late
    enqueue(kind="nightly", key="norddjurs:2026-11-23", authority=authority)
    Job.objects.filter(key__endswith="23").update(state="done", finished_at=clock.now())
    night = night_of(authority)
    assert (night.is_done, night.is_late) == (True, False)


def test_a_municipality_made_today_has_no_late_night():
    assert not night_of(make.authority()).is_late


def test_before_two_the_night_before_counts(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at("2026-11-23T00:30"))
    assert night_of(make.authority()).day.isoformat() == "2026-11-22"
