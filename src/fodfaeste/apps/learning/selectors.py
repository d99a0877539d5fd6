"""The courses of the reader's own authority, with their next start and the skills they give."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Min, Q, QuerySet

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.learning.models import Course, CourseSkill


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
