"""Openings on screen: the list, one opening, and writing one down."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.companies.access import (
    EDITORS,
    READERS,
    job_text_for,
    may_edit_openings,
    opening_for,
    opening_to_change,
)
from fodfaeste.apps.companies.filling import new_values, stored_values
from fodfaeste.apps.companies.forms import OpeningForm, WithdrawForm
from fodfaeste.apps.companies.models import JobText, Opening
from fodfaeste.apps.companies.needs import has_new_occupation, stored_needs, with_skills_proposed
from fodfaeste.apps.companies.opening_page import (
    facts_of,
    needs_of,
    occupation_of,
    offers_behind,
    state_of,
    tasks_of,
)
from fodfaeste.apps.companies.openings_page import opening_rows
from fodfaeste.apps.companies.search_forms import OpeningSearchForm
from fodfaeste.apps.companies.selectors import openings_found, places_of, unit_numbered
from fodfaeste.apps.companies.services import opening_change as change
from fodfaeste.apps.companies.services import opening_create, opening_withdraw
from fodfaeste.apps.companies.text_filling import text_needs, text_values
from fodfaeste.apps.companies.wording import kind_name
from fodfaeste.bridge.law import law_here
from fodfaeste.installation.clock import today

ROWS_A_PAGE = 50


@role_required(*READERS)
@require_safe
def openings(request: HttpRequest) -> HttpResponse:
    """What is open now, the newest first, or what a search finds."""
    on = today(request.user.authority)
    form = OpeningSearchForm(places_of(request.user.authority), request.GET)
    found = openings_found(request.user, form.search(), on)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("side"))
    context = {
        "form": form,
        "page": page,
        "rows": opening_rows(list(page.object_list), on),
        "is_searching": any(form.cleaned_data.values()),
        "may_edit": may_edit_openings(request.user),
    }
    return render(request, "companies/openings.html", context)


@role_required(*READERS)
@require_safe
def opening(request: HttpRequest, opening: str) -> HttpResponse:
    """One opening: everything it is and asks for, and the way to the people it may fit."""
    found = opening_for(request.user, opening)
    on = today(request.user.authority)
    context = {
        "opening": found,
        "kind": kind_name(found.kind),
        "state": state_of(found, on),
        "facts": facts_of(found),
        "occupation": occupation_of(found),
        "needs": needs_of(found),
        "tasks": tasks_of(found),
        "offers": offers_behind(law_here(request.user.authority, on), found.kind, on),
        "may_edit": may_edit_openings(request.user) and found.withdrawn_at is None,
    }
    return render(request, "companies/opening.html", context)


@role_required(*EDITORS)
@require_http_methods(["GET", "POST"])
def opening_new(request: HttpRequest) -> HttpResponse:
    """Write down an opening; begun from a workplace, that is filled in."""
    return _edit(request, None)


@role_required(*EDITORS)
@require_http_methods(["GET", "POST"])
def opening_change(request: HttpRequest, opening: str) -> HttpResponse:
    """Change what an opening says."""
    return _edit(request, opening_to_change(request.user, opening))


def _edit(request: HttpRequest, opening: Opening | None) -> HttpResponse:
    """The form. A newly chosen occupation's skills are shown to be ticked before anything is stored."""
    is_proposing = request.method == "POST" and has_new_occupation(request.POST)
    job_text = _job_text(request) if opening is None else None
    form = _form(request, opening, job_text, is_proposing)
    if form.is_valid() and not is_proposing:
        facts, needs = form.facts(), form.needs()
        if opening is None:
            stored = opening_create(user=request.user, facts=facts, needs=needs, job_text=job_text)
            messages.success(request, _("Åbningen er oprettet."))
        else:
            stored = change(user=request.user, opening=opening, facts=facts, needs=needs)
            messages.success(request, _("Åbningen er rettet."))
        return redirect("companies:opening", stored.public_id)
    context = {"form": form, "opening": opening, "is_proposing": is_proposing}
    return render(request, "companies/opening_form.html", context, status=422 if form.errors else 200)


def _job_text(request: HttpRequest) -> JobText | None:
    """The job text that an opening is begun from."""
    key = request.GET.get("tekst", "")
    return job_text_for(request.user, key) if key else None


def _form(
    request: HttpRequest, opening: Opening | None, job_text: JobText | None, is_proposing: bool
) -> OpeningForm:
    authority = request.user.authority
    data = None
    if request.method == "POST":
        data = with_skills_proposed(request.POST) if is_proposing else request.POST
    if opening is not None:
        initial = stored_values(opening)
    else:
        initial = new_values(unit_numbered(authority, request.GET.get("arbejdssted", "")))
        if job_text is not None:
            initial |= text_values(job_text)
    beside = {**text_needs(job_text), **stored_needs(opening)}
    return OpeningForm(authority, today(authority), opening, data, initial=initial, beside=beside)


@role_required(*EDITORS)
@require_http_methods(["GET", "POST"])
def opening_withdraw_page(request: HttpRequest, opening: str) -> HttpResponse:
    """Take an opening back, with the reason."""
    found = opening_to_change(request.user, opening)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        opening_withdraw(user=request.user, opening=found, reason=form.cleaned_data["reason"])
        messages.success(request, _("Åbningen er trukket tilbage."))
        return redirect("companies:opening", found.public_id)
    context = {"form": form, "opening": found}
    return render(request, "companies/withdraw.html", context, status=422 if form.errors else 200)
