"""Messages that have not reached their receiver, and since when. Counted, never read."""

from datetime import datetime

from django.apps import apps
from django.db.models import Count, Min, QuerySet

from fodfaeste.apps.accounts.models import Authority

OUTBOX = "fodfaeste.apps.outbox"
UNFINISHED = ("waiting", "sent", "rejected", "given_up")


def messages_waiting(authority: Authority | None = None) -> list[tuple[tuple[str, str], int]]:
    """How many messages each receiver has not got, by state; of everybody, or of one municipality."""
    rows = _unfinished()
    if rows is None:
        return []
    if authority is not None:
        rows = rows.filter(authority=authority)
    found = rows.values_list("receiver", "state").annotate(count=Count("pk")).order_by("receiver", "state")
    return [((receiver, state), count) for receiver, state, count in found]


def oldest_message(*states: str) -> datetime | None:
    """When the message was put that has waited longest in one of these states."""
    rows = _unfinished()
    return None if rows is None else rows.filter(state__in=states).aggregate(first=Min("put_at"))["first"]


def _unfinished() -> "QuerySet | None":
    if not apps.is_installed(OUTBOX):
        return None
    return apps.get_model("outbox", "Message").objects.filter(state__in=UNFINISHED)
