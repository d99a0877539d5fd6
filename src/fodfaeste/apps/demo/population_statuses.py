"""The dated codes of an invented person: benefit, readiness, and the groups of law and shared systems."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from fodfaeste.apps.demo.population_courses import Course, Phase
from fodfaeste.apps.demo.population_desk import Desk
from fodfaeste.apps.demo.population_groups import Group, of_readiness
from fodfaeste.apps.demo.population_sizes import Sizes
from fodfaeste.apps.demo.population_stretches import BENEFIT_OFFICE, CASE_WORKER, OLD_SYSTEM, Stretch

#: The cash-benefit reform: from this day several benefits are one, without a new course.
REFORM = date(2025, 7, 1)

#: What a benefit took over from whatever the group is, and on which day.
RENAMED = {"jobsoegningsydelse": ("arbejdsmarkedsydelse", date(2024, 1, 1))}

#: The act that numbers its groups as they stand here; the same number meant another group before it.
NUMBERED = date(2020, 1, 1)

_CORRECTED_WITHIN = 28  # so many days may pass before the shared system follows


@dataclass(frozen=True, slots=True)
class _Part:
    """Some of a phase, with one readiness."""

    group: Group
    readiness: str | None
    begins: date
    ends: date | None


def statuses_of(course: Course, sizes: Sizes, desk: Desk) -> Iterator[Stretch]:
    """Every status of a person. Each changes on its own day, and none follows from another by itself."""
    parts = [part for phase in course.phases for part in _parts(course, phase, sizes, desk)]
    for part in parts:
        if part.readiness is not None:
            within = 14 if part.begins in (phase.begins for phase in course.phases) else 6
            yield Stretch("readiness", part.readiness, part.begins, part.ends, CASE_WORKER, within)
    for phase in course.phases:
        yield from _benefit(phase, sizes.group(phase.group), desk)
    match = ((sizes.group(phase.group).match_group, phase.begins, phase.ends) for phase in course.phases)
    yield from _joined("gl_match_group", match, CASE_WORKER)
    law = (
        (of_readiness(part.group.law_groups, part.readiness), max(part.begins, NUMBERED), part.ends)
        for part in parts
        if part.ends is None or part.ends > NUMBERED
    )
    yield from _joined("law_group", law, CASE_WORKER)
    yield from _joined("contact_group", _contact_groups(parts, sizes, desk), OLD_SYSTEM)


def _parts(course: Course, phase: Phase, sizes: Sizes, desk: Desk) -> Iterator[_Part]:
    """A phase by readiness, which turns on the day the person was found ready for a job."""
    group = sizes.group(phase.group)
    if not group.readiness:
        yield _Part(group, None, phase.begins, phase.ends)
        return
    first = desk.rng.choice(group.readiness)
    turned = course.job_ready
    if turned is None or not phase.begins < turned < (phase.ends or date.max):
        yield _Part(group, first, phase.begins, phase.ends)
        return
    yield _Part(group, first, phase.begins, turned)
    yield _Part(group, "jobparat", turned, phase.ends)


def _benefit(phase: Phase, group: Group, desk: Desk) -> Iterator[Stretch]:
    """The benefit, by the name it had until a reform and the one it has since."""
    code = desk.rng.choices(list(group.benefits), list(group.benefits.values()))[0]
    before, reform = RENAMED.get(code, (group.benefit_before, REFORM))
    if not before or phase.begins >= reform:
        yield Stretch("benefit", code, phase.begins, phase.ends, BENEFIT_OFFICE)
        return
    is_over = phase.ends is not None and phase.ends <= reform
    yield Stretch("benefit", before, phase.begins, phase.ends if is_over else reform, BENEFIT_OFFICE)
    if not is_over:
        yield Stretch("benefit", code, reform, phase.ends, BENEFIT_OFFICE)


def _contact_groups(
    parts: list[_Part], sizes: Sizes, desk: Desk
) -> Iterator[tuple[str | None, date, date | None]]:
    """The shared systems' code: it follows a change some days late, and for a few it was never corrected."""
    begins = parts[0].begins
    for part, after in zip(parts, (*parts[1:], None), strict=True):
        code = of_readiness(part.group.contact_groups, part.readiness)
        if part.group.contact_late and desk.chance(sizes.share("kontaktgruppe_haenger_efter")):
            code = part.group.contact_late
        ends = part.ends
        if after is not None:
            ends = min(after.begins + desk.days(0, _CORRECTED_WITHIN), after.ends or desk.today)
        if ends is None or begins < ends:
            yield code, begins, ends
            begins = ends or begins


def _joined(
    name: str, times: Iterable[tuple[str | None, date, date | None]], source: str
) -> Iterator[Stretch]:
    """One stretch for what stayed the same from one time to the next."""
    waiting: Stretch | None = None
    for code, begins, ends in times:
        if waiting and waiting.value == code and waiting.ends == begins:
            waiting = Stretch(name, waiting.value, waiting.begins, ends, source)
            continue
        if waiting:
            yield waiting
        waiting = Stretch(name, code, begins, ends, source) if code else None
    if waiting:
        yield waiting
