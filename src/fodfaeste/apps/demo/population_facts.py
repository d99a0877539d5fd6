"""What is known of an invented person, as dated facts with both times."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_noop

from fodfaeste.apps.demo.population_courses import Course, Phase
from fodfaeste.apps.demo.population_desk import Desk
from fodfaeste.apps.demo.population_sizes import Group, Sizes
from fodfaeste.core.facts import NO_OTHER_GROUP, NOT_HAPPENED
from fodfaeste.core.policy import Pack

# Sources as they stand in the database; shown in the reader's language.
FUND = gettext_noop("A-kassen")
BENEFIT_OFFICE = gettext_noop("Ydelseskontoret")
CASE_WORKER = gettext_noop("Sagsbehandler")
OLD_SYSTEM = gettext_noop("Fagsystemet")
_OTHER_CONTACT_GROUP = 0.06
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


@dataclass(frozen=True, slots=True)
class Stretch:
    """A fact that holds for a time. `within`: written down at most so many days after it began."""

    name: str
    value: str
    begins: date
    ends: date | None
    source: str
    within: int = 6
    wrong: str | None = None  # first written down as this, and corrected some weeks later


def facts_of(number: int, course: Course, sizes: Sizes, pack: Pack, desk: Desk) -> Iterator[FactRow]:
    """Everything known of a person. What has ended was first believed open, then written down as ended."""
    for stretch in _stretches(course, sizes, pack, desk):
        yield from _rows(number, stretch, desk)


def _stretches(course: Course, sizes: Sizes, pack: Pack, desk: Desk) -> Iterator[Stretch]:
    for phase in course.phases:
        yield Stretch("target_group", phase.group, phase.begins, phase.ends, CASE_WORKER)
        started = phase.begins.isoformat()
        yield Stretch("effort_started", started, phase.begins, _replaced(course, phase), OLD_SYSTEM)
        yield from _benefit(phase, sizes.group(phase.group), pack)
    yield from _unemployment(course, desk)
    yield from _moves(course)
    yield from _readiness(course, sizes, desk)
    yield from _contact_groups(course, sizes, desk)


def _replaced(course: Course, phase: Phase) -> date | None:
    """The day another value took over. What once began has begun, also for those who have left since."""
    return None if phase is course.phases[-1] else phase.ends


def _rows(number: int, stretch: Stretch, desk: Desk) -> Iterator[FactRow]:
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


def _benefit(phase: Phase, group: Group, pack: Pack) -> Iterator[Stretch]:
    """The benefit as the pack's table of groups dates it: a reform changes it without a new course."""
    law = next((known.law for known in pack.groups if known.id == phase.group), ())
    if not law:
        yield Stretch("benefit", group.benefit, phase.begins, phase.ends, BENEFIT_OFFICE)
    for index, row in enumerate(law):
        begins = phase.begins if index == 0 else max(phase.begins, row.valid_from)
        ends = row.valid_to + timedelta(days=1) if row.valid_to else None
        ends = min((day for day in (ends, phase.ends) if day), default=None)
        if ends is None or begins < ends:
            yield Stretch("benefit", row.benefits[0], begins, ends, BENEFIT_OFFICE)


def _unemployment(course: Course, desk: Desk) -> Iterator[Stretch]:
    if course.unemployment_started is None:
        return
    source = FUND if course.group == "forsikret" else BENEFIT_OFFICE
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


def _readiness(course: Course, sizes: Sizes, desk: Desk) -> Iterator[Stretch]:
    """The assessment, apart from group and benefit: it changes on its own day."""
    for phase in course.phases:
        options = sizes.group(phase.group).readiness
        if not options:
            continue
        first = desk.rng.choice(options)
        turned = course.job_ready
        if turned is None or not phase.begins < turned < (phase.ends or NOT_HAPPENED):
            yield Stretch("readiness", first, phase.begins, phase.ends, CASE_WORKER, 14)
            continue
        yield Stretch("readiness", first, phase.begins, turned, CASE_WORKER, 14)
        yield Stretch("readiness", "jobparat", turned, phase.ends, CASE_WORKER)


def _contact_groups(course: Course, sizes: Sizes, desk: Desk) -> Iterator[Stretch]:
    """The shared systems' code: it follows a change of group some days late, and sometimes not at all."""
    begins = course.begins
    for phase, after in zip(course.phases, (*course.phases[1:], None), strict=True):
        usual, other = sizes.group(phase.group).contact_groups
        code = other if desk.chance(_OTHER_CONTACT_GROUP) else usual
        ends = phase.ends
        if after is not None:
            ends = min(after.begins + desk.days(0, 28), after.ends or desk.today)
        if ends is None or begins < ends:
            yield Stretch("contact_group", code, begins, ends, OLD_SYSTEM)
            begins = ends or begins
