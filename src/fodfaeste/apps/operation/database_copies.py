"""Copying the database out and in, while others use it."""

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connection, connections

from fodfaeste.apps.operation import postgres_programs
from fodfaeste.apps.operation.contents import Contents, contents_of, other_database
from fodfaeste.apps.operation.postgres_programs import ProgramFailed

FILE_NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
COPY, INSTANT = "copy", "instant"


def database_copy(target: Path) -> Contents:
    """Copy the database to a file as it stands at one instant, and count that instant."""
    return _copy_postgres(target) if connection.vendor == "postgresql" else _copy_sqlite(target)


def _copy_sqlite(target: Path) -> Contents:
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        # In one step: writers go on beside it, and none can make it begin again.
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        (verdict,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise ProgramFailed("Databasen er ikke hel: PRAGMA integrity_check siger fra. Kør fodfaeste doctor")
    with opened_copy(target):
        return contents_of(COPY)


@contextmanager
def opened_copy(file: Path) -> Iterator[None]:
    """A SQLite file as the database called `copy`, opened without changing it to a way of writing of ours."""
    with other_database(COPY, NAME=str(file), OPTIONS={}):
        yield


def _copy_postgres(target: Path) -> Contents:
    with other_database(INSTANT, CONN_MAX_AGE=0) as instant:
        instant.set_autocommit(False)
        try:
            with instant.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                cursor.execute("SELECT pg_export_snapshot()")
                (snapshot,) = cursor.fetchone()
            postgres_programs.dump(connection, target, snapshot=snapshot)
            return contents_of(INSTANT)
        finally:
            instant.rollback()


def database_replace(source: Path, *, database: str = DEFAULT_DB_ALIAS) -> None:
    """Put a copy in the place of all that a database holds, whole or not at all."""
    target = connections[database]
    if target.vendor == "postgresql":
        target.close()
        postgres_programs.restore(target, source)
        return
    target.ensure_connection()
    with closing(sqlite3.connect(f"file:{source}?mode=ro&immutable=1", uri=True)) as copy:
        copy.backup(target.connection)
    # What Django prepared on the connection was of the database before.
    target.close()


@contextmanager
def scratch_database(beside: Path) -> Iterator[tuple[str, str]]:
    """An empty database for a proof, gone afterwards: its alias here, and its address for a command."""
    if connection.vendor == "sqlite":
        file = beside / f".proof-{uuid.uuid4().hex}.sqlite3"
        try:
            with other_database(COPY, NAME=str(file), OPTIONS={}):
                yield COPY, str(file)
        finally:
            for part in beside.glob(f"{file.name}*"):
                part.unlink()
        return
    name = f"fodfaeste_proof_{uuid.uuid4().hex}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            raise ProgramFailed(
                "Databasens bruger må ikke lave databaser, så kopien kan ikke prøves. "
                "Giv den lov: ALTER ROLE … CREATEDB"
            )
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    try:
        with other_database(COPY, NAME=name, CONN_MAX_AGE=0):
            yield COPY, _address(name)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _address(name: str) -> str:
    from urllib.parse import quote

    given = connection.settings_dict
    user, password = quote(given["USER"], safe=""), quote(given["PASSWORD"], safe="")
    port = f":{given['PORT']}" if given["PORT"] else ""
    return f"postgresql://{user}:{password}@{given['HOST']}{port}/{name}"
