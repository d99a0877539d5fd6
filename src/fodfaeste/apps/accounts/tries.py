"""Wrong tries: five from one place lock it out for a quarter; many against one account slow it down."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Max
from django.http import HttpRequest
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import FailedSignIn, User
from fodfaeste.installation import clock

TRIES = 5
WAIT = timedelta(minutes=15)
#: So many against one account, from wherever, and each next one waits twice as long as the one before.
SLOW_AFTER = 10
SLOWEST = timedelta(minutes=1)
NAME_LENGTH = 80


class SignInRefused(Exception):
    """What was typed does not let anyone in. The message is for the screen."""


def address_of(request: HttpRequest) -> str:
    """Where a request comes from. Behind the HTTPS proxy its own word counts, which is the last one."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.IS_HTTPS else ""
    return (forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", ""))[:45]


def tries_check(name: str, address: str) -> None:
    """Refuse a further try while earlier ones count: of this name at this address, or of this name at all."""
    now = clock.true_now()
    recent = FailedSignIn.objects.filter(username=_folded(name), at__gt=now - WAIT)
    if recent.filter(address=address).count() >= TRIES:
        raise SignInRefused(_("Der er prøvet for mange gange. Vent et kvarter, og prøv igen."))
    told = recent.aggregate(count=Count("pk"), last=Max("at"))
    if told["count"] >= SLOW_AFTER:
        pause = min(timedelta(seconds=2 ** min(told["count"] - SLOW_AFTER, 10)), SLOWEST)
        if now < told["last"] + pause:
            raise SignInRefused(_("Der prøves mange gange på den konto. Vent et minut, og prøv igen."))


def try_failed(name: str, address: str) -> None:
    """Count a wrong try."""
    FailedSignIn.objects.create(username=_folded(name), address=address, at=clock.true_now())


def tries_forgive(name: str, address: str) -> None:
    """Forget the wrong tries at an address when the right one came from there."""
    FailedSignIn.objects.filter(username=_folded(name), address=address).delete()


def tries_unlock(user: User) -> None:
    """Forget all wrong passwords and codes of an account, from wherever they came."""
    FailedSignIn.objects.filter(username__in=_names_of(user)).delete()


def locked_among(users: Iterable[User]) -> set[int]:
    """Which of the accounts have so many wrong tries that the next one must wait somewhere."""
    owners = [(name, user.pk) for user in users for name in _names_of(user)]
    names = {name for name, _pk in owners}
    recent = FailedSignIn.objects.filter(username__in=names, at__gt=clock.true_now() - WAIT)
    crowded = recent.values("username", "address").annotate(count=Count("pk")).filter(count__gte=TRIES)
    locked = {one["username"] for one in crowded}
    return {pk for name, pk in owners if name in locked}


def _names_of(user: User) -> tuple[str, str]:
    """Under which names wrong passwords and wrong codes of an account are counted."""
    return _folded(user.username), f"kode:{user.person_id}"


def failed_sign_ins_forget() -> int:
    """Remove wrong tries that no longer count."""
    return FailedSignIn.objects.filter(at__lte=clock.true_now() - WAIT).delete()[0]


def _folded(name: str) -> str:
    return name[:NAME_LENGTH].casefold()[:NAME_LENGTH]
