"""The desk that invented history is written at: its chance, its day, its hours, and what it can know."""

import math
import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_FIRST_HOUR, _LAST_HOUR = 8, 15


@dataclass(frozen=True, slots=True)
class Desk:
    """Chance and time of one run. The same seed and the same today give the same people."""

    rng: random.Random
    today: date
    now: datetime  # UTC
    zone: ZoneInfo

    def recorded(self, day: date, within: int = 6) -> datetime:
        """When something that holds from a day was written down: some days later, never after now."""
        later = day + timedelta(days=self.rng.randint(0, within))
        return min(self.at(later, self.hour()), self.now)

    def hour(self) -> time:
        """A moment in office hours."""
        return time(self.rng.randint(_FIRST_HOUR, _LAST_HOUR), self.rng.randrange(60))

    def talk_hour(self) -> time:
        """A time that talks are booked at."""
        return time(self.rng.randint(_FIRST_HOUR, _LAST_HOUR - 1), self.rng.choice((0, 15, 30, 45)))

    def at(self, day: date, hour: time) -> datetime:
        """A local moment as an instant in UTC."""
        return datetime.combine(day, hour, self.zone).astimezone(UTC)

    def chance(self, share: float) -> bool:
        """Whether something happens that does so in a share of cases."""
        return self.rng.random() < share

    def days(self, low: int, high: int) -> timedelta:
        """A number of days between two, both included."""
        return timedelta(days=self.rng.randint(low, high))

    def stay(self, mean_months: float, spread: float) -> timedelta:
        """How long something lasts, Weibull-distributed around a mean in months."""
        scale = mean_months / math.gamma(1 + 1 / spread)
        return timedelta(days=1 + int(self.rng.weibullvariate(scale, spread) * 30.44))


def workday(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)
