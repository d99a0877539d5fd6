"""Which database the installation runs on."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.db.backends.base.base import BaseDatabaseWrapper

from fodfaeste.core.errors import UsageError
from fodfaeste.installation.folders import var_folder

MIGRATION_LOCK = 707_2020

# Writers wait in line instead of failing; readers never wait for them.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}

# Whoever asks while the database's machine is away is told within seconds, and no thread waits for minutes.
POSTGRES_OPTIONS = {"connect_timeout": 5, "keepalives_idle": 30, "tcp_user_timeout": 30_000}


def database_settings(address: str, default_file: Path) -> dict[str, Any]:
    """Django's settings for a `postgresql://` or `sqlite:///` address; empty is the file in var."""
    if not address:
        return _sqlite(str(default_file))
    parts = urlsplit(address)
    if parts.scheme in ("postgresql", "postgres"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")) or "fodfaeste",
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": POSTGRES_OPTIONS,
        }
    if parts.scheme == "sqlite":
        return _sqlite(unquote(address.removeprefix("sqlite:///")))
    if not parts.scheme:
        return _sqlite(address)
    raise UsageError("FODFAESTE_DATABASE skal være en fil, sqlite:///FIL eller postgresql://…")


def _sqlite(name: str) -> dict[str, Any]:
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": SQLITE_OPTIONS}


@contextmanager
def alone(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """One process at a time: the others wait. For migrations, which must not run side by side."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])
        return
    path = var_folder() / ".migrate.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
