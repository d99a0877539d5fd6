"""`fodfaeste restore`: a backup comes back whole and proved, or nothing is touched."""

import pytest

from tests.commands.backups import CPR, FILL, counts_of, filled, kept, manifest_of
from tests.databases import installed

pytestmark = pytest.mark.slow

PASSPHRASE = "otte røde hjul\n"
READ = f"""
from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.identity import cpr_find
print(cpr_find(Authority.objects.get(), "{CPR}").name)
"""
ANOTHER = FILL.replace('reference="1"', 'reference="2"').replace(CPR, "0101587002")
UNREADABLE = """
from fodfaeste.apps.citizens.models import Identity
for one in Identity.objects.all():
    Identity.objects.filter(pk=one.pk).update(cpr_encrypted=bytes(one.cpr_encrypted)[:-1] + b"x")
"""
#: What an earlier version of the program left: one step fewer.
EARLIER = (
    "from django.core.management import call_command; call_command('migrate', 'jobs', '0001', verbosity=0)"
)


@pytest.fixture(scope="module")
def site(migrated, tmp_path_factory):
    with filled(tmp_path_factory.mktemp("site"), migrated) as made:
        yield made


@pytest.fixture(scope="module")
def keys(site, tmp_path_factory):
    """The file of its keys."""
    path = tmp_path_factory.mktemp("keys") / "keys.json"
    assert site.run("backup", "--keys", str(path), input=PASSPHRASE).returncode == 0
    return path


@pytest.fixture(scope="module")
def copy(site, tmp_path_factory):
    return kept(site.run("backup", str(tmp_path_factory.mktemp("copies"))))


@pytest.fixture
def elsewhere(migrated, tmp_path):
    """A new installation on another machine, with keys of its own."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    with installed(folder, migrated) as made:
        yield made


def test_it_comes_back_on_another_machine_with_its_keys_and_files(site, copy, keys, elsewhere):
    done = elsewhere.run("restore", str(copy), "--keys", str(keys), input=PASSPHRASE)
    assert done.returncode == 0, done.stderr
    assert "1 CPR-numre kan læses" in done.stdout
    assert manifest_of(copy)["contents"]["journal"] in done.stdout
    assert elsewhere.script(READ) == "Æble"
    # One line more: that it was restored.
    assert counts_of(elsewhere) == counts_of(site) | {"journal_event": 4}
    var = elsewhere.folder / "var"
    assert (var / "taxonomy" / "own.tsv").read_text() == "kode\tord\n"
    assert (var / "secrets.toml").read_bytes() == (site.folder / "var" / "secrets.toml").read_bytes()


def test_where_the_proof_fails_at_last_all_is_as_before(migrated, tmp_path, elsewhere):
    """The copy is whole by its hashes, but a CPR number in it opens with no key; seen when all is there."""
    with filled(tmp_path / "site", migrated) as site:
        copied = kept(site.run("backup", str(tmp_path / "sound")))
        site.script(UNREADABLE)
        unsound = kept(site.run("backup", str(tmp_path / "copies")))
        keys_of_site = tmp_path / "keys" / "keys.json"
        keys_of_site.parent.mkdir()
        site.run("backup", "--keys", str(keys_of_site), input=PASSPHRASE)
        assert site.run("restore", str(copied), "--replace").returncode == 0
        counts, var = counts_of(site), site.folder / "var"
        (var / "reach").mkdir()
        (var / "reach" / "own.csv").write_text("min")
        failed = site.run("restore", str(unsound), "--replace")
        assert (failed.returncode, "er sat tilbage" in failed.stderr) == (1, True)
        assert (counts_of(site), site.script(READ)) == (counts, "Æble")
        assert (var / "reach" / "own.csv").read_text() == "min"
    assert counts_of(elsewhere)["accounts_authority"] == 0
    own_keys = (elsewhere.folder / "var" / "secrets.toml").read_bytes()
    failed = elsewhere.run("restore", str(unsound), "--keys", str(keys_of_site), input=PASSPHRASE)
    assert "1 CPR-numre kan ikke læses med nøglerne her. Det, der var her før, er sat" in failed.stderr
    assert counts_of(elsewhere)["accounts_authority"] == 0
    assert (elsewhere.folder / "var" / "secrets.toml").read_bytes() == own_keys
    assert not (elsewhere.folder / "var" / "taxonomy" / "own.tsv").exists()
    assert [path.name for path in unsound.parent.iterdir() if "before" in path.name] == []


def test_without_the_keys_nothing_is_touched(copy, elsewhere):
    refused = elsewhere.run("restore", str(copy))
    assert refused.returncode == 1
    assert "--keys" in refused.stderr
    assert counts_of(elsewhere)["accounts_authority"] == 0


def test_what_is_there_is_replaced_only_when_asked_and_copied_first(migrated, tmp_path):
    with filled(tmp_path / "site", migrated) as site:
        first = kept(site.run("backup", str(tmp_path / "copies")))
        site.script(ANOTHER)
        refused = site.run("restore", str(first))
        assert (refused.returncode, "--replace" in refused.stderr) == (1, True)
        done = site.run("restore", str(first), "--replace")
        assert done.returncode == 0, done.stderr
        assert counts_of(site)["citizens_citizen"] == 1
        # And what was there can be had again.
        before = done.stdout.partition("ligger i ")[2].strip()
        assert site.run("restore", before, "--replace").returncode == 0
        assert counts_of(site)["citizens_citizen"] == 2


def test_a_copy_of_an_earlier_version_is_brought_up(migrated, tmp_path):
    with filled(tmp_path / "site", migrated) as site:
        site.script(EARLIER)
        earlier = kept(site.run("backup", str(tmp_path / "copies")))
        proved = site.run("backup", "verify", str(earlier))
        assert "Bragt op til denne udgave med 1 ændringer" in proved.stdout
        restored = site.run("restore", str(earlier), "--replace")
        assert "Bragt op til denne udgave med 1 ændringer" in restored.stdout, restored.stderr
        assert site.script(READ) == "Æble"
