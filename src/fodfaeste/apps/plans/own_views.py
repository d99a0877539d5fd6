"""The citizen's own plan: read it, write in it, choose, agree or say what should be different."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.accounts.models import Role
from fodfaeste.apps.citizens.access import own_citizen_for
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.drafts.keeping import draft_sent, kept_for
from fodfaeste.apps.plans import access, codes, services
from fodfaeste.apps.plans.choice_services import choice_answer, offers_chosen
from fodfaeste.apps.plans.choosing import options_as_shown, options_for
from fodfaeste.apps.plans.forms import GoalsForm, OwnStepForm, ViewForm, WantedForm
from fodfaeste.apps.plans.models import Plan
from fodfaeste.apps.plans.plan_page import history_lines, own_plan_page
from fodfaeste.apps.plans.selectors import offers_wish
from fodfaeste.apps.plans.services import NotPossible
from fodfaeste.installation.clock import today

REFUSED = 422


@require_safe
@role_required(Role.CITIZEN)
def my_plan(request: HttpRequest) -> HttpResponse:
    """The citizen's own plan, and what waits for the citizen in it."""
    citizen = own_citizen_for(request.user, what=access.PLAN)
    return render(request, "plans/my_plan.html", own_plan_page(citizen, today(citizen.authority)))


@require_safe
@role_required(Role.CITIZEN)
def my_history(request: HttpRequest) -> HttpResponse:
    """Every version of the citizen's own plans."""
    citizen = own_citizen_for(request.user, what=access.PLAN)
    context = {"citizen": citizen, "lines": history_lines(citizen), "is_own": True}
    return render(request, "plans/history.html", context)


