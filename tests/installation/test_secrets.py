"""The installation's keys."""

import os
import subprocess
import sys

import pytest

from fodfaeste.installation import secrets
from fodfaeste.installation.secrets import SecretsError, installation_secrets, key_add, secrets_path


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("FODFAESTE_VAR", str(tmp_path / "var"))
    return tmp_path / "var"


def test_the_file_is_made_on_first_use_for_its_owner_only(folder):
    installation_secrets()
    assert [path.name for path in folder.iterdir()] == ["secrets.toml"]
    assert secrets_path().stat().st_mode & 0o777 == 0o600


def test_the_same_keys_are_read_again(folder):
    first = installation_secrets()
    secrets._read.clear()
    assert installation_secrets() == first


def test_processes_that_start_at_once_agree(folder):
    code = "from fodfaeste.installation.secrets import installation_secrets as s; print(s().django_key)"
    environment = {**os.environ, "FODFAESTE_VAR": str(folder)}
    started = [
        subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(6)
    ]
    assert len({process.communicate()[0] for process in started}) == 1
    assert [path.name for path in folder.iterdir()] == ["secrets.toml"]


def test_what_is_locked_opens_for_the_same_purpose_only(folder):
    keys = installation_secrets()
    locked = keys.encrypt("blåbær".encode(), purpose="cpr")
    assert keys.decrypt(locked, purpose="cpr") == "blåbær".encode()
    with pytest.raises(SecretsError):
        keys.decrypt(locked, purpose="batch")


def test_a_changed_byte_is_noticed(folder):
    keys = installation_secrets()
    locked = bytearray(keys.encrypt(b"x", purpose="cpr"))
    locked[-1] ^= 1
    with pytest.raises(SecretsError):
        keys.decrypt(bytes(locked), purpose="cpr")


def test_an_unknown_key_is_told_without_key_material(folder):
    with pytest.raises(SecretsError, match=r"findes ikke i secrets\.toml"):
        installation_secrets().decrypt(b"k00000000:abc", purpose="cpr")


def test_a_new_key_locks_and_the_old_still_opens(folder):
    before = installation_secrets()
    locked = before.encrypt(b"x", purpose="cpr")
    name = key_add()
    after = installation_secrets()
    assert after.current == name != before.current
    assert after.decrypt(locked, purpose="cpr") == b"x"
    assert (after.django_key, after.index_key) == (before.django_key, before.index_key)
    assert secrets_path().stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("damage", ["", "current = 1", "keys = 3", 'django_key = "a\n', "{}"])
def test_a_damaged_file_is_refused_and_not_replaced(folder, damage):
    installation_secrets()
    secrets_path().write_text(damage)
    secrets._read.clear()
    with pytest.raises(SecretsError, match="sikkerhedskopien"):
        installation_secrets()
    assert secrets_path().read_text() == damage


def test_keys_do_not_show_when_printed(folder):
    keys = installation_secrets()
    assert keys.django_key not in repr(keys)
