"""Beginning an offer with a citizen, and ending it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.accounts.models import Role
from fodfaeste.apps.citizens.access import BEGUN, asks_for_reason, citizen_to_change
from fodfaeste.apps.citizens.explaining import why_now
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.citizens.wording import offer_title
from fodfaeste.apps.companies.selectors import unit_numbered
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.offers.access import agreement_to_change
from fodfaeste.apps.offers.forms import BeginForm, CloseForm, PlaceForm
from fodfaeste.apps.offers.pages import begin_form, begun_message
from fodfaeste.apps.offers.selectors import figure_of_offer, is_begun
from fodfaeste.apps.offers.services import (
    NotPossible,
    agreement_end,
    agreement_place,
    agreement_withdraw,
    track_begin,
)
from fodfaeste.installation.clock import today


@require_http_methods(["GET", "POST"])
@role_required(Role.CASE_WORKER)
@asks_for_reason
def begin(request: HttpRequest, pid: str, offer: str) -> HttpResponse:
    """Begin an offer with a citizen: filled in, one button."""
    citizen = citizen_to_change(request.user, pid, what="Begynd tilbud", session=request.session)
    on = today(citizen.authority)
    pack = policy_in_force(citizen.authority, on)
    why = why_now(citizen, pack, offer, on)
    if is_begun(citizen, offer):
        messages.info(request, _("%(offer)s er allerede begyndt.") % {"offer": offer_title(offer, pack)})
        return redirect("citizens:citizen", pid)
    form = begin_form(citizen, why, request.POST or None)
    if request.method == "POST" and form.is_valid():
        before = figure_of_offer(citizen.authority, pack, offer, on)
        try:
            _begin(request, citizen, offer, form)
        except NotPossible as refused:
            form.add_error(None, str(refused))
        else:
            after = figure_of_offer(citizen.authority, pack, offer, on)
            messages.success(request, begun_message(why, before, after))
            request.session[BEGUN] = pid
            return redirect("citizens:citizen", pid)
    context = {"citizen": citizen, "why": why, "form": form, "offer": offer_title(offer, pack)}
    return render(request, "offers/begin.html", context, status=422 if form.errors else 200)


def _begin(request: HttpRequest, citizen: Citizen, offer: str, form: BeginForm) -> None:
    chosen = form.cleaned_data
    track_begin(
        user=request.user,
        citizen=citizen,
        offer=offer,
        begins=chosen["begins"],
        industry=chosen.get("industry", ""),
        reason=chosen["reason"],
        citizen_view=chosen["citizen_view"],
        workplace=unit_numbered(citizen.authority, chosen["workplace"] or ""),
    )


@require_http_methods(["GET", "POST"])
@role_required(Role.CASE_WORKER)
@asks_for_reason
def close(request: HttpRequest, pid: str, agreement: int) -> HttpResponse:
    """End an agreement, or take it back, with the reason."""
    found = agreement_to_change(request.user, pid, agreement, session=request.session)
    on = today(found.authority)
    form = CloseForm(found, on, request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            if chosen["how"] == CloseForm.END:
                agreement_end(
                    user=request.user, agreement=found, reason=chosen["reason"], ends=chosen["ends"]
                )
                done = _("Aftalen er afsluttet.")
            else:
                done = _("Aftalen er trukket tilbage. Borgeren står på listen igen, hvis dagen er kommet.")
                agreement_withdraw(user=request.user, agreement=found, reason=chosen["reason"])
        except NotPossible as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, done)
            return redirect("citizens:citizen", pid)
    pack = policy_in_force(found.authority, on)
    context = {
        "citizen": found.citizen,
        "agreement": found,
        "form": form,
        "offer": offer_title(found.offer, pack),
    }
    return render(request, "offers/close.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@role_required(Role.CASE_WORKER)
@asks_for_reason
def workplace(request: HttpRequest, pid: str, agreement: int) -> HttpResponse:
    """Write where an agreement takes place, once that is found; or that it is at no workplace after all."""
    found = agreement_to_change(request.user, pid, agreement, session=request.session)
    kept = {"workplace": found.workplace.p_number} if found.workplace else {}
    form = PlaceForm(found.authority, request.POST or None, initial=kept)
    is_none = "none" in request.POST
    if is_none or form.is_valid():
        unit = None if is_none else unit_numbered(found.authority, form.cleaned_data["workplace"])
        try:
            agreement_place(user=request.user, agreement=found, workplace=unit)
        except NotPossible as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Arbejdsstedet er gemt."))
            return redirect("citizens:citizen", pid)
    pack = policy_in_force(found.authority, today(found.authority))
    context = {
        "citizen": found.citizen,
        "agreement": found,
        "form": form,
        "offer": offer_title(found.offer, pack),
    }
    return render(request, "offers/workplace.html", context, status=422 if form.errors else 200)
