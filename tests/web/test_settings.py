"""Settings from the environment."""

import json
import os
import subprocess
import sys

import pytest

from fodfaeste.core.errors import UsageError
from fodfaeste.web.database import database_settings

READ = """
import json
from fodfaeste.web import settings as s
print(json.dumps([s.ALLOWED_HOSTS, s.CSRF_TRUSTED_ORIGINS, s.SESSION_COOKIE_SECURE, s.DEMO, s.DEBUG]))
"""


def settings_with(tmp_path, **environment):
    done = subprocess.run(
        [sys.executable, "-c", READ],
        env={**os.environ, "FODFAESTE_VAR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_alone_it_answers_to_this_machine_only(tmp_path):
    assert settings_with(tmp_path) == [["localhost", "127.0.0.1", "[::1]"], [], False, False, False]


def test_an_https_address_makes_the_cookies_secure(tmp_path):
    hosts, origins, is_secure, _demo, _debug = settings_with(
        tmp_path, FODFAESTE_HOSTS="https://fodfaeste.example.dk, indre.example.dk"
    )
    assert hosts[-2:] == ["fodfaeste.example.dk", "indre.example.dk"]
    assert origins == ["https://fodfaeste.example.dk"]
    assert is_secure


def test_the_demo_is_asked_for(tmp_path):
    assert settings_with(tmp_path, FODFAESTE_DEMO="1")[3]


def test_without_an_address_the_database_is_the_file_in_var(tmp_path):
    assert database_settings("", tmp_path / "f.sqlite3")["NAME"] == str(tmp_path / "f.sqlite3")


def test_a_postgresql_address_is_taken_apart(tmp_path):
    found = database_settings("postgresql://kari:p%40ss@db.example.dk:5433/fod", tmp_path)
    assert [found[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "kari",
        "p@ss",
        "db.example.dk",
        "5433",
        "fod",
    ]


def test_another_kind_of_database_is_refused(tmp_path):
    with pytest.raises(UsageError, match="FODFAESTE_DATABASE"):
        database_settings("mysql://x/y", tmp_path)


@pytest.mark.django_db
def test_sqlite_waits_in_line_and_keeps_its_references():
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("SQLite's own settings")
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (30000,)


def test_every_model_is_in_the_migrations(db):
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
