"""When invented people came into the effort, moved between groups, and left it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from fodfaeste.apps.demo.population_desk import Desk, workday
from fodfaeste.apps.demo.population_situations import Situation, situations
from fodfaeste.apps.demo.population_sizes import HISTORY_MONTHS, Group, Sizes
from fodfaeste.core.dates import add_months
from fodfaeste.core.facts import NO_OTHER_GROUP, NOT_HAPPENED

INSURED, JOB_READY, ACTIVITY_READY = "forsikret", "arbejdsmarkedsparat", "aktivitetsparat"
YOUNG, INTEGRATION = "ung", "integrationsborger"

#: Where people who move to the job-ready come from, and how often.
_ORIGINS = {ACTIVITY_READY: 50, YOUNG: 35, INTEGRATION: 15}
_MOVE_NOT_NAMED = 0.05  # share of the job-ready where nobody wrote what group they came from
_WINDOW = 8  # so many mean stays back in time people may have come in


@dataclass(frozen=True, slots=True)
class Phase:
    """Time in one target group; `ends` is the first day no longer in it."""

    group: str
    begins: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class Course:
    """One person's way through the effort; the facts are those at its end or today. `None`: not known."""

    phases: tuple[Phase, ...]
    unemployment_started: date | None
    earlier_months: int | None
    job_ready: date | None
    came_from: str | None
    integration_started: date | None
    situation: Situation | None = None

    @property
    def group(self) -> str:
        return self.phases[-1].group

    @property
    def begins(self) -> date:
        """The first day in the effort."""
        return self.phases[0].begins

    @property
    def effort_started(self) -> date:
        """When the effort that counts today began: it begins anew on moving to another group."""
        return self.phases[-1].begins

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
        shown = situations(desk.today) if group.id == INSURED else ()
        for situation in shown:
            yield _shown_course(group, situation, desk)
        for phase in _phases(group, group.today - len(shown), group.left, desk):
            yield _course(phase, sizes, desk)


def _phases(group: Group, today: int, left: int, desk: Desk) -> Iterator[Phase]:
    """Stays as an even stream of people gives them: so many still here, so many gone within the history."""
    window = int(_WINDOW * group.stay_months * 30.44) + HISTORY_MONTHS * 31
    horizon = add_months(desk.today, -HISTORY_MONTHS)
    while today > 0 or left > 0:
        begins = workday(desk.today - desk.days(1, window))
        ends = begins + desk.stay(group.stay_months, group.stay_spread)
        if begins > desk.today:
            continue
        if ends > desk.today and today > 0:
            today -= 1
            yield Phase(group.id, begins, None)
        elif horizon < ends <= desk.today and left > 0:
            left -= 1
            yield Phase(group.id, begins, ends)


def _course(phase: Phase, sizes: Sizes, desk: Desk) -> Course:
    match phase.group:
        case "forsikret":
            return _insured(phase, sizes, desk)
        case "arbejdsmarkedsparat":
            return _job_ready(phase, sizes, desk)
        case "aktivitetsparat" | "ung":
            return _on_the_way(phase, sizes, desk)
        case "integrationsborger":
            unknown = desk.chance(sizes.share("integrationsstart_ukendt"))
            started = None if unknown else phase.begins
            return Course((phase,), phase.begins, 0, None, NO_OTHER_GROUP, started)
        case _:
            return Course((phase,), None, None, None, NO_OTHER_GROUP, None)


def _insured(phase: Phase, sizes: Sizes, desk: Desk) -> Course:
    since = phase.begins - desk.days(0, 20)
    return Course((phase,), since, _earlier_months(sizes, desk), phase.begins, NO_OTHER_GROUP, None)


def _job_ready(phase: Phase, sizes: Sizes, desk: Desk) -> Course:
    """On cash benefit and job-ready: from the first day, or moved from another group."""
    earlier = _earlier_months(sizes, desk)
    if not desk.chance(sizes.share("kom_fra_anden_gruppe")):
        since = phase.begins - desk.days(0, 30)
        return Course((phase,), since, earlier, phase.begins, NO_OTHER_GROUP, None)
    origin = sizes.group(desk.rng.choices(list(_ORIGINS), list(_ORIGINS.values()))[0])
    before = Phase(origin.id, phase.begins - desk.stay(origin.stay_months, origin.stay_spread), phase.begins)
    came_from = None if desk.chance(_MOVE_NOT_NAMED) else origin.id
    integration = before.begins if origin.id == INTEGRATION else None
    return Course((before, phase), phase.begins, earlier, phase.begins, came_from, integration)


def _on_the_way(phase: Phase, sizes: Sizes, desk: Desk) -> Course:
    """Not ready for a job, ready but still in the group, or not yet assessed."""
    job_ready = _became_job_ready(phase, sizes, desk)
    earlier = desk.rng.randint(0, 24) if desk.chance(0.5) else None
    return Course((phase,), phase.begins, earlier, job_ready, NO_OTHER_GROUP, None)


def _became_job_ready(phase: Phase, sizes: Sizes, desk: Desk) -> date | None:
    if desk.chance(sizes.share("jobparat_ukendt")):
        return None
    last = (phase.ends or desk.today) - timedelta(days=1)
    if phase.group == YOUNG and desk.chance(sizes.share("ung_blev_jobparat")):
        earliest = phase.begins + timedelta(days=30)
        if earliest < last:
            return workday(earliest + desk.days(0, (last - earliest).days - 1))
    if phase.group == ACTIVITY_READY and desk.chance(sizes.share("gruppe_skiftes_senere")):
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


def _shown_course(group: Group, situation: Situation, desk: Desk) -> Course:
    phase = Phase(group.id, situation.begins, None)
    earlier = situation.earlier_months
    return Course((phase,), situation.begins, earlier, situation.begins, NO_OTHER_GROUP, None, situation)
