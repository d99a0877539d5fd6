"""The law's duties towards whole groups: the figures, and the list of people behind each of them."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from fodfaeste.apps.accounts.access import ALL_ROLES, role_required
from fodfaeste.apps.accounts.models import Role
from fodfaeste.apps.citizens.access import has_citizens
from fodfaeste.apps.journal.services import journal_write_list
from fodfaeste.apps.offers import law_coverage
from fodfaeste.apps.offers.law_access import law_for
from fodfaeste.apps.offers.law_day import asked_day, only_today
from fodfaeste.apps.offers.law_page import rule_line
from fodfaeste.installation.clock import today

ROWS_A_PAGE = 50


@role_required(*ALL_ROLES)
@require_GET
def coverage(request: HttpRequest) -> HttpResponse:
    """How much of each whole group is reached, with the share the law demands and who the group is."""
    law, on = law_for(request.user), today(request.user.authority)
    sees_people = has_citizens(request.user)
    # Two days close to each other would give a small number away by subtraction.
    asked = asked_day(request, on) if sees_people else only_today(on)
    duties = law_coverage.coverage_for(request.user, asked.on)
    context = {
        "law": law,
        "asked": asked,
        "sees_people": sees_people,
        "own_unit_only": request.user.role == Role.CASE_WORKER,
        "has_duties": law_coverage.has_duties(law),
        "begins": law_coverage.begins_on(law, asked.on),
        "duties": law_coverage.duty_lines(request.user, law, duties),
        "told": [rule_line(law, rule) for rule in law_coverage.duties_told(law, asked.on)],
    }
    return render(request, "offers/coverage.html", context, status=asked.status)


@role_required(Role.CASE_WORKER, Role.LEADER)
@require_GET
def coverage_people(request: HttpRequest, duty: str) -> HttpResponse:
    """The people whom a duty has not reached yet, by the day on which it is to be kept."""
    on = today(request.user.authority)
    found = next((one for one in law_coverage.coverage_for(request.user, on) if one.rule.id == duty), None)
    if found is None:
        raise Http404(_("Loven har ikke det krav i dag."))
    rows = found.behind.select("citizen", "since", "last_day").rows()
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("side"))
    people = law_coverage.people_behind(request.user, list(page))
    journal_write_list(
        actor=request.user,
        authority=request.user.authority,
        action="list",
        what=f"Dækning: {found.rule.title.da}",
        citizens=[one.citizen.pk for one in people],
    )
    context = {
        "rule": found.rule,
        "reference": found.reference,
        "behind": law_coverage.behind_name(found.rule),
        "page": page,
        "people": people,
        "own_unit_only": request.user.role == Role.CASE_WORKER,
    }
    return render(request, "offers/coverage_people.html", context)
