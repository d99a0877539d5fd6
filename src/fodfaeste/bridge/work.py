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
    rows = _standing(authority, openings)
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


def load_opening_table(authority: Authority, openings: Iterable[int] | None = None) -> pl.DataFrame:
    """The table `openings` alone: all that stand, or some by their keys."""
    return _openings(_standing(authority, openings))


def _standing(authority: Authority, openings: Iterable[int] | None) -> QuerySet[Opening]:
    rows = Opening.objects.filter(authority=authority, withdrawn_at__isnull=True)
    return rows if openings is None else rows.filter(pk__in=list(openings))


def load_needs(authority: Authority) -> pl.DataFrame:
    """The table `opening_skills` of all openings that stand: how rare a skill is decides what it weighs."""
    needs = OpeningSkill.objects.filter(opening__authority=authority, opening__withdrawn_at__isnull=True)
    return table(
        "opening_skills", list(needs.values_list("opening__reference", "skill", "weight", "essential"))
    )


def _openings(rows: QuerySet[Opening]) -> pl.DataFrame:
    """Of rows and no objects: there are many, and a page asks for them all."""
    found = rows.values_list(
        "reference",
        "authority__slug",
        "kind",
        "title",
        "unit__p_number",
        "place__code",
        "attendance",
        "hours_min",
        "hours_max",
        "shifts",
        "seats",
        "opens",
        "closes",
        "demands",
        "licences",
        "languages",
        "occupation",
        "isco",
    )
    return table(
        "openings",
        [
            (
                *what,
                codes(shifts),
                seats,
                opens,
                closes,
                codes(demands),
                codes(licences),
                codes(spoken),
                job or None,
                isco or None,
            )
            for *what, shifts, seats, opens, closes, demands, licences, spoken, job, isco in found
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
