"""Companies on screen: the list, one company, and its staff as a picture."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.companies.access import READERS, company_for, may_edit_openings
from fodfaeste.apps.companies.companies_page import company_rows
from fodfaeste.apps.companies.models import Company, ProductionUnit
from fodfaeste.apps.companies.openings_page import kinds_counted, opening_rows
from fodfaeste.apps.companies.ratio_page import ratio_section
from fodfaeste.apps.companies.search_forms import CompanySearchForm
from fodfaeste.apps.companies.selectors import companies_found, openings_of, places_of, units_of
from fodfaeste.apps.companies.staff_page import staff_by_month, staff_chart
from fodfaeste.apps.companies.wording import industries_shown
from fodfaeste.apps.links.selectors import links_wanted
from fodfaeste.apps.offers.law_page import rule_line
from fodfaeste.bridge.law import law_here
from fodfaeste.installation.clock import today

ROWS_A_PAGE = 50


@role_required(*READERS)
@require_safe
def companies(request: HttpRequest) -> HttpResponse:
    """The municipality's companies by name, or those that a search finds."""
    form = CompanySearchForm(places_of(request.user.authority), request.GET)
    found = companies_found(request.user, form.search())
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("side"))
    context = {
        "form": form,
        "page": page,
        "rows": company_rows(list(page.object_list), today(request.user.authority)),
        "is_searching": any(form.cleaned_data.values()),
        "links_wanted": may_edit_openings(request.user) and links_wanted(request.user.authority_id).count(),
    }
    return render(request, "companies/companies.html", context)


@role_required(*READERS)
@require_safe
def company(request: HttpRequest, company: str) -> HttpResponse:
    """One company: its workplaces, staff by month, the law's ratio today, and what is open at it."""
    found = company_for(request.user, company)
    on = today(request.user.authority)
    units = units_of([found.pk])
    chosen = _unit_asked(request, units)
    pack = law_here(request.user.authority, on)
    ratios = ratio_section(pack, units, on)
    openings = list(openings_of(found, on))
    page = Paginator(openings, ROWS_A_PAGE).get_page(request.GET.get("side"))
    names = industries_shown(unit.industry for unit in units)
    context = {
        "company": found,
        "units": [(unit, names.get(unit.industry)) for unit in units],
        "chosen": chosen,
        "months": staff_by_month([chosen] if chosen else units, on)[::-1],
        "ratios": ratios,
        "rule_lines": [rule_line(pack, rule) for rule in ratios.rules] if ratios else [],
        "kinds": kinds_counted(openings),
        "page": page,
        "rows": opening_rows(list(page.object_list), on),
        "may_edit": may_edit_openings(request.user),
    }
    return render(request, "companies/company.html", context)


def _unit_asked(request: HttpRequest, units: list[ProductionUnit]) -> ProductionUnit | None:
    """The workplace asked for; None is all of them."""
    asked = request.GET.get("arbejdssted", "")
    return next((unit for unit in units if unit.p_number == asked), None)


@role_required(*READERS)
@require_safe
def company_staff(request: HttpRequest, company: str) -> HttpResponse:
    """The staff of a company, or of one of its workplaces, as a picture."""
    found: Company = company_for(request.user, company)
    units = units_of([found.pk])
    chosen = _unit_asked(request, units)
    months = staff_by_month([chosen] if chosen else units, today(request.user.authority))
    drawing = staff_chart(found, months, chosen.name if chosen else _("Alle arbejdssteder"))
    return HttpResponse(drawing, content_type="image/svg+xml")
