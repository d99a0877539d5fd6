"""A partner's own pages: whom something is shared of, and what it is."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.accounts.models import Role
from fodfaeste.apps.journal.services import journal_write_list
from fodfaeste.apps.partners import access
from fodfaeste.apps.partners.codes import KIND_NAMES, OTHER
from fodfaeste.apps.partners.forms import PartnerForm
from fodfaeste.apps.partners.selectors import kinds_here
from fodfaeste.apps.partners.services import NotShared, partner_make
from fodfaeste.apps.partners.share_page import ground_of, parts_named, parts_shown
from fodfaeste.installation.clock import today

GONE, REFUSED = 404, 422
ROWS_A_PAGE = 50


@require_safe
@role_required(Role.PARTNER)
def own_front(request: HttpRequest) -> HttpResponse:
    """The people of whom something is shared with this partner, by name; or what is missing."""
    if request.user.partner is None:
        return render(request, "partners/own_none.html", {"authority": request.user.authority})
    page = Paginator(access.shares_visible_to(request.user), ROWS_A_PAGE).get_page(request.GET.get("side"))
    journal_write_list(
        actor=request.user,
        authority=request.user.authority,
        action="list",
        what="Borgere, som kommunen har delt noget om",
        citizens=[share.citizen_id for share in page],
    )
    lines = [(share, parts_named(share)) for share in page]
    context = {"partner": access.partner_of(request.user), "page": page, "lines": lines}
    return render(request, "partners/own_front.html", context)


@require_safe
@role_required(Role.PARTNER)
def own_share(request: HttpRequest, share: str) -> HttpResponse:
    """What is shared of one person, on which ground and until when."""
    if request.user.partner is None:
        return redirect("partners:own_front")
    try:
        found = access.share_for(request.user, share)
    except Http404:
        return render(request, "partners/own_gone.html", status=GONE)
    context = {"share": found, "parts": parts_shown(found), "ground": ground_of(found)}
    return render(request, "partners/own_share.html", context)


@require_http_methods(["GET", "POST"])
@role_required(Role.LEADER)
def partners(request: HttpRequest) -> HttpResponse:
    """The partners the municipality works with, and writing down a new one."""
    known = access.partners_known_to(request.user)
    kinds = kinds_here(request.user.authority, today(request.user.authority))
    form = PartnerForm(request.POST if request.method == "POST" else None, kinds=kinds)
    if form.is_valid():
        try:
            partner_make(user=request.user, **form.cleaned_data)
        except NotShared as refused:
            form.add_error("name", str(refused))
        else:
            return redirect("partners:partners")
    page = Paginator(known, ROWS_A_PAGE).get_page(request.GET.get("side"))
    lines = [(one, kinds.get(one.kind, KIND_NAMES[OTHER])) for one in page]
    context = {"form": form, "page": page, "lines": lines}
    return render(request, "partners/partners.html", context, status=REFUSED if form.errors else 200)
