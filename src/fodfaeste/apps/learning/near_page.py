"""What the pages of occupations near to a citizen show: what is there and what is missing, never a score."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.utils.translation import get_language

from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.learning.courses_page import price_in_words, weeks_in_words
from fodfaeste.apps.learning.selectors import skills_held, work_refused
from fodfaeste.apps.matching.openings_page import CourseLine, course_line
from fodfaeste.apps.matching.selectors import courses_named
from fodfaeste.apps.matching.wording import level_text
from fodfaeste.bridge.occupations import load_catalogue, occupations_here
from fodfaeste.bridge.taxonomy import names_shown, taxonomy_here
from fodfaeste.core.taxonomy import OCCUPATION, SKILL, Shown
from fodfaeste.engines.matching import Need
from fodfaeste.engines.skills.missing import Missing, what_is_missing
from fodfaeste.engines.skills.near import Near, alike, near_person
from fodfaeste.engines.skills.occupations import Occupations

#: How many are near: beyond these the skills shared are those that nearly every job asks for.
NEAR_SHOWN = 60
ROWS_A_PAGE = 20
NAMES_SHOWN = 6
ALIKE_SHOWN = 8
COURSES_A_SKILL = 3

Names = Mapping[str, Shown]


@dataclass(frozen=True, slots=True)
class Named:
    """Names that are shown, and how many more there are."""

    names: list[Shown]
    more: int


@dataclass(frozen=True, slots=True)
class NearCard:
    """An occupation near to a citizen: how many of its needs are met, and which."""

    name: Shown
    href: str
    near: Near
    met: Named
    missing: Named


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need of an occupation, how well the citizen masters it, and the courses that give it."""

    name: Shown
    level: str
    courses: list[CourseLine]
    more_courses: int


@dataclass(frozen=True, slots=True)
class WayLines:
    """The fewest courses that give what is missing of the essential."""

    courses: list[CourseLine]
    weeks: str
    price: str
    lacking: Named
    is_fewest: bool


def near_page(citizen: Citizen, page_href: str, number: str | None) -> dict[str, object]:
    """The occupations nearest to what a citizen can."""
    occupations, levels = occupations_here(), skills_held(citizen)
    found = near_person(occupations, levels, NEAR_SHOWN, refused=work_refused(citizen))
    page = Paginator(found, ROWS_A_PAGE).get_page(number)
    return {
        "citizen": citizen,
        "has_skills": bool(levels),
        "page": page,
        "first_number": page.start_index(),
        "cards": _cards(occupations, list(page), levels, page_href),
        **_shared(),
    }


def occupation_page(citizen: Citizen, occupation: str, page_href: str, on: date) -> dict[str, object]:
    """What an occupation asks for, what of it a citizen has, and the way to the rest."""
    occupations, levels = occupations_here(), skills_held(citizen)
    name = _names(OCCUPATION, [occupation])[occupation]
    told = {"citizen": citizen, "name": name, "has_skills": bool(levels), **_shared()}
    if occupation not in occupations.row_of:
        return told
    found = what_is_missing(occupations, load_catalogue(citizen.authority), occupation, levels)
    others = [(name, occupation_href(page_href, one)) for one, name in alike_named(occupation)]
    return {**told, **_told(citizen, found, on), "alike": others}


def alike_named(occupation: str) -> list[tuple[str, Shown]]:
    """The occupations that ask for most of the same as one, the most alike first, with their names."""
    occupations = occupations_here()
    if occupation not in occupations.row_of:
        return []
    near = [one.occupation for one in alike(occupations, occupation, ALIKE_SHOWN)]
    names = _names(OCCUPATION, near)
    return [(one, names[one]) for one in near]


def occupation_href(page_href: str, occupation: str) -> str:
    """The address of a page about one occupation; ids of ESCO are addresses themselves."""
    return f"{page_href}?{urlencode({'erhverv': occupation})}"


def _cards(
    occupations: Occupations, found: Sequence[Near], levels: Mapping[str, int], page_href: str
) -> list[NearCard]:
    needs = {one.occupation: _ordered(occupations.needs(one.occupation, levels)) for one in found}
    titles = _names(OCCUPATION, needs)
    names = _names(SKILL, {need.skill for each in needs.values() for need in each})
    return [
        NearCard(
            titles[one.occupation],
            occupation_href(page_href, one.occupation),
            one,
            _few((need.skill for need in needs[one.occupation] if need.is_met), names),
            _few(_lacked(needs[one.occupation]), names),
        )
        for one in found
    ]


def _told(citizen: Citizen, found: Missing, on: date) -> dict[str, object]:
    names = _names(SKILL, (need.skill for need in found.needs))
    asked = {*found.way.courses, *(course for skill in found.giving for course in _first_of(found, skill))}
    courses = courses_named(citizen.authority, asked) if asked else {}
    lines = {reference: course_line(course, on) for reference, course in courses.items()}

    def told(*, essential: bool, met: bool) -> list[NeedLine]:
        return [
            NeedLine(
                names[need.skill],
                level_text(need.level),
                [lines[course] for course in _first_of(found, need.skill)],
                max(0, len(found.giving.get(need.skill, ())) - COURSES_A_SKILL),
            )
            for need in found.of_kind(essential=essential, met=met)
        ]

    met, missing = told(essential=True, met=True), told(essential=True, met=False)
    return {
        "met": met,
        "missing": missing,
        "met_count": len(met),
        "needs_count": len(met) + len(missing),
        "optional_met": told(essential=False, met=True),
        "optional_missing": told(essential=False, met=False),
        "way": WayLines(
            sorted((lines[course] for course in found.way.courses), key=_begins),
            weeks_in_words(found.way.weeks),
            price_in_words(found.way.price),
            _few(found.way.lacking, names),
            found.way.is_fewest,
        ),
    }


def _begins(line: CourseLine) -> tuple[bool, date, str]:
    """What begins first comes first, and last what has no day."""
    return line.next_start is None, line.next_start or date.max, line.course.title


def _first_of(found: Missing, skill: str) -> tuple[str, ...]:
    return found.giving.get(skill, ())[:COURSES_A_SKILL]


def _ordered(needs: Iterable[Need]) -> list[Need]:
    """What must be there first, and then what counts most."""
    return sorted(needs, key=lambda need: (not need.essential, -need.weight, need.skill))


def _lacked(needs: Iterable[Need]) -> list[str]:
    return [need.skill for need in needs if need.essential and not need.is_met]


def _few(skills: Iterable[str], names: Names) -> Named:
    shown = [names[skill] for skill in skills]
    return Named(shown[:NAMES_SHOWN], max(0, len(shown) - NAMES_SHOWN))


def _names(kind: str, ids: Iterable[str]) -> Names:
    return names_shown(kind, ids, get_language() or "da")


def _shared() -> dict[str, object]:
    """Whose words the names are."""
    return {"is_esco": any(source.layout.startswith("esco") for source in taxonomy_here().sources)}
