"""Occupations near to what a citizen can: for a case worker or leader, and (`pid` None) for the citizen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.accounts.models import Role
from fodfaeste.apps.citizens.access import asks_for_reason, may_change, profile_for
from fodfaeste.apps.citizens.profile_forms import OccupationForm
from fodfaeste.apps.citizens.profile_page import Whose
from fodfaeste.apps.learning.near_page import near_page, occupation_href, occupation_page
from fodfaeste.installation.clock import today

READERS = Role.CASE_WORKER, Role.LEADER, Role.CITIZEN


@require_safe
@role_required(*READERS)
@asks_for_reason
def near(request: HttpRequest, pid: str | None = None) -> HttpResponse:
    """The occupations nearest to what a citizen can, each with what is there and what is missing."""
    citizen = profile_for(request.user, pid, what="Fag i nærheden", session=request.session)
    page = near_page(citizen, _href("occupation", pid), request.GET.get("side"))
    return render(request, "learning/near.html", {**page, **_ways(pid), "choose": OccupationForm()})


@require_safe
@role_required(*READERS)
@asks_for_reason
def occupation(request: HttpRequest, pid: str | None = None) -> HttpResponse:
    """One occupation: what it asks for, what the citizen has of it, and the way to the rest."""
    citizen = profile_for(request.user, pid, what="Det, der mangler til et fag", session=request.session)
    form = OccupationForm(request.GET or None)
    chosen = form.cleaned_data["erhverv"] if form.is_valid() else None
    context: dict[str, object] = {"citizen": citizen, "choose": form, **_ways(pid)}
    if chosen is not None:
        page = occupation_page(citizen, chosen, _href("occupation", pid), today(citizen.authority))
        tick_href = occupation_href(Whose(pid).href("skills_from_occupation"), chosen)
        may = pid is None or may_change(request.user)
        context |= {**page, "tick_href": tick_href if may else "", "choose": OccupationForm()}
    return render(request, "learning/occupation.html", context)


def _ways(pid: str | None) -> dict[str, object]:
    """Where the links of both pages lead."""
    whose = Whose(pid)
    return {
        "whose": whose,
        "back_href": whose.href("profile"),
        "near_href": _href("near", pid),
        "occupation_href": _href("occupation", pid),
    }


def _href(page: str, pid: str | None) -> str:
    return reverse(f"learning:my_{page}") if pid is None else reverse(f"learning:{page}", args=[pid])
