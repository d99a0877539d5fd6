"""The catalogue of courses in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from fodfaeste.apps.citizens.naming import sort_key
from fodfaeste.apps.citizens.wording import in_language
from fodfaeste.apps.learning.models import Course
from fodfaeste.apps.learning.selectors import skills_of
from fodfaeste.bridge.taxonomy import names_shown
from fodfaeste.core.openings import LEVELS
from fodfaeste.core.taxonomy import SKILL, Shown


@dataclass(frozen=True, slots=True)
class SkillGiven:
    """A skill a course gives, and how well one can it afterwards."""

    name: Shown
    level: str


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A line of the catalogue."""

    course: Course
    length: str
    price: str
    seats: str
    starts: date | None
    skills: list[SkillGiven]


def course_rows(courses: Sequence[Course]) -> list[CourseRow]:
    """The lines of one page of the catalogue. Each course carries its `next_start`."""
    given = skills_of(course.pk for course in courses)
    asked = {row.skill for rows in given.values() for row in rows}
    names = names_shown(SKILL, asked, get_language() or "da")
    rows = []
    for course in courses:
        skills = [SkillGiven(names[row.skill], _level(row.level)) for row in given.get(course.pk, [])]
        rows.append(
            CourseRow(
                course=course,
                length=weeks_in_words(course.weeks),
                price=price_in_words(course.price),
                seats=_("ikke oplyst") if course.seats is None else number_format(course.seats),
                starts=getattr(course, "next_start", None),
                skills=sorted(skills, key=lambda skill: sort_key(skill.name.text)),
            )
        )
    return rows


def _level(level: int) -> str:
    words = LEVELS.get(level)
    return in_language(words) if words else str(level)


def weeks_in_words(weeks: float) -> str:
    """How long a course is: 1 uge, 2 uger, 0,4 uge."""
    number = number_format(weeks, decimal_pos=0 if weeks == int(weeks) else 1)
    return ngettext("%(number)s uge", "%(number)s uger", 1 if weeks <= 1 else 2) % {"number": number}


def price_in_words(price: int | None) -> str:
    """What is paid for a seat or for several: 1.100 kr."""
    if price is None:
        return _("ikke oplyst")
    return _("%(price)s kr.") % {"price": number_format(price, force_grouping=True)}
