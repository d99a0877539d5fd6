"""What the pages of a citizen's openings show: each opening in parts, never as a number."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from fodfaeste.apps.companies.models import Opening
from fodfaeste.apps.companies.wording import hours_a_week, kind_name, language_here
from fodfaeste.apps.learning.models import Course
from fodfaeste.apps.matching.advice import advice_to, others_advised
from fodfaeste.apps.matching.limits import limit_lines, not_asked
from fodfaeste.apps.matching.selectors import Seeker, courses_named, openings_named
from fodfaeste.apps.matching.wording import (
    ceiling_text,
    journey_text,
    level_text,
    most_text,
    price_text,
    shown_to,
    weeks_text,
    workplace_text,
)
from fodfaeste.bridge.taxonomy import names_shown
from fodfaeste.core.openings import OPENING_KINDS
from fodfaeste.core.taxonomy import SKILL, Shown
from fodfaeste.engines.matching import Need, Pair, Verdict, settings_of

OPENINGS_A_PAGE = 20

Names = Mapping[str, Shown]


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need of an opening: its name, and how well the citizen masters it."""

    name: Shown
    level: str
    essential: bool


@dataclass(frozen=True, slots=True)
class CourseLine:
    """The course that gives what is missing, with how long it takes and what it costs."""

    course: Course
    weeks: str
    price: str
    next_start: date | None


@dataclass(frozen=True, slots=True)
class Card:
    """An opening in parts, for one citizen."""

    opening: Opening
    kind: str
    workplace: str
    hours: str
    journey: str
    met: list[NeedLine]
    missing: list[NeedLine]
    not_asked: list[str]
    course: CourseLine | None


@dataclass(frozen=True, slots=True)
class AdvisedCard:
    """An opening that is advised, and why this one: whom else it is shown to, and how many it may be."""

    card: Card
    shown: str
    most: str


def openings_page(seeker: Seeker, kind: str, number: str | None) -> dict[str, object]:
    """A citizen's best openings, the best first, all kinds or one."""
    best, kinds = seeker.openings(), seeker.kinds()
    shown = [reference for reference in best if kinds[reference] == kind] if kind else best
    page = Paginator(shown, OPENINGS_A_PAGE).get_page(number)
    return {
        "page": page,
        "cards": cards_of(seeker, openings_named(seeker.citizen.authority, list(page))),
        "kinds": _kind_filters([kinds[reference] for reference in best], kind),
        "first_number": page.start_index(),
    }


def advice_page(seeker: Seeker, *, own: bool) -> dict[str, object]:
    """What the night advised and still stands, each with its parts and with whom else it is shown to."""
    advice = advice_to(seeker.citizen, seeker.on, seeker)
    openings = [row.opening for row in advice.rows]
    cards = _cards(seeker, openings, advice.pairs)
    per_seat = advice.night.per_seat if advice.night else 0
    return {
        "advice": advice,
        "ceiling": ceiling_text(per_seat),
        "advised": [
            AdvisedCard(
                card,
                shown_to(row.others, own=own),
                most_text(per_seat * row.opening.seats) if row.opening.seats > 1 else "",
            )
            for row, card in zip(advice.rows, cards, strict=True)
        ],
    }


def pair_page(seeker: Seeker, opening: Opening, *, own: bool) -> dict[str, object]:
    """One citizen and one opening: needs, limits, and the course that would close the gap."""
    (pair,) = seeker.pairs([opening.reference])
    others = others_advised(seeker, opening) if pair.listed else None
    lines = limit_lines(pair.limits, opening, seeker.person(), settings_of(seeker.tables), seeker.on)
    return {
        "opening": opening,
        "card": _card(opening, pair, seeker, *_named(seeker, [pair])),
        "is_listed": pair.listed,
        "shown": None if others is None else shown_to(others, own=own),
        "limits": lines,
        "against": [line for line in lines if line.verdict is not Verdict.MET],
    }


def cards_of(seeker: Seeker, openings: Sequence[Opening]) -> list[Card]:
    """Some openings in parts, for one citizen, in the order given."""
    return _cards(seeker, openings, seeker.pairs([opening.reference for opening in openings]))


def _cards(seeker: Seeker, openings: Sequence[Opening], pairs: Sequence[Pair]) -> list[Card]:
    names, courses = _named(seeker, pairs)
    return [
        _card(opening, pair, seeker, names, courses) for opening, pair in zip(openings, pairs, strict=True)
    ]


def _named(seeker: Seeker, pairs: Sequence[Pair]) -> tuple[Names, dict[str, Course]]:
    names = names_shown(SKILL, [need.skill for pair in pairs for need in pair.needs], language_here())
    courses = courses_named(seeker.citizen.authority, [pair.course for pair in pairs if pair.course])
    return names, courses


def _card(opening: Opening, pair: Pair, seeker: Seeker, names: Names, courses: Mapping[str, Course]) -> Card:
    minutes = next((limit.minutes for limit in pair.limits if limit.name == "place"), None)
    course, person = courses.get(pair.course or ""), seeker.person()
    return Card(
        opening,
        kind_name(opening.kind),
        workplace_text(opening),
        hours_a_week(opening.hours_min, opening.hours_max),
        journey_text(opening, minutes),
        _lines((need for need in pair.needs if need.is_met), names),
        _lines((need for need in pair.needs if not need.is_met), names),
        not_asked(pair.limits, opening, person),
        course_line(course, seeker.on) if course else None,
    )


def _lines(needs: Iterable[Need], names: Names) -> list[NeedLine]:
    """Needs in words: those that must be there first, and then what counts most."""
    ordered = sorted(needs, key=lambda need: (not need.essential, -need.weight, need.skill))
    return [NeedLine(names[need.skill], level_text(need.level), need.essential) for need in ordered]


def course_line(course: Course, on: date) -> CourseLine:
    """A course with the first day it starts from a day on."""
    days = sorted(start.on for start in course.starts.all() if start.on >= on)
    return CourseLine(course, weeks_text(course), price_text(course), days[0] if days else None)


def _kind_filters(found: Sequence[str], chosen: str) -> list[dict[str, object]]:
    """How many of the openings found are of each kind: counts of openings, which are filters."""
    counts = Counter(found)
    whole = {"label": _("Alle"), "count": len(found), "href": "?", "current": not chosen}
    return [
        whole,
        *(
            {
                "label": kind_name(kind),
                "count": counts[kind],
                "href": f"?slags={kind}",
                "current": kind == chosen,
            }
            for kind in OPENING_KINDS
            if counts[kind] or kind == chosen
        ),
    ]
