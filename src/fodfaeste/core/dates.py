"""Calendar arithmetic as deadlines use it: whole months, clamped to the last day."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from fodfaeste.core.words import Words

_MONTHS_DA = "januar februar marts april maj juni juli august september oktober november december".split()
_MONTHS_EN = "January February March April May June July August September October November December".split()

_PERIOD = re.compile(r"P(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time in calendar months and days, as ISO 8601 writes it."""

    months: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read `P6M`, `P1Y6M`, `P2W` or `P0D`; anything else is a ValueError."""
        match = _PERIOD.fullmatch(text)
        if match is None or text == "P":
            raise ValueError(f"{text!r} is no period")
        years, months, weeks, days = (int(part or 0) for part in match.groups())
        return cls(months=12 * years + months, days=7 * weeks + days)

    def __str__(self) -> str:
        months = f"{self.months}M" if self.months else ""
        days = f"{self.days}D" if self.days or not self.months else ""
        return f"P{months}{days}"

    def after(self, day: date) -> date:
        """The day this long after a day: 31 August and six months is the last of February."""
        return add_months(day, self.months) + timedelta(days=self.days)


def add_months(day: date, months: int) -> date:
    """The same day of the month some months later (or earlier), clamped to the month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_start(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def month_end(day: date) -> date:
    """The last day of a day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def day_in_words(day: date) -> Words:
    """A date as people write it: 1. september 2020, 1 September 2020."""
    danish = f"{day.day}. {_MONTHS_DA[day.month - 1]} {day.year}"
    return Words(danish, f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}")


def period_in_words(period: Period) -> Words:
    """A length of time as people say it: 6 måneder, 1 måned og 14 dage."""
    danish, english = [], []
    for number, da, en in (
        (period.months, ("måned", "måneder"), "month"),
        (period.days, ("dag", "dage"), "day"),
    ):
        if number:
            danish.append(f"{number} {da[0] if number == 1 else da[1]}")
            english.append(f"{number} {en if number == 1 else en + 's'}")
    return Words(" og ".join(danish) or "0 dage", " and ".join(english) or "0 days")
