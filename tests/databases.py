"""Databases for tests that must really commit, or that run the product in processes of their own.

Most tests need neither: `django_db` rolls everything back. The fixtures here are offered through the
`conftest.py` of the folders that use them.
"""

import os
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

COMMAND_ENDS_WITHIN = 120
COMES_TRUE_WITHIN = 30

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


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """An installation with an empty, migrated database: a SQLite file, or a database in PostgreSQL."""
    with_database = {"FODFAESTE_DATABASE": str(tmp_path / "own.sqlite3")}
    server = os.environ.get("FODFAESTE_DATABASE", "")
    name = f"fodfaeste_{uuid.uuid4().hex}"
    is_postgres = server.startswith("postgres")
    if is_postgres:
        _administer(server, f"CREATE DATABASE {name}")
        with_database = {"FODFAESTE_DATABASE": urlsplit(server)._replace(path=f"/{name}").geturl()}
    made = Installation(
        tmp_path,
        {
            **os.environ,
            **with_database,
            "FODFAESTE_VAR": str(tmp_path / "var"),
            "DJANGO_SETTINGS_MODULE": "fodfaeste.web.settings",
        },
    )
    try:
        done = made.run("migrate")
        assert done.returncode == 0, done.stderr
        yield made
    finally:
        if is_postgres:
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
