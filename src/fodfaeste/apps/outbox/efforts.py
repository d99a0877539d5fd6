"""Those who left the effort, or came back, without anybody writing it that day: told in the night.

A day that was written ahead comes, or an import brings it. The index of cases was told of them by us, so it
is told of this too.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen, Fact
from fodfaeste.apps.outbox.case_record import CLOSED
from fodfaeste.apps.outbox.duties import effort_recorded
from fodfaeste.apps.outbox.models import Message
from fodfaeste.core.facts import NO_OTHER_GROUP
from fodfaeste.core.outbound import CaseEntry
from fodfaeste.installation import clock


def efforts_tell(*, authority: Authority) -> int:
    """Tell of each who has left or come back since the index was told last; says of how many."""
    found = _changed(authority)
    for citizen in found:
        with transaction.atomic():
            effort_recorded(citizen)
    return len(found)


def _changed(authority: Authority) -> QuerySet[Citizen]:
    on = clock.today(authority)
    told = Message.objects.filter(citizen=OuterRef("pk"), kind=CaseEntry.KIND).order_by("-pk")
    away = Fact.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=on),
        Q(valid_to__isnull=True) | Q(valid_to__gt=on),
        citizen=OuterRef("pk"),
        name="target_group",
        value=NO_OTHER_GROUP,
        withdrawn_at__isnull=True,
    )
    people = Citizen.objects.filter(authority=authority, messages__kind=CaseEntry.KIND).distinct()
    people = people.annotate(told=Subquery(told.values("key")[:1]), is_away=Exists(away))
    is_closed = Q(told__endswith=f":{CLOSED}")
    return people.filter(Q(is_away=True) & ~is_closed | Q(is_away=False) & is_closed).order_by("pk")
