"""Openings, employers and courses of an authority, from the database to the snapshot."""

from collections.abc import Iterable

import polars as pl
from django.db.models import QuerySet

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.companies.models import Opening, OpeningSkill, OpeningTask, StaffMonth
from fodfaeste.apps.learning.models import Course, CourseSkill, CourseStart
from fodfaeste.bridge.tables import codes, table


def load_openings(authority: Authority, openings: Iterable[int] | None = None) -> dict[str, pl.DataFrame]:
    """The tables `openings`, `opening_skills` and `tasks`: all that stand, or some by their keys."""
    rows: QuerySet[Opening] = Opening.objects.filter(authority=authority, withdrawn_at__isnull=True)
    if openings is not None:
        rows = rows.filter(pk__in=list(openings))
    needs = OpeningSkill.objects.filter(opening__in=rows)
    tasks = OpeningTask.objects.filter(opening__in=rows)
    return {
        "openings": _openings(rows),
        "opening_skills": table(
            "opening_skills", list(needs.values_list("opening__reference", "skill", "weight", "essential"))
        ),
        "tasks": table(
            "tasks",
            [
                (*rest, codes(days), codes(demands), codes(skills))
                for *rest, days, demands, skills in tasks.values_list(
                    "opening__reference", "number", "title", "hours", "days", "demands", "skills"
                )
            ],
        ),
    }


def _openings(rows: QuerySet[Opening]) -> pl.DataFrame:
    found = rows.select_related("authority", "unit", "place")
    return table(
        "openings",
        [
            (
                one.reference,
                one.authority.slug,
                one.kind,
                one.title,
                one.unit.p_number if one.unit else None,
                one.place.code if one.place else None,
                one.attendance,
                one.hours_min,
                one.hours_max,
                codes(one.shifts),
                one.seats,
                one.opens,
                one.closes,
                codes(one.demands),
                codes(one.licences),
                codes(one.languages),
                one.occupation or None,
                one.isco or None,
            )
            for one in found
        ],
    )


def load_employers(authority: Authority) -> pl.DataFrame:
    """The table `employers`: a production unit's staff, month by month."""
    rows = StaffMonth.objects.filter(unit__authority=authority).values_list(
        "unit__p_number",
        "unit__company__cvr",
        "unit__name",
        "unit__industry",
        "unit__company__is_public",
        "unit__place__code",
        "month",
        "ordinary_fte",
        "supported_fte",
    )
    return table(
        "employers",
        [(unit, company, name, industry or None, *rest) for unit, company, name, industry, *rest in rows],
    )


def load_courses(authority: Authority) -> dict[str, pl.DataFrame]:
    """The tables `courses` and `course_skills`."""
    standing = Course.objects.filter(authority=authority, withdrawn_at__isnull=True)
    starts: dict[str, list[str]] = {}
    days = CourseStart.objects.filter(course__in=standing).order_by("on")
    for course, day in days.values_list("course__reference", "on"):
        starts.setdefault(course, []).append(day.isoformat())
    rows = standing.values_list("reference", "title", "provider", "weeks", "price", "seats", "place__code")
    skills = CourseSkill.objects.filter(course__in=standing)
    return {
        "courses": table(
            "courses",
            [
                (course, title, provider or None, weeks, price, seats, starts.get(course), place)
                for course, title, provider, weeks, price, seats, place in rows
            ],
        ),
        "course_skills": table(
            "course_skills", list(skills.values_list("course__reference", "skill", "level"))
        ),
    }
