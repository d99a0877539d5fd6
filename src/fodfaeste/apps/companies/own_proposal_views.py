"""What companies wrote themselves, read and published or declined by the municipality."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.companies import own_access
from fodfaeste.apps.companies.access import EDITORS
from fodfaeste.apps.companies.own_forms import DeclineForm
from fodfaeste.apps.companies.own_page import proposal_facts
from fodfaeste.apps.companies.own_services import Decided, proposal_decline, proposal_publish

REFUSED = 422
ROWS_A_PAGE = 50


@require_safe
@role_required(*EDITORS)
def proposals(request: HttpRequest) -> HttpResponse:
    """Openings that companies wrote and nobody has answered, the oldest first."""
    page = Paginator(own_access.proposals_for(request.user), ROWS_A_PAGE).get_page(request.GET.get("side"))
    return render(request, "companies/proposals.html", {"page": page})


@require_http_methods(["GET", "POST"])
@role_required(*EDITORS)
def proposal(request: HttpRequest, proposal: str) -> HttpResponse:
    """One of them: publish it and say what it needs, or decline it with a reason."""
    found = own_access.proposal_for(request.user, proposal)
    form = DeclineForm(request.POST if request.POST.get("do") == "decline" else None)
    try:
        if request.POST.get("do") == "publish":
            opening = proposal_publish(user=request.user, proposal=found)
            messages.success(request, _("Åbningen er lagt ud. Vælg nu, hvad man skal kunne."))
            return redirect("companies:opening_change", opening.public_id)
        if form.is_valid():
            proposal_decline(user=request.user, proposal=found, reason=form.cleaned_data["reason"])
            messages.success(request, _("Virksomheden kan læse dit svar."))
            return redirect("companies:proposals")
    except Decided as decided:
        form = DeclineForm(request.POST)
        form.add_error(None, str(decided))
    context = {"proposal": found, "facts": proposal_facts(found), "form": form}
    return render(request, "companies/proposal.html", context, status=REFUSED if form.errors else 200)
