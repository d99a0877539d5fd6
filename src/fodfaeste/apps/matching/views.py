"""Openings for a citizen and people for an opening, on screen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.accounts.models import Role
from fodfaeste.apps.citizens.access import asks_for_reason, citizen_for, own_citizen_for
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.companies.models import Opening
from fodfaeste.apps.companies.wording import kind_name
from fodfaeste.apps.journal.services import journal_write_list
from fodfaeste.apps.matching.access import may_open_cases, opening_for
from fodfaeste.apps.matching.forms import FindForm
from fodfaeste.apps.matching.openings_page import openings_page, pair_page
from fodfaeste.apps.matching.people_page import people_groups
from fodfaeste.apps.matching.selectors import Seeker, openings_searched
from fodfaeste.apps.matching.wording import workplace_text
from fodfaeste.core.openings import OPENING_KINDS
from fodfaeste.installation.clock import today


@require_safe
@role_required(Role.CASE_WORKER, Role.LEADER)
@asks_for_reason
def openings(request: HttpRequest, pid: str) -> HttpResponse:
    """A citizen's best openings in parts, and the way to ask why another is not among them."""
    what = "Job og pladser, der passer"
    found = citizen_for(request.user, pid, what=what, session=request.session)
    return render(request, "matching/openings.html", _openings(request, found))


@require_safe
@role_required(Role.CASE_WORKER, Role.LEADER)
@asks_for_reason
def pair(request: HttpRequest, pid: str, opening: str) -> HttpResponse:
    """One citizen and one opening: every need and every limit, met, not met or not known."""
    asked = opening_for(request.user, opening)
    what = f"Passer åbningen {asked.reference}?"
    found = citizen_for(request.user, pid, what=what, session=request.session)
    return render(request, "matching/pair.html", _pair(found, asked))


@require_safe
@role_required(Role.CITIZEN)
def my_openings(request: HttpRequest) -> HttpResponse:
    """The citizen's own best openings."""
    found = own_citizen_for(request.user)
    return render(request, "matching/my_openings.html", _openings(request, found))


@require_safe
@role_required(Role.CITIZEN)
def my_opening(request: HttpRequest, opening: str) -> HttpResponse:
    """One opening and the citizen's own needs and limits."""
    found = own_citizen_for(request.user)
    return render(request, "matching/my_opening.html", _pair(found, opening_for(request.user, opening)))


@require_safe
@role_required(Role.CASE_WORKER, Role.LEADER, Role.CONSULTANT)
def people(request: HttpRequest, opening: str) -> HttpResponse:
    """The people an opening fits, in three groups by waiting time."""
    asked = opening_for(request.user, opening)
    groups = people_groups(request.user, asked, today(asked.authority), request.GET)
    journal_write_list(
        actor=request.user,
        authority=request.user.authority,
        action="list",
        what=f"Borgere til åbningen {asked.reference}",
        citizens=[line.citizen.pk for group in groups for line in group.people],
    )
    context = {
        "opening": asked,
        "kind": kind_name(asked.kind),
        "workplace": workplace_text(asked),
        "groups": groups,
        "may_open": may_open_cases(request.user),
        "own_unit_only": request.user.role == Role.CASE_WORKER,
    }
    return render(request, "matching/people.html", context)


def _openings(request: HttpRequest, citizen: Citizen) -> dict[str, object]:
    kind = request.GET.get("slags", "")
    seeker = Seeker.of(citizen, today(citizen.authority))
    form = FindForm(request.GET if "find" in request.GET else None)
    text = form.cleaned_data["find"] if form.is_valid() else ""
    return {
        "citizen": citizen,
        **openings_page(seeker, kind if kind in OPENING_KINDS else "", request.GET.get("side")),
        "form": form,
        "text": text,
        "found": openings_searched(citizen.authority, text),
    }


def _pair(citizen: Citizen, opening: Opening) -> dict[str, object]:
    seeker = Seeker.of(citizen, today(citizen.authority), opening)
    return {"citizen": citizen, **pair_page(seeker, opening)}
