"""A company's own pages: what waits for it, its openings, and its workplaces."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.accounts.models import Role
from fodfaeste.apps.companies import own_access
from fodfaeste.apps.companies.models import Opening
from fodfaeste.apps.companies.opening_page import facts_of, state_of
from fodfaeste.apps.companies.openings_page import opening_rows
from fodfaeste.apps.companies.own_forms import ProposalForm, SeatsForm
from fodfaeste.apps.companies.own_models import DECLINED, WAITING
from fodfaeste.apps.companies.own_page import people_lines, proposal_facts, state_said
from fodfaeste.apps.companies.own_services import (
    Decided,
    opening_fill,
    proposal_withdraw,
    proposal_write,
    seats_set,
)
from fodfaeste.apps.companies.ratio_page import ratio_section
from fodfaeste.apps.companies.selectors import openings_of, units_of
from fodfaeste.apps.companies.wording import kind_name
from fodfaeste.apps.introductions.access import shared_for
from fodfaeste.apps.offers.law_page import rule_line
from fodfaeste.bridge.law import law_here
from fodfaeste.installation.clock import today

REFUSED = 422
ROWS_A_PAGE = 50


@require_safe
@role_required(Role.COMPANY)
def own_front(request: HttpRequest) -> HttpResponse:
    """What waits for the company: people it has not answered, and what it wrote; or what is missing."""
    if not own_access.has_company(request.user):
        return render(request, "companies/own_none.html", {"authority": request.user.authority})
    company = own_access.company_of(request.user)
    people = people_lines(shared_for(request.user))
    context = {
        "company": company,
        "waiting": [line for line in people if not line.answer],
        "proposals": own_access.own_proposals_of(request.user).filter(state__in=(WAITING, DECLINED))[:5],
        "open": openings_of(company, today(request.user.authority)).count(),
    }
    return render(request, "companies/own_front.html", context)


@require_safe
@role_required(Role.COMPANY)
@own_access.company_needed
def own_openings(request: HttpRequest) -> HttpResponse:
    """What is open at the company, and what it wrote that is not published."""
    on = today(request.user.authority)
    found = openings_of(own_access.company_of(request.user), on)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("side"))
    written = own_access.own_proposals_of(request.user).filter(opening__isnull=True)[:ROWS_A_PAGE]
    context = {
        "page": page,
        "rows": opening_rows(list(page.object_list), on),
        "proposals": [(one, state_said(one)) for one in written],
    }
    return render(request, "companies/own_openings.html", context)


@require_http_methods(["GET", "POST"])
@role_required(Role.COMPANY)
@own_access.company_needed
def own_opening_new(request: HttpRequest) -> HttpResponse:
    """Write an opening of one's own. It waits until the municipality has read it."""
    units = units_of([own_access.company_of(request.user).pk])
    data = request.POST if request.method == "POST" else None
    form = ProposalForm(units, today(request.user.authority), data)
    if form.is_valid():
        written = proposal_write(user=request.user, facts=form.facts())
        messages.success(request, _("Åbningen er sendt til kommunen, som læser den, før den bliver lagt ud."))
        return redirect("companies:own_proposal", written.public_id)
    context = {"form": form, "has_units": bool(units)}
    return render(request, "companies/own_opening_new.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
@role_required(Role.COMPANY)
@own_access.company_needed
def own_proposal(request: HttpRequest, proposal: str) -> HttpResponse:
    """What the company wrote and what became of it; it can be taken back while it waits."""
    found = own_access.own_proposal_for(request.user, proposal)
    refusal = ""
    if request.method == "POST":
        try:
            proposal_withdraw(user=request.user, proposal=found)
        except Decided as decided:
            refusal = str(decided)
        else:
            messages.success(request, _("Åbningen er taget tilbage."))
            return redirect("companies:own_openings")
    context = {
        "proposal": found,
        "said": state_said(found),
        "facts": proposal_facts(found),
        "is_waiting": found.state == WAITING,
        "refusal": refusal,
    }
    return render(request, "companies/own_proposal.html", context, status=REFUSED if refusal else 200)


@require_http_methods(["GET", "POST"])
@role_required(Role.COMPANY)
@own_access.company_needed
def own_opening(request: HttpRequest, opening: str) -> HttpResponse:
    """One opening of the company: how many seats there are now, or that they are taken."""
    found = own_access.own_opening_for(request.user, opening)
    form = SeatsForm(initial={"seats": found.seats})
    if request.method == "POST" and found.withdrawn_at is None:
        if request.POST.get("do") == "filled":
            return _filled(request, found)
        form = SeatsForm(request.POST)
        if form.is_valid():
            seats_set(user=request.user, opening=found, seats=form.cleaned_data["seats"])
            messages.success(request, _("Antallet af pladser er rettet."))
            return redirect("companies:own_opening", opening)
    people = people_lines(shared_for(request.user, opening=found))
    context = {
        "opening": found,
        "kind": kind_name(found.kind),
        "state": state_of(found, today(found.authority)),
        "facts": facts_of(found),
        "form": form,
        "people": people,
        "may_change": found.withdrawn_at is None,
    }
    return render(request, "companies/own_opening.html", context, status=REFUSED if form.errors else 200)


def _filled(request: HttpRequest, opening: Opening) -> HttpResponse:
    opening_fill(user=request.user, opening=opening)
    messages.success(request, _("Åbningen er lukket. Ingen får den foreslået mere."))
    return redirect("companies:own_openings")


@require_safe
@role_required(Role.COMPANY)
@own_access.company_needed
def own_workplaces(request: HttpRequest) -> HttpResponse:
    """How many more the company may take with support by the law's ratio, workplace by workplace."""
    company = own_access.company_of(request.user)
    on = today(request.user.authority)
    units = units_of([company.pk])
    pack = law_here(request.user.authority, on)
    ratios = ratio_section(pack, units, on) if units else None
    context = {
        "company": company,
        "units": units,
        "ratios": ratios,
        "rule_lines": [rule_line(pack, rule) for rule in ratios.rules] if ratios else [],
    }
    return render(request, "companies/own_workplaces.html", context)
