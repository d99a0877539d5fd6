"""A citizen's plan for the case worker: begun filled in, written, proposed, agreed for, ended."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.accounts.models import Role
from fodfaeste.apps.citizens.access import asks_for_reason, citizen_to_change, may_change
from fodfaeste.apps.drafts.keeping import draft_sent, kept_for
from fodfaeste.apps.journal.services import journal_write_list
from fodfaeste.apps.plans import access, codes, services
from fodfaeste.apps.plans.choice_services import choice_put
from fodfaeste.apps.plans.filling import steps_known
from fodfaeste.apps.plans.forms import ChoiceForm, GoalsForm, ReasonForm, StepForm, ViewForm, step_initial
from fodfaeste.apps.plans.models import Plan
from fodfaeste.apps.plans.plan_page import (
    history_lines,
    offers_to_name,
    plan_page,
    step_wished,
)
from fodfaeste.apps.plans.services import NotPossible
from fodfaeste.apps.plans.waiting import waiting_lines, waiting_rows
from fodfaeste.installation.clock import today

REFUSED, ROWS_A_PAGE = 422, 50
#: In the address of a new step: fill it in with what the citizen would rather have.
WISH = "oenske"


@require_safe
@role_required(Role.CASE_WORKER, Role.LEADER)
@asks_for_reason
def plan(request: HttpRequest, pid: str) -> HttpResponse:
    """A citizen's plan: goals, steps, choices, the citizen's view, and the law that asks for it."""
    citizen = access.plan_citizen_for(request.user, pid, session=request.session)
    context = {**plan_page(citizen, today(citizen.authority)), "may_change": may_change(request.user)}
    return render(request, "plans/plan.html", context)


@require_safe
@role_required(Role.CASE_WORKER, Role.LEADER)
@asks_for_reason
def history(request: HttpRequest, pid: str) -> HttpResponse:
    """Every version of a citizen's plans."""
    citizen = access.plan_citizen_for(request.user, pid, session=request.session)
    context = {"citizen": citizen, "lines": history_lines(citizen), "steps": codes.STEP_STATES}
    return render(request, "plans/history.html", context)


@require_safe
@role_required(Role.CASE_WORKER, Role.LEADER)
def waiting(request: HttpRequest) -> HttpResponse:
    """Plans in which citizens wrote last, and their wishes between offers, the longest wait first."""
    page = Paginator(waiting_rows(request.user), ROWS_A_PAGE).get_page(request.GET.get("side"))
    lines = waiting_lines(request.user, page)
    journal_write_list(
        actor=request.user,
        authority=request.user.authority,
        action="list",
        what="Planer, der venter",
        citizens={line.citizen.pk for line in lines},
    )
    return render(request, "plans/waiting.html", {"page": page, "lines": lines})


@require_POST
@role_required(Role.CASE_WORKER)
@asks_for_reason
def begin(request: HttpRequest, pid: str) -> HttpResponse:
    """Begin a plan with what is known, or a new one from the one that is agreed."""
    citizen = citizen_to_change(request.user, pid, what=access.PLAN, session=request.session)
    known = access.plan_to_read(citizen)
    if known is not None and known.state == codes.AGREED:
        services.plan_renew(user=request.user, plan=known)
    else:
        steps = steps_known(citizen, today(citizen.authority))
        services.plan_begin(user=request.user, citizen=citizen, steps=steps)
    return redirect("plans:plan", pid)


@require_http_methods(["GET", "POST"])
@role_required(Role.CASE_WORKER)
@asks_for_reason
def goals(request: HttpRequest, pid: str) -> HttpResponse:
    """Write the citizen's goals in the citizen's own words."""
    found = access.plan_to_change(request.user, pid, session=request.session)
    kept = kept_for(request, f"plans.goals:{found.pk}")
    form = GoalsForm(request.POST or None, initial={"goals": found.goals} | kept.values)
    if _saves(
        request,
        form,
        lambda: services.goals_write(user=request.user, plan=found, goals=form.cleaned_data["goals"]),
    ):
        return redirect("plans:plan", pid)
    return _page(request, found, form, title=_("Borgerens mål"), kept=kept)


@require_http_methods(["GET", "POST"])
@role_required(Role.CASE_WORKER)
@asks_for_reason
def view(request: HttpRequest, pid: str) -> HttpResponse:
    """Write what the citizen says of the plan."""
    citizen = citizen_to_change(request.user, pid, what=access.PLAN, session=request.session)
    found = _plan_of(access.plan_to_read(citizen))
    kept = kept_for(request, f"plans.view:{found.pk}")
    form = ViewForm(request.POST or None, initial={"view": found.citizen_view} | kept.values, is_own=False)
    if _saves(
        request,
        form,
        lambda: services.view_write(user=request.user, plan=found, view=form.cleaned_data["view"]),
    ):
        return redirect("plans:plan", pid)
    return _page(request, found, form, title=_("Borgerens syn på planen"), kept=kept)


