"""The journal: every seal fits, the guard stands, and it is the one the backup was taken of."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import connection

from fodfaeste.apps.journal.models import Seal
from fodfaeste.apps.journal.services import journal_verify, oldest_unsealed
from fodfaeste.apps.journal.triggers import missing_triggers
from fodfaeste.apps.operation.finding import Finding, broken, fine, in_words, look
from fodfaeste.apps.operation.kept import last_backup
from fodfaeste.installation import clock

AREA = "Logbog"
QUICK_SEALS = 20
PATIENCE = timedelta(minutes=10)


def check_journal(quick: bool) -> Iterator[Finding]:
    """All seals, or on the quick look the latest ones."""
    verdict = journal_verify(last=QUICK_SEALS if quick else None)
    if not verdict.is_whole:
        says = f"Forsegling {verdict.broken_seal} passer ikke: der er ændret fra linje {verdict.first_event}"
        yield broken(AREA, says, "Rør intet, gem en kopi af databasen, og sig det til den dataansvarlige")
    else:
        yield fine(AREA, _whole(verdict.seals, quick))
    if missing := missing_triggers(connection):
        yield broken(
            AREA, f"Databasens værn mangler: {', '.join(missing)}", "Gendan, eller kør fodfaeste migrate"
        )
    oldest = oldest_unsealed()
    if oldest and clock.now() - oldest > PATIENCE:
        wait = in_words((clock.now() - oldest).total_seconds())
        yield look(
            AREA, f"Der er ikke forseglet i {wait}", "Arbejderen forsegler hvert minut; se om den kører"
        )
    backup = last_backup()
    if backup and backup.journal and not Seal.objects.filter(hash=backup.journal).exists():
        do = (
            "Databasen er en anden end den, kopien er taget af. Er den ikke gendannet, er logbogen skrevet om"
        )
        yield broken(AREA, "Forseglingen fra den seneste sikkerhedskopi findes ikke længere", do)


def _whole(seals: int, quick: bool) -> str:
    if seals == 0:
        return "Her er ingen forseglinger endnu"
    if seals == 1:
        return "Forseglingen passer"
    return f"De seneste {seals} forseglinger passer" if quick else f"Alle {seals} forseglinger passer"
