"""Times for talks: half hours on working days, when the case worker is free."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
from django.db.models import Q

from fodfaeste.apps.accounts.models import Authority, User
from fodfaeste.apps.accounts.stand_ins import standing_in, stands_in_for
from fodfaeste.apps.citizens.codes import BOOKED
from fodfaeste.apps.citizens.models import Citizen, Contact

#: A talk takes half an hour of the calendar.
LENGTH = timedelta(minutes=30)
FIRST, LAST = time(9), time(14, 30)
SATURDAY = 5
#: Whose public holidays count where a clock is kept.
COUNTRIES = {"Europe/Copenhagen": "DK", "America/Nuuk": "GL"}
#: How far ahead a free time is looked for when none is free before the deadline.
SEARCHED_DAYS = 90


@dataclass(frozen=True, slots=True)
class Slot:
    """A proposed time, and the day a talk should be held by where the pack proposes one."""

    starts_at: datetime
    deadline: date | None

    @property
    def is_late(self) -> bool:
        """Whether no time was free before the deadline."""
        return self.deadline is not None and self.starts_at.date() > self.deadline


def is_working_day(day: date, authority: Authority) -> bool:
    """Whether the municipality is open: no weekend, no public holiday of its country."""
    closed = holidays.country_holidays(COUNTRIES[authority.time_zone], years=day.year)
    return day.weekday() < SATURDAY and day not in closed


def working_days(after: date, ahead: int, authority: Authority) -> list[date]:
    """The working days among so many days after a day."""
    coming = (after + timedelta(days=n) for n in range(1, ahead + 1))
    return [day for day in coming if is_working_day(day, authority)]


def day_of(talk: Contact) -> date:
    """The date of a talk where it is held."""
    return talk.starts_at.astimezone(ZoneInfo(talk.authority.time_zone)).date()


def half_hours(day: date, zone: ZoneInfo) -> Iterator[datetime]:
    """The times of day that a talk may begin."""
    begins = datetime.combine(day, FIRST, zone)
    while begins.time() <= LAST:
        yield begins
        begins += LENGTH


def host_of(citizen: Citizen, user: User) -> User:
    """Whose calendar a talk stands in: the citizen's case worker, else the one who books it.

    A stand-in books in the own calendar, which then holds the absent one's talks too.
    """
    if stands_in_for(user, citizen.case_worker_id) is not None:
        return user
    return citizen.case_worker or user


def talks_overlapping(host: User, starts_at: datetime) -> bool:
    """Whether the case worker has another talk in the half hour."""
    return any(abs(taken - starts_at) < LENGTH for taken in times_taken(host, starts_at, starts_at))


def times_taken(host: User, first: datetime, last: datetime) -> set[datetime]:
    """When the talks booked with a case worker begin, around a stretch of time."""
    hosted = Q(citizen__case_worker=host) | Q(citizen__case_worker__isnull=True, recorded_by=host)
    hosted |= Q(citizen__case_worker__in=standing_in(host).values("absent"))
    booked = Contact.objects.filter(
        hosted, state=BOOKED, starts_at__gt=first - LENGTH, starts_at__lt=last + LENGTH
    )
    return set(booked.values_list("starts_at", flat=True))


def slot_proposed(host: User, authority: Authority, on: date, within_days: int | None) -> Slot | None:
    """The first free half hour from the next working day; `None` when the calendar is full for months.

    The deadline is counted in working days.
    """
    zone = ZoneInfo(authority.time_zone)
    days = working_days(on, SEARCHED_DAYS, authority)
    deadline = days[min(within_days, len(days)) - 1] if within_days else None
    taken = times_taken(host, datetime.combine(days[0], FIRST, zone), datetime.combine(days[-1], LAST, zone))
    for day in days:
        for begins in half_hours(day, zone):
            if all(abs(begins - other) >= LENGTH for other in taken):
                return Slot(begins, deadline)
    return None
