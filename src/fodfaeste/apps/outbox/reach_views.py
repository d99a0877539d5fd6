"""How a citizen can be reached, told by the case worker or by the citizen."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.accounts.models import Role
from fodfaeste.apps.citizens.access import asks_for_reason, citizen_to_change, own_citizen_for
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.outbox import codes, reaching
from fodfaeste.apps.outbox.forms import NO, YES, CodeForm, ReachForm, StaffReachForm
from fodfaeste.apps.outbox.models import Reach
from fodfaeste.apps.outbox.outbox_page import is_trial

REFUSED = 422
WHAT = "Kontaktoplysninger"
POST_WORDS = {True: YES, False: NO, None: ""}


@require_http_methods(["GET", "POST"])
@role_required(Role.CASE_WORKER)
@asks_for_reason
def reach(request: HttpRequest, pid: str) -> HttpResponse:
    """The case worker writes how a citizen can be reached."""
    found = citizen_to_change(request.user, pid, what=WHAT, session=request.session)
    known = reaching.reach_of(found)
    initial = _initial(known) | {"digital_post": POST_WORDS[known.digital_post if known else None]}
    form = StaffReachForm(found.authority.time_zone, request.POST or None, initial=initial)
    if form.is_valid():
        said = form.cleaned_data.pop("digital_post")
        post = {YES: True, NO: False}.get(said)
        reaching.reach_record(user=request.user, citizen=found, digital_post=post, **form.cleaned_data)
        messages.success(request, _("Kontaktoplysningerne er gemt."))
        return redirect("outbox:reach", found.public_id)
    return _shown(request, found, known, form, is_own=False)


@require_http_methods(["GET", "POST"])
@role_required(Role.CITIZEN)
def my_reach(request: HttpRequest) -> HttpResponse:
    """The citizen says how they want to be told that something has happened."""
    found = own_citizen_for(request.user, what=WHAT)
    known = reaching.reach_of(found)
    form = ReachForm(found.authority.time_zone, request.POST or None, initial=_initial(known))
    if form.is_valid():
        reaching.reach_record(user=request.user, citizen=found, keeps_post=True, **form.cleaned_data)
        messages.success(request, _("Dine kontaktoplysninger er gemt."))
        return redirect("outbox:my_reach")
    return _shown(request, found, known, form, is_own=True)


@require_POST
@role_required(Role.CASE_WORKER)
@asks_for_reason
def reach_code(request: HttpRequest, pid: str, channel: str) -> HttpResponse:
    """The case worker types the code that the citizen reads aloud."""
    found = citizen_to_change(request.user, pid, what=WHAT, session=request.session)
    return _code(request, found, channel, is_own=False)


@require_POST
@role_required(Role.CITIZEN)
def my_reach_code(request: HttpRequest, channel: str) -> HttpResponse:
    """The citizen types the code."""
    return _code(request, own_citizen_for(request.user, what=WHAT), channel, is_own=True)


def _code(request: HttpRequest, found: Citizen, channel: str, *, is_own: bool) -> HttpResponse:
    form = CodeForm(request.POST, prefix=channel)
    back = redirect("outbox:my_reach") if is_own else redirect("outbox:reach", found.public_id)
    try:
        if "again" in request.POST:
            reaching.code_send(user=request.user, citizen=found, channel=channel)
            messages.success(request, _("En ny kode er på vej."))
            return back
        if form.is_valid():
            code = form.cleaned_data["code"]
            reaching.code_check(user=request.user, citizen=found, channel=channel, code=code)
            messages.success(request, _("Koden passer. Adressen bruges fra nu af."))
            return back
    except reaching.WrongCode as error:
        form.add_error("code", str(error))
    known = reaching.reach_of(found)
    own_form = ReachForm if is_own else StaffReachForm
    empty = own_form(found.authority.time_zone, initial=_initial(known))
    return _shown(request, found, known, empty, is_own=is_own, codes_typed={channel: form})


def _initial(known: Reach | None) -> dict[str, Any]:
    if known is None:
        return {}
    names = ("mail", "phone", "letters", "language")
    return {name: getattr(known, name) for name in names}


def _shown(
    request: HttpRequest,
    found: Citizen,
    known: Reach | None,
    form: ReachForm,
    *,
    is_own: bool,
    codes_typed: dict[str, CodeForm] | None = None,
) -> HttpResponse:
    typed = codes_typed or {}
    to_check = [
        {
            "channel": channel,
            "form": typed.get(channel) or CodeForm(prefix=channel),
            "is_trial": is_trial(found.authority, channel),
        }
        for channel, address, checked in _addresses(known)
        if address and not checked
    ]
    context = {"citizen": found, "known": known, "form": form, "to_check": to_check, "is_own": is_own}
    is_refused = form.errors or any(one.errors for one in typed.values())
    return render(request, "outbox/reach.html", context, status=REFUSED if is_refused else 200)


def _addresses(known: Reach | None) -> list[tuple[str, str, object]]:
    if known is None:
        return []
    return [
        (codes.MAIL, known.mail, known.mail_checked_at),
        (codes.SMS, known.phone, known.phone_checked_at),
    ]
