"""A database for the journeys alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit
from uuid import uuid4


@contextmanager
def own_database(server: str) -> Iterator[str]:
    """The address of a new, empty database on a PostgreSQL server; empty, for a file in var, on SQLite."""
    if not server.startswith("postgres"):
        yield ""
        return
    import psycopg

    name = f"journeys_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
