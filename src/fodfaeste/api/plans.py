"""A citizen's plan. What the citizen alone does on Min side, no system does for them."""

from datetime import datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.asked import changed, number_of, row_of, seen
from fodfaeste.api.forms import Body, Day, Listed, posted
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_rows
from fodfaeste.api.plan_told import PlanTold, plan_told
from fodfaeste.api.problems import form_problem
from fodfaeste.api.purpose import stated
from fodfaeste.api.versions import must_match
from fodfaeste.apps.plans import access, services
from fodfaeste.apps.plans.choice_services import choice_put
from fodfaeste.apps.plans.codes import AGREED, ON_BEHALF
from fodfaeste.apps.plans.filling import steps_known
from fodfaeste.apps.plans.forms import ChoiceForm, GoalsForm, ReasonForm, StepForm, ViewForm
from fodfaeste.apps.plans.models import Plan, PlanStep
from fodfaeste.apps.plans.plan_page import offers_to_name
from fodfaeste.apps.plans.selectors import versions_of
from fodfaeste.apps.systems.scopes import PEOPLE_READ, PEOPLE_WRITE
from fodfaeste.installation.clock import today

router = Router(tags=["Plans"])
Text = Field(min_length=1, max_length=4000)
Reason = Field(min_length=1, max_length=400)


@operation(
    router,
    "GET",
    "/citizens/{pid}/plans",
    scope=PEOPLE_READ,
    screens=("plans:plan",),
    answer=Listed[PlanTold],
    is_person=True,
)
def plans_list(request: HttpRequest, pid: str, paging: Query[Paging]) -> Any:
    """A citizen's plans, the newest first: the one being made, the agreed one, and those that are over."""
    found = seen(request, pid, access.PLAN)
    shown, following = page_of_rows(request, Plan.objects.filter(citizen=found).order_by("-pk"), paging)
    return Listed[PlanTold](items=[plan_told(plan) for plan in shown], next=following)


@operation(
    router,
    "GET",
    "/citizens/{pid}/plans/{plan}",
    scope=PEOPLE_READ,
    screens=("plans:plan",),
    answer=PlanTold,
    is_person=True,
)
def plan_read(request: HttpRequest, pid: str, plan: str) -> Any:
    """One plan, with its version for a change."""
    return plan_told(row_of(seen(request, pid, access.PLAN).plans, "plan", plan))


class Version(Schema):
    """A plan as it stood after a change."""

    number: int
    at: datetime
    by: str
    what: str
    reason: str
    content: dict[str, Any]


@operation(
    router,
    "GET",
    "/citizens/{pid}/plan-history",
    scope=PEOPLE_READ,
    screens=("plans:history",),
    answer=Listed[Version],
    is_person=True,
)
def plan_history(request: HttpRequest, pid: str, paging: Query[Paging]) -> Any:
    """Every version of a citizen's plans, the newest first."""
    shown, following = page_of_rows(request, versions_of(seen(request, pid, access.PLAN)), paging)
    plain = ("number", "at", "what", "reason", "content")
    items = [
        Version(by=one.by.name if one.by else "", **{name: getattr(one, name) for name in plain})
        for one in shown
    ]
    return Listed[Version](items=items, next=following)


@operation(
    router,
    "POST",
    "/citizens/{pid}/plans",
    scope=PEOPLE_WRITE,
    screens=("plans:begin",),
    answer=PlanTold,
    status=201,
    is_person=True,
)
def plan_create(request: HttpRequest, pid: str) -> Any:
    """Begin a plan with what is known, or a new one from the one that is agreed. Twice is once."""
    found = changed(request, pid, access.PLAN)
    known = access.plan_to_read(found)
    if known is not None and known.state == AGREED:
        return plan_told(services.plan_renew(user=request.user, plan=known))
    steps = steps_known(found, today(found.authority))
    return plan_told(services.plan_begin(user=request.user, citizen=found, steps=steps))


