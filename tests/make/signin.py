"""Sessions, several positions of one person, and stand-ins."""

import secrets
from datetime import date, timedelta

from fodfaeste.apps.accounts.models import SignedIn, StandIn, User
from fodfaeste.installation import clock
from tests.make.people import user as user_made


def signed_in(user: User, **fields: object) -> SignedIn:
    """A session of somebody on a phone, in use."""
    now = clock.true_now()
    values = {"session_key": secrets.token_hex(16), "device": "Chrome, Android", **fields}
    return SignedIn.objects.create(person=user.person, user=user, began_at=now, seen_at=now, **values)


def position(user: User, role: str, **fields: object) -> User:
    """A further position of a person."""
    return user_made(role, fields.pop("authority", user.authority), person=user.person, **fields)


def stand_in(
    leader: User, absent: User, other: User, begins: date | None = None, days: int = 7, **fields: object
) -> StandIn:
    """Somebody stands in for an absent one, from today for a week."""
    first = begins or clock.today(leader.authority)
    values = {"reason": "Ferie", "made_at": clock.now(), **fields}
    return StandIn.objects.create(
        authority=leader.authority,
        absent=absent,
        stand_in=other,
        begins=first,
        ends=first + timedelta(days=days),
        made_by=leader,
        **values,
    )
