"""Sharing on a citizen's page by the case worker, and the citizen's own look at it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.accounts.models import Role
from fodfaeste.apps.citizens.access import asks_for_reason, may_change
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.offers.law_page import rule_line
from fodfaeste.apps.partners import access
from fodfaeste.apps.partners.forms import PartnerChoiceForm, ShareForm, WithdrawShareForm
from fodfaeste.apps.partners.models import Partner
from fodfaeste.apps.partners.selectors import grounds_for, partners_here, shares_of
from fodfaeste.apps.partners.services import NotShared, share_make, share_withdraw
from fodfaeste.apps.partners.share_page import ground_of, parts_named, share_lines
from fodfaeste.bridge.law import law_here
from fodfaeste.installation.clock import today

REFUSED = 422
ROWS_A_PAGE = 50


@require_safe
@role_required(*access.READERS)
@asks_for_reason
def shares(request: HttpRequest, pid: str) -> HttpResponse:
    """What is shared of a citizen with whom, and what was."""
    found = access.shares_to_read(request.user, pid, session=request.session)
    context = {**_lines(request, found), "citizen": found, "may_change": may_change(request.user)}
    return render(request, "partners/shares.html", context)


@require_safe
@role_required(Role.CITIZEN)
def my_shares(request: HttpRequest) -> HttpResponse:
    """What is shared of me with whom, on which ground, and until when."""
    return render(request, "partners/my_shares.html", _lines(request, access.own_shares_for(request.user)))


def _lines(request: HttpRequest, citizen: Citizen) -> dict[str, object]:
    page = Paginator(shares_of(citizen), ROWS_A_PAGE).get_page(request.GET.get("side"))
    return {"page": page, "lines": share_lines(list(page), today(citizen.authority))}


@require_http_methods(["GET", "POST"])
@role_required(Role.CASE_WORKER)
@asks_for_reason
def share_new(request: HttpRequest, pid: str) -> HttpResponse:
    """Share with a partner: first whom, then what, on which ground, until when and why."""
    found = access.shares_to_change(request.user, pid, session=request.session)
    partners = list(partners_here(found.authority))
    if "partner" not in request.GET:
        return _choose(request, found, PartnerChoiceForm(partners))
    choice = PartnerChoiceForm(partners, request.GET)
    if not choice.is_valid():
        return _choose(request, found, choice)
    return _share(request, found, _chosen(partners, choice.cleaned_data["partner"]))


def _chosen(partners: list[Partner], public_id: str) -> Partner:
    for one in partners:
        if one.public_id == public_id:
            return one
    raise Http404(_("Partneren findes ikke her."))


def _choose(request: HttpRequest, citizen: Citizen, form: PartnerChoiceForm) -> HttpResponse:
    has_partners = len(form.fields["partner"].choices) > 1
    context = {"citizen": citizen, "form": form, "has_partners": has_partners}
    return render(request, "partners/share_whom.html", context, status=REFUSED if form.errors else 200)


def _share(request: HttpRequest, citizen: Citizen, partner: Partner) -> HttpResponse:
    on = today(citizen.authority)
    grounds = grounds_for(partner, on)
    form = ShareForm(on, grounds, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            share_make(user=request.user, citizen=citizen, partner=partner, **form.cleaned_data)
        except NotShared as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Det er delt. Borgeren kan se det på Min side."))
            return redirect("partners:shares", citizen.public_id)
    law = law_here(citizen.authority, on)
    lines = [rule_line(law, rule) for rule in grounds]
    context = {"citizen": citizen, "partner": partner, "form": form, "grounds": lines}
    return render(request, "partners/share_new.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
@role_required(Role.CASE_WORKER)
@asks_for_reason
def share_end(request: HttpRequest, pid: str, share: str) -> HttpResponse:
    """Take a share back before its last day, with the reason."""
    found = access.share_to_withdraw(request.user, pid, share, session=request.session)
    form = WithdrawShareForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        share_withdraw(user=request.user, share=found, reason=form.cleaned_data["reason"])
        messages.success(request, _("Det er ikke delt længere."))
        return redirect("partners:shares", pid)
    context = {
        "citizen": found.citizen,
        "share": found,
        "parts": parts_named(found),
        "ground": ground_of(found),
        "form": form,
    }
    return render(request, "partners/share_end.html", context, status=REFUSED if form.errors else 200)