@require_http_methods(["GET", "POST"])
@role_required(Role.CASE_WORKER)
@asks_for_reason
def step_add(request: HttpRequest, pid: str) -> HttpResponse:
    """Write one more step."""
    found = access.plan_to_change(request.user, pid, session=request.session)
    kept = kept_for(request, f"plans.step:{found.pk}")
    offers = offers_to_name(found.citizen, today(found.authority))
    wished = step_wished(found.citizen, offers) if WISH in request.GET else {}
    form = StepForm(offers, request.POST or None, initial={"who": codes.CITIZEN} | wished | kept.values)
    if _saves(request, form, lambda: services.step_add(user=request.user, plan=found, step=form.step())):
        return redirect("plans:plan", pid)
    return _page(request, found, form, title=_("Nyt skridt"), kept=kept)


@require_http_methods(["GET", "POST"])
@role_required(Role.CASE_WORKER)
@asks_for_reason
def step(request: HttpRequest, pid: str, step: int) -> HttpResponse:
    """Change what a step says, while the plan is being made."""
    found = access.step_to_change(request.user, pid, step, session=request.session)
    offers = offers_to_name(found.plan.citizen, today(found.authority))
    form = StepForm(offers, request.POST or None, initial=step_initial(found))
    if _saves(request, form, lambda: services.step_change(user=request.user, step=found, to=form.step())):
        return redirect("plans:plan", pid)
    return _page(request, found.plan, form, title=_("Ret skridtet"))


@require_POST
@role_required(Role.CASE_WORKER)
@asks_for_reason
def step_mark(request: HttpRequest, pid: str, step: int) -> HttpResponse:
    """Write how far a step has come."""
    found = access.step_to_change(request.user, pid, step, session=request.session)
    _try(
        request,
        lambda: services.step_mark(user=request.user, step=found, state=request.POST.get("state", "")),
    )
    return redirect("plans:plan", pid)


@require_http_methods(["GET", "POST"])
@role_required(Role.CASE_WORKER)
@asks_for_reason
def choice_add(request: HttpRequest, pid: str) -> HttpResponse:
    """Put alternatives to the citizen where the way is uncertain."""
    found = access.plan_to_change(request.user, pid, session=request.session)
    kept = kept_for(request, f"plans.choice:{found.pk}")
    form = ChoiceForm(request.POST or None, initial=kept.values)

    def put() -> object:
        about = form.cleaned_data["about"]
        return choice_put(user=request.user, plan=found, about=about, alternatives=form.alternatives())

    if _saves(request, form, put):
        return redirect("plans:plan", pid)
    return _page(request, found, form, title=_("Muligheder at vælge imellem"), kept=kept)


@require_POST
@role_required(Role.CASE_WORKER)
@asks_for_reason
def propose(request: HttpRequest, pid: str) -> HttpResponse:
    """Put the plan to the citizen."""
    found = access.plan_to_change(request.user, pid, session=request.session)
    if _try(request, lambda: services.plan_propose(user=request.user, plan=found)):
        messages.success(request, _("Planen er foreslået. Borgeren kan se den på Min side."))
    return redirect("plans:plan", pid)


@require_http_methods(["GET", "POST"])
@role_required(Role.CASE_WORKER)
@asks_for_reason
def agree_for(request: HttpRequest, pid: str) -> HttpResponse:
    """Write that the citizen agrees, for the citizen, with the reason."""
    found = access.plan_to_change(request.user, pid, session=request.session)
    form = ReasonForm(request.POST or None)

    def agree() -> object:
        why = form.cleaned_data["reason"]
        return services.plan_agree(
            user=request.user, plan=found, version=found.version, how=codes.ON_BEHALF, why=why
        )

    if _saves(request, form, agree):
        return redirect("plans:plan", pid)
    lead = _("Skriv, hvordan borgeren har sagt ja, og hvorfor borgeren ikke selv gør det på Min side.")
    return _page(request, found, form, title=_("Skriv for borgeren, at planen er aftalt"), lead=lead)


@require_http_methods(["GET", "POST"])
@role_required(Role.CASE_WORKER)
@asks_for_reason
def end(request: HttpRequest, pid: str, plan: int) -> HttpResponse:
    """End a plan, or put a draft aside, with the reason."""
    citizen = citizen_to_change(request.user, pid, what=access.PLAN, session=request.session)
    found = _plan_of(Plan.objects.filter(citizen=citizen, pk=plan).select_related("citizen").first())
    form = ReasonForm(request.POST or None)
    if _saves(
        request,
        form,
        lambda: services.plan_end(user=request.user, plan=found, reason=form.cleaned_data["reason"]),
    ):
        return redirect("plans:plan", pid)
    return _page(request, found, form, title=_("Afslut planen"))


def _plan_of(found: Plan | None) -> Plan:
    if found is None:
        raise Http404(_("Planen findes ikke."))
    return found


def _saves(request: HttpRequest, form: forms.Form, change: Callable[[], object]) -> bool:
    """Whether a form was sent, was right and could be done; a refusal stands on the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        change()
    except NotPossible as refused:
        form.add_error(None, str(refused))
        return False
    draft_sent(request)
    return True


def _try(request: HttpRequest, change: Callable[[], object]) -> bool:
    """Do what a button asks; a refusal is said on the next page."""
    try:
        change()
    except NotPossible as refused:
        messages.error(request, str(refused))
        return False
    return True


def _page(request: HttpRequest, plan: Plan, form: forms.Form, **context: object) -> HttpResponse:
    values = {"citizen": plan.citizen, "plan": plan, "form": form, **context}
    return render(request, "plans/form.html", values, status=REFUSED if form.errors else 200)