@require_http_methods(["GET", "POST"])
@role_required(Role.CITIZEN)
def my_goals(request: HttpRequest) -> HttpResponse:
    """Write one's own goals; where there is no plan, it begins with them."""
    citizen = own_citizen_for(request.user, what=access.PLAN)
    plan = access.plan_to_read(citizen)
    kept = kept_for(request, "plans.my-goals")
    initial = {"goals": plan.goals if plan else ""} | kept.values
    form = GoalsForm(request.POST or None, initial=initial, is_own=True)
    if request.method == "POST" and form.is_valid():
        goals = form.cleaned_data["goals"]
        services.goals_write(user=request.user, plan=_to_write(request, citizen, plan, goals), goals=goals)
        draft_sent(request)
        messages.success(request, _("Dit mål er gemt."))
        return redirect("plans:my_plan")
    context = {"form": form, "title": _("Dit mål"), "kept": kept, "plan": plan}
    return render(request, "plans/my_form.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
@role_required(Role.CITIZEN)
def my_step_add(request: HttpRequest) -> HttpResponse:
    """Write a step that one will take oneself."""
    citizen = own_citizen_for(request.user, what=access.PLAN)
    plan = access.plan_to_read(citizen)
    kept = kept_for(request, "plans.my-step")
    form = OwnStepForm(request.POST or None, initial=kept.values)
    if request.method == "POST" and form.is_valid():
        written = _to_write(request, citizen, plan, plan.goals if plan else "")
        services.step_add(user=request.user, plan=written, step=form.step())
        draft_sent(request)
        return redirect("plans:my_plan")
    context = {"form": form, "title": _("Skriv et skridt"), "kept": kept, "plan": plan}
    return render(request, "plans/my_form.html", context, status=REFUSED if form.errors else 200)


def _to_write(request: HttpRequest, citizen: Citizen, plan: Plan | None, goals: str) -> Plan:
    """The plan that can be written in: an agreed one is changed by a new one."""
    if plan is None:
        return services.plan_begin(user=request.user, citizen=citizen, goals=goals)
    return services.plan_renew(user=request.user, plan=plan) if plan.state == codes.AGREED else plan


@require_POST
@role_required(Role.CITIZEN)
def my_step_mark(request: HttpRequest, step: int) -> HttpResponse:
    """Write that one's own step is done, or is not."""
    found = access.own_step_for(request.user, step)
    state = codes.DONE if request.POST.get("state") == codes.DONE else codes.RUNNING
    services.step_mark(user=request.user, step=found, state=state)
    return redirect("plans:my_plan")


@require_POST
@role_required(Role.CITIZEN)
def my_agree(request: HttpRequest) -> HttpResponse:
    """Agree to the plan as it was shown."""
    plan = access.own_plan_for(request.user)
    version = request.POST.get("version", "")
    try:
        if plan is None:
            raise NotPossible(_("Der er ingen plan at være enig i endnu."))
        services.plan_agree(
            user=request.user,
            plan=plan,
            version=int(version) if version.isdecimal() else 0,
            how=codes.SIGNED_IN,
        )
    except NotPossible as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Planen er aftalt."))
    return redirect("plans:my_plan")


@require_http_methods(["GET", "POST"])
@role_required(Role.CITIZEN)
def my_view(request: HttpRequest) -> HttpResponse:
    """Say what one thinks of the plan, and that one does not agree, if so."""
    plan = access.own_plan_for(request.user)
    if plan is None:
        return redirect("plans:my_plan")
    kept = kept_for(request, "plans.my-view")
    form = ViewForm(request.POST or None, initial={"view": plan.citizen_view} | kept.values)
    if request.method == "POST" and form.is_valid():
        declines = plan.state == codes.PROPOSED and "decline" in request.POST
        say = services.plan_decline if declines else services.view_write
        say(user=request.user, plan=plan, view=form.cleaned_data["view"])
        draft_sent(request)
        messages.success(request, _("Det er gemt, og din sagsbehandler kan se det."))
        return redirect("plans:my_plan")
    context = {"form": form, "title": _("Det siger du til planen"), "kept": kept, "plan": plan}
    context["may_decline"] = plan.state == codes.PROPOSED
    return render(request, "plans/my_form.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
@role_required(Role.CITIZEN)
def my_choice(request: HttpRequest, choice: int) -> HttpResponse:
    """Choose between the alternatives of one's plan."""
    found = access.own_choice_for(request.user, choice)
    kept = kept_for(request, f"plans.my-choice:{found.pk}")
    initial = {"chosen": found.chosen, "own_words": found.own_words} | kept.values
    form = WantedForm(_titles(found.alternatives), request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            choice_answer(user=request.user, choice=found, **form.cleaned_data)
        except NotPossible as refused:
            form.add_error(None, str(refused))
        else:
            draft_sent(request)
            messages.success(request, _("Dit valg er gemt."))
            return redirect("plans:my_plan")
    context = {
        "form": form,
        "title": found.about,
        "options": found.alternatives,
        "kept": kept,
        "in_plan": True,
    }
    return render(request, "plans/my_choice.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
@role_required(Role.CITIZEN)
def my_offers(request: HttpRequest) -> HttpResponse:
    """Offers to choose between, each with its reason; what the citizen wants is written down as a wish."""
    citizen = own_citizen_for(request.user, what=access.OFFERS)
    on = today(citizen.authority)
    options = [asdict(one) for one in options_for(citizen, on)]
    wish = offers_wish(citizen)
    kept = kept_for(request, "plans.my-offers")
    form = WantedForm(_titles(options), request.POST or None, initial=kept.values)
    if request.method == "POST" and form.is_valid():
        offers_chosen(
            user=request.user,
            citizen=citizen,
            alternatives=options_as_shown(citizen, on),
            **form.cleaned_data,
        )
        draft_sent(request)
        messages.success(request, _("Dit ønske er gemt, og din sagsbehandler kan se det."))
        return redirect("plans:my_offers")
    context = {"form": form, "title": _("Tilbud at vælge imellem"), "options": options, "kept": kept}
    context |= {"wish": wish, "citizen": citizen}
    return render(request, "plans/my_choice.html", context, status=REFUSED if form.errors else 200)


def _titles(options: Iterable[Mapping[str, object]]) -> list[tuple[str, str]]:
    return [(str(one["id"]), str(one["title"])) for one in options]
