"""Sessions: each known by its device, limited in time, and ended from wherever its person is."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import receiver
from django.http import HttpRequest

from fodfaeste.apps.accounts.models import Person, Role, SignedIn, User
from fodfaeste.apps.accounts.signin import signin_here
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.installation import clock

BEGAN, SEEN, OVER = "began", "seen", "session_over"
#: By which broker the session began, and the positions that were shown to be one's own.
IDENTITY, POSITIONS = "identity", "positions"
#: How often it is written down that a session is in use.
NOTED_EVERY_SECONDS = 60
DEVICE_LENGTH = 120

_BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@receiver(user_logged_in)
def _begun(sender: Any, request: HttpRequest, user: User, **more: Any) -> None:
    """Write a session down the moment it begins, by whatever door."""
    session, now = request.session, clock.true_now()
    if session.session_key is None:
        session.create()
    session[BEGAN] = session[SEEN] = int(now.timestamp())
    # Whoever signs in again without having left keeps the id of the session: it is the same one, begun anew.
    known = {"person_id": user.person_id, "user": user, "device": _device(request)}
    SignedIn.objects.update_or_create(
        session_key=session.session_key, defaults={**known, "began_at": now, "seen_at": now}
    )


@receiver(user_logged_out)
def _left(sender: Any, request: HttpRequest, user: User | None, **more: Any) -> None:
    SignedIn.objects.filter(session_key=request.session.session_key or "").delete()


def _device(request: HttpRequest) -> str:
    """Browser and machine in two words; the rest of what a browser tells is not kept."""
    agent = request.META.get("HTTP_USER_AGENT", "")
    found = [
        next((name for mark, name in marks if re.search(mark, agent)), "") for marks in (_BROWSERS, _SYSTEMS)
    ]
    return ", ".join(part for part in found if part)[:DEVICE_LENGTH]


def identity_keep(request: HttpRequest, identity: dict[str, str]) -> None:
    """Keep by which broker a session began, so that the broker can end it."""
    request.session[IDENTITY] = identity
    told = {name: identity.get(name, "") for name in ("issuer", "subject_index", "sid_index")}
    SignedIn.objects.filter(session_key=request.session.session_key).update(**told)


def is_over(request: HttpRequest) -> bool:
    """Whether the session has lasted too long, or nobody has used it for too long."""
    began, seen = request.session.get(BEGAN, 0), request.session.get(SEEN, 0)
    now, limits = clock.true_now().timestamp(), signin_here()
    is_idle = now - seen > limits.idle_minutes * 60 and not settings.DEMO
    return is_idle or now - began > limits.hours * 3600


def noted(request: HttpRequest) -> None:
    """Write down that the session is in use, once a minute."""
    now = clock.true_now()
    if now.timestamp() - request.session.get(SEEN, 0) >= NOTED_EVERY_SECONDS:
        request.session[SEEN] = int(now.timestamp())
        SignedIn.objects.filter(session_key=request.session.session_key).update(seen_at=now)


def time_out(request: HttpRequest) -> None:
    """End a session whose time is over; the sign-in page says so."""
    leave(request, "Log ud: tiden var gået")
    request.session[OVER] = True


def leave(request: HttpRequest, what: str = "Log ud") -> None:
    """End this session; nothing of it is kept."""
    with transaction.atomic():
        if isinstance(request.user, User):
            _journal_end(request.user, what)
        logout(request)


def _journal_end(user: User, what: str) -> None:
    journal_write(actor=user, authority=user.authority, action="sign_out", what=what, citizen=own_case(user))


def own_case(user: User) -> Citizen | None:
    """The case of a citizen who signs in or out: it is about them."""
    return Citizen.objects.filter(user=user).first() if user.role == Role.CITIZEN else None


def sessions_of(person: Person) -> QuerySet[SignedIn]:
    """The sessions of a person that are still good, the one used last first."""
    limits, now = signin_here(), clock.true_now()
    idle = timedelta(minutes=limits.idle_minutes, seconds=NOTED_EVERY_SECONDS)
    found = SignedIn.objects.filter(person=person, began_at__gt=now - timedelta(hours=limits.hours))
    if not settings.DEMO:
        found = found.filter(seen_at__gt=now - idle)
    return found.select_related("user__authority").order_by("-seen_at", "-pk")


def sessions_end(sessions: Iterable[SignedIn], what: str) -> int:
    """End sessions on whatever device they are; says how many there were."""
    count = 0
    for one in sessions:
        with transaction.atomic():
            SessionStore(one.session_key).delete()
            one.delete()
            _journal_end(one.user, what)
        count += 1
    return count


def sessions_forget_old() -> int:
    """Remove what stands of sessions that ended by themselves."""
    longest = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return SignedIn.objects.filter(began_at__lte=clock.true_now() - longest).delete()[0]


def began_at(request: HttpRequest) -> datetime:
    """When the session began."""
    return datetime.fromtimestamp(request.session.get(BEGAN, 0), UTC)
