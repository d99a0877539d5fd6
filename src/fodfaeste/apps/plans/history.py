"""A plan's versions: the whole plan as it stood after each change."""

from datetime import date

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.outbox.duties import plan_recorded
from fodfaeste.apps.plans.models import Plan, PlanHistory
from fodfaeste.installation.clock import now

STEP_FIELDS = ("what", "who", "who_name", "kind", "offer", "starts", "due", "state", "done_at")
CHOICE_FIELDS = ("about", "alternatives", "chosen", "own_words")
PLAN_FIELDS = ("state", "goals", "citizen_view", "agreed_how", "agreed_why", "end_reason")
REASON_LENGTH = 400


def version_write(*, user: User | None, plan: Plan, what: str, reason: str = "") -> PlanHistory:
    """Save a plan, keep it whole as its next version, and tell whom it must be told.

    In the caller's transaction, so that what is rolled back is neither kept nor told.
    """
    plan.version += 1
    plan.save()
    plan_recorded(plan)
    return PlanHistory.objects.create(
        authority_id=plan.authority_id,
        plan=plan,
        number=plan.version,
        at=now(),
        by=user,
        what=what,
        reason=reason[:REASON_LENGTH],
        content=plan_content(plan),
    )


def plan_content(plan: Plan) -> dict[str, object]:
    """A plan with its steps and choices as plain values."""
    steps = plan.steps.order_by("pk")
    choices = plan.choices.filter(withdrawn_at__isnull=True).order_by("pk")
    return {
        **{name: getattr(plan, name) for name in PLAN_FIELDS},
        "steps": [{name: _plain(getattr(step, name)) for name in STEP_FIELDS} for step in steps],
        "choices": [{name: getattr(choice, name) for name in CHOICE_FIELDS} for choice in choices],
    }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
