"""The people an opening fits, in three groups: by their waiting time, and never by a score."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.companies.models import Opening
from fodfaeste.apps.learning.models import Course
from fodfaeste.apps.matching.access import people_listed_for
from fodfaeste.apps.matching.advice import advised_to
from fodfaeste.apps.matching.openings_page import CourseLine, course_line
from fodfaeste.apps.matching.selectors import courses_named, people_found

PEOPLE_A_PAGE = 50

#: Each group with its own page parameter, its heading and what it means.
GROUPS: tuple[tuple[str, str, str | Promise, str | Promise], ...] = (
    (
        "all",
        "alle",
        _("Kan alt det nødvendige"),
        _("Disse borgere kan det, åbningen ikke kan undvære."),
    ),
    (
        "after_course",
        "kursus",
        _("Kan alt det nødvendige efter et kursus"),
        _("Ét kursus i kataloget giver det, der mangler."),
    ),
    (
        "some",
        "nogle",
        _("Kan noget af det"),
        _("Disse borgere kan noget af det, og intet enkelt kursus giver resten."),
    ),
)
FOLDED = "some"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person on an opening's page: who to ask, and what of the needs is met. Nothing of limits."""

    citizen: Citizen
    waiting_since: date | None
    needs_met: int
    needs: int
    course: CourseLine | None
    is_advised: bool  # the night's sharing out advised the opening to this person


@dataclass(frozen=True, slots=True)
class Group:
    """One of the three groups, with the page that is shown of it; None while it is folded."""

    name: str
    parameter: str
    title: str | Promise
    meaning: str | Promise
    page: Page[dict[str, object]] | None
    people: list[PersonLine]
    is_empty: bool


def people_groups(user: User, opening: Opening, on: date, asked: Mapping[str, str]) -> list[Group]:
    """The people one may see whom the opening fits; `asked` holds a page number for each group shown."""
    visible = people_listed_for(user)
    found = people_found(opening, visible, on)
    pages = {name: _page(found, name, asked.get(parameter)) for name, parameter, *_rest in GROUPS}
    shown = {name: page for name, page in pages.items() if name != FOLDED or _asks_for_some(asked)}
    rows = [row for page in shown.values() for row in page]
    people = visible.filter(reference__in=[row["citizen"] for row in rows])
    named = {one.reference: one for one in people.select_related("unit", "case_worker")}
    courses = courses_named(opening.authority, [str(row["course"]) for row in rows if row["course"]])
    advised = advised_to(opening)
    return [
        Group(
            name,
            parameter,
            title,
            meaning,
            shown.get(name),
            [_line(row, named[row["citizen"]], courses, advised, on) for row in shown.get(name, ())],
            not pages[name].paginator.count,
        )
        for name, parameter, title, meaning in GROUPS
    ]


def _asks_for_some(asked: Mapping[str, str]) -> bool:
    parameter = next(parameter for name, parameter, *_rest in GROUPS if name == FOLDED)
    return parameter in asked


def _page(found: pl.DataFrame, group: str, number: str | None) -> Page[dict[str, object]]:
    """The engine has them by waiting time already."""
    rows = found.filter(pl.col("group") == group)
    return Paginator(list(rows.iter_rows(named=True)), PEOPLE_A_PAGE).get_page(number)


def _line(
    row: dict[str, object], citizen: Citizen, courses: Mapping[str, Course], advised: set[int], on: date
) -> PersonLine:
    course = courses.get(str(row["course"]))
    return PersonLine(
        citizen,
        row["waiting_since"],
        row["needs_met"],
        row["needs"],
        course_line(course, on) if course else None,
        citizen.pk in advised,
    )
