"""`fodfaeste doctor`: what is fine, what to look at, what is broken; never a secret and never a person."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from fodfaeste.apps.citizens.identity import cpr_store
from fodfaeste.apps.goals.models import PackVersion
from fodfaeste.apps.jobs.models import Job
from fodfaeste.apps.jobs.services import enqueue
from fodfaeste.apps.jobs.signs import worker_signs
from fodfaeste.apps.journal.services import journal_seal, journal_write
from fodfaeste.apps.journal.triggers import drop_triggers, put_triggers
from fodfaeste.apps.operation import examination
from fodfaeste.apps.operation.checks import (
    backups,
    clocks,
    databases,
    journal,
    keys,
    packs,
    surroundings,
    work,
)
from fodfaeste.apps.operation.finding import BROKEN, FINE, LOOK
from fodfaeste.apps.operation.kept import LastBackup, backup_remember
from fodfaeste.apps.operation.room import MEGABYTE, Room
from fodfaeste.cli import main
from fodfaeste.installation import clock, secrets
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("FODFAESTE_VAR", str(tmp_path))
    monkeypatch.setattr(secrets, "_read", {})
    return tmp_path


def found(check, state, quick=False):
    """What a check says in one state."""
    return [finding.says for finding in check(quick) if finding.state == state]


def test_a_healthy_installation_has_nothing_broken(capsys):
    authority = make.authority()
    worker_signs(name="anna")
    enqueue(kind="nightly", key="norddjurs:2026-11-23", authority=authority)
    Job.objects.update(state="done", finished_at=clock.now())
    status = main(["doctor", "--json"])
    findings = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    broken = [finding["says"] for finding in findings if finding["state"] == BROKEN]
    # The PostgreSQL of the tests may be lost at any moment, and says so.
    assert broken == (["Databasen venter ikke på disken"] if status else [])
    assert all(finding["do"] for finding in findings if finding["state"] == LOOK)


def test_neither_a_secret_nor_a_person_is_told(capsys):
    cpr = make.cpr(3)
    cpr_store(citizen := make.citizen(name="Frida Sjælden"), cpr)
    make.leader(name="Lone Lederlund", username="lone")
    secrets.key_add()
    secrets.secrets_path().chmod(0o644)
    assert main(["doctor"]) == 1
    said = "".join(capsys.readouterr())
    told = (
        "Frida",
        "Lederlund",
        "lone",
        cpr,
        str(citizen.public_id),
        secrets.installation_secrets().django_key,
    )
    assert [word for word in told if word in said] == []
    assert "i stykker" in said


def test_a_database_that_does_not_answer_is_told_and_the_rest_left(monkeypatch):
    def away():
        raise databases.connection.Database.OperationalError

    monkeypatch.setattr(examination.connection, "ensure_connection", away)
    monkeypatch.setattr(examination, "WITHOUT_DATABASE", ())
    monkeypatch.setattr(examination, "DatabaseError", databases.connection.Database.OperationalError)
    (finding,) = examination.examine()
    assert (finding.area, finding.state) == ("Database", BROKEN)


def test_a_check_that_fails_is_itself_a_finding(monkeypatch):
    def fails(quick):
        raise ValueError("Frida Sjælden")
        yield

    monkeypatch.setattr(examination, "WITHOUT_DATABASE", (("Disk", fails),))
    finding = next(examination.examine())
    assert (finding.state, "Frida" in finding.says) == (BROKEN, False)


def test_missing_and_unknown_migrations_stop_the_rest(monkeypatch):
    monkeypatch.setattr(databases, "steps_missing", lambda: [("jobs", "0002")])
    assert "mangler 1" in databases.migrations_missing().says
    monkeypatch.setattr(databases, "steps_taken", lambda: {("jobs", "9999_later")})
    assert "jobs.9999_later" in databases.migrations_missing().says


def test_demo_and_an_address_without_https_are_broken(settings, monkeypatch):
    settings.DEMO = True
    assert "Demo" in found(surroundings.check_settings, BROKEN)[0]
    settings.DEMO = False
    monkeypatch.setenv("FODFAESTE_HOSTS", "http://example.dk")
    assert "uden https" in found(surroundings.check_settings, BROKEN)[0]


@pytest.mark.parametrize(
    ("free", "files", "state"),
    [(80_000, 90, FINE), (1_500, 90, LOOK), (40, 90, BROKEN), (80_000, 1, BROKEN)],
)
def test_a_full_disk_is_told_by_bytes_and_by_files(monkeypatch, tmp_path, free, files, state):
    room = Room(tmp_path, free * MEGABYTE, 100_000 * MEGABYTE, files, 100)
    monkeypatch.setattr(surroundings, "rooms", lambda: [room])
    assert found(surroundings.check_room, state)


def test_keys_that_others_can_read_or_that_are_missing_are_broken():
    cpr_store(make.citizen(), make.cpr(5))
    assert found(keys.check_keys, BROKEN) == []
    secrets.secrets_path().chmod(0o640)
    assert "kan læses af andre" in found(keys.check_keys, BROKEN)[0]
    secrets.secrets_path().unlink()
    says = found(keys.check_keys, BROKEN)
    assert "er i brug, men mangler" in says[0]
    assert "1 af 1 CPR-numre" in says[1]
    assert len(found(keys.check_keys, BROKEN, quick=True)) == 1


def test_an_older_key_is_something_to_look_at():
    cpr_store(make.citizen(), make.cpr(6))
    secrets.key_add()
    assert "ældre nøgle" in found(keys.check_keys, LOOK)[0]


def test_what_was_written_in_the_future_is_told(monkeypatch):
    worker_signs(name="anna")
    later = clock.true_now() - timedelta(hours=3)
    monkeypatch.setattr(clock, "true_now", lambda: later)
    assert any(
        "3 timer ude i fremtiden" in says or "2 timer" in says for says in found(clocks.check_clocks, LOOK)
    )


def test_an_unknown_time_zone_is_broken():
    make.authority(time_zone="Europe/Kolding")
    assert "Europe/Kolding" in found(clocks.check_clocks, BROKEN)[0]


def test_a_policy_that_is_over_or_lost_is_told():
    authority = make.authority()
    (over,) = packs.policy_in_force(authority)
    assert (over.state, "løb ud 31.12.2021" in over.says) == (LOOK, True)
    authority.policy = "findes-ikke"
    (lost,) = packs.policy_in_force(authority)
    assert (lost.state, "ingen politik" in lost.says) == (BROKEN, True)


def test_a_pack_that_was_answered_by_must_be_kept():
    from fodfaeste.apps.goals.services import answers_refresh

    citizen = make.citizen_due()
    answers_refresh(authority=citizen.authority, on=clock.today(citizen.authority))
    assert [finding.state for finding in packs.packs_kept()] == [FINE]
    PackVersion.objects.all().delete()
    (finding,) = packs.packs_kept()
    assert (finding.state, "er ikke gemt" in finding.says) == (BROKEN, True)


def test_no_worker_a_late_night_and_given_up_work_are_told():
    enqueue(kind="nightly", key="norddjurs:2026-11-22", authority=make.authority())
    enqueue(kind="note", key="a")
    Job.objects.filter(kind="note").update(
        state="failed", finished_at=clock.true_now(), error="Frida Sjælden"
    )
    assert found(work.check_workers, BROKEN)
    assert "ikke færdigt" in found(work.check_nights, BROKEN)[0]
    assert found(work.check_jobs, LOOK)[0].startswith("1 af slagsen note er opgivet")


@pytest.mark.parametrize("quick", [False, True])
def test_a_changed_line_of_the_journal_is_broken(quick):
    leader = make.leader()
    journal_write(actor=leader, authority=leader.authority, action="see", what="x")
    journal_seal()
    assert found(journal.check_journal, BROKEN, quick) == []
    drop_triggers(databases.connection)
    databases.connection.cursor().execute("UPDATE journal_event SET what = 'y'")
    put_triggers(databases.connection)
    assert "passer ikke" in found(journal.check_journal, BROKEN, quick)[0]


def test_a_journal_without_the_backups_seal_is_another(tmp_path):
    backup_remember(LastBackup(clock.true_now(), tmp_path, 1, "f" * 64))
    assert "findes ikke længere" in found(journal.check_journal, BROKEN)[0]


@pytest.mark.parametrize(("age", "state"), [(0, FINE), (30, LOOK), (24 * 4, BROKEN)])
def test_a_backup_grows_old(tmp_path, age, state):
    backup_remember(LastBackup(clock.true_now() - timedelta(hours=age), tmp_path, 1, ""))
    assert any("gammel" in says for says in found(backups.check_backups, state))


def test_a_backup_that_was_moved_is_looked_for():
    backup_remember(LastBackup(clock.true_now(), Path("/findes/ikke"), 1, ""))
    assert "kan ikke ses herfra" in found(backups.check_backups, LOOK)[0]
