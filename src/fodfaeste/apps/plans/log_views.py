"""The job log: the citizen writes in it, the case worker reads it where the law asks for one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.accounts.models import Role
from fodfaeste.apps.citizens.access import asks_for_reason, citizen_for, own_citizen_for
from fodfaeste.apps.drafts.keeping import draft_sent, kept_for
from fodfaeste.apps.plans import access
from fodfaeste.apps.plans.grounds import log_grounds, may_look_in
from fodfaeste.apps.plans.log_forms import LogForm, log_initial
from fodfaeste.apps.plans.log_services import log_add, log_correct, log_withdraw
from fodfaeste.apps.plans.selectors import LOG_DAYS, log_lately, log_lines, log_of, log_versions
from fodfaeste.installation.clock import today

REFUSED, ROWS_A_PAGE = 422, 50


@require_safe
@role_required(Role.CASE_WORKER, Role.LEADER)
@asks_for_reason
def job_log(request: HttpRequest, pid: str) -> HttpResponse:
    """A citizen's job log with the ground for reading it; without a ground nothing of it is shown."""
    citizen = citizen_for(request.user, pid, what=access.JOB_LOG, session=request.session)
    on = today(citizen.authority)
    grounds = log_grounds(citizen, on)
    context = {"citizen": citizen, "grounds": grounds, "may_look": may_look_in(grounds), "days": LOG_DAYS}
    if context["may_look"]:
        page = Paginator(log_of(citizen), ROWS_A_PAGE).get_page(request.GET.get("side"))
        context |= {"page": page, "lines": log_lines(page.object_list), "lately": log_lately(citizen, on)}
    return render(request, "plans/job_log.html", context)


@require_safe
@role_required(Role.CITIZEN)
def my_log(request: HttpRequest) -> HttpResponse:
    """The citizen's own job log."""
    citizen = own_citizen_for(request.user, what=access.JOB_LOG)
    on = today(citizen.authority)
    page = Paginator(log_of(citizen), ROWS_A_PAGE).get_page(request.GET.get("side"))
    grounds = log_grounds(citizen, on)
    context = {"citizen": citizen, "page": page, "lines": log_lines(page.object_list), "grounds": grounds}
    context |= {"lately": log_lately(citizen, on), "days": LOG_DAYS, "is_read": may_look_in(grounds)}
    return render(request, "plans/my_log.html", context)


@require_http_methods(["GET", "POST"])
@role_required(Role.CITIZEN)
def my_log_add(request: HttpRequest) -> HttpResponse:
    """Write a job applied for."""
    citizen = own_citizen_for(request.user, what=access.JOB_LOG)
    on = today(citizen.authority)
    kept = kept_for(request, "plans.log")
    form = LogForm(on, request.POST or None, initial={"applied_on": on} | kept.values)
    if request.method == "POST" and form.is_valid():
        log_add(user=request.user, citizen=citizen, applied=form.applied())
        draft_sent(request)
        messages.success(request, _("Jobbet står i din joblog."))
        return redirect("plans:my_log")
    context = {"form": form, "kept": kept, "title": _("Skriv et job, du har søgt")}
    return render(request, "plans/my_log_entry.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
@role_required(Role.CITIZEN)
def my_log_entry(request: HttpRequest, entry: str) -> HttpResponse:
    """Correct an entry, or take it out of the log. What it said before is kept."""
    found = access.own_entry_for(request.user, entry)
    if request.method == "POST" and "withdraw" in request.POST:
        log_withdraw(user=request.user, entry=found)
        messages.success(request, _("Jobbet er taget ud af din joblog."))
        return redirect("plans:my_log")
    kept = kept_for(request, f"plans.log:{entry}")
    form = LogForm(today(found.authority), request.POST or None, initial=log_initial(found) | kept.values)
    if request.method == "POST" and form.is_valid():
        log_correct(user=request.user, entry=found, applied=form.applied())
        draft_sent(request)
        messages.success(request, _("Det er rettet."))
        return redirect("plans:my_log")
    context = {"form": form, "kept": kept, "entry": found, "title": _("Ret jobbet")}
    context["earlier"] = log_lines(list(log_versions(found)))
    return render(request, "plans/my_log_entry.html", context, status=REFUSED if form.errors else 200)
