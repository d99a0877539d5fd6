"""The worker, the nights and the jobs that were given up."""

from collections.abc import Iterator
from datetime import timedelta

from fodfaeste import __version__
from fodfaeste.apps.jobs.selectors import failed_jobs, longest_wait, nights
from fodfaeste.apps.jobs.signs import workers_alive, workers_silent
from fodfaeste.apps.operation.finding import Finding, broken, fine, in_words, look

START = "Start tjenesten med fodfaeste work"
PATIENCE = timedelta(minutes=10)


def check_workers(quick: bool) -> Iterator[Finding]:
    """Somebody must do the work that waits."""
    area, alive = "Arbejder", list(workers_alive())
    if not alive:
        yield broken(area, "Ingen arbejder har givet lyd i det seneste minut", START)
        return
    yield fine(area, f"{len(alive)} arbejder")
    if any(sign.version != __version__ for sign in alive):
        yield look(area, "En arbejder er af en anden udgave end denne", "Genstart tjenesten")
    if silent := workers_silent().count():
        do = "Dens opgave er taget over; se i loggen, hvorfor den holdt op"
        yield look(area, f"{silent} er forsvundet uden at sige det i det seneste døgn", do)


def check_nights(quick: bool) -> Iterator[Finding]:
    """Each municipality must have had its night."""
    area = "Nat"
    for night in nights():
        slug = night.authority.slug
        if night.is_done:
            yield fine(area, f"{slug} er regnet for {night.day:%d.%m.%Y}")
        elif night.state == "failed":
            yield broken(area, f"{slug}: nattens arbejde er opgivet", "Se loggen, og kør fodfaeste nightly")
        elif night.is_late:
            yield broken(area, f"{slug}: nattens arbejde er ikke færdigt", "Se fodfaeste work --status")
        else:
            yield fine(area, f"{slug}: nattens arbejde er ikke forsinket")


def check_jobs(quick: bool) -> Iterator[Finding]:
    """What was given up, and what has waited too long."""
    area = "Opgaver"
    failed = failed_jobs()
    for kind, count, last in failed:
        when = f", senest {last:%d.%m.%Y}" if last else ""
        do = "Fejlen står på rækken i tabellen jobs_job; ret den, og slet rækken"
        yield look(area, f"{count} af slagsen {kind} er opgivet{when}", do)
    if (wait := longest_wait()) > PATIENCE:
        yield look(area, f"En opgave har ventet {in_words(wait.total_seconds())}", START)
    elif not failed:
        yield fine(area, "Ingen er opgivet, og ingen har ventet længe")
