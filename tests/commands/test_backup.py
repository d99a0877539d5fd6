"""`fodfaeste backup`: everything but the keys, at one instant, whole or not at all, and proved on its own."""

import pytest

from fodfaeste.cli import main
from tests.commands.backups import CPR, PAIRS, counts_of, filled, kept, manifest_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(migrated, tmp_path_factory):
    """An installation with a citizen, a journal and files of its own; the tests only copy it."""
    with filled(tmp_path_factory.mktemp("site"), migrated) as made:
        yield made


@pytest.fixture(scope="module")
def copy(site, tmp_path_factory):
    """A backup of it."""
    return kept(site.run("backup", str(tmp_path_factory.mktemp("copies"))))


def test_a_backup_holds_the_database_and_what_cannot_be_made_again_but_no_key(site, copy):
    names = set(manifest_of(copy)["files"])
    assert names >= {"var/signin.toml", "var/taxonomy/own.tsv"}
    assert not any("secrets" in name or name.startswith("var/static") for name in names)
    found = b"".join(path.read_bytes() for path in copy.rglob("*") if path.is_file())
    keys = (site.folder / "var" / "secrets.toml").read_text()
    for key in [line.split('"')[1] for line in keys.splitlines() if "_key" in line or line.startswith("k")]:
        assert key.encode() not in found
    assert CPR.encode() not in found


def test_only_its_owner_can_read_a_backup(copy):
    modes = {path.stat().st_mode & 0o077 for path in [copy, *copy.rglob("*")] if not path.is_dir()}
    assert modes | {copy.stat().st_mode & 0o077} == {0}


def test_what_is_written_meanwhile_is_in_it_whole_or_not_at_all_and_it_is_proved(site, tmp_path):
    """A writer adds rows two by two while the backup is taken; so there is an even number of them in it."""
    writer = site.start_script(PAIRS)
    try:
        copied = kept(site.run("backup", str(tmp_path)))
    finally:
        writer.kill()
        writer.wait()
    contents = manifest_of(copied)["contents"]
    assert contents["counts"]["accounts_failedsignin"] % 2 == 0
    before = counts_of(site)
    proved = site.run("backup", "verify", str(copied))
    assert proved.returncode == 0, proved.stderr
    assert contents["journal"] in proved.stdout
    assert counts_of(site) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lock", copied.name]


@pytest.mark.parametrize(
    "arguments", [[], ["a", "b"], ["verify"], ["a", "--keep", "0"], ["a", "--keys", "b"]], ids=" ".join
)
def test_a_call_that_cannot_be_meant_is_told(arguments):
    assert main(["backup", *arguments]) == 2
