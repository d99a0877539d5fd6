"""What lies behind an invented person: work, unemployment, education, and the talks held and booked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fodfaeste.apps.demo.population_courses import Course
from fodfaeste.apps.demo.population_desk import Desk, workday
from fodfaeste.apps.demo.population_sizes import HISTORY_MONTHS, Sizes
from fodfaeste.core.dates import add_months

WORK, UNEMPLOYMENT, EDUCATION = "work", "unemployment", "education"
BOOKED, HELD, NO_SHOW, CANCELLED = "booked", "held", "no_show", "cancelled"
TALK = "jobsamtale"

_INCOME_REGISTER = "Indkomstregisteret"
_OWN_WORD = "Borgerens oplysning"
_WORKING_AGE = 17
_BACK_YEARS = 9
_PAST_STATES = {HELD: 88, NO_SHOW: 7, CANCELLED: 5}
_BOOKS_NEXT = 0.75
_BOOKED_AHEAD = 45
_SILENT_DAYS = (100, 210)


@dataclass(frozen=True, slots=True)
class SpellRow:
    """A row of the table of spells, with the person's number for the person."""

    person: int
    kind: str
    industry: str
    begins: date
    ends: date | None
    recorded_at: datetime
    source: str


@dataclass(frozen=True, slots=True)
class TalkRow:
    """A row of the table of talks, with the person's number for the person."""

    person: int
    state: str
    starts_at: datetime
    recorded_at: datetime


def spells_of(number: int, course: Course, born: date, sizes: Sizes, desk: Desk) -> list[SpellRow]:
    """The spells of a person, the oldest first."""
    first = course.unemployment_started or course.begins
    rows = list(_before(number, course, min(first, course.begins), born, sizes, desk))
    if course.is_out_of_work:
        rows.append(_spell(number, UNEMPLOYMENT, "", min(first, course.begins), course.ends, desk))
    if course.ends is not None:
        rows += _after(number, course, course.ends, sizes, desk)
    return sorted(rows, key=lambda row: row.begins)


def _before(
    number: int, course: Course, until: date, born: date, sizes: Sizes, desk: Desk
) -> Iterator[SpellRow]:
    """Backwards in time: work, and between it the earlier unemployment that the facts tell of."""
    earliest = max(add_months(born, 12 * _WORKING_AGE), add_months(until, -12 * _BACK_YEARS))
    months_left = course.earlier_months or 0
    end = until
    for _ in range(desk.rng.randint(1, 4)):
        begins = end - desk.days(90, 900)
        if begins < earliest:
            break
        yield _spell(number, WORK, _industry(sizes, desk), begins, end, desk)
        end = begins
        if months_left > 0:
            months = min(months_left, desk.rng.randint(1, 12))
            begins = add_months(end, -months)
            yield _spell(number, UNEMPLOYMENT, "", begins, end, desk)
            months_left -= months
            end = begins
    if months_left > 0:
        begins = add_months(end, -months_left)
        yield _spell(number, UNEMPLOYMENT, "", begins, end, desk)
        end = begins
    if desk.chance(0.5) and end - timedelta(days=400) > add_months(born, 12 * 15):
        yield _spell(number, EDUCATION, "", end - desk.days(200, 400), end, desk)


def _after(number: int, course: Course, left: date, sizes: Sizes, desk: Desk) -> Iterator[SpellRow]:
    """What came next: work for most, an education for many of the young, something unknown for the rest."""
    if sizes.group(course.group).kind == "young" and desk.chance(0.45):
        yield _spell(number, EDUCATION, "", left, None, desk)
    elif desk.chance(0.65):
        yield _spell(number, WORK, _industry(sizes, desk), left, None, desk)


def _spell(number: int, kind: str, industry: str, begins: date, ends: date | None, desk: Desk) -> SpellRow:
    source = _OWN_WORD if kind == EDUCATION else _INCOME_REGISTER
    return SpellRow(number, kind, industry, begins, ends, desk.recorded(ends or begins, 40), source)


def _industry(sizes: Sizes, desk: Desk) -> str:
    return desk.rng.choices(list(sizes.industries), list(sizes.industries.values()))[0]


def talks_of(
    number: int, course: Course, every_days: int, rare: float, desk: Desk, *, is_today: bool = False
) -> Iterator[TalkRow]:
    """The talks with a person: those that were to be, and the next one where it is booked.

    `rare` is the share of talks that are followed by a long silence; `is_today` books one for today.
    """
    situation = course.situation
    until = course.ends or desk.today
    if situation is not None and situation.is_silent:
        until = desk.today - desk.days(*_SILENT_DAYS)
    day = max(course.begins, add_months(desk.today, -HISTORY_MONTHS - 6)) + desk.days(2, 18)
    while (held_on := workday(day)) < until:
        state = desk.rng.choices(list(_PAST_STATES), list(_PAST_STATES.values()))[0]
        starts_at = desk.at(held_on, desk.talk_hour())
        written = starts_at + timedelta(minutes=desk.rng.randint(30, 2 * 24 * 60))
        yield TalkRow(number, state, starts_at, min(written, desk.now))
        usual = (every_days // 2, every_days * 3 // 2)
        day += desk.days(*(_SILENT_DAYS if desk.chance(rare) else usual))
    if is_today or (situation is not None and situation.talk_today):
        yield _booked(number, desk.today, desk)
    elif course.ends is None and 0 <= (day - desk.today).days <= _BOOKED_AHEAD and desk.chance(_BOOKS_NEXT):
        yield _booked(number, day if day == desk.today else workday(day), desk)


def _booked(number: int, day: date, desk: Desk) -> TalkRow:
    booked_on = min(day, desk.today) - desk.days(1, 14)
    return TalkRow(number, BOOKED, desk.at(day, desk.talk_hour()), desk.at(booked_on, desk.hour()))
