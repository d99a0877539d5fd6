"""Prøv: a leader tries the policy with other values. Nothing is saved but the copy."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.accounts.models import Role
from fodfaeste.apps.citizens.access import citizens_visible_to
from fodfaeste.apps.goals import trial_page
from fodfaeste.apps.goals.access import own_trial_for, policy_for, trial_for
from fodfaeste.apps.goals.forms import TrialForm
from fodfaeste.apps.goals.trials import trial_forget, trial_keep, trial_name, trial_run, trials_kept
from fodfaeste.apps.journal.services import journal_write_list
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.design.danish import in_danish
from fodfaeste.installation.clock import today

ROWS_A_PAGE = 50


@role_required(Role.LEADER)
@require_http_methods(["GET", "HEAD", "POST"])
def trials(request: HttpRequest) -> HttpResponse:
    """The form with every number of every rule, and the copies kept so far."""
    pack = policy_for(request.user)
    form = TrialForm(pack, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            copy = trial_keep(
                user=request.user, pack=pack, changes=form.changes(), name=form.cleaned_data["name"]
            )
        except FodfaesteError as refused:
            form.add_error(None, in_danish(refused))
        else:
            return redirect("goals:trial", trial=copy.pk)
    kept = Paginator(trials_kept(request.user.authority), ROWS_A_PAGE).get_page(request.GET.get("side"))
    named = [(copy, trial_name(copy)) for copy in kept]
    context = {"pack": pack, "form": form, "page": kept, "kept": named}
    return render(request, "goals/trials.html", context, status=422 if form.errors else 200)


@role_required(Role.LEADER)
@require_GET
def trial(request: HttpRequest, trial: int) -> HttpResponse:
    """What a copy would have meant: today, month by month, and for whom."""
    copy = trial_for(request.user, trial)
    user, on = request.user, today(request.user.authority)
    policy = policy_for(user)
    outcome = trial_run(copy=copy, policy=policy, authority=user.authority, on=on)
    moved = trial_page.people_moved(outcome, policy, citizens_visible_to(user), request.GET.get("vis", ""))
    page = Paginator(moved.people, ROWS_A_PAGE).get_page(request.GET.get("side"))
    journal_write_list(
        actor=user,
        authority=user.authority,
        action="list",
        what=f"Prøv: får en anden dag i kopien {copy.pk}",
        citizens=[person.pk for person in page],
    )
    context = {
        "copy": copy,
        "copy_name": trial_name(copy),
        "policy": policy,
        "is_of_policy": copy.base_hash == policy.hash,
        "on": on,
        "changes": trial_page.change_rows(copy, policy),
        "sentences": trial_page.sentences(outcome, copy),
        "months": trial_page.month_tables(outcome, policy),
        "moved": moved,
        "page": page,
        "may_delete": copy.author_id == user.pk,
    }
    return render(request, "goals/trial.html", context)


@role_required(Role.LEADER)
@require_GET
def trial_chart(request: HttpRequest, trial: int) -> HttpResponse:
    """Today's policy and the copy side by side, month by month, as a picture."""
    copy, policy = trial_for(request.user, trial), policy_for(request.user)
    authority = request.user.authority
    outcome = trial_run(copy=copy, policy=policy, authority=authority, on=today(authority))
    return HttpResponse(trial_page.trial_chart(outcome, policy), content_type="image/svg+xml")


@role_required(Role.LEADER)
@require_POST
def trial_delete(request: HttpRequest, trial: int) -> HttpResponse:
    """Delete one's own kept copy."""
    trial_forget(copy=own_trial_for(request.user, trial))
    return redirect("goals:trials")
