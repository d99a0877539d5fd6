"""People shown to a company with their own yes, and the company's answer to each."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.accounts.models import Role
from fodfaeste.apps.companies.own_access import company_needed
from fodfaeste.apps.companies.own_page import people_lines
from fodfaeste.apps.introductions.access import shared_for, shared_one_for
from fodfaeste.apps.introductions.selectors import shared_of
from fodfaeste.apps.introductions.services import NotPossible, introduction_company_say

GONE, REFUSED = 404, 422
ROWS_A_PAGE = 50


@require_safe
@role_required(Role.COMPANY)
@company_needed
def own_people(request: HttpRequest) -> HttpResponse:
    """Everyone shown to the company today, by the day they were asked."""
    page = Paginator(people_lines(shared_for(request.user)), ROWS_A_PAGE).get_page(request.GET.get("side"))
    return render(request, "companies/own_people.html", {"page": page})


@require_http_methods(["GET", "POST"])
@role_required(Role.COMPANY)
@company_needed
def own_person(request: HttpRequest, introduction: str) -> HttpResponse:
    """What one person allowed to be shown, and the company's answer."""
    try:
        found = shared_one_for(request.user, introduction)
    except Http404:
        return render(request, "companies/own_person_gone.html", status=GONE)
    refusal = ""
    if request.method == "POST":
        try:
            introduction_company_say(
                user=request.user, introduction=found, answer=request.POST.get("answer", "")
            )
        except NotPossible as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("Svaret er gemt. Borgeren og kommunen kan se det."))
            return redirect("companies:own_person", introduction)
    line = people_lines([shared_of(found)])[0]
    context = {"line": line, "shared": line.shared, "refusal": refusal}
    return render(request, "companies/own_person.html", context, status=REFUSED if refusal else 200)
