"""Signing in and out, and making authorities and users."""

from collections.abc import Iterable

from django.contrib.auth import authenticate, login
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import Authority, Person, Role, Unit, User
from fodfaeste.apps.accounts.sessions import (
    BEGAN,
    IDENTITY,
    POSITIONS,
    SEEN,
    began_at,
    identity_keep,
    leave,
    own_case,
)
from fodfaeste.apps.accounts.tries import (
    SignInRefused,
    address_of,
    tries_check,
    tries_forgive,
    try_failed,
)
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.core.errors import UsageError


def password_prove(*, request: HttpRequest, username: str, password: str) -> User:
    """Whose name and password these are. After five wrong tries that name waits a quarter at that address."""
    address = address_of(request)
    tries_check(username, address)
    user = authenticate(request, username=username, password=password)
    if not isinstance(user, User):
        try_failed(username, address)
        raise SignInRefused(_("Brugernavn og adgangskode passer ikke sammen."))
    tries_forgive(username, address)
    return user


def step_in(
    *,
    request: HttpRequest,
    user: User,
    identity: dict[str, str] | None = None,
    positions: Iterable[int] = (),
) -> None:
    """Let a user whose right is already shown in, with a session of their own."""
    with transaction.atomic():
        login(request, user)
        request.session[POSITIONS] = list(positions)
        if identity:
            identity_keep(request, identity)
        journal_write(
            actor=user, authority=user.authority, action="sign_in", what="Log ind", citizen=own_case(user)
        )


def position_switch(*, request: HttpRequest, user: User) -> None:
    """Go on as another of one's own positions. The session gets a new id, and no more time than it had."""
    former = request.user
    if not isinstance(former, User) or user.pk not in request.session.get(POSITIONS, ()):
        raise ValueError("One switches to another position of one's own")
    kept = {name: request.session.get(name) for name in (BEGAN, SEEN, POSITIONS)}
    identity, began = request.session.get(IDENTITY), began_at(request)
    with transaction.atomic():
        former.sessions.filter(session_key=request.session.session_key).delete()
        _journal_switch(former, "sign_out", f"Skiftede til {_position(user)}")
        login(request, user)
        request.session.update(kept)
        user.sessions.filter(session_key=request.session.session_key).update(began_at=began)
        if identity:
            identity_keep(request, identity)
        _journal_switch(user, "sign_in", f"Skiftede fra {_position(former)}")


def _journal_switch(user: User, action: str, what: str) -> None:
    journal_write(actor=user, authority=user.authority, action=action, what=what, citizen=own_case(user))


def _position(user: User) -> str:
    return f"{ROLE_DANISH[user.role]}, {user.unit or user.company or user.partner or user.authority}"


#: The journal is written in Danish, whatever language the reader has chosen.
ROLE_DANISH = {
    "case_worker": "sagsbehandler",
    "company_consultant": "virksomhedskonsulent",
    "leader": "leder",
    "committee": "udvalgsmedlem",
    "citizen": "borger",
    "company": "virksomhed",
    "partner": "samarbejdspartner",
}


def sign_out(*, request: HttpRequest) -> None:
    """End the session; nothing of it is kept."""
    leave(request)


def authority_set_up(
    *, slug: str, name: str, code: str, policy: str, time_zone: str, units: Iterable[str] = ()
) -> Authority:
    """Make a municipality and its teams. What is already there stays as it is."""
    with transaction.atomic():
        values = {"name": name, "code": code, "policy": policy, "time_zone": time_zone}
        authority, _created = Authority.objects.get_or_create(slug=slug, defaults=values)
        for unit in units:
            Unit.objects.get_or_create(authority=authority, name=unit)
    return authority


def user_create(
    *,
    authority: Authority,
    username: str,
    name: str,
    role: str,
    password: str,
    unit: str = "",
    person: Person | None = None,
) -> User:
    """Make a local account, or a further position of a person who has one.

    A case worker needs a team, since that is where need-to-know starts.
    """
    if User.objects.filter(username=username).exists():
        raise UsageError(_("Brugernavnet er taget."))
    if role == Role.CASE_WORKER and not unit:
        raise UsageError(_("En sagsbehandler skal have et team."))
    if person is None or password:
        password_check(password, User(username=username, name=name))
    with transaction.atomic():
        team = Unit.objects.get_or_create(authority=authority, name=unit)[0] if unit else None
        return User.objects.create_user(
            username, authority, role, name=name, unit=team, password=password, person=person
        )


def password_check(password: str, user: User) -> None:
    """Refuse a password that is short, common, or like the name."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise UsageError(" ".join(error.messages)) from None
