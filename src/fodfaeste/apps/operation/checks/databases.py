"""The database itself: of this version, whole, and set up as it should be."""

from collections.abc import Iterator
from pathlib import Path

from django.db import connection

from fodfaeste.apps.operation.finding import Finding, broken, fine, look
from fodfaeste.apps.operation.room import MEGABYTE, sqlite_file
from fodfaeste.apps.operation.versions import steps_missing, steps_taken, steps_unknown

AREA = "Database"
OLDEST_POSTGRES = 150000
LONG_TRANSACTIONS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
    "AND pid <> pg_backend_pid() AND xact_start < clock_timestamp() - interval '10 minutes'"
)
LARGE_LOG = 256 * MEGABYTE


def migrations_missing() -> Finding | None:
    """A database that is not of this version."""
    if newer := steps_unknown(steps_taken()):
        says = f"Databasen er fra en nyere udgave: den kender {'.'.join(newer[0])}"
        return broken(AREA, says, "Installér den udgave, der har været i brug")
    if missing := steps_missing():
        says = f"Databasen mangler {len(missing)} ændringer"
        return broken(AREA, says, "Kør fodfaeste migrate (--plan viser hvilke)")
    return None


def check_database(quick: bool) -> Iterator[Finding]:
    """SQLite: whole and in its mode. PostgreSQL: version, encoding, and nobody who holds others up."""
    yield fine(AREA, "Databasen er af denne udgave")
    yield from _postgres() if connection.vendor == "postgresql" else _sqlite(quick)


def _value(query: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(query)
        row = cursor.fetchone()
    return row[0] if row else None


def _sqlite(quick: bool) -> Iterator[Finding]:
    verdict = _value("PRAGMA quick_check(1)" if quick else "PRAGMA integrity_check(1)")
    if verdict == "ok":
        yield fine(AREA, "Filen er hel")
    else:
        yield broken(AREA, "Filen er ikke hel", "Stop tjenesterne, og gendan den seneste sikkerhedskopi")
    if _value("PRAGMA foreign_key_check") is not None:
        yield broken(AREA, "Rækker peger på rækker, der ikke findes", "Gendan den seneste sikkerhedskopi")
    file = sqlite_file()
    if file is None:
        return
    if _value("PRAGMA journal_mode") != "wal":
        yield look(
            AREA, "Læsere venter på skrivere", "Filen skal ligge på en disk, der tåler WAL, ikke på netværket"
        )
    log = Path(f"{file}-wal")
    if log.exists() and log.stat().st_size > LARGE_LOG:
        yield look(AREA, "Skriveloggen er vokset", "Noget læser uden at slutte; genstart tjenesterne")


def _postgres() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version_num')::int, pg_encoding_to_char(encoding), datcollate, "
            "current_setting('fsync'), current_setting('full_page_writes') "
            "FROM pg_database WHERE datname = current_database()"
        )
        version, encoding, collation, fsync, pages = cursor.fetchone()
    if version < OLDEST_POSTGRES:
        yield look(AREA, f"PostgreSQL {version // 10000} er ældre end 15", "Opgradér PostgreSQL")
    if encoding != "UTF8":
        yield broken(AREA, f"Databasens tegnsæt er {encoding}", "Gendan i en database med --encoding=UTF8")
    else:
        yield fine(AREA, f"PostgreSQL {version // 10000}, UTF8, sortering {collation}")
    if "off" in (fsync, pages):
        do = "Slå fsync og full_page_writes til; ellers kan et strømsvigt koste alt"
        yield broken(AREA, "Databasen venter ikke på disken", do)
    slow = _value(LONG_TRANSACTIONS)
    if slow:
        says = f"{slow} forbindelser har haft en transaktion åben i over 10 minutter"
        yield look(AREA, says, "Se i pg_stat_activity hvilke; de holder oprydningen tilbage")
    used = _value("SELECT count(*)::float / current_setting('max_connections')::int FROM pg_stat_activity")
    if isinstance(used, float) and used > 0.8:
        yield look(
            AREA, "Forbindelserne er ved at slippe op", "Hæv max_connections, eller kør færre processer"
        )
