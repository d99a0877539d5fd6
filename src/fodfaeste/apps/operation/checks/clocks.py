"""The clocks: the machine's, the database's and the municipalities'."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import available_timezones

from django.db import connection
from django.db.models import Max

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.jobs.models import Job, WorkerSign
from fodfaeste.apps.operation.finding import Finding, broken, fine, in_words, look
from fodfaeste.installation import clock

AREA = "Ur"
SOME, MUCH = 2, 60  # seconds
SET_IT = "Slå tidssynkronisering til (timedatectl set-ntp true) på begge maskiner"


def check_clocks(quick: bool) -> Iterator[Finding]:
    """Standing still, apart, ahead of itself, or in a zone that nobody knows."""
    if os.environ.get("FODFAESTE_TODAY"):
        yield look(AREA, "Uret står stille på en valgt dag", "Fjern FODFAESTE_TODAY, når prøven er slut")
    yield from _apart()
    yield from _ahead()
    if _is_synchronised() is False:
        yield look(AREA, "Maskinens ur følger ikke en tidsserver", SET_IT)
    unknown = sorted(set(Authority.objects.values_list("time_zone", flat=True)) - available_timezones())
    if unknown:
        yield broken(AREA, f"Tidszonen {unknown[0]} kendes ikke", "Ret den på kommunen, eller opdatér tzdata")


def _apart() -> Iterator[Finding]:
    if connection.vendor != "postgresql":
        yield fine(AREA, "Databasen går efter maskinens eget ur")
        return
    before = clock.true_now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (theirs,) = cursor.fetchone()
    ours = before + (clock.true_now() - before) / 2
    seconds = abs((theirs - ours).total_seconds())
    if seconds < SOME:
        yield fine(AREA, "Databasens ur og maskinens går ens")
    else:
        kind = broken if seconds > MUCH else look
        yield kind(AREA, f"Databasens ur og maskinens går {in_words(seconds)} fra hinanden", SET_IT)


def _ahead() -> Iterator[Finding]:
    """What was written later than now, by a clock that has since been set back."""
    latest = [
        Job.objects.aggregate(at=Max("created_at"))["at"],
        WorkerSign.objects.aggregate(at=Max("seen_at"))["at"],
    ]
    ahead = max((at - clock.true_now() for at in latest if at), default=timedelta())
    if ahead > timedelta(seconds=MUCH):
        says = f"Noget er skrevet {in_words(ahead.total_seconds())} ude i fremtiden"
        yield look(AREA, says, "Uret har gået forkert; opgaver kan vente, til tiden er inde")


def _is_synchronised() -> bool | None:
    """Whether the machine follows a time server; not known where it does not say."""
    program = shutil.which("timedatectl")
    if program is None:
        return None
    command = [program, "show", "--property=NTPSynchronized", "--value"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10)  # noqa: S603
    return {"yes": True, "no": False}.get(done.stdout.strip())
