"""Courses, what skills and occupations are called, and the work that lies near to what a citizen can."""

from datetime import date
from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.asked import seen
from fodfaeste.api.forms import Listed
from fodfaeste.api.matching import CourseTold, course_of
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_list, page_of_rows
from fodfaeste.apps.learning.courses_page import course_rows
from fodfaeste.apps.learning.near_page import NEAR_SHOWN, occupation_page
from fodfaeste.apps.learning.search_fields import found_named
from fodfaeste.apps.learning.selectors import courses_found, skills_held, work_refused
from fodfaeste.apps.systems.scopes import PEOPLE_READ, WORK_READ
from fodfaeste.bridge.occupations import occupations_here
from fodfaeste.bridge.search import isco_of, known_here, occupations_asking, skills_asked
from fodfaeste.bridge.taxonomy import names_shown
from fodfaeste.core.taxonomy import OCCUPATION, SKILL
from fodfaeste.engines.skills.near import near_person
from fodfaeste.installation.clock import today

router = Router(tags=["Courses and occupations"])
Kind = Literal["skill", "occupation"]
KINDS = {"skill": SKILL, "occupation": OCCUPATION}


class GivenSkill(Schema):
    """A skill that a course gives, and how well one can it afterwards."""

    name: str
    level: str


class CourseLine(Schema):
    """A course of the catalogue."""

    reference: str
    title: str
    provider: str
    weeks: float
    price: int | None
    seats: int | None
    place: str | None
    next_start: date | None
    skills: list[GivenSkill]


class CoursesAsked(Paging):
    """Which courses."""

    q: str = Field("", max_length=100, description="Words of the title or the provider.")


@operation(
    router, "GET", "/courses", scope=WORK_READ, screens=("learning:courses",), answer=Listed[CourseLine]
)
def courses_list(request: HttpRequest, asked: Query[CoursesAsked]) -> Any:
    """The courses one can be sent to, the next to start first."""
    found = courses_found(request.user, asked.q, today(request.user.authority))
    shown, following = page_of_rows(request, found, asked)
    items = [
        CourseLine(
            **{
                name: getattr(row.course, name)
                for name in ("reference", "title", "provider", "weeks", "price", "seats")
            },
            place=row.course.place.code if row.course.place else None,
            next_start=row.starts,
            skills=[GivenSkill(name=one.name.text, level=one.level) for one in row.skills],
        )
        for row in course_rows(shown)
    ]
    return Listed[CourseLine](items=items, next=following)


class Concept(Schema):
    """A skill or an occupation of the taxonomy in use."""

    id: str
    name: str
    also: str = Field("", description="The other name by which it was found.")


class SearchAsked(Schema):
    """What is looked up."""

    kind: Kind = "skill"
    q: str = Field(min_length=2, max_length=100)


@operation(
    router, "GET", "/taxonomy/search", scope=WORK_READ, screens=("learning:search",), answer=Listed[Concept]
)
def taxonomy_search(request: HttpRequest, asked: Query[SearchAsked]) -> Any:
    """Skills or occupations by name."""
    found = found_named(KINDS[asked.kind], asked.q)
    return Listed[Concept](items=[Concept(id=one.id, name=one.title, also=one.also) for one in found])


class ConceptAsked(Schema):
    """A skill or an occupation by its id; ids of ESCO are addresses, so they are no part of the path."""

    kind: Kind = "skill"
    id: str = Field(min_length=1, max_length=200)


class ConceptTold(Schema):
    """A skill with the occupations that ask for it, or an occupation with the skills it asks for."""

    id: str
    name: str
    isco: str | None
    essential: list[Concept]
    optional: list[Concept]
    asked_by: list[Concept]


