"""A system at the door: its token is known, still good, and not used too often."""

import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F

from fodfaeste.apps.systems.models import Token
from fodfaeste.apps.systems.services import MARK, fingerprint
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.installation.clock import true_now

_TOKEN = re.compile(rf"{MARK}_([0-9a-f]{{8}})_[A-Za-z0-9_-]{{43}}")


class TokenRefused(FodfaesteError):
    """No such token, or one that is withdrawn or expired. Which of them is not told."""


class TooMany(FodfaesteError):
    """The token has been used as often as it may be this minute."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__("too many calls")


@dataclass(frozen=True, slots=True)
class Entered:
    """A token that was let in, and how many calls are left this minute."""

    token: Token
    left: int
    resets_in: int


def token_enter(text: str) -> Entered:
    """Let a system in by its token, and count the call."""
    found = _TOKEN.fullmatch(text)
    token = found and (
        Token.objects.select_related("system__user__authority")
        .filter(prefix=found[1], withdrawn_at__isnull=True, system__withdrawn_at__isnull=True)
        .first()
    )
    if not token or not hmac.compare_digest(token.fingerprint, fingerprint(text)):
        raise TokenRefused("unknown")
    now = true_now()
    if token.expires_at <= now or not token.system.user.is_active:
        raise TokenRefused("expired")
    # The same municipality, read once.
    token.system.authority = token.system.user.authority
    return _counted(token, now)


def _counted(token: Token, now: datetime) -> Entered:
    """Count in the database, so that the limit holds across processes; one statement, no lock kept.

    How many are left is told by what was read just before: of two at once, one may be told one too many.
    """
    minute = now.replace(second=0, microsecond=0)
    rest = max(1, round((minute + timedelta(minutes=1) - now).total_seconds()))
    row = Token.objects.filter(pk=token.pk)
    is_first = token.minute != minute
    for _attempt in range(2):
        if is_first and row.exclude(minute=minute).update(minute=minute, calls=1, last_used_at=now):
            return Entered(token, token.per_minute - 1, rest)
        same_minute = row.filter(minute=minute, calls__lt=token.per_minute)
        if not is_first and same_minute.update(calls=F("calls") + 1, last_used_at=now):
            calls = token.calls + 1 if token.minute == minute else 1
            return Entered(token, max(0, token.per_minute - calls), rest)
        is_first = not is_first
    raise TooMany(rest)
