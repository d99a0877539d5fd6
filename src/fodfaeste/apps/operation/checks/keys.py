"""The keys: private, whole, and able to open everything that is locked with them."""

import os
import re
from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models

from fodfaeste.apps.citizens.identity import keys_check
from fodfaeste.apps.operation.finding import Finding, broken, fine, look
from fodfaeste.apps.operation.relocking import keys_outdated
from fodfaeste.installation.secrets import installation_secrets, secrets_path

AREA = "Nøgler"
_KEY_ID = re.compile(rb"(k[0-9a-f]{8}):")
OPENING = 10  # the length of a key's id and its colon


def check_keys(quick: bool) -> Iterator[Finding]:
    """The file's mode and owner, the ids in use, and on the long look every CPR number opened."""
    path, keys = secrets_path(), installation_secrets()
    status = path.stat()
    if status.st_mode & 0o077:
        yield broken(AREA, f"{path} kan læses af andre", f"Kør chmod 600 {path}")
    elif status.st_uid != os.geteuid():
        yield look(AREA, f"{path} ejes af en anden bruger", "Kør som den bruger, tjenesterne kører som")
    else:
        yield fine(AREA, "Filen med nøgler kan kun læses af sin ejer")
    lacking = sorted(_in_use() - set(keys.keys))
    if lacking:
        do = "Hent secrets.toml fra sikkerhedskopien af nøglerne"
        yield broken(AREA, f"Nøglen {', '.join(lacking)} er i brug, men mangler", do)
    if quick:
        return
    report, older = keys_check(), sum(keys_outdated().values())
    if report.unreadable:
        do = "Hent secrets.toml fra sikkerhedskopien af nøglerne"
        yield broken(AREA, f"{report.unreadable} af {report.identities} CPR-numre kan ikke læses", do)
    elif older:
        yield look(AREA, f"Felter låst med en ældre nøgle: {older}", "Kør fodfaeste keys rotate")
    else:
        yield fine(AREA, "Alle CPR-numre kan læses")


def _in_use() -> set[str]:
    """The ids of the keys that anything in the database is locked with."""
    found: set[str] = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.BinaryField):
                found |= _ids_in(model._meta.db_table, field.column)
    return found


def _ids_in(table: str, column: str) -> set[str]:
    quoted = connection.ops.quote_name
    query = f"SELECT DISTINCT substr({quoted(column)}, 1, {OPENING}) FROM {quoted(table)}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(query)
        starts = [bytes(row[0]) for row in cursor.fetchall() if row[0]]
    return {match[1].decode() for start in starts if (match := _KEY_ID.match(start))}