def _plan(request: HttpRequest, pid: str, plan: str) -> Plan:
    """A plan of a citizen whose case may be changed, in the version that the caller has read."""
    found = changed(request, pid, access.PLAN)
    row: Plan = row_of(found.plans, "plan", plan)
    row.citizen = found
    must_match(request, plan_told(row))
    return row


class GoalsBody(Body):
    """The citizen's goals, in the citizen's own words."""

    goals: str = Text


@operation(
    router,
    "PUT",
    "/citizens/{pid}/plans/{plan}/goals",
    scope=PEOPLE_WRITE,
    screens=("plans:goals",),
    answer=PlanTold,
    is_person=True,
    changes_version=True,
)
def plan_goals(request: HttpRequest, pid: str, plan: str, body: GoalsBody) -> Any:
    """Write the citizen's goals in the citizen's own words."""
    found = _plan(request, pid, plan)
    form = GoalsForm(posted(body.model_dump()))
    if not form.is_valid():
        raise form_problem(form)
    return plan_told(services.goals_write(user=request.user, plan=found, goals=form.cleaned_data["goals"]))


class ViewBody(Body):
    """What the citizen says of the plan."""

    view: str = Text


@operation(
    router,
    "PUT",
    "/citizens/{pid}/plans/{plan}/view",
    scope=PEOPLE_WRITE,
    screens=("plans:view",),
    answer=PlanTold,
    is_person=True,
    changes_version=True,
)
def plan_view(request: HttpRequest, pid: str, plan: str, body: ViewBody) -> Any:
    """Write what the citizen says of the plan."""
    found = _plan(request, pid, plan)
    form = ViewForm(posted(body.model_dump()), is_own=False)
    if not form.is_valid():
        raise form_problem(form)
    return plan_told(services.view_write(user=request.user, plan=found, view=form.cleaned_data["view"]))


class StepBody(Body):
    """One step: what, who, when, and how far."""

    what: str = Field(min_length=1, max_length=300)
    kind: str = Field("work", max_length=20)
    who: str = Field("citizen", max_length=20)
    who_name: str = Field("", max_length=120)
    starts: Day | None = None
    due: Day | None = None
    offer: str = Field("", max_length=80)
    state: str = Field("waiting", max_length=10)


def _step_form(plan: Plan, body: StepBody) -> StepForm:
    form = StepForm(offers_to_name(plan.citizen, today(plan.authority)), posted(body.model_dump()))
    if not form.is_valid():
        raise form_problem(form)
    return form


@operation(
    router,
    "POST",
    "/citizens/{pid}/plans/{plan}/steps",
    scope=PEOPLE_WRITE,
    screens=("plans:step_add",),
    answer=PlanTold,
    status=201,
    is_person=True,
    changes_version=True,
)
def plan_step_create(request: HttpRequest, pid: str, plan: str, body: StepBody) -> Any:
    """Write one more step into a plan that is not agreed yet."""
    found = _plan(request, pid, plan)
    services.step_add(user=request.user, plan=found, step=_step_form(found, body).step())
    return plan_told(found)


def _step_of(request: HttpRequest, pid: str, plan: str, step: str) -> PlanStep:
    found = _plan(request, pid, plan)
    row = access.step_to_change(request.user, pid, number_of("step", step), session=stated(request, pid))
    if row.plan_id != found.pk:
        raise Http404(_("Skridtet findes ikke."))
    return row


@operation(
    router,
    "PUT",
    "/citizens/{pid}/plans/{plan}/steps/{step}",
    scope=PEOPLE_WRITE,
    screens=("plans:step",),
    answer=PlanTold,
    is_person=True,
    changes_version=True,
)
def plan_step_write(request: HttpRequest, pid: str, plan: str, step: str, body: StepBody) -> Any:
    """Change what a step says, while the plan is being made."""
    found = _step_of(request, pid, plan, step)
    services.step_change(user=request.user, step=found, to=_step_form(found.plan, body).step())
    return plan_told(found.plan)


