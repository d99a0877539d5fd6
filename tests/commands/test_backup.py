"""`fodfaeste backup`: everything but the keys, at one instant, whole or not at all, and proved on its own."""

import json
import os

import pytest

from fodfaeste.apps.operation import postgres_programs
from tests.commands.backups import MANIFEST, PAIRS, counts_of, filled, kept, manifest_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(migrated, tmp_path_factory):
    """An installation with a citizen, a journal and files of its own; the tests only copy it."""
    with filled(tmp_path_factory.mktemp("site"), migrated) as made:
        yield made


@pytest.fixture(scope="module")
def copy(site, tmp_path_factory):
    """A backup of it."""
    done = site.run("backup", str(tmp_path_factory.mktemp("copies")))
    assert done.returncode == 0, done.stderr
    return kept(done)


def test_a_backup_holds_the_database_and_what_cannot_be_made_again_but_no_key(site, copy):
    names = set(manifest_of(copy)["files"])
    assert names >= {"var/signin.toml", "var/taxonomy/own.tsv"}
    assert not any("secrets" in name or name.startswith("var/static") for name in names)
    found = b"".join(path.read_bytes() for path in copy.rglob("*") if path.is_file())
    keys = (site.folder / "var" / "secrets.toml").read_text()
    for key in [line.split('"')[1] for line in keys.splitlines() if "_key" in line or line.startswith("k")]:
        assert key.encode() not in found


def test_only_its_owner_can_read_a_backup(copy):
    modes = {path.stat().st_mode & 0o077 for path in [copy, *copy.rglob("*")] if not path.is_dir()}
    assert modes | {copy.stat().st_mode & 0o077} == {0}


def test_a_backup_is_proved_in_a_database_of_its_own(site, copy):
    before = counts_of(site)
    proved = site.run("backup", "verify", str(copy))
    assert proved.returncode == 0, proved.stderr
    assert manifest_of(copy)["contents"]["journal"] in proved.stdout
    assert counts_of(site) == before
    assert sorted(path.name for path in copy.parent.iterdir()) == [".lock", copy.name]


@pytest.mark.parametrize("harm", ["changed", "missing", "extra"])
def test_a_backup_that_is_not_as_it_was_taken_is_refused_by_name(site, copy, harm, tmp_path):
    harmed = tmp_path / copy.name
    os.system(f"cp -r {copy} {harmed}")
    file = harmed / "var" / "signin.toml"
    match harm:
        case "changed":
            file.write_text("andet")
        case "missing":
            file.unlink()
        case "extra":
            (harmed / "var" / "signin.toml.new").touch()
    refused = site.run("backup", "verify", str(harmed))
    assert refused.returncode == 1
    assert "var/signin.toml" in refused.stderr


def test_fewer_rows_than_were_counted_are_found(site, copy, tmp_path):
    harmed = tmp_path / copy.name
    os.system(f"cp -r {copy} {harmed}")
    manifest = manifest_of(harmed)
    manifest["contents"]["counts"]["journal_event"] += 1
    (harmed / MANIFEST).write_text(json.dumps(manifest))
    refused = site.run("backup", "verify", str(harmed))
    assert refused.returncode == 1
    assert "journal_event" in refused.stderr


def test_what_is_written_meanwhile_is_in_it_whole_or_not_at_all(site, tmp_path):
    """A writer adds rows two by two while the backup is taken; so there is an even number of them in it."""
    writer = site.start_script(PAIRS)
    try:
        for _ in range(2):
            copied = kept(site.run("backup", str(tmp_path)))
            contents = manifest_of(copied)["contents"]
            assert contents["counts"]["accounts_failedsignin"] % 2 == 0
            assert site.run("backup", "verify", str(copied)).returncode == 0
    finally:
        writer.kill()
        writer.wait()


def test_old_backups_go_and_so_does_what_a_killed_one_left(site, tmp_path):
    (tmp_path / ".unfinished-fodfaeste-20260101T000000Z").mkdir()
    (tmp_path / "en anden mappe").mkdir()
    copies = [kept(site.run("backup", str(tmp_path), "--keep", "2")) for _ in range(3)]
    there = sorted(path.name for path in tmp_path.iterdir())
    assert there == sorted([".lock", "en anden mappe", *(path.name for path in copies[1:])])


def test_keys_are_locked_by_a_passphrase_and_never_lie_beside_a_backup(site, copy, tmp_path):
    target = tmp_path / "keys.json"
    assert site.run("backup", "--keys", str(target), input="kort\n").returncode == 2
    assert site.run("backup", "--keys", str(copy.parent / "k"), input="otte røde hjul\n").returncode == 2
    assert site.run("backup", "--keys", str(target), input="otte røde hjul\n").returncode == 0
    assert target.stat().st_mode & 0o077 == 0
    secret = (site.folder / "var" / "secrets.toml").read_text().partition('django_key = "')[2][:20]
    assert secret not in target.read_text()


@pytest.mark.parametrize(
    "arguments", [[], ["a", "b"], ["verify"], ["a", "--keep", "0"], ["a", "--keys", "b"]]
)
def test_a_call_that_cannot_be_meant_is_told(arguments, monkeypatch, capsys):
    from fodfaeste.cli import main

    assert main(["backup", *arguments]) == 2


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


def test_a_missing_program_is_told_with_its_package(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres_programs.shutil, "which", lambda name: None)
    with pytest.raises(postgres_programs.ProgramFailed, match=r"pg_dump.*postgresql-client"):
        postgres_programs.dump(Address(), tmp_path / "x", snapshot="s")
