"""What is done to accounts: closed, opened, moved, given another password, bound to a broker."""

from django.db import transaction
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.arrivals import subject_index
from fodfaeste.apps.accounts.models import Identification, Role, Unit, User
from fodfaeste.apps.accounts.services import password_check
from fodfaeste.apps.accounts.sessions import sessions_end
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.journal.services import journal_write, journal_write_list
from fodfaeste.core.errors import UsageError


def password_set(*, user: User, password: str, by: User | None = None, keep: str = "") -> None:
    """Give an account another password; every session of it ends but the one that is kept."""
    password_check(password, user)
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        others = user.sessions.exclude(session_key=keep).select_related("user__authority")
        sessions_end(others, "Log ud: adgangskoden er skiftet")
        _journal(user, "Adgangskode skiftet", by)


def user_close(*, user: User, to: User | None = None, by: User | None = None) -> int:
    """Close an account, also to a broker, and end its sessions; its people may go to somebody else."""
    with transaction.atomic():
        user.is_active, user.is_barred = False, True
        user.save(update_fields=["is_active", "is_barred"])
        sessions_end(user.sessions.select_related("user__authority"), "Log ud: kontoen er lukket")
        _journal(user, "Konto lukket", by)
        return caseload_give(user=user, to=to, by=by) if to is not None else 0


def user_open(*, user: User, by: User | None = None) -> None:
    """Open a closed account again."""
    with transaction.atomic():
        user.is_active, user.is_barred = True, False
        user.save(update_fields=["is_active", "is_barred"])
        _journal(user, "Konto åbnet igen", by)


def user_move(*, user: User, unit: str, to: User | None = None) -> int:
    """Move an employee to another team; the people stay with them unless given to somebody else."""
    with transaction.atomic():
        former = user.unit.name if user.unit else "intet team"
        user.unit = Unit.objects.get_or_create(authority=user.authority, name=unit)[0]
        user.save(update_fields=["unit"])
        _journal(user, f"Flyttet fra {former} til {unit}")
        return caseload_give(user=user, to=to) if to is not None else 0


def caseload_give(*, user: User, to: User, by: User | None = None) -> int:
    """Give one case worker's people to another of the same municipality; says how many they were."""
    if to.role != Role.CASE_WORKER or to.authority_id != user.authority_id or not to.is_active:
        raise UsageError(_("Borgere kan kun gives til en sagsbehandler i samme kommune."))
    people = Citizen.objects.filter(case_worker=user)
    given = list(people.values_list("pk", flat=True))
    people.update(case_worker=to)
    journal_write_list(
        actor=by,
        authority=user.authority,
        action="change",
        what=f"Ny sagsbehandler: {to.name} efter {user.name}",
        citizens=given,
    )
    return len(given)


def broker_bind(*, user: User, issuer: str, subject: str) -> None:
    """Say whom a broker calls so: from then on they come in by it, and keep account and people."""
    index = subject_index(issuer, subject)
    if Identification.objects.filter(issuer=issuer, subject_index=index).exists():
        raise UsageError(_("Det navn hos brokeren hører allerede til en person."))
    with transaction.atomic():
        Identification.objects.create(person=user.person, issuer=issuer, subject_index=index)
        _journal(user, "Bundet til en broker")


def _journal(user: User, what: str, by: User | None = None) -> None:
    journal_write(actor=by, authority=user.authority, action="change", what=f"{what} ({user.username})")
