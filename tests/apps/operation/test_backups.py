"""The parts of a backup that can be tried without taking one: its list, its age, its keys, its programs."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from fodfaeste.apps.operation import postgres_programs
from fodfaeste.apps.operation.backups import backups_in, backups_prune, unfinished_sweep
from fodfaeste.apps.operation.contents import Contents
from fodfaeste.apps.operation.manifest import (
    NAME,
    BackupRefused,
    Manifest,
    check_contents,
    check_files,
    check_version,
    hash_of,
    manifest_in,
)
from fodfaeste.cli import main
from fodfaeste.core.errors import UsageError
from fodfaeste.installation import secrets
from fodfaeste.installation.keys_file import keys_lock, keys_open

PASSPHRASE = "otte røde hjul"
CONTENTS = Contents(
    counts={"journal_event": 3, "a": 0}, journal="f" * 64, steps=[("jobs", "0001_initial")], keys=[]
)


@pytest.fixture
def copy(tmp_path):
    """A backup of two files."""
    (tmp_path / "var").mkdir()
    for name in ("database.dump", "var/signin.toml"):
        (tmp_path / name).write_text(name)
    files = {name: hash_of(tmp_path / name) for name in ("database.dump", "var/signin.toml")}
    Manifest("2026-11-23", "1", "postgresql", "database.dump", files, CONTENTS).write(tmp_path)
    return tmp_path


def test_a_backup_as_it_was_taken_is_accepted(copy):
    manifest = manifest_in(copy)
    check_files(manifest, copy)
    check_version(manifest, "postgresql")
    check_contents(manifest, CONTENTS)
    assert manifest.contents == CONTENTS


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda file: file.write_text("andet"), "var/signin.toml er ændret"),
        (lambda file: file.unlink(), "var/signin.toml mangler"),
        (lambda file: file.with_name("ny").touch(), "var/ny hører ikke til"),
    ],
)
def test_a_backup_that_is_not_as_it_was_taken_is_refused_by_name(copy, harm, said):
    harm(copy / "var" / "signin.toml")
    with pytest.raises(BackupRefused, match=said):
        check_files(manifest_in(copy), copy)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"counts": {"journal_event": 2, "a": 0}}, "journal_event har 2 rækker; kopien skulle have 3"),
        ({"counts": {"journal_event": 3}}, "Tabellen a "),
        ({"journal": "e" * 64}, "sidste forsegling"),
    ],
)
def test_what_came_back_otherwise_than_it_was_counted_is_refused(copy, changed, said):
    with pytest.raises(BackupRefused, match=said):
        check_contents(manifest_in(copy), replace(CONTENTS, **changed))


def test_a_newer_version_and_another_kind_of_database_are_refused_in_words(copy):
    manifest = manifest_in(copy)
    with pytest.raises(BackupRefused, match="postgresql-database, og FODFAESTE_DATABASE er sqlite"):
        check_version(manifest, "sqlite")
    later = replace(CONTENTS, steps=[*CONTENTS.steps, ("citizens", "0999_from_tomorrow")])
    with pytest.raises(BackupRefused, match=r"nyere udgave, 1: den kender citizens\.0999_from_tomorrow"):
        check_version(replace(manifest, contents=later), "postgresql")


@pytest.mark.parametrize("text", ["", "{}", '{"format": 99}', "[]"])
def test_a_list_that_cannot_be_read_is_told(copy, text):
    (copy / NAME).write_text(text)
    with pytest.raises(BackupRefused):
        manifest_in(copy)


def test_a_folder_without_a_list_is_no_backup(tmp_path):
    with pytest.raises(BackupRefused, match="her er ingen sikkerhedskopi"):
        manifest_in(tmp_path)


def test_the_oldest_go_and_so_does_what_a_killed_one_left_and_nothing_else(tmp_path):
    names = [f"fodfaeste-2026112{day}T033000Z" for day in range(1, 5)]
    for name in [*names, ".unfinished-x", "en anden mappe", "fodfaeste-20261129T033000Z"]:
        (tmp_path / name).mkdir()
    for name in names:
        (tmp_path / name / NAME).write_text(json.dumps({}))
    unfinished_sweep(tmp_path)
    backups_prune(tmp_path, 2)
    assert [path.name for path in backups_in(tmp_path)] == names[2:]
    left = {path.name for path in tmp_path.iterdir()} - set(names)
    assert left == {"en anden mappe", "fodfaeste-20261129T033000Z"}


@pytest.fixture
def own_keys(monkeypatch, tmp_path):
    """An installation's keys, in a folder of their own."""
    monkeypatch.setenv("FODFAESTE_VAR", str(tmp_path / "own"))
    monkeypatch.setattr(secrets, "_read", {})
    return secrets.installation_secrets()


def test_keys_are_opened_by_their_passphrase_alone(own_keys, tmp_path):
    file = tmp_path / "keys.json"
    with pytest.raises(UsageError):
        keys_lock(file, "kort")
    keys_lock(file, PASSPHRASE)
    assert file.stat().st_mode & 0o077 == 0
    assert own_keys.django_key not in file.read_text()
    assert keys_open(file, PASSPHRASE).keys == own_keys
    with pytest.raises(secrets.SecretsError, match="kodesætningen passer ikke"):
        keys_open(file, "en helt anden")


def test_keys_that_were_in_force_are_kept_when_others_come(own_keys, tmp_path):
    file = tmp_path / "keys.json"
    keys_lock(file, PASSPHRASE)
    secrets.key_add()
    keys_open(file, PASSPHRASE).put_in_force()
    assert secrets.installation_secrets() == own_keys
    (before,) = secrets.secrets_path().parent.glob("secrets.before-*.toml")
    assert before.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("where", ["keys.json", "../keys.json"])
def test_keys_never_lie_beside_a_backup(tmp_path, monkeypatch, where):
    folder = tmp_path / "fodfaeste-20261123T033000Z"
    folder.mkdir()
    (folder / NAME).touch()
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert main(["backup", "--keys", str(folder / where)]) == 2


class Address:
    """A connection to a PostgreSQL that needs a password."""

    settings_dict = {"HOST": "db", "PORT": "5432", "USER": "u", "PASSWORD": "hemmeligt", "NAME": "n"}


def test_the_password_never_stands_in_the_list_of_processes(monkeypatch, tmp_path):
    called = []

    def run(command, **options):
        called.append((command, options["env"]["PGPASSWORD"]))
        return postgres_programs.subprocess.CompletedProcess(command, 0, b"", b"")

    monkeypatch.setattr(postgres_programs.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(postgres_programs.subprocess, "run", run)
    postgres_programs.dump(Address(), tmp_path / "x", snapshot="s")
    ((command, password),) = called
    assert password == "hemmeligt"
    assert "hemmeligt" not in " ".join(map(str, command))


def test_a_missing_program_is_told_with_its_package(monkeypatch):
    monkeypatch.setattr(postgres_programs.shutil, "which", lambda name: None)
    with pytest.raises(postgres_programs.ProgramFailed, match=r"pg_dump.*postgresql-client"):
        postgres_programs.dump(Address(), Path("x"), snapshot="s")
