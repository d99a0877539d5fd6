"""Fetching messages: whose turn it is to leave, which wait for a person, and how many there are of each."""

from datetime import datetime

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from fodfaeste.apps.accounts.models import Authority, Role, User
from fodfaeste.apps.citizens.access import citizens_visible_to
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.outbox import codes
from fodfaeste.apps.outbox.models import Message, Pause


def times_told(citizen: Citizen, receiver: str, thing: str, of: str = "", before: int | None = None) -> int:
    """How many messages of a thing stand with a receiver; those taken back were never told."""
    found = Message.objects.filter(citizen=citizen, receiver=receiver, source=thing, key__endswith=of)
    found = found if before is None else found.filter(pk__lt=before)
    return found.exclude(state=codes.WITHDRAWN).count()


def messages_next(now: datetime) -> QuerySet[Message]:
    """Messages whose turn it is: due, and none of their order ahead of them that is not finished."""
    ahead = Message.objects.filter(
        authority=OuterRef("authority"),
        receiver=OuterRef("receiver"),
        order=OuterRef("order"),
        state__in=codes.UNFINISHED,
        pk__lt=OuterRef("pk"),
    )
    due = Message.objects.filter(state=codes.WAITING, due_at__lte=now).exclude(receiver__in=codes.BY_HAND)
    return due.filter(Q(order="") | ~Exists(ahead))


def turns_due(now: datetime) -> list[tuple[int, str]]:
    """Which receivers of which authorities have something to do now, and are not left in peace."""
    paused = set(Pause.objects.filter(until__gt=now).values_list("authority", "receiver"))
    due = Message.objects.filter(state__in=codes.UNDER_WAY, due_at__lte=now).order_by()
    found = set(due.values_list("authority", "receiver").distinct()) - paused
    return sorted(pair for pair in found if _has_turn(*pair, now))


def _has_turn(authority: int, receiver: str, now: datetime) -> bool:
    own = {"authority": authority, "receiver": receiver}
    asked = Message.objects.filter(**own, state=codes.SENT, due_at__lte=now)
    return asked.exists() or messages_next(now).filter(**own).exists()


def messages_to_mend(user: User) -> QuerySet[Message]:
    """What waits for this person: refused and given up, and letters to put in an envelope, oldest first."""
    waits = Q(state__in=codes.TO_MEND) | Q(state=codes.WAITING, receiver__in=codes.BY_HAND)
    found = Message.objects.filter(waits, authority=user.authority_id)
    if user.role != Role.LEADER:
        own = Q(citizen__in=citizens_visible_to(user), owner__isnull=True)
        found = found.filter(own | Q(owner=user))
    return found.select_related("citizen", "owner", "authority").order_by("put_at", "pk")


def counts_by_receiver(authority: Authority) -> dict[str, dict[str, int]]:
    """How many messages there are of each receiver and state."""
    rows = Message.objects.filter(authority=authority).order_by()
    counts: dict[str, dict[str, int]] = {}
    for receiver, state, count in rows.values_list("receiver", "state").annotate(count=Count("pk")):
        counts.setdefault(receiver, {})[state] = count
    return counts


def oldest_by_receiver(authority: Authority) -> dict[str, datetime]:
    """Since when the oldest message of each receiver waits."""
    rows = Message.objects.filter(authority=authority, state__in=codes.UNFINISHED).order_by()
    return dict(rows.values_list("receiver").annotate(oldest=Min("put_at")))


def pauses_of(authority: Authority) -> dict[str, Pause]:
    """Receivers that do not answer."""
    return {pause.receiver: pause for pause in Pause.objects.filter(authority=authority)}


def messages_about(citizen: Citizen) -> QuerySet[Message]:
    """What was told of a citizen, newest first."""
    return Message.objects.filter(citizen=citizen).order_by("-put_at", "-pk")
