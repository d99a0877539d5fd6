"""Openings for a citizen, people for an opening, how advice was shared out, and the formula, on screen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.accounts.models import Role, User
from fodfaeste.apps.citizens.access import asks_for_reason, citizen_for, own_citizen_for
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.companies.models import Opening
from fodfaeste.apps.companies.wording import kind_name
from fodfaeste.apps.journal.services import journal_write_list
from fodfaeste.apps.matching.access import may_open_cases, opening_for
from fodfaeste.apps.matching.advice import night_latest
from fodfaeste.apps.matching.forms import FindForm
from fodfaeste.apps.matching.formula_page import formula_page
from fodfaeste.apps.matching.openings_page import advice_page, openings_page, pair_page
from fodfaeste.apps.matching.people_page import people_groups
from fodfaeste.apps.matching.selectors import Seeker, openings_searched
from fodfaeste.apps.matching.sharing_page import sharing_page
from fodfaeste.apps.matching.wording import workplace_text
from fodfaeste.bridge.law import policy_here
from fodfaeste.core.openings import OPENING_KINDS
from fodfaeste.installation.clock import today


@require_safe
@role_required(Role.CASE_WORKER, Role.LEADER)
@asks_for_reason
def openings(request: HttpRequest, pid: str) -> HttpResponse:
    """A citizen's best openings in parts, and the way to ask why another is not among them."""
    what = "Job og pladser, der passer"
    found = citizen_for(request.user, pid, what=what, session=request.session)
    return render(request, "matching/openings.html", _openings(request, found, own=False))


@require_safe
@role_required(Role.CASE_WORKER, Role.LEADER)
@asks_for_reason
def pair(request: HttpRequest, pid: str, opening: str) -> HttpResponse:
    """One citizen and one opening: every need and every limit, met, not met or not known."""
    asked = opening_for(request.user, opening)
    what = f"Passer åbningen {asked.reference}?"
    found = citizen_for(request.user, pid, what=what, session=request.session)
    return render(request, "matching/pair.html", _pair(found, asked, own=False))


@require_safe
@role_required(Role.CITIZEN)
def my_openings(request: HttpRequest) -> HttpResponse:
    """The citizen's own best openings."""
    found = own_citizen_for(request.user)
    return render(request, "matching/my_openings.html", _openings(request, found, own=True))


@require_safe
@role_required(Role.CITIZEN)
def my_opening(request: HttpRequest, opening: str) -> HttpResponse:
    """One opening and the citizen's own needs and limits."""
    found = own_citizen_for(request.user)
    asked = opening_for(request.user, opening)
    return render(request, "matching/my_opening.html", _pair(found, asked, own=True))


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
        "has_advised": any(line.is_advised for group in groups for line in group.people),
        "may_open": may_open_cases(request.user),
        "may_ask": asked.unit is not None and request.user.role != Role.LEADER,
        "own_unit_only": request.user.role == Role.CASE_WORKER,
    }
    return render(request, "matching/people.html", context)


@require_safe
@role_required(Role.LEADER, Role.COMMITTEE)
def sharing(request: HttpRequest) -> HttpResponse:
    """How the last night's advice was shared out: figures and their definitions, and nobody's name."""
    authority = request.user.authority
    night = night_latest(authority)
    context = sharing_page(night, policy_here(authority, night.on)) if night else {}
    return render(request, "matching/sharing.html", context)


@require_safe
def formula(request: HttpRequest) -> HttpResponse:
    """How openings are found, for everyone to read: what counts, how much, and what never does."""
    reader = request.user.authority if isinstance(request.user, User) else None
    return render(request, "matching/formula.html", formula_page(reader))


def _openings(request: HttpRequest, citizen: Citizen, *, own: bool) -> dict[str, object]:
    asked, number = request.GET.get("slags", ""), request.GET.get("side")
    kind = asked if asked in OPENING_KINDS else ""
    seeker = Seeker.of(citizen, today(citizen.authority))
    form = FindForm(request.GET if "find" in request.GET else None)
    text = form.cleaned_data["find"] if form.is_valid() else ""
    # What is advised stands above the first page of everything, and does not come again on the others.
    is_first = not kind and number in (None, "1")
    return {
        "citizen": citizen,
        **openings_page(seeker, kind, number),
        **(advice_page(seeker, own=own) if is_first else {}),
        "form": form,
        "text": text,
        "found": openings_searched(citizen.authority, text),
    }


def _pair(citizen: Citizen, opening: Opening, *, own: bool) -> dict[str, object]:
    seeker = Seeker.of(citizen, today(citizen.authority), [opening])
    return {"citizen": citizen, **pair_page(seeker, opening, own=own)}
