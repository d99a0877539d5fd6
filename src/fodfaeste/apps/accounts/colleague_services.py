"""What a leader does to the accounts of the municipality's own people; each step is in the journal.

A leader answers for local accounts alone. Whoever a broker answers for, or who is somebody elsewhere too, is
seen here, but password, second factor and sessions of theirs are not a leader's: with a link of one's own
making one could otherwise step into another municipality, or into somebody's own case.
"""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import Person, Role, Unit, User
from fodfaeste.apps.accounts.second_factor import factor_remove
from fodfaeste.apps.accounts.sessions import sessions_end
from fodfaeste.apps.accounts.signin_file import STAFF
from fodfaeste.apps.accounts.tries import tries_unlock
from fodfaeste.apps.accounts.user_services import caseload_give, password_set, user_close, user_open
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.core.errors import UsageError


def colleague_invite(*, leader: User, name: str, username: str, role: str, unit: Unit | None) -> User:
    """Make an account that nobody can use until its owner has chosen a password by the link."""
    _check_place(leader, role, unit)
    if User.objects.filter(username__iexact=username).exists():
        raise UsageError(_("Brugernavnet er taget."))
    try:
        with transaction.atomic():
            made = User.objects.create_user(username, leader.authority, role, name=name, unit=unit)
            _journal(leader, made, f"Inviteret som {role}")
    except IntegrityError:  # another took the name at the same moment
        raise UsageError(_("Brugernavnet er taget.")) from None
    return made


def colleague_change(*, leader: User, user: User, role: str, unit: Unit | None, to: User | None) -> int:
    """Give a colleague another role or team. Another role ends the sessions; the people may go to another."""
    _check_place(leader, role, unit)
    if user == leader and role != user.role:
        raise UsageError(_("Du kan ikke ændre din egen rolle. Bed en anden leder."))
    is_other_role = role != user.role
    if is_other_role and to is None and Citizen.objects.filter(case_worker=user).exists():
        raise UsageError(_("Vælg, hvem der skal have borgerne, når rollen skifter."))
    with transaction.atomic():
        former = f"{user.role}, {user.unit or 'intet team'}"
        given = caseload_give(user=user, to=to, by=leader) if to is not None else 0
        user.role, user.unit = role, unit
        user.save(update_fields=["role", "unit"])
        _journal(leader, user, f"Ændret fra {former} til {role}, {unit or 'intet team'}")
        if is_other_role:
            sessions_end(user.sessions.select_related("user__authority"), "Log ud: rollen er skiftet")
    return given


def colleague_role_add(*, leader: User, user: User, role: str, unit: Unit | None) -> User:
    """Give a colleague one role more: they choose at sign-in and switch later."""
    _check_place(leader, role, unit)
    held = User.objects.filter(person=user.person_id, authority=leader.authority_id, role=role, unit=unit)
    if held.exists():
        raise UsageError(_("Den rolle har personen allerede. Er den lukket, så åbn den."))
    with transaction.atomic():
        # The person's row is held, so that two at once do not take the same name.
        person = Person.objects.select_for_update(no_key=True).get(pk=user.person_id)
        name = _free_name(user.username)
        made = User.objects.create_user(
            name, leader.authority, role, name=user.name, unit=unit, person=person
        )
        _journal(leader, made, f"En rolle mere: {role}")
    return made


def colleague_close(*, leader: User, user: User, to: User | None) -> int:
    """Close a colleague's account and end its sessions."""
    if user == leader:
        raise UsageError(_("Du kan ikke lukke din egen konto. Bed en anden leder."))
    return user_close(user=user, to=to, by=leader)


def colleague_open(*, leader: User, user: User) -> None:
    """Open a closed account again."""
    user_open(user=user, by=leader)


def colleague_unlock(*, leader: User, user: User) -> None:
    """Forget the wrong tries of a colleague, so that the next one counts from none."""
    with transaction.atomic():
        tries_unlock(user)
        _journal(leader, user, "Forkerte forsøg glemt")


def colleague_sign_out(*, leader: User, user: User) -> int:
    """End every session a colleague has in this municipality, whatever the device."""
    sessions = user.person.sessions.filter(user__authority=leader.authority_id)
    count = sessions_end(sessions.select_related("user__authority"), "Log ud: en leder loggede ud overalt")
    _journal(leader, user, "Logget ud overalt")
    return count


def colleague_factor_remove(*, leader: User, user: User) -> None:
    """Take a colleague's second factor away, as when the phone is lost."""
    check_answers_for(leader, user)
    factor_remove(person=user.person, by=leader, at=user)


def colleague_link_noted(*, leader: User, user: User) -> None:
    """Note that a leader made a link by which a colleague chooses a password."""
    check_answers_for(leader, user)
    if not user.is_active:
        raise UsageError(_("Kontoen er lukket. Åbn den først."))
    _journal(leader, user, "Link til ny adgangskode lavet")


def colleague_begin(*, user: User, password: str) -> None:
    """Take an account into use: the password its owner chose by the link. The link is good no more."""
    password_set(user=user, password=password, by=user)


def unit_add(*, leader: User, name: str) -> Unit:
    """Make a team."""
    if Unit.objects.filter(authority=leader.authority_id, name__iexact=name).exists():
        raise UsageError(_("Teamet findes allerede."))
    with transaction.atomic():
        made = Unit.objects.create(authority=leader.authority, name=name)
        what = f"Nyt team: {name}"
        journal_write(actor=leader, authority=leader.authority, action="change", what=what)
    return made


def check_answers_for(leader: User, user: User) -> None:
    """Refuse what opens an account, where the leader does not answer for all that it opens."""
    if not answers_for(leader, user):
        raise UsageError(
            _("Det kan kun den, der driver Fodfæste: personen har en broker eller roller andre steder.")
        )


def answers_for(leader: User, user: User) -> bool:
    """Whether everything that this person's password opens is the leader's municipality's own."""
    if user.person.identifications.exists():
        return False
    return not user.person.positions.exclude(authority=leader.authority_id, role__in=STAFF).exists()


def _check_place(leader: User, role: str, unit: Unit | None) -> None:
    if role not in STAFF:
        raise ValueError(f"{role!r} is no role of an employee")
    if unit is not None and unit.authority_id != leader.authority_id:
        raise ValueError("The team is another municipality's")
    if role == Role.CASE_WORKER and unit is None:
        raise UsageError(_("En sagsbehandler skal have et team."))


def _free_name(username: str) -> str:
    taken = set(User.objects.filter(username__startswith=username[:70]).values_list("username", flat=True))
    return next(
        name for number in range(2, len(taken) + 3) if (name := f"{username[:70]}-{number}") not in taken
    )


def _journal(leader: User, user: User, what: str) -> None:
    journal_write(actor=leader, authority=user.authority, action="change", what=f"{what} ({user.username})")