class StepState(Body):
    """How far a step has come."""

    state: Literal["waiting", "running", "done", "dropped"]


@operation(
    router,
    "PATCH",
    "/citizens/{pid}/plans/{plan}/steps/{step}",
    scope=PEOPLE_WRITE,
    screens=("plans:step_mark",),
    answer=PlanTold,
    is_person=True,
    changes_version=True,
)
def plan_step_mark(request: HttpRequest, pid: str, plan: str, step: str, body: StepState) -> Any:
    """Write how far a step has come. What was agreed stays agreed."""
    found = _step_of(request, pid, plan, step)
    services.step_mark(user=request.user, step=found, state=body.state)
    return plan_told(found.plan)


class Alternative(Body):
    """One alternative, and why it could be right."""

    title: str = Field(min_length=1, max_length=120)
    why: str = Field("", max_length=300)


class ChoiceBody(Body):
    """Two to four alternatives where the way is uncertain."""

    about: str = Field(min_length=1, max_length=200)
    alternatives: list[Alternative] = Field(min_length=2, max_length=4)


@operation(
    router,
    "POST",
    "/citizens/{pid}/plans/{plan}/choices",
    scope=PEOPLE_WRITE,
    screens=("plans:choice_add",),
    answer=PlanTold,
    status=201,
    is_person=True,
    changes_version=True,
)
def plan_choice_create(request: HttpRequest, pid: str, plan: str, body: ChoiceBody) -> Any:
    """Put alternatives to the citizen where the way is uncertain."""
    found = _plan(request, pid, plan)
    values: dict[str, Any] = {"about": body.about}
    for number, one in enumerate(body.alternatives, start=1):
        values |= {f"title{number}": one.title, f"why{number}": one.why}
    form = ChoiceForm(posted(values))
    if not form.is_valid():
        raise form_problem(form)
    choice_put(
        user=request.user, plan=found, about=form.cleaned_data["about"], alternatives=form.alternatives()
    )
    return plan_told(found)


@operation(
    router,
    "POST",
    "/citizens/{pid}/plans/{plan}/propose",
    scope=PEOPLE_WRITE,
    screens=("plans:propose",),
    answer=PlanTold,
    is_person=True,
    changes_version=True,
)
def plan_put_forward(request: HttpRequest, pid: str, plan: str) -> Any:
    """Put the plan to the citizen, who agrees or not on Min side."""
    return plan_told(services.plan_propose(user=request.user, plan=_plan(request, pid, plan)))


class ReasonBody(Body):
    """Why."""

    reason: str = Reason


@operation(
    router,
    "POST",
    "/citizens/{pid}/plans/{plan}/agree-for",
    scope=PEOPLE_WRITE,
    screens=("plans:agree_for",),
    answer=PlanTold,
    is_person=True,
    changes_version=True,
)
def plan_agree_for(request: HttpRequest, pid: str, plan: str, body: ReasonBody) -> Any:
    """Write that the citizen has said yes, with how and why it is not on Min side."""
    found, why = _plan(request, pid, plan), _reason(body)
    return plan_told(
        services.plan_agree(user=request.user, plan=found, version=found.version, how=ON_BEHALF, why=why)
    )


@operation(
    router,
    "POST",
    "/citizens/{pid}/plans/{plan}/end",
    scope=PEOPLE_WRITE,
    screens=("plans:end",),
    answer=PlanTold,
    is_person=True,
    changes_version=True,
)
def plan_finish(request: HttpRequest, pid: str, plan: str, body: ReasonBody) -> Any:
    """End a plan, or put a draft aside, with the reason."""
    found = _plan(request, pid, plan)
    return plan_told(services.plan_end(user=request.user, plan=found, reason=_reason(body)))


def _reason(body: ReasonBody) -> str:
    form = ReasonForm(posted(body.model_dump()))
    if not form.is_valid():
        raise form_problem(form)
    return str(form.cleaned_data["reason"])
