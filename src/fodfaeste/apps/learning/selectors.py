"""The courses of the reader's own authority, and what is written of a citizen's skills and refusals."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Min, Q, QuerySet

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.learning.models import Course, CourseSkill
from fodfaeste.core.openings import WILL_NOT


def courses_found(user: User, text: str, on: date) -> QuerySet[Course]:
    """The courses whose title or provider has the words: the next to start first, then by title."""
    courses = Course.objects.filter(authority=user.authority_id, withdrawn_at__isnull=True)
    for word in text.split():
        courses = courses.filter(_named(word))
    next_start = Min("starts__on", filter=Q(starts__on__gte=on))
    return (
        courses.select_related("place")
        .annotate(next_start=next_start)
        .order_by(F("next_start").asc(nulls_last=True), "title", "pk")
    )


def _named(word: str) -> Q:
    """A title or provider with a word in it, written in any case: SQLite tells Å from å."""
    named = Q()
    for way in sorted({word, word.lower(), word.upper(), word.capitalize()}):
        named |= Q(title__icontains=way) | Q(provider__icontains=way)
    return named


def skills_of(courses: Iterable[int]) -> dict[int, list[CourseSkill]]:
    """What each of these courses gives."""
    found: dict[int, list[CourseSkill]] = {}
    for row in CourseSkill.objects.filter(course__in=list(courses)).order_by("course", "skill"):
        found.setdefault(row.course_id, []).append(row)
    return found


def skills_held(citizen: Citizen) -> dict[str, int]:
    """The level of each skill written of a citizen; nothing is taken from where they have worked."""
    rows = citizen.skills.filter(withdrawn_at__isnull=True)
    return dict(rows.order_by("level").values_list("skill", "level"))


def work_refused(citizen: Citizen) -> list[str]:
    """The starts of ISCO-08 codes a citizen will not work in."""
    rows = citizen.wishes.filter(kind="erhverv", strength=WILL_NOT, withdrawn_at__isnull=True)
    return list(rows.values_list("what", flat=True))
