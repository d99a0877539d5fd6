"""Reading the journal: a leader the authority's, a citizen what is about themselves."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from fodfaeste.apps.accounts.models import Authority, Role, User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.journal.models import Event


def events_for_citizen(citizen: Citizen) -> QuerySet[Event]:
    """Who looked at or changed this person's case, when, what and why; newest first."""
    mine = Event.objects.filter(authority=citizen.authority, citizen=citizen)
    return mine.select_related("actor").order_by("-pk")


def events_for_review(
    authority: Authority,
    *,
    citizen: Citizen | None = None,
    user: User | None = None,
    day: date | None = None,
) -> QuerySet[Event]:
    """The authority's events, newest first, narrowed to a person, a user or a local day."""
    events = Event.objects.filter(authority=authority).select_related("actor", "citizen").order_by("-pk")
    if citizen:
        events = events.filter(citizen=citizen)
    if user:
        events = events.filter(actor=user)
    if day:
        zone = ZoneInfo(authority.time_zone)
        begins, ends = (datetime.combine(d, time(), zone) for d in (day, day + timedelta(days=1)))
        events = events.filter(at__gte=begins, at__lt=ends)
    return events


def users_in_journal(authority: Authority) -> QuerySet[User]:
    """The staff and committee of the authority, by name."""
    return User.objects.filter(authority=authority).exclude(role=Role.CITIZEN).order_by("name", "pk")
