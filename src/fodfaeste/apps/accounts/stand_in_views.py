"""Who stands in for whom: a leader's page."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fodfaeste.apps.accounts import stand_ins as standing
from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.accounts.forms import StandInForm
from fodfaeste.apps.accounts.models import Role, StandIn
from fodfaeste.core.errors import UsageError
from fodfaeste.installation import clock

ROWS = 50


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.LEADER)
def stand_ins(request: HttpRequest) -> HttpResponse:
    """Put a stand-in in, and see those there are and were."""
    leader, on = request.user, clock.today(request.user.authority)
    form = StandInForm(leader, on, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            standing.stand_in_make(leader=leader, **form.cleaned_data)
            messages.success(request, _("Vikaren kan nu se den fraværendes borgere i de dage."))
            return redirect("accounts:stand_ins")
        except UsageError as refusal:
            form.add_error(None, str(refusal))
    page = Paginator(standing.stand_ins_of(leader), ROWS).get_page(request.GET.get("side"))
    rows = [{"one": one, "state": _state(one, on), "can_stop": _is_live(one, on)} for one in page]
    status = 422 if request.method == "POST" else 200
    return render(
        request, "accounts/stand_ins.html", {"form": form, "page": page, "rows": rows}, status=status
    )


def _is_live(one: StandIn, on: date) -> bool:
    return one.stopped_at is None and one.ends >= on


def _state(one: StandIn, on: date) -> str:
    if not _is_live(one, on):
        return _("Slut")
    return _("I gang") if one.begins <= on else _("Begynder senere")


@require_POST
@role_required(Role.LEADER)
def stand_in_stop(request: HttpRequest, stand_in: int) -> HttpResponse:
    """End a stand-in before the day."""
    found = StandIn.objects.filter(pk=stand_in, authority=request.user.authority_id).first()
    if found is None:
        raise Http404
    standing.stand_in_stop(leader=request.user, stand_in=found)
    messages.success(request, _("Vikaren ser ikke længere den fraværendes borgere."))
    return redirect("accounts:stand_ins")
