"""The examination behind `fodfaeste doctor`: every check in turn, each for itself."""

from collections.abc import Iterator

from django.db import DatabaseError, InterfaceError, connection

from fodfaeste.apps.operation.checks import (
    backups,
    clocks,
    databases,
    files,
    journal,
    keys,
    messages,
    packs,
    signin,
    surroundings,
    work,
)
from fodfaeste.apps.operation.finding import Check, Finding, broken
from fodfaeste.core.errors import FodfaesteError

WITHOUT_DATABASE: tuple[tuple[str, Check], ...] = (
    ("Indstillinger", surroundings.check_settings),
    ("Disk", surroundings.check_room),
    ("Filer", files.check_files),
    ("Sikkerhedskopi", backups.check_backups),
)
WITH_DATABASE: tuple[tuple[str, Check], ...] = (
    ("Database", databases.check_database),
    ("Nøgler", keys.check_keys),
    ("Ur", clocks.check_clocks),
    ("Politik og lov", packs.check_packs),
    ("Arbejder", work.check_workers),
    ("Nat", work.check_nights),
    ("Opgaver", work.check_jobs),
    ("Beskeder", messages.check_messages),
    ("Logbog", journal.check_journal),
    ("Log ind", signin.check_broker),
)


def examine(*, quick: bool = False) -> Iterator[Finding]:
    """Look at everything there is to look at. A check that fails is itself a finding."""
    for area, check in WITHOUT_DATABASE:
        yield from _findings(area, check, quick)
    try:
        connection.ensure_connection()
    except (DatabaseError, InterfaceError) as error:
        do = "Se efter, om databasen kører, og om FODFAESTE_DATABASE er rigtig"
        yield broken("Database", f"Databasen svarer ikke ({type(error).__name__})", do)
        return
    if missing := databases.migrations_missing():
        # The other checks ask for tables that may not be there yet.
        yield missing
        return
    for area, check in WITH_DATABASE:
        yield from _findings(area, check, quick)


def _findings(area: str, check: Check, quick: bool) -> Iterator[Finding]:
    try:
        yield from check(quick)
    except (FodfaesteError, DatabaseError, InterfaceError, OSError, LookupError, ValueError) as error:
        # The kind alone: what it says may tell of people or keys.
        do = "Se loggen, og kør fodfaeste doctor igen"
        yield broken(area, f"Kunne ikke undersøges ({type(error).__name__})", do)
