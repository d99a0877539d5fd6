"""Commands that keep the house: migrate, accounts, journal, keys, work."""

import shutil

import pytest

from tests.databases import installed

pytestmark = pytest.mark.slow

WRITE = """
from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.journal.services import journal_write
for number in range(3):
    journal_write(actor=None, authority=Authority.objects.get(), action="see", what=str(number))
"""
CITIZEN = """
from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.identity import cpr_store
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.installation import clock
authority = Authority.objects.get()
citizen = Citizen.objects.create(authority=authority, reference="1", name="A", created_at=clock.now())
cpr_store(citizen, "0101587001")
"""
TAMPER = """
from django.db import connection
from fodfaeste.apps.journal.triggers import drop_triggers, put_triggers
drop_triggers(connection)
connection.cursor().execute("UPDATE journal_event SET what = 'intet'")
put_triggers(connection)
"""


@pytest.fixture(scope="module")
def set_up(migrated, tmp_path_factory):
    """An installation with an authority and its team, to be copied."""
    with installed(tmp_path_factory.mktemp("norddjurs"), migrated) as made:
        done = made.run("setup-authority", "--policy", "norddjurs", "--unit", "Team Nord")
        assert done.returncode == 0, done.stderr
        yield made


@pytest.fixture
def norddjurs(set_up, tmp_path):
    """The database and the keys of an installation just set up."""
    shutil.copytree(set_up.folder / "var", tmp_path / "var")
    with installed(tmp_path, set_up.environment["FODFAESTE_DATABASE"]) as copy:
        yield copy


def test_migrating_twice_changes_nothing(installation):
    done = installation.run("migrate")
    assert (done.returncode, done.stderr) == (0, "Databasen var klar i forvejen\n")


def test_an_unknown_policy_makes_no_authority(installation):
    done = installation.run("setup-authority", "--policy", "atlantis")
    assert done.returncode == 2
    assert "atlantis" in done.stderr


def test_an_account_is_made_with_a_password_from_a_pipe(norddjurs):
    arguments = ["createuser", "kari", "--name", "Kari", "--role", "case_worker"]
    arguments += ["--authority", "norddjurs", "--unit", "Team Nord"]
    assert norddjurs.run(*arguments, input="kort\n").returncode == 2
    assert norddjurs.run(*arguments, input="blå gulerødder synger\n").returncode == 0
    check = "from fodfaeste.apps.accounts.models import User; print(User.objects.get().check_password({!r}))"
    assert norddjurs.script(check.format("blå gulerødder synger")) == "True"


def test_an_account_is_made_for_each_role_that_signs_in(norddjurs):
    arguments = ["createuser", "mia", "--name", "Mia", "--role", "company_consultant"]
    done = norddjurs.run(*arguments, "--authority", "norddjurs", input="blå gulerødder synger\n")
    assert done.returncode == 0, done.stderr


def test_the_journal_is_verified_and_tampering_told_with_the_seal(norddjurs):
    norddjurs.script(WRITE)
    assert "3 linjer" in norddjurs.run("journal", "seal").stderr
    whole = norddjurs.run("journal", "verify")
    assert whole.returncode == 0
    assert "Logbogen er hel: 1 forseglinger, 3 linjer" in whole.stdout
    norddjurs.script(TAMPER)
    broken = norddjurs.run("journal", "verify")
    assert broken.returncode == 1
    assert "Forsegling 1 passer ikke" in broken.stdout


def test_a_journal_without_its_guard_is_not_whole(norddjurs):
    norddjurs.script(TAMPER.partition("connection.cursor")[0])
    assert norddjurs.run("journal", "verify").returncode == 1


def test_keys_are_changed_and_checked(norddjurs):
    norddjurs.script(CITIZEN)
    assert norddjurs.run("keys", "check").returncode == 0
    rotated = norddjurs.run("keys", "rotate")
    assert rotated.stderr.startswith("Felter låst med nøglen")
    checked = norddjurs.run("keys", "check")
    assert (checked.returncode, checked.stdout) == (0, "1 CPR-numre, 0 kan ikke læses\n")


def test_keys_that_others_can_read_are_told(norddjurs):
    (norddjurs.folder / "var" / "secrets.toml").chmod(0o644)
    checked = norddjurs.run("keys", "check")
    assert checked.returncode == 1
    assert "chmod 600" in checked.stdout


def test_waiting_work_is_done_once(norddjurs):
    norddjurs.script(WRITE)
    done = norddjurs.run("work", "--once")
    assert done.returncode == 0, done.stderr
    assert "1 forseglinger" in norddjurs.run("journal", "verify").stdout
