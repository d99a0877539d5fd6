"""Who may see and change a plan and a job log: whoever may see or change the citizen's case."""

from django.contrib.sessions.backends.base import SessionBase
from django.http import Http404
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.access import citizen_to_change, own_citizen_for, profile_for
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.plans import codes
from fodfaeste.apps.plans.models import Choice, JobLogEntry, Plan, PlanStep

PLAN, JOB_LOG, OFFERS = "Plan", "Joblog", "Tilbud at vælge imellem"


def plan_citizen_for(user: User, public_id: str | None, *, session: SessionBase) -> Citizen:
    """The citizen whose plan is looked at: one by id, or without one the citizen's own."""
    return profile_for(user, public_id, what=PLAN, session=session)


def plan_to_change(user: User, public_id: str, *, session: SessionBase) -> Plan:
    """The plan under way of a citizen whose case this person may change."""
    return _under_way(citizen_to_change(user, public_id, what=PLAN, session=session))


def own_plan_for(user: User) -> Plan | None:
    """The signed-in citizen's own plan: the one under way, else the agreed one."""
    return plan_to_read(own_citizen_for(user, what=PLAN))


def plan_to_read(citizen: Citizen) -> Plan | None:
    """The plan that a citizen's page speaks of: the one under way, else the agreed one."""
    plans = Plan.objects.filter(citizen=citizen).exclude(state__in=codes.OVER).select_related("citizen")
    found = {plan.state in codes.UNDER_WAY: plan for plan in plans}
    return found.get(True) or found.get(False)


def step_to_change(user: User, public_id: str, step: int, *, session: SessionBase) -> PlanStep:
    """One step of a plan that is not over, of a citizen whose case this person may change."""
    return _step(citizen_to_change(user, public_id, what=PLAN, session=session), step)


def own_step_for(user: User, step: int) -> PlanStep:
    """One step that the signed-in citizen is to do."""
    found = _step(own_citizen_for(user, what=PLAN), step)
    if found.who != codes.CITIZEN:
        raise Http404(_("Skridtet findes ikke."))
    return found


def own_choice_for(user: User, choice: int) -> Choice:
    """Alternatives put to the signed-in citizen, in a plan that is not over."""
    citizen = own_citizen_for(user, what=PLAN)
    found = Choice.objects.filter(citizen=citizen, pk=choice, plan__isnull=False, withdrawn_at__isnull=True)
    choice_found = found.exclude(plan__state__in=codes.OVER).select_related("plan", "citizen").first()
    if choice_found is None:
        raise Http404(_("Der er ikke noget at vælge imellem her."))
    return choice_found


def own_entry_for(user: User, entry: str) -> JobLogEntry:
    """An entry of the signed-in citizen's job log, as it stands."""
    citizen = own_citizen_for(user, what=JOB_LOG)
    found = JobLogEntry.objects.filter(citizen=citizen, entry=entry, withdrawn_at__isnull=True)
    entry_found = found.select_related("citizen__authority").first()
    if entry_found is None:
        raise Http404(_("Ansøgningen findes ikke i din joblog."))
    return entry_found


def _under_way(citizen: Citizen) -> Plan:
    plan = Plan.objects.filter(citizen=citizen, state__in=codes.UNDER_WAY).first()
    if plan is None:
        raise Http404(_("Der er ingen plan i gang med at blive lavet."))
    plan.citizen = citizen
    return plan


def _step(citizen: Citizen, step: int) -> PlanStep:
    steps = PlanStep.objects.filter(pk=step, plan__citizen=citizen).exclude(plan__state__in=codes.OVER)
    found = steps.select_related("plan__citizen__authority").first()
    if found is None:
        raise Http404(_("Skridtet findes ikke."))
    return found
