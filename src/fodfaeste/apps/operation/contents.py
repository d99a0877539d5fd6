"""What a database holds, in few enough words that two can be held against each other."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from fodfaeste.apps.operation.versions import Step, steps_taken

#: Filled by Django itself in every database.
BY_ITSELF = frozenset({"django_migrations", "django_content_type", "auth_permission"})


@dataclass(frozen=True, slots=True)
class Contents:
    """Rows per table, the journal's last seal, the migrations that were taken, and the keys in use."""

    counts: dict[str, int]
    journal: str
    steps: list[Step]
    keys: list[str]

    @property
    def is_empty(self) -> bool:
        return not any(count for table, count in self.counts.items() if table not in BY_ITSELF)


def contents_of(database: str = DEFAULT_DB_ALIAS) -> Contents:
    """Count a database. Whoever needs one instant of it asks inside a transaction that holds one."""
    connection = connections[database]
    tables = sorted(connection.introspection.table_names())
    return Contents(
        counts={table: _rows(connection, table) for table in tables},
        journal=_value(connection, LAST_SEAL) or "" if "journal_seal" in tables else "",
        steps=sorted(steps_taken(database)) if "django_migrations" in tables else [],
        keys=sorted(_values(connection, KEYS)) if "citizens_identity" in tables else [],
    )


LAST_SEAL = "SELECT hash FROM journal_seal ORDER BY id DESC LIMIT 1"
KEYS = "SELECT DISTINCT key_id FROM citizens_identity"


def _values(connection: BaseDatabaseWrapper, query: str) -> list:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [row[0] for row in cursor.fetchall()]


def _value(connection: BaseDatabaseWrapper, query: str):
    found = _values(connection, query)
    return found[0] if found else None


def _rows(connection: BaseDatabaseWrapper, table: str) -> int:
    return _value(connection, f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608


@contextmanager
def other_database(alias: str, **changes: object) -> Iterator[BaseDatabaseWrapper]:
    """A second database beside the installation's own, like it but for these settings."""
    connections.settings[alias] = {**connections[DEFAULT_DB_ALIAS].settings_dict, **changes}
    try:
        yield connections[alias]
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]
