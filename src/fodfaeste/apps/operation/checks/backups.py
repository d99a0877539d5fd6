"""Whether there is a backup, how old it is, and whether it lies where the database does."""

from collections.abc import Iterator
from datetime import timedelta

from fodfaeste.apps.operation.finding import Finding, broken, fine, in_words, look
from fodfaeste.apps.operation.kept import last_backup
from fodfaeste.apps.operation.room import sqlite_file
from fodfaeste.installation import clock
from fodfaeste.installation.folders import var_folder

AREA = "Sikkerhedskopi"
DUE, LONG_OVERDUE = timedelta(hours=26), timedelta(days=3)
TAKE_ONE = "Kør fodfaeste backup MAPPE, og gør det hver nat"


def check_backups(quick: bool) -> Iterator[Finding]:
    """The latest one that was finished."""
    found = last_backup()
    if found is None:
        yield look(AREA, "Der er aldrig taget en sikkerhedskopi med fodfaeste backup", TAKE_ONE)
        return
    age = clock.true_now() - found.made_at
    says = f"Den seneste er {in_words(age.total_seconds())} gammel"
    if age > LONG_OVERDUE:
        yield broken(AREA, says, TAKE_ONE)
    elif age > DUE:
        yield look(AREA, says, TAKE_ONE)
    elif not found.folder.is_dir():
        yield look(AREA, f"{says}, men {found.folder} kan ikke ses herfra", "Se efter, om den er flyttet")
    else:
        yield fine(AREA, says)
        yield from _elsewhere(found.folder.stat().st_dev)


def _elsewhere(device: int) -> Iterator[Finding]:
    file = sqlite_file()
    if device in {folder.stat().st_dev for folder in (var_folder(), *([file.parent] if file else []))}:
        do = "Flyt den til en anden maskine, når den er taget"
        yield look(AREA, "Den ligger på samme disk som installationen", do)
