"""Plans, choices and job logs as pages need them, each in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from fodfaeste.apps.accounts.models import Role, User
from fodfaeste.apps.citizens.access import citizens_visible_to
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.plans import codes
from fodfaeste.apps.plans.models import Choice, JobLogEntry, Plan, PlanHistory, PlanStep

LOG_DAYS = 30


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step in words."""

    step: PlanStep
    who: str
    state: str

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be done."""
        return self.step.state in (codes.DONE, codes.DROPPED)

    @property
    def is_citizens(self) -> bool:
        """Whether the citizen does it."""
        return self.step.who == codes.CITIZEN


@dataclass(frozen=True, slots=True)
class Effort:
    """The steps of one kind: efforts run beside each other in one plan."""

    name: str
    steps: list[StepLine]


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """Alternatives, and what the citizen wanted of them."""

    choice: Choice
    wanted: str
    is_none: bool


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A plan in words."""

    plan: Plan
    state: str
    agreed_how: str
    efforts: list[Effort] = field(default_factory=list)
    choices: list[ChoiceLine] = field(default_factory=list)

    @property
    def is_under_way(self) -> bool:
        """Whether the plan is being made."""
        return self.plan.state in codes.UNDER_WAY

    @property
    def is_proposed(self) -> bool:
        """Whether the plan waits for the citizen."""
        return self.plan.state == codes.PROPOSED

    @property
    def next_step(self) -> StepLine | None:
        """The citizen's own first step that is not done: by its day, those without a day last."""
        own = [one for effort in self.efforts for one in effort.steps if one.is_citizens and not one.is_over]
        return min(own, key=lambda one: (one.step.due or date.max, one.step.pk), default=None)


def plans_now(citizen: Citizen) -> list[PlanPage]:
    """The plan being made and the agreed one, in that order, with all that stands in them."""
    plans = Plan.objects.filter(citizen=citizen).exclude(state__in=codes.OVER)
    return sorted((page_of(one) for one in with_all(plans)), key=lambda page: not page.is_under_way)


def with_all(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Plans with their people, steps and standing choices, in three queries."""
    standing = Choice.objects.filter(withdrawn_at__isnull=True).select_related("chosen_by").order_by("pk")
    return plans.select_related(
        "proposed_by", "agreed_by", "made_with", "citizen__authority"
    ).prefetch_related(Prefetch("steps", PlanStep.objects.order_by("pk")), Prefetch("choices", standing))


def page_of(plan: Plan) -> PlanPage:
    """A plan in words; read with `with_all`."""
    steps = [
        StepLine(step, step.who_name or str(codes.WHO.get(step.who, step.who)), state_text(step.state))
        for step in plan.steps.all()
    ]
    efforts = [
        Effort(str(name), found)
        for kind, name in codes.EFFORTS.items()
        if (found := [line for line in steps if line.step.kind == kind])
    ]
    return PlanPage(
        plan,
        str(codes.PLAN_STATES[plan.state]),
        str(codes.AGREED_HOW.get(plan.agreed_how, "")),
        efforts,
        [choice_line(choice) for choice in plan.choices.all()],
    )


def state_text(state: str) -> str:
    """How far a step is, in words."""
    return str(codes.STEP_STATES.get(state, state))


def choice_line(choice: Choice) -> ChoiceLine:
    """Alternatives with the title of the one wanted."""
    titles = {one["id"]: one["title"] for one in choice.alternatives}
    return ChoiceLine(choice, titles.get(choice.chosen, ""), choice.chosen == codes.NONE_OF_THEM)


def plans_waiting(user: User) -> QuerySet[Plan]:
    """Plans in which the citizen wrote last, so that the next word is the case worker's; longest wait first.

    A yes waits for nobody. What was chosen or said in an agreed plan waits to be read.
    """
    last = PlanHistory.objects.filter(plan=OuterRef("pk")).order_by("-number")
    mine = Plan.objects.filter(authority=user.authority_id, citizen__in=citizens_visible_to(user))
    told = mine.annotate(
        last_by=Subquery(last.values("by__role")[:1]), last_what=Subquery(last.values("what")[:1])
    )
    open_now = Q(state__in=codes.UNDER_WAY) | Q(state=codes.AGREED, last_what__in=("view", "chosen"))
    waiting = told.filter(open_now, last_by=Role.CITIZEN)
    return waiting.select_related("citizen__case_worker").order_by("changed_at", "pk")


def plan_over(citizen: Citizen) -> bool:
    """Whether the citizen has had a plan that is over."""
    return Plan.objects.filter(citizen=citizen, state__in=codes.OVER).exists()


def versions_of(citizen: Citizen) -> QuerySet[PlanHistory]:
    """Every version of every plan of a citizen, the newest first."""
    versions = PlanHistory.objects.filter(plan__citizen=citizen)
    return versions.select_related("by", "plan").order_by("-at", "-pk")


def offers_wish(citizen: Citizen) -> ChoiceLine | None:
    """Which of the offers shown the citizen would rather have, where the citizen has said so."""
    standing = Choice.objects.filter(citizen=citizen, plan__isnull=True, withdrawn_at__isnull=True)
    found = standing.exclude(chosen="").select_related("chosen_by").order_by("-pk").first()
    return choice_line(found) if found else None


@dataclass(frozen=True, slots=True)
class LogLine:
    """An entry of a job log in words."""

    entry: JobLogEntry
    how: str
    state: str


def log_of(citizen: Citizen) -> QuerySet[JobLogEntry]:
    """What stands in a job log, the newest application first."""
    return JobLogEntry.objects.filter(citizen=citizen, withdrawn_at__isnull=True).order_by(
        "-applied_on", "-pk"
    )


def log_lines(entries: Sequence[JobLogEntry]) -> list[LogLine]:
    """Entries in words."""
    return [
        LogLine(
            one,
            str(codes.LOG_HOW.get(one.how, one.how)),
            str(codes.LOG_STATES.get(one.state, one.state)),
        )
        for one in entries
    ]


def log_lately(citizen: Citizen, on: date) -> int:
    """How many jobs were applied for in the last thirty days."""
    return log_of(citizen).filter(applied_on__gt=on - timedelta(days=LOG_DAYS)).count()


def log_versions(entry: JobLogEntry) -> QuerySet[JobLogEntry]:
    """What an entry said before it was corrected, the newest first."""
    versions = JobLogEntry.objects.filter(citizen=entry.citizen_id, entry=entry.entry)
    return versions.filter(withdrawn_at__isnull=False).select_related("recorded_by").order_by("-pk")
