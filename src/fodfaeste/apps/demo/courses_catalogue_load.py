"""Writing the invented catalogue of courses into the database."""

from collections.abc import Sequence
from datetime import datetime

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.demo.companies_load import Places, written
from fodfaeste.apps.demo.courses_catalogue import CourseRow
from fodfaeste.apps.learning.models import Course, CourseSkill, CourseStart


def catalogue_load(rows: Sequence[CourseRow], authority: Authority, places: Places, *, now: datetime) -> None:
    """Write the courses with their starts and the skills they give."""
    courses = written(
        Course,
        [
            Course(
                authority=authority,
                reference=row.reference,
                title=row.title,
                provider=row.provider,
                weeks=row.weeks,
                price=row.price,
                seats=row.seats,
                place=places[row.place] if row.place else None,
                recorded_at=now,
            )
            for row in rows
        ],
    )
    pairs = list(zip(rows, courses, strict=True))
    written(CourseStart, [CourseStart(course=course, on=on) for row, course in pairs for on in row.starts])
    written(
        CourseSkill,
        [
            CourseSkill(course=course, skill=skill, level=level)
            for row, course in pairs
            for skill, level in row.skills
        ],
    )
