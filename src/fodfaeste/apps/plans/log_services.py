"""What changes a job log: entries written, corrected by a new version, withdrawn and never deleted."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.outbox.duties import job_log_recorded
from fodfaeste.apps.plans import codes
from fodfaeste.apps.plans.models import JobLogEntry
from fodfaeste.apps.plans.services import NotPossible
from fodfaeste.installation.clock import now


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What an entry says of a job applied for."""

    company: str
    title: str
    how: str
    applied_on: date
    state: str = codes.APPLIED
    note: str = ""


def log_add(*, user: User, citizen: Citizen, applied: Applied) -> JobLogEntry:
    """Write a job the citizen has applied for. The same pressed twice is one entry."""
    with transaction.atomic():
        _lock(citizen)
        standing = JobLogEntry.objects.filter(citizen=citizen, withdrawn_at__isnull=True)
        same = standing.filter(**asdict(applied)).first()
        if same is not None:
            return same
        entry = _write(user, citizen, applied)
        _journal(user, citizen, "Joblog: ansøgning skrevet")
    return entry


def log_correct(*, user: User, entry: JobLogEntry, applied: Applied) -> JobLogEntry:
    """Correct an entry: a new version takes over, and the one before is kept."""
    with transaction.atomic():
        standing = _standing(entry)
        if all(getattr(standing, name) == value for name, value in asdict(applied).items()):
            return standing
        _take_back(user, standing)
        corrected = _write(user, standing.citizen, applied, standing.entry)
        _journal(user, standing.citizen, "Joblog: ansøgning rettet")
    return corrected


def log_withdraw(*, user: User, entry: JobLogEntry) -> JobLogEntry:
    """Take an entry out of the log. It is kept, and no longer shown or counted."""
    with transaction.atomic():
        standing = _standing(entry)
        _take_back(user, standing)
        job_log_recorded(standing)
        _journal(user, standing.citizen, "Joblog: ansøgning trukket tilbage")
    return standing


def _standing(entry: JobLogEntry) -> JobLogEntry:
    _lock(entry.citizen)
    rows = JobLogEntry.objects.filter(citizen=entry.citizen_id, entry=entry.entry, withdrawn_at__isnull=True)
    standing = rows.select_related("citizen__authority").first()
    if standing is None:
        raise NotPossible(_("Ansøgningen er trukket tilbage."))
    return standing


def _write(user: User, citizen: Citizen, applied: Applied, entry: str = "") -> JobLogEntry:
    known = {"entry": entry} if entry else {}
    written = JobLogEntry.objects.create(
        authority=citizen.authority,
        citizen=citizen,
        recorded_at=now(),
        recorded_by=user,
        **asdict(applied),
        **known,
    )
    job_log_recorded(written)
    return written


def _take_back(user: User, standing: JobLogEntry) -> None:
    standing.withdrawn_at, standing.withdrawn_by = now(), user
    standing.save(update_fields=["withdrawn_at", "withdrawn_by"])


def _lock(citizen: Citizen) -> None:
    Citizen.objects.select_for_update(no_key=True).get(pk=citizen.pk)


def _journal(user: User, citizen: Citizen, what: str) -> None:
    journal_write(actor=user, authority=citizen.authority, action="change", what=what, citizen=citizen)
