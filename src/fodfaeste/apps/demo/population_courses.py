"""When invented people came into the effort, moved between groups, and left it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from fodfaeste.apps.demo.population_desk import Desk, workday
from fodfaeste.apps.demo.population_groups import Group
from fodfaeste.apps.demo.population_situations import Situation, situations
from fodfaeste.apps.demo.population_sizes import HISTORY_MONTHS, Sizes
from fodfaeste.core.dates import add_months
from fodfaeste.core.facts import NO_OTHER_GROUP, NOT_HAPPENED

#: The municipality that the guided line is shown in.
GUIDED = "norddjurs"

_MOVE_NOT_NAMED = 0.05  # share of those who moved where nobody wrote what group they came from
_WINDOW = 8  # so many mean stays back in time people may have come in


@dataclass(frozen=True, slots=True)
class Phase:
    """Time in one group; `ends` is the first day no longer in it; `label` is the municipality's own."""

    group: str
    label: str
    begins: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class Course:
    """One person's way through the effort; the facts are those at its end or today. `None`: not known."""

    phases: tuple[Phase, ...]
    unemployment_started: date | None = None
    earlier_months: int | None = None
    job_ready: date | None = None
    came_from: str | None = NO_OTHER_GROUP
    integration_started: date | None = None
    registered_on: date | None = None
    situation: Situation | None = None
    born: date | None = None
    education: str | None = None

    @property
    def group(self) -> str:
        return self.phases[-1].group

    @property
    def label(self) -> str:
        """The municipality's own label, which is the target group."""
        return self.phases[-1].label

    @property
    def begins(self) -> date:
        """The first day in the effort."""
        return self.phases[0].begins

    @property
    def effort_started(self) -> date:
        """When the effort that counts today began: it begins anew on moving to another group.

        Under Greenlandic law it is one effort from the first day: a match group is an assessment.
        """
        return self.phases[0 if self.registered_on else -1].begins

    @property
    def ends(self) -> date | None:
        """The first day out of the effort; `None` while in it."""
        return self.phases[-1].ends

    @property
    def is_out_of_work(self) -> bool:
        """Whether the person counts as unemployed in the course."""
        return self.unemployment_started is not None


def courses(sizes: Sizes, desk: Desk) -> Iterator[Course]:
    """A course for everyone, group by group; those in the situations that the demo is shown on come first."""
    for group in sizes.groups:
        is_shown = sizes.slug == GUIDED and group.kind == "insured"
        shown = situations(desk.today) if is_shown else ()
        for situation in shown:
            yield _shown_course(group, situation)
        for phase in _phases(group, group.today - len(shown), group.left, desk):
            yield _course(group, phase, sizes, desk)


def labelled(course: Course, born: date, sizes: Sizes, desk: Desk) -> Course:
    """The course with the municipality's own labels, which go by group and age."""
    phases = tuple(
        replace(phase, label=_label(sizes.group(phase.group), born, phase.begins, desk))
        for phase in course.phases
    )
    is_named = course.came_from not in (None, NO_OTHER_GROUP)
    came_from = phases[0].label if is_named else course.came_from
    return replace(course, phases=phases, came_from=came_from, born=born)


def _label(group: Group, born: date, on: date, desk: Desk) -> str:
    if len(group.labels) == 1:
        return group.labels[0].id
    age = (on - born).days // 365.25
    fitting = [label for label in group.labels if label.at_least <= age < label.under]
    return desk.rng.choices(fitting, [label.weight for label in fitting])[0].id


def _phases(group: Group, today: int, left: int, desk: Desk) -> Iterator[Phase]:
    """Stays as an even stream of people gives them: so many still here, so many gone within the history."""
    window = int(_WINDOW * group.stay_months * 30.44) + HISTORY_MONTHS * 31
    horizon = add_months(desk.today, -HISTORY_MONTHS)
    while today > 0 or left > 0:
        begins = workday(desk.today - desk.days(1, window))
        ends = begins + desk.stay(group.stay_months, group.stay_spread)
        if not _is_possible(group, begins, min(ends, desk.today), desk.today):
            continue
        if ends > desk.today and today > 0:
            today -= 1
            yield Phase(group.id, group.id, begins, None)
        elif horizon < ends <= desk.today and left > 0:
            left -= 1
            yield Phase(group.id, group.id, begins, ends)