@operation(
    router, "GET", "/taxonomy/concept", scope=WORK_READ, screens=("learning:search",), answer=ConceptTold
)
def taxonomy_read(request: HttpRequest, asked: Query[ConceptAsked]) -> Any:
    """One skill or occupation, and what hangs together with it."""
    kind = KINDS[asked.kind]
    if asked.id not in known_here(kind, [asked.id]):
        raise Http404(_("Det findes ikke i den liste, der er i brug."))
    needs = skills_asked(asked.id) if kind == OCCUPATION else []
    asking = [] if kind == OCCUPATION else list(occupations_asking(asked.id))[:200]
    return ConceptTold(
        id=asked.id,
        name=_named(kind, [asked.id])[0].name,
        isco=isco_of(asked.id) if kind == OCCUPATION else None,
        essential=_named(SKILL, [skill for skill, essential in needs if essential]),
        optional=_named(SKILL, [skill for skill, essential in needs if not essential]),
        asked_by=_named(OCCUPATION, asking),
    )


def _named(kind: str, ids: list[str]) -> list[Concept]:
    names = names_shown(kind, ids, get_language() or "da")
    return [Concept(id=one, name=names[one].text) for one in ids]


class NearWork(Schema):
    """An occupation near to a citizen: which of its needs are met, and which are missing."""

    occupation: Concept
    met: list[Concept]
    missing: list[Concept]


@operation(
    router,
    "GET",
    "/citizens/{pid}/occupations",
    scope=PEOPLE_READ,
    screens=("learning:near",),
    answer=Listed[NearWork],
    is_person=True,
)
def occupations_near(request: HttpRequest, pid: str, paging: Query[Paging]) -> Any:
    """The occupations nearest to what a citizen can, each with what is there and what is missing."""
    citizen = seen(request, pid, "Fag i nærheden")
    occupations, levels = occupations_here(), skills_held(citizen)
    near = near_person(occupations, levels, NEAR_SHOWN, refused=work_refused(citizen))
    shown, following = page_of_list(request, near, lambda one: str(one.occupation), paging)
    items = []
    for one in shown:
        needs = occupations.needs(one.occupation, levels)
        items.append(
            NearWork(
                occupation=_named(OCCUPATION, [one.occupation])[0],
                met=_named(SKILL, [need.skill for need in needs if need.is_met]),
                missing=_named(SKILL, [need.skill for need in needs if need.essential and not need.is_met]),
            )
        )
    return Listed[NearWork](items=items, next=following)


class OccupationAsked(Schema):
    """An occupation of the taxonomy in use."""

    occupation: str = Field(min_length=1, max_length=200)


class Lacking(Schema):
    """A need of an occupation, and the courses that give it."""

    name: str
    level: str
    courses: list[CourseTold]


class WayTold(Schema):
    """What an occupation asks for, what of it a citizen has, and the fewest courses that give the rest."""

    occupation: str
    met: list[Lacking]
    missing: list[Lacking]
    courses: list[CourseTold]


@operation(
    router,
    "GET",
    "/citizens/{pid}/occupations/missing",
    scope=PEOPLE_READ,
    screens=("learning:occupation",),
    answer=WayTold,
    is_person=True,
)
def occupation_missing(request: HttpRequest, pid: str, asked: Query[OccupationAsked]) -> Any:
    """One occupation: what it asks for, what a citizen has of it, and the way to the rest."""
    if asked.occupation not in known_here(OCCUPATION, [asked.occupation]):
        raise Http404(_("Det findes ikke i den liste, der er i brug."))
    citizen = seen(request, pid, "Det, der mangler til et fag")
    page: dict[str, Any] = occupation_page(citizen, asked.occupation, "", today(citizen.authority))

    def needs(lines: Any) -> list[Lacking]:
        return [
            Lacking(
                name=one.name.text, level=one.level, courses=[c for c in map(course_of, one.courses) if c]
            )
            for one in lines
        ]

    way = page.get("way")
    return WayTold(
        occupation=page["name"].text,
        met=needs(page.get("met", ())),
        missing=needs(page.get("missing", ())),
        courses=[c for c in map(course_of, way.courses if way else ()) if c],
    )
