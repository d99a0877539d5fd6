"""The database's own guard of the journal: rows are added, never changed or removed.

SQLite drops a table's triggers when a migration rebuilds the table. A migration that alters a journal
table therefore ends with `put_triggers` again; a test looks for them after the last migration.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("journal_event", "journal_seal")
MESSAGE = "the journal is only added to"

POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE filled boolean := true;
BEGIN
    -- Emptying a table that is empty changes nothing; test databases do it.
    IF TG_OP = 'TRUNCATE' THEN
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', TG_TABLE_NAME) INTO filled;
    END IF;
    IF filled THEN
        RAISE EXCEPTION 'the journal is only added to';
    END IF;
    RETURN NULL;
END $$
"""


def put_triggers(connection: BaseDatabaseWrapper) -> None:
    """Make the database refuse update and delete in the journal's tables."""
    drop_triggers(connection)
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor):
            cursor.execute(statement)


def drop_triggers(connection: BaseDatabaseWrapper) -> None:
    """Take the guard away: for a migration that must rebuild a table, and for tests of tampering."""
    with connection.cursor() as cursor:
        for table in TABLES:
            for name in _names(table, connection.vendor):
                on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


def missing_triggers(connection: BaseDatabaseWrapper) -> list[str]:
    """The guards that are not in place."""
    wanted = [name for table in TABLES for name in _names(table, connection.vendor)]
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        found = {row[0] for row in cursor.fetchall()}
    return [name for name in wanted if name not in found]


def _names(table: str, vendor: str) -> list[str]:
    kinds = ["change", "truncate"] if vendor == "postgresql" else ["update", "delete"]
    return [f"{table}_no_{kind}" for kind in kinds]


def _statements(vendor: str) -> list[str]:
    if vendor == "postgresql":
        return [
            POSTGRES_FUNCTION,
            *(
                f"CREATE TRIGGER {table}_no_{kind} BEFORE {events} ON {table} "
                f"FOR EACH {level} EXECUTE FUNCTION journal_refuse()"
                for table in TABLES
                for kind, events, level in [
                    ("change", "UPDATE OR DELETE", "ROW"),
                    ("truncate", "TRUNCATE", "STATEMENT"),
                ]
            ),
        ]
    return [
        f"CREATE TRIGGER {table}_no_{kind} BEFORE {kind.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for table in TABLES
        for kind in ("update", "delete")
    ]
