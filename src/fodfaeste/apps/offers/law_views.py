"""The law on screen: what rules here on a day, and one rule through time."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fodfaeste.apps.accounts.access import ALL_ROLES, role_required
from fodfaeste.apps.offers import law_page
from fodfaeste.apps.offers.law_access import law_for, rule_versions_for
from fodfaeste.apps.offers.law_day import asked_day
from fodfaeste.installation.clock import today

ROWS_A_PAGE = 50


@role_required(*ALL_ROLES)
@require_GET
def law(request: HttpRequest) -> HttpResponse:
    """The law that rules here on a day, part by part, each rule with how sure its reading is."""
    pack, asked = law_for(request.user), asked_day(request, today(request.user.authority))
    search = law_page.LawSearch.of(request.GET.get("del", ""), request.GET.get("sikkerhed", ""))
    day = "" if asked.is_today else asked.on.isoformat()
    rules = law_page.rules_on(pack, asked.on)
    page = Paginator([rule for rule in rules if search.finds(rule)], ROWS_A_PAGE).get_page(
        request.GET.get("side")
    )
    context = {
        "pack": pack,
        "asked": asked,
        "keeps": {"del": search.part, "sikkerhed": search.certainty},
        "page": page,
        "lines": [law_page.rule_line(pack, rule) for rule in page],
        "planned": [law_page.rule_line(pack, rule) for rule in law_page.rules_planned(pack)],
        "parts": law_page.part_filters(rules, search, day),
        "certainties": law_page.certainty_filters(rules, search, day),
    }
    return render(request, "offers/law.html", context, status=asked.status)


@role_required(*ALL_ROLES)
@require_GET
def law_rule(request: HttpRequest, rule: str) -> HttpResponse:
    """One rule of the law: every version with what changed, its examples, its sources, what is open."""
    pack, versions = rule_versions_for(request.user, rule)
    found = law_page.versions_of(pack, versions, today(request.user.authority))
    context = {
        "pack": pack,
        "rule": next((one.line.rule for one in found if one.is_current), found[0].line.rule),
        "versions": found,
        "cases": law_page.cases_of(pack, rule),
        "questions": law_page.questions_of(pack, [rule]),
    }
    return render(request, "offers/law_rule.html", context)
