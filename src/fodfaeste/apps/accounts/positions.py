"""An employee's positions follow what the broker says, at each sign-in."""

import logging
import secrets
from collections.abc import Sequence

from django.db import transaction

from fodfaeste.apps.accounts.claims import Wanted
from fodfaeste.apps.accounts.models import Authority, Person, Role, Unit, User
from fodfaeste.apps.accounts.sessions import sessions_end
from fodfaeste.apps.accounts.signin_file import STAFF, Broker
from fodfaeste.apps.journal.services import journal_write

log = logging.getLogger(__name__)


def positions_follow(*, broker: Broker, person: Person, name: str, wanted: Sequence[Wanted]) -> list[User]:
    """Give the person the positions that are told, and close the others the broker speaks for.

    Somebody who changes team keeps the account, and with it the people they follow.
    """
    here = {one.slug: one for one in Authority.objects.filter(slug__in=_spoken_for(broker))}
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        held = list(
            User.objects.filter(person=person, authority__in=here.values(), role__in=STAFF)
            .select_related("authority", "unit")
            .order_by("pk")
        )
        kept = []
        for one in wanted:
            if one.authority not in here:
                log.warning(
                    "Sign-in: %s names the municipality %s, which is not here", broker.id, one.authority
                )
                continue
            kept.append(_held(held, one, wanted) or _made(person, here[one.authority], one, name, broker))
        for user in held:
            if user.is_active and user not in kept:
                _close(user, broker)
    for user in kept:
        _follow_name(user, name)
    return kept


def _spoken_for(broker: Broker) -> set[str]:
    return {rule.authority for rule in broker.roles}


def _held(held: list[User], one: Wanted, wanted: Sequence[Wanted]) -> User | None:
    """The account of this position, or one of the same role whose team is no longer told."""
    same = [user for user in held if (user.authority.slug, user.role) == (one.authority, one.role)]
    exact = next((user for user in same if _team(user) == one.unit), None)
    told = {other.unit for other in wanted if (other.authority, other.role) == (one.authority, one.role)}
    found = exact or next((user for user in same if _team(user) not in told), None)
    if found is None:
        return None
    if _team(found) != one.unit:
        unit = _unit(found.authority, one.unit)
        _journal(found, f"Flyttet fra {_team(found) or 'intet team'} til {one.unit or 'intet team'}")
        found.unit = unit
        found.save(update_fields=["unit"])
    if not found.is_active and not found.is_barred:
        found.is_active = True
        found.save(update_fields=["is_active"])
        _journal(found, "Kontoen er åbnet igen")
    held.remove(found)
    return found


def _team(user: User) -> str:
    return user.unit.name if user.unit else ""


def _unit(authority: Authority, name: str) -> Unit | None:
    return Unit.objects.get_or_create(authority=authority, name=name)[0] if name else None


def _made(person: Person, authority: Authority, one: Wanted, name: str, broker: Broker) -> User:
    user = User.objects.create_user(
        f"{broker.id}-{secrets.token_hex(8)}",
        authority,
        one.role,
        name=name,
        unit=_unit(authority, one.unit),
        person=person,
    )
    _journal(user, f"Konto oprettet efter {broker.name}: {Role(one.role).value}")
    return user


def _close(user: User, broker: Broker) -> None:
    user.is_active = False
    user.save(update_fields=["is_active"])
    sessions_end(user.sessions.select_related("user__authority"), "Log ud: kontoen er lukket")
    _journal(user, f"Konto lukket: {broker.name} nævner den ikke mere")


def _follow_name(user: User, name: str) -> None:
    if user.name != name:
        user.name = name
        user.save(update_fields=["name"])


def _journal(user: User, what: str) -> None:
    journal_write(actor=None, authority=user.authority, action="change", what=f"{what} ({user.username})")