def _is_possible(group: Group, begins: date, until: date, today: date) -> bool:
    """Whether somebody of the group's ages could come in that day, under the law of that day."""
    years = group.ages[1] - group.ages[0]
    is_open = (group.opened or begins) <= begins and (group.closed is None or begins < group.closed)
    return is_open and begins <= today and (until - begins).days < years * 365.25


def _course(group: Group, phase: Phase, sizes: Sizes, desk: Desk) -> Course:
    match group.kind:
        case "insured":
            return _insured(phase, sizes, desk)
        case "job_ready":
            return _job_ready(group, phase, sizes, desk)
        case "on_the_way" | "young":
            return _on_the_way(group, phase, sizes, desk)
        case "integration":
            unknown = desk.chance(sizes.share("integrationsstart_ukendt"))
            started = None if unknown else phase.begins
            return Course((phase,), phase.begins, 0, integration_started=started)
        case "registered":
            return _registered(group, phase, sizes, desk)
        case _:
            return Course((phase,))


def _insured(phase: Phase, sizes: Sizes, desk: Desk) -> Course:
    since = phase.begins - desk.days(0, 20)
    return Course((phase,), since, _earlier_months(sizes, desk), phase.begins)


def _job_ready(group: Group, phase: Phase, sizes: Sizes, desk: Desk) -> Course:
    """On cash benefit and job-ready: from the first day, or moved from another group."""
    earlier = _earlier_months(sizes, desk)
    if not desk.chance(sizes.share("kom_fra_anden_gruppe")):
        since = phase.begins - desk.days(0, 30)
        return Course((phase,), since, earlier, phase.begins)
    before, origin = _before(group, phase, sizes, desk)
    came_from = None if desk.chance(_MOVE_NOT_NAMED) else origin.id
    integration = before.begins if origin.kind == "integration" else None
    return Course((before, phase), phase.begins, earlier, phase.begins, came_from, integration)


def _before(group: Group, phase: Phase, sizes: Sizes, desk: Desk) -> tuple[Phase, Group]:
    """The time in another group before this one."""
    origin = sizes.group(desk.rng.choices(list(group.origins), list(group.origins.values()))[0])
    begins = phase.begins - desk.stay(origin.stay_months, origin.stay_spread)
    return Phase(origin.id, origin.id, begins, phase.begins), origin


def _registered(group: Group, phase: Phase, sizes: Sizes, desk: Desk) -> Course:
    """Registered as a job seeker in Greenland: in a match group from the first day, or moved to it."""
    phases: tuple[Phase, ...] = (phase,)
    if group.origins and desk.chance(sizes.share("skiftede_matchgruppe")):
        phases = (_before(group, phase, sizes, desk)[0], phase)
    first = phases[0].begins
    return Course(phases, first - desk.days(0, 14), registered_on=first)


def _on_the_way(group: Group, phase: Phase, sizes: Sizes, desk: Desk) -> Course:
    """Not ready for a job, ready but still in the group, or not yet assessed."""
    job_ready = _became_job_ready(group, phase, sizes, desk)
    earlier = desk.rng.randint(0, 24) if desk.chance(0.5) else None
    return Course((phase,), phase.begins, earlier, job_ready)


def _became_job_ready(group: Group, phase: Phase, sizes: Sizes, desk: Desk) -> date | None:
    if desk.chance(sizes.share("jobparat_ukendt")):
        return None
    last = (phase.ends or desk.today) - timedelta(days=1)
    if group.kind == "young" and desk.chance(sizes.share("ung_blev_jobparat")):
        earliest = phase.begins + timedelta(days=30)
        if earliest < last:
            return workday(earliest + desk.days(0, (last - earliest).days - 1))
    if group.kind == "on_the_way" and desk.chance(sizes.share("gruppe_skiftes_senere")):
        recent = workday(desk.today - desk.days(3, 35))
        if phase.ends is None and phase.begins < recent:
            return recent
    return NOT_HAPPENED


def _earlier_months(sizes: Sizes, desk: Desk) -> int | None:
    if desk.chance(sizes.share("tidligere_ledighed_ukendt")):
        return None
    if desk.chance(sizes.share("tidligere_ledighed_over_seks")):
        return desk.rng.randint(7, 30)
    return 0 if desk.chance(0.4) else desk.rng.randint(1, 6)


def _shown_course(group: Group, situation: Situation) -> Course:
    phase = Phase(group.id, group.id, situation.begins, None)
    earlier = situation.earlier_months
    return Course((phase,), situation.begins, earlier, situation.begins, situation=situation)
