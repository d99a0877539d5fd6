"""PostgreSQL's own programs, asked to copy a database out and in.

Address and password go by the environment, which only the same user can read; never as arguments, which
stand in the list of processes.
"""

import os
import shutil
import subprocess
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

from fodfaeste.core.errors import FodfaesteError

PACKAGE = "postgresql-client"

#: Everything that was there goes and everything of the copy comes in one transaction.
EMPTY = "DROP SCHEMA public CASCADE; CREATE SCHEMA public; ALTER SCHEMA public OWNER TO pg_database_owner;"


class ProgramFailed(FodfaesteError):
    """One of PostgreSQL's programs is missing or gave up."""


def dump(connection: BaseDatabaseWrapper, target: Path, *, snapshot: str) -> None:
    """Copy a database to a file, as it stood at the snapshot."""
    options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
    _run([_program("pg_dump"), *options, f"--file={target}"], connection)


def restore(connection: BaseDatabaseWrapper, source: Path) -> None:
    """Put the content of a file in the place of everything in a database, whole or not at all."""
    script = [_program("pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(source)]
    into = [_program("psql"), "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
    into += ["--output=/dev/null", f"--command={EMPTY}", "--file=-"]
    reading = subprocess.Popen(script, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # noqa: S603
    try:
        _run(into, connection, stdin=reading.stdout)
    finally:
        _, said = reading.communicate()
    if reading.returncode:
        raise ProgramFailed(f"pg_restore: {_last_line(said)}")


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise ProgramFailed(f"Programmet {name} findes ikke på denne maskine; installér pakken {PACKAGE}")
    return found


def _run(command: list[str], connection: BaseDatabaseWrapper, **options: object) -> None:
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own programs, with arguments of ours
        command, env=_environment(connection), stderr=subprocess.PIPE, check=False, **options
    )
    if done.returncode:
        raise ProgramFailed(f"{Path(command[0]).name}: {_last_line(done.stderr)}")


def _environment(connection: BaseDatabaseWrapper) -> dict[str, str]:
    given = connection.settings_dict
    names = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    address = {name: str(given[key]) for name, key in names.items() if given[key]}
    return {**os.environ, **address, "LC_ALL": "C.UTF-8"}


def _last_line(said: bytes) -> str:
    lines = [line for line in said.decode("utf-8", "replace").splitlines() if "error" in line.lower()]
    return lines[0] if lines else "endte med en fejl"
