"""Messages that have not reached their receiver, by receiver and state. Counted, never read."""

from django.db.models import Count

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.outbox.codes import UNFINISHED
from fodfaeste.apps.outbox.models import Message


def messages_waiting(authority: Authority | None = None) -> list[tuple[tuple[str, str], int]]:
    """How many messages each receiver has not got; of everybody, or of one municipality."""
    rows = Message.objects.filter(state__in=UNFINISHED)
    if authority is not None:
        rows = rows.filter(authority=authority)
    found = rows.values_list("receiver", "state").annotate(count=Count("pk")).order_by("receiver", "state")
    return [((receiver, state), count) for receiver, state, count in found]
