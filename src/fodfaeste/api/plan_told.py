"""A plan as the API tells it."""

from datetime import date, datetime
from typing import Any

from ninja import Schema

from fodfaeste.apps.plans.models import Plan, PlanStep
from fodfaeste.apps.plans.selectors import with_all
from fodfaeste.apps.systems.ids import outside_id


class StepTold(Schema):
    """One thing in a plan: what, who does it, when, and how far it has come."""

    id: str
    what: str
    who: str
    who_name: str
    kind: str
    offer: str
    starts: date | None
    due: date | None
    state: str
    done_at: date | None


class ChoiceTold(Schema):
    """Alternatives put to the citizen, and what the citizen wanted of them."""

    about: str
    alternatives: list[dict[str, Any]]
    chosen: str
    own_words: str


class PlanTold(Schema):
    """A plan with its steps and choices. Goals and view are the citizen's own words."""

    id: str
    state: str
    version: int
    goals: str
    citizen_view: str
    proposed_at: datetime | None
    agreed_at: datetime | None
    agreed_how: str
    ended_at: datetime | None
    end_reason: str
    steps: list[StepTold]
    choices: list[ChoiceTold]


def _step(step: PlanStep) -> StepTold:
    plain = [name for name in StepTold.model_fields if name != "id"]
    return StepTold(id=outside_id("step", step.pk), **{name: getattr(step, name) for name in plain})


def plan_told(plan: Plan) -> PlanTold:
    """A plan as it is told."""
    found = with_all(Plan.objects.filter(pk=plan.pk)).get()
    plain = [name for name in PlanTold.model_fields if name not in ("id", "steps", "choices")]
    wanted = ("about", "alternatives", "chosen", "own_words")
    return PlanTold(
        id=outside_id("plan", found.pk),
        steps=[_step(step) for step in found.steps.all()],
        choices=[ChoiceTold(**{name: getattr(one, name) for name in wanted}) for one in found.choices.all()],
        **{name: getattr(found, name) for name in plain},
    )
