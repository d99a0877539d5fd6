"""Signing in and out, and making authorities and users."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import Authority, FailedSignIn, Role, Unit, User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.core.errors import UsageError
from fodfaeste.installation import clock

TRIES = 5
WAIT = timedelta(minutes=15)
USERNAME_LENGTH = 80


class SignInRefused(Exception):
    """The name and password do not let anyone in. The message is for the screen."""


def sign_in(*, request: HttpRequest, username: str, password: str) -> User:
    """Sign a person in, or say why not. After five wrong tries that name waits a quarter at that address."""
    username, address = username[:USERNAME_LENGTH], address_of(request)
    if _tries(username, address) >= TRIES:
        raise SignInRefused(_("Der er prøvet for mange gange. Vent et kvarter, og prøv igen."))
    user = authenticate(request, username=username, password=password)
    if not isinstance(user, User):
        FailedSignIn.objects.create(username=username.casefold(), address=address, at=clock.true_now())
        raise SignInRefused(_("Brugernavn og adgangskode passer ikke sammen."))
    step_in(request=request, user=user)
    FailedSignIn.objects.filter(username=username.casefold(), address=address).delete()
    return user


def step_in(*, request: HttpRequest, user: User) -> None:
    """Let a user whose right is already shown in, with a session of their own."""
    with transaction.atomic():
        login(request, user)
        journal_write(
            actor=user, authority=user.authority, action="sign_in", what="Log ind", citizen=_self(user)
        )


def sign_out(*, request: HttpRequest) -> None:
    """End the session; nothing of it is kept."""
    user = request.user
    with transaction.atomic():
        if isinstance(user, User):
            journal_write(
                actor=user, authority=user.authority, action="sign_out", what="Log ud", citizen=_self(user)
            )
        logout(request)


def _self(user: User) -> Citizen | None:
    return Citizen.objects.filter(user=user).first() if user.role == Role.CITIZEN else None


def address_of(request: HttpRequest) -> str:
    """Where a request comes from. Behind the HTTPS proxy its own word counts, which is the last one."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.IS_HTTPS else ""
    return (forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", ""))[:45]


def _tries(username: str, address: str) -> int:
    since = clock.true_now() - WAIT
    return FailedSignIn.objects.filter(username=username.casefold(), address=address, at__gt=since).count()


def failed_sign_ins_forget() -> int:
    """Remove wrong tries that no longer count."""
    return FailedSignIn.objects.filter(at__lte=clock.true_now() - WAIT).delete()[0]


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
    *, authority: Authority, username: str, name: str, role: str, password: str, unit: str = ""
) -> User:
    """Make a local account. A case worker needs a team, since that is where need-to-know starts."""
    if User.objects.filter(username=username).exists():
        raise UsageError(_("Brugernavnet er taget."))
    if role == Role.CASE_WORKER and not unit:
        raise UsageError(_("En sagsbehandler skal have et team."))
    try:
        validate_password(password, User(username=username, name=name))
    except ValidationError as error:
        raise UsageError(" ".join(error.messages)) from None
    with transaction.atomic():
        team = Unit.objects.get_or_create(authority=authority, name=unit)[0] if unit else None
        return User.objects.create_user(username, authority, role, name=name, unit=team, password=password)
