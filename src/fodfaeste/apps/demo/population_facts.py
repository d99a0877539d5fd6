"""What is known of an invented person, as dated facts with both times."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from fodfaeste.apps.demo.population_courses import Course, Phase
from fodfaeste.apps.demo.population_desk import Desk
from fodfaeste.apps.demo.population_sizes import Sizes
from fodfaeste.apps.demo.population_statuses import statuses_of
from fodfaeste.apps.demo.population_stretches import (
    BENEFIT_OFFICE,
    CASE_WORKER,
    FUND,
    OLD_SYSTEM,
    OWN_WORD,
    Stretch,
)
from fodfaeste.core.facts import NO_OTHER_GROUP, NOT_HAPPENED

_LATE_SHARE, _LATE_DAYS = 0.25, 60  # earlier unemployment is often known only after a while
_CORRECTED = 0.03


@dataclass(frozen=True, slots=True)
class FactRow:
    """A row of the table of facts, with the person's number for the person."""

    person: int
    name: str
    value: str
    valid_from: date
    valid_to: date | None
    recorded_at: datetime
    withdrawn_at: datetime | None
    source: str


def facts_of(number: int, course: Course, sizes: Sizes, desk: Desk) -> Iterator[FactRow]:
    """Everything known of a person. What has ended was first believed open, then written down as ended."""
    for stretch in _stretches(course, sizes, desk):
        yield from rows_of(number, stretch, desk)


def _stretches(course: Course, sizes: Sizes, desk: Desk) -> Iterator[Stretch]:
    for phase in course.phases:
        yield Stretch("target_group", phase.label, phase.begins, phase.ends, CASE_WORKER)
        if course.registered_on is None or phase is course.phases[0]:
            ends = None if course.registered_on else _replaced(course, phase)
            yield Stretch("effort_started", phase.begins.isoformat(), phase.begins, ends, OLD_SYSTEM)
    yield from _unemployment(course, sizes, desk)
    yield from _moves(course)
    yield from statuses_of(course, sizes, desk)
    if course.registered_on is not None:
        day = course.registered_on
        yield Stretch("registered_on", day.isoformat(), day, None, OLD_SYSTEM)
    if course.education is not None:
        yield Stretch("education", course.education, course.begins, None, OWN_WORD, 14)


def _replaced(course: Course, phase: Phase) -> date | None:
    """The day another value took over. What once began has begun, also for those who have left since."""
    return None if phase is course.phases[-1] else phase.ends


def rows_of(number: int, stretch: Stretch, desk: Desk) -> Iterator[FactRow]:
    """The rows that tell of a stretch: what was believed first, and what is believed now."""
    recorded = desk.recorded(stretch.begins, stretch.within)
    if stretch.wrong is not None:
        corrected = min(recorded + desk.days(10, 40), desk.now)
        yield replace(_row(number, stretch, None, recorded, corrected), value=stretch.wrong)
        recorded = corrected
    if stretch.ends is None:
        yield _row(number, stretch, None, recorded, None)
        return
    closed = max(desk.recorded(stretch.ends), recorded)
    yield _row(number, stretch, None, recorded, closed)
    yield _row(number, stretch, stretch.ends, closed, None)


def _row(
    number: int, stretch: Stretch, ends: date | None, recorded: datetime, withdrawn: datetime | None
) -> FactRow:
    return FactRow(
        number, stretch.name, stretch.value, stretch.begins, ends, recorded, withdrawn, stretch.source
    )


def _unemployment(course: Course, sizes: Sizes, desk: Desk) -> Iterator[Stretch]:
    if course.unemployment_started is None:
        return
    if course.registered_on is not None:
        since = course.unemployment_started
        yield Stretch("unemployment_started", since.isoformat(), course.begins, None, OWN_WORD)
        return
    source = FUND if sizes.group(course.group).kind == "insured" else BENEFIT_OFFICE
    if len(course.phases) > 1:
        before = course.phases[0]
        yield Stretch("unemployment_started", before.begins.isoformat(), before.begins, before.ends, source)
    since = course.unemployment_started
    last = course.phases[-1]
    yield Stretch("unemployment_started", since.isoformat(), last.begins, None, source)
    if course.earlier_months is not None:
        within = _LATE_DAYS if desk.chance(_LATE_SHARE) else 6
        wrong = str(course.earlier_months + 2) if desk.chance(_CORRECTED) else None
        known = str(course.earlier_months)
        name = "earlier_unemployment_months"
        yield Stretch(name, known, course.begins, None, source, within, wrong)


def _moves(course: Course) -> Iterator[Stretch]:
    """When the person became job-ready, from which group, and when the integration period began."""
    if course.registered_on is not None:
        return
    first, last = course.phases[0], course.phases[-1]
    ready = course.job_ready
    if ready is not None and ready > first.begins:
        until = None if ready == NOT_HAPPENED else ready
        yield Stretch("became_job_ready", NOT_HAPPENED.isoformat(), first.begins, until, CASE_WORKER)
    if ready is not None and ready != NOT_HAPPENED:
        yield Stretch("became_job_ready", ready.isoformat(), ready, None, CASE_WORKER)
    if last is not first:
        yield Stretch("came_from", NO_OTHER_GROUP, first.begins, first.ends, CASE_WORKER)
    if course.came_from is not None:
        yield Stretch("came_from", course.came_from, last.begins, None, CASE_WORKER)
    if course.integration_started is not None:
        day = course.integration_started
        yield Stretch("integration_started", day.isoformat(), first.begins, None, OLD_SYSTEM)
