"""An account in words: how its owner gets in, and whether they can."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import Identification, User
from fodfaeste.apps.accounts.sessions import sessions_of
from fodfaeste.apps.accounts.tries import locked_among
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.design.danish import in_danish
from fodfaeste.design.navigation import ROLE_NAMES


@dataclass(frozen=True, slots=True)
class Line:
    """One account in the list."""

    user: User
    role: str | Promise
    way: str
    state: str
    kind: str  # of the tag that shows the state
    is_locked: bool


def lines_of(users: Sequence[User]) -> list[Line]:
    """The accounts of a page, with what stops their owners from signing in."""
    persons = [one.person_id for one in users]
    by_broker = set(Identification.objects.filter(person__in=persons).values_list("person", flat=True))
    positions = User.objects.filter(person__in=persons)
    opened = {one.person_id for one in positions if one.has_usable_password()}
    locked = locked_among(users)
    return [
        _line(one, one.person_id in by_broker, one.person_id in opened, one.pk in locked) for one in users
    ]


def as_colleague(user: User) -> Line:
    """One account as a line."""
    return lines_of([user])[0]


def _line(user: User, by_broker: bool, has_password: bool, is_locked: bool) -> Line:
    factor = getattr(user.person, "second_factor", None)
    if by_broker:
        way = _("Kommunens login")
    elif not has_password:
        way = _("Demoen, uden adgangskode") if settings.DEMO else _("Ingen adgangskode endnu")
    elif factor is not None and factor.confirmed_at is not None:
        way = _("Adgangskode og totrinslogin")
    else:
        way = _("Adgangskode")
    if not user.is_active:
        state, kind = _("lukket"), "neutral"
    elif is_locked:
        state, kind = _("låst for en tid"), "warning"
    elif not (by_broker or has_password or settings.DEMO):
        state, kind = _("inviteret"), "info"
    else:
        state, kind = _("åben"), "success"
    return Line(user, ROLE_NAMES[user.role], way, state, kind, is_locked)


def facts_of(user: User) -> list[dict[str, object]]:
    """What stands about an account on its own page."""
    line = as_colleague(user)
    others = (
        user.person.positions.filter(authority=user.authority_id).exclude(pk=user.pk).select_related("unit")
    )
    more = [f"{ROLE_NAMES[one.role]}{f', {one.unit}' if one.unit else ''}" for one in others.order_by("pk")]
    return [
        {"name": _("Brugernavn"), "value": in_danish(user.username)},
        {"name": _("Rolle"), "value": line.role},
        {"name": _("Team"), "value": user.unit.name if user.unit else _("Intet")},
        {"name": _("Logger ind med"), "value": line.way},
        {"name": _("Konto"), "value": line.state},
        {"name": _("Logget ind nu"), "value": sessions_of(user.person).filter(user=user).count()},
        {"name": _("Følger så mange borgere"), "value": Citizen.objects.filter(case_worker=user).count()},
        *([{"name": _("Andre roller her"), "value": "; ".join(more)}] if more else []),
    ]
