"""Databases for tests that must really commit, or that run the product in processes of their own.

Most tests need neither: `django_db` rolls everything back. The fixtures here are offered through the
`conftest.py` of the folders that use them.
"""

import os
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

#: Not how fast anything is: a machine that others use too must not make a test fail.
COMMAND_ENDS_WITHIN = 300
COMES_TRUE_WITHIN = 60

SCRIPT_BEGINS = "import django\ndjango.setup()\n"


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """The test database with real commits.

    Django empties the tables afterwards, which the journal's guard refuses; so its rows go first.
    """
    yield
    from django.db import connection, transaction

    from fodfaeste.apps.journal.triggers import TABLES, drop_triggers, put_triggers

    with transaction.atomic():
        drop_triggers(connection)
        with connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"DELETE FROM {table}")
        put_triggers(connection)


@dataclass(frozen=True)
class Installation:
    """A whole Fodfæste in a folder of its own, run in processes of its own."""

    folder: Path
    environment: dict[str, str]

    def run(self, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
        """Run `fodfaeste …` to its end."""
        return subprocess.run(
            [sys.executable, "-m", "fodfaeste.cli", *arguments],
            env={**self.environment, **options.pop("env", {})},
            capture_output=True,
            text=True,
            timeout=COMMAND_ENDS_WITHIN,
            **options,
        )

    def start(self, *arguments: str, env: dict[str, str] | None = None) -> subprocess.Popen[str]:
        """Start `fodfaeste …` and leave it running; what it says goes to the file `said`."""
        with (self.folder / "said").open("a") as said:
            return subprocess.Popen(
                [sys.executable, "-m", "fodfaeste.cli", *arguments],
                env={**self.environment, **(env or {})},
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                text=True,
            )

    def script(self, code: str, **options: Any) -> str:
        """Run Python with the product loaded, and give what it wrote."""
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT_BEGINS + code],
            env={**self.environment, **options.pop("env", {})},
            capture_output=True,
            text=True,
            timeout=COMMAND_ENDS_WITHIN,
            **options,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def start_script(self, code: str, env: dict[str, str] | None = None) -> subprocess.Popen[str]:
        """Start Python with the product loaded, and leave it running."""
        return subprocess.Popen(
            [sys.executable, "-c", SCRIPT_BEGINS + code],
            env={**self.environment, **(env or {})},
            stdin=subprocess.DEVNULL,
            text=True,
        )


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An empty database with all migrations, to be copied: a SQLite file, or a database in PostgreSQL."""
    folder = tmp_path_factory.mktemp("migrated")
    with _own_database(folder / "empty.sqlite3") as address:
        done = Installation(folder, _environment(folder, address)).run("migrate")
        assert done.returncode == 0, done.stderr
        yield address


@pytest.fixture
def installation(tmp_path: Path, migrated: str) -> Iterator[Installation]:
    """An installation with an empty database of its own."""
    with installed(tmp_path, migrated) as own:
        yield own


@contextmanager
def installed(folder: Path, template: str) -> Iterator[Installation]:
    """An installation in a folder, with a copy of a database that nobody has open."""
    with _own_database(folder / "own.sqlite3", template) as address:
        yield Installation(folder, _environment(folder, address))


def _environment(folder: Path, address: str) -> dict[str, str]:
    return {
        **os.environ,
        "FODFAESTE_DATABASE": address,
        "FODFAESTE_VAR": str(folder / "var"),
        "DJANGO_SETTINGS_MODULE": "fodfaeste.web.settings",
    }


@contextmanager
def _own_database(file: Path, template: str = "") -> Iterator[str]:
    server = os.environ.get("FODFAESTE_DATABASE", "")
    if not server.startswith("postgres"):
        if template:
            shutil.copyfile(template, file)
        yield str(file)
        return
    name = f"fodfaeste_{uuid.uuid4().hex}"
    copied = f" TEMPLATE {urlsplit(template).path.lstrip('/')}" if template else ""
    _administer(server, f"CREATE DATABASE {name}{copied}")
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        _administer(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def until(is_true: Callable[[], object], within: float = COMES_TRUE_WITHIN) -> None:
    """Wait for another process to bring something about."""
    deadline = time.monotonic() + within
    while not is_true():
        assert time.monotonic() < deadline, "it did not come true in time"
        time.sleep(0.02)


def _administer(server: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)
