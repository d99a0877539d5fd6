"""The one clock. Deadlines are local dates of the authority, instants are UTC.

`FODFAESTE_TODAY=2020-09-01` stops it at ten in the morning of that day, for trials and tests.
"""

import os
from datetime import UTC, date, datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
FROZEN_HOUR = time(10)


class Placed(Protocol):
    """Whatever has a time zone, such as an authority."""

    time_zone: str


def today(authority: Placed) -> date:
    """The date it is at the authority."""
    return _frozen() or true_now().astimezone(ZoneInfo(authority.time_zone)).date()


def now() -> datetime:
    """The instant it is, in UTC."""
    day = _frozen()
    return datetime.combine(day, FROZEN_HOUR, COPENHAGEN).astimezone(UTC) if day else true_now()


def true_now() -> datetime:
    """The machine's own time, which never stops: for leases and locks, never for what is told of a person."""
    return datetime.now(UTC)


def _frozen() -> date | None:
    text = os.environ.get("FODFAESTE_TODAY", "")
    return date.fromisoformat(text) if text else None
