"""Reading the journal: a leader those of the authority, a citizen those about themselves."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.journal.models import Event


def events_for_citizen(citizen: Citizen) -> QuerySet[Event]:
    """Who looked at or changed this person's case, when, what and why; newest first."""
    return (
        Event.objects.filter(authority=citizen.authority, citizen=citizen)
        .select_related("actor")
        .order_by("-pk")
    )


def events_for_review(
    authority: Authority, *, reference: str = "", username: str = "", day: date | None = None
) -> QuerySet[Event]:
    """The authority's events for log review, newest first, narrowed to a person, a user or a local day."""
    events = Event.objects.filter(authority=authority).select_related("actor", "citizen").order_by("-pk")
    if reference:
        events = events.filter(citizen__reference=reference)
    if username:
        events = events.filter(actor__username=username)
    if day:
        begins = datetime.combine(day, time(), ZoneInfo(authority.time_zone))
        ends = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(authority.time_zone))
        events = events.filter(at__gte=begins, at__lt=ends)
    return events
