"""Which invented people began their offer, and how long after the right to it arose.

The days come from the rules engine and the policy's own pack; nothing here knows what the rules say.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import polars as pl

from fodfaeste.apps.demo.population_courses import Course
from fodfaeste.apps.demo.population_desk import Desk, workday
from fodfaeste.apps.demo.population_history import WORK, SpellRow
from fodfaeste.apps.demo.population_sizes import Sizes
from fodfaeste.core.answers import State
from fodfaeste.core.policy import Pack
from fodfaeste.engines.rules.due import FACT_TYPES, due

RUNNING, ENDED = "running", "ended"

#: The offer that aims at an industry.
BRANCH_TRACK = "branchespor"

#: The invented municipality gets quicker: the middle wait in days, two years ago and today.
_WAIT_THEN, _WAIT_NOW = 46, 22
_WAIT_SPREAD = 0.75
_LENGTH_DAYS = (56, 120)

_REASONS = (
    "Borgeren vil gerne prøve en ny branche, og virksomheden har plads nu.",
    "Aftalt ved jobsamtalen: branchen mangler folk inden for rækkevidde.",
    "Borgeren har ikke arbejdet i branchen før og er interesseret i kurset.",
    "Den tidligere branche har få ledige stillinger her på egnen.",
)
_OTHER_REASON = "Aftalt ved samtalen, fordi borgeren er med i den gruppe, som politikken nævner."
_VIEWS = (
    "Jeg glæder mig til at komme ud på en arbejdsplads.",
    "Jeg vil gerne prøve det, hvis jeg kan tage bussen derhen.",
    "Det er nyt for mig, men jeg er med på det.",
    "",
)

DONE, LEFT = "Forløbet er gennemført.", "Borgeren har forladt indsatsen."


@dataclass(frozen=True, slots=True)
class TrackRow:
    """A row of the table of agreements, with the person's number for the person."""

    person: int
    offer: str
    rule: str
    due_on: date | None  # None: the rule gives no day
    begins: date
    ends: date | None  # None while it runs
    state: str
    industry: str
    reason: str
    citizen_view: str
    closing_reason: str
    recorded_at: datetime


def answers_of(courses: Sequence[Course], pack: Pack, on: date) -> pl.DataFrame:
    """What the policy says of each course; `citizen` is the person's number."""
    rows = [
        {
            "citizen": str(number),
            "target_group": course.label,
            "effort_started": course.effort_started,
            "registered_on": course.registered_on,
            "education": course.education,
            "age": None if course.born is None else float((on - course.born).days // 365.25),
            "unemployment_started": course.unemployment_started,
            "earlier_unemployment_months": course.earlier_months,
            "became_job_ready": course.job_ready,
            "came_from": course.came_from,
            "integration_started": course.integration_started,
        }
        for number, course in enumerate(courses)
    ]
    return due(pack, pl.DataFrame(rows, schema=FACT_TYPES), on)


def tracks(
    courses: Sequence[Course], spells: Sequence[SpellRow], sizes: Sizes, pack: Pack, desk: Desk
) -> Iterator[TrackRow]:
    """The offers begun: for most of those with a right some time after it arose, for a few never."""
    worked: dict[int, set[str]] = {}
    for spell in spells:
        if spell.kind == WORK:
            worked.setdefault(spell.person, set()).add(spell.industry)
    answers = answers_of(courses, pack, desk.today)
    is_dated = pl.col("due_on").is_not_null() & (pl.col("state") == State.NOT_DUE)
    known = answers.filter((pl.col("state") == State.DUE) | is_dated)
    for number, offer, rule, due_on in known.select("citizen", "offer", "rule", "due_on").iter_rows():
        course = courses[int(number)]
        begins = _begins(course, due_on or course.effort_started, sizes, desk)
        if begins is not None:
            is_aimed = offer == BRANCH_TRACK
            industry = _industry(pack, worked.get(int(number), set()), desk) if is_aimed else ""
            yield _track(int(number), course, offer, rule, due_on, begins, industry, desk)


def _begins(course: Course, due_on: date, sizes: Sizes, desk: Desk) -> date | None:
    """The day a person began; none for those still waiting, gone before, or never offered it."""
    entitled = max(due_on, course.effort_started)
    never = desk.chance(sizes.share("spor_begyndte_aldrig"))
    back = min(max((desk.today - entitled).days, 0), 730) / 730
    middle = _WAIT_NOW + (_WAIT_THEN - _WAIT_NOW) * back
    wait = int(desk.rng.lognormvariate(math.log(middle), _WAIT_SPREAD))
    begins = workday(entitled + timedelta(days=wait))
    if course.situation is not None:
        return workday(entitled + timedelta(days=10)) if course.situation.may_begin else None
    return None if never or begins > desk.today or (course.ends and begins >= course.ends) else begins


def _industry(pack: Pack, worked: set[str], desk: Desk) -> str:
    """An industry in shortage that is new to the person, where there is one."""
    new = [industry.id for industry in pack.industries if not worked & set(industry.db07)]
    options = new or [industry.id for industry in pack.industries]
    return desk.rng.choice(options) if options else ""


def _track(
    number: int,
    course: Course,
    offer: str,
    rule: str,
    due_on: date | None,
    begins: date,
    industry: str,
    desk: Desk,
) -> TrackRow:
    ends = min(begins + desk.days(*_LENGTH_DAYS), course.ends or date.max)
    is_over = ends <= desk.today
    return TrackRow(
        person=number,
        offer=offer,
        rule=rule,
        due_on=due_on,
        begins=begins,
        ends=ends if is_over else None,
        state=ENDED if is_over else RUNNING,
        industry=industry,
        reason=desk.rng.choice(_REASONS) if offer == BRANCH_TRACK else _OTHER_REASON,
        citizen_view=desk.rng.choice(_VIEWS) if offer == BRANCH_TRACK else "",
        closing_reason=(LEFT if ends == course.ends else DONE) if is_over else "",
        recorded_at=min(desk.at(begins - desk.days(0, 5), desk.hour()), desk.now),
    )
