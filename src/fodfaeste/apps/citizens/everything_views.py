"""Everything about me, fetched by the person or printed for who has no sign-in; and who has looked."""

import io
import json
import zipfile

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.accounts.models import Role
from fodfaeste.apps.citizens.access import (
    SHORTEST_REASON,
    asks_for_reason,
    citizen_to_change,
    own_citizen_for,
)
from fodfaeste.apps.citizens.everything import PAGES
from fodfaeste.apps.citizens.everything_models import EverythingCopy
from fodfaeste.apps.citizens.everything_services import NotThere, copy_open, copy_order
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.citizens.own_page import look_of
from fodfaeste.apps.journal.selectors import events_for_citizen
from fodfaeste.installation.clock import now

PAGE = "Alt om borgeren"
LOOKS_A_PAGE = 50
REFUSED = 422


class PrintForm(forms.Form):
    """Why staff print everything about a person."""

    why = forms.CharField(
        label=gettext_lazy("Hvorfor udskriver du det for borgeren?"),
        min_length=SHORTEST_REASON,
        max_length=400,
        help_text=gettext_lazy("For eksempel: Har bedt om det i telefonen og har ikke MitID."),
        error_messages={
            "required": gettext_lazy("Skriv hvorfor."),
            "min_length": gettext_lazy("Skriv lidt mere om hvorfor."),
        },
    )


@require_http_methods(["GET", "POST"])
@role_required(Role.CITIZEN)
def my_everything(request: HttpRequest) -> HttpResponse:
    """What a copy holds, ordering one, and those that can be fetched."""
    found = own_citizen_for(request.user, what="Alt om mig")
    if request.method == "POST":
        copy_order(user=request.user, citizen=found, language=get_language() or "da")
        messages.success(request, _("Kopien er bestilt. Den er som regel klar om et øjeblik."))
        return redirect("citizens:my_everything")
    context = {"citizen": found, "copies": _live(found, is_for_print=False)}
    return render(request, "citizens/my_everything.html", context)


@require_safe
@role_required(Role.CITIZEN)
def my_copy(request: HttpRequest, copy: int) -> HttpResponse:
    """Fetch a copy of one's own."""
    found = own_citizen_for(request.user, what="Alt om mig")
    content = _opened(request, found, copy, is_for_print=False)
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="alt-om-mig.zip"'
    return response


@require_http_methods(["GET", "POST"])
@role_required(Role.CASE_WORKER)
@asks_for_reason
def everything(request: HttpRequest, pid: str) -> HttpResponse:
    """Order everything about a person who has no sign-in, to be printed, with the reason."""
    found = citizen_to_change(request.user, pid, what=PAGE, session=request.session)
    form = PrintForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        copy_order(user=request.user, citizen=found, language="da", is_for_print=True, why=why)
        messages.success(request, _("Kopien er bestilt. Den er som regel klar om et øjeblik."))
        return redirect("citizens:everything", pid)
    context = {"citizen": found, "form": form, "copies": _live(found, is_for_print=True)}
    return render(request, "citizens/everything.html", context, status=REFUSED if form.errors else 200)


@require_safe
@role_required(Role.CASE_WORKER)
@asks_for_reason
def everything_print(request: HttpRequest, pid: str, copy: int) -> HttpResponse:
    """The page to print."""
    found = citizen_to_change(request.user, pid, what=PAGE, session=request.session)
    content = _opened(request, found, copy, is_for_print=True)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = json.loads(archive.read(PAGES))
    context = {"citizen": found, "parts": parts}
    return render(request, "citizens/everything_print.html", context)


@require_safe
@role_required(Role.CITIZEN)
def my_looks(request: HttpRequest) -> HttpResponse:
    """Who has looked at or changed the citizen's case, all of it, the newest first."""
    found = own_citizen_for(request.user, what="Hvem har set min sag")
    events = events_for_citizen(found).exclude(actor=request.user)
    page = Paginator(events, LOOKS_A_PAGE).get_page(request.GET.get("side"))
    return render(
        request, "citizens/my_looks.html", {"page": page, "looks": [look_of(event) for event in page]}
    )


def _live(citizen: Citizen, *, is_for_print: bool) -> list[EverythingCopy]:
    rows = EverythingCopy.objects.filter(citizen=citizen, is_for_print=is_for_print, deleted_at__isnull=True)
    return list(
        rows.filter(delete_at__gt=now()).select_related("ordered_by").defer("content").order_by("-pk")
    )


def _opened(request: HttpRequest, citizen: Citizen, copy: int, *, is_for_print: bool) -> bytes:
    rows = EverythingCopy.objects.filter(citizen=citizen, pk=copy, is_for_print=is_for_print)
    found = rows.select_related("authority", "citizen").first()
    if found is None:
        raise Http404(_("Kopien findes ikke."))
    try:
        return copy_open(user=request.user, copy=found)
    except NotThere as refused:
        raise Http404(str(refused)) from None
