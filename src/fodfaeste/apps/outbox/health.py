"""How the outbox is, for whoever runs the installation: counts and times, and nothing of a person."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from fodfaeste.apps.outbox import codes
from fodfaeste.apps.outbox.models import Message


@dataclass(frozen=True, slots=True)
class Unsent:
    """Messages that no receiver has, and since when the oldest waits."""

    count: int
    oldest: datetime | None
    to_mend: int


def unsent() -> Unsent:
    """How many messages are not yet received, of every authority."""
    waiting = Message.objects.filter(state__in=codes.UNFINISHED)
    found = waiting.aggregate(count=Count("pk"), oldest=Min("put_at"))
    to_mend = waiting.filter(state__in=codes.TO_MEND).count()
    return Unsent(found["count"], found["oldest"], to_mend)
