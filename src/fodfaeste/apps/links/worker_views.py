"""The case worker's side: a person's links, a letter with a code, and writing for the person."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.accounts.models import Role, User
from fodfaeste.apps.citizens.access import asks_for_reason, citizen_to_change
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.links import access, codes
from fodfaeste.apps.links.addresses import letter_address
from fodfaeste.apps.links.behalf import behalf_begin, via_of
from fodfaeste.apps.links.doing import do
from fodfaeste.apps.links.forms import PRINT, SEND, BehalfForm, MakeForm
from fodfaeste.apps.links.letter_code import code_written
from fodfaeste.apps.links.links_page import behalf_lines, channel_words, links_page
from fodfaeste.apps.links.models import Link
from fodfaeste.apps.links.selectors import things_of
from fodfaeste.apps.links.sending import link_send
from fodfaeste.apps.links.services import NotPossible, link_letter, link_make, link_withdraw

REFUSED = 422


@require_http_methods(["GET", "POST"])
@role_required(Role.CASE_WORKER)
@asks_for_reason
def links(request: HttpRequest, pid: str) -> HttpResponse:
    """A citizen's links: their state, who opened them and when; and a new one."""
    citizen = citizen_to_change(request.user, pid, what=access.LINKS, session=request.session)
    bound_to = codes.BIRTH_DATE if citizen.birth_date else codes.TOLD_CODE
    initial = {"bound_to": bound_to, "how": SEND}
    channel = str(channel_words(citizen))
    form = MakeForm(things_of(citizen), channel, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                return _make(request, request.user, citizen, form)
        except NotPossible as refused:
            form.add_error(None, str(refused))
    context = {"citizen": citizen, "form": form, **links_page(citizen, request.GET.get("side"))}
    return render(request, "links/links.html", context, status=REFUSED if form.errors else 200)


def _make(request: HttpRequest, user: User, citizen: Citizen, form: MakeForm) -> HttpResponse:
    """Make the link and let it leave. Only what must be said or printed is shown, and only now."""
    chosen = form.chosen()
    link = link_make(
        authority=citizen.authority,
        citizen=citizen,
        by=user,
        bound_to=form.cleaned_data["bound_to"],
        **chosen,
    )
    code = ""
    if form.cleaned_data["how"] == PRINT:
        code = code_written(link_letter(user=user, link=link))
    else:
        link_send(link=link)
        messages.success(
            request, _("Linket er lagt til afsendelse: %(how)s.") % {"how": channel_words(citizen)}
        )
        if not link.told_code:
            return redirect("links:links", citizen.public_id)
    return _made(request, citizen, link, code)


def _made(request: HttpRequest, citizen: Citizen, link: Link, code: str) -> HttpResponse:
    context = {"citizen": citizen, "link": link, "code": code, "address": letter_address()}
    return render(request, "links/made.html", context)


@require_POST
@role_required(Role.CASE_WORKER)
@asks_for_reason
def letter(request: HttpRequest, pid: str, link: str) -> HttpResponse:
    """Print a letter with a code for a link. One printed before opens no more."""
    found = access.link_to_change(request.user, pid, link, session=request.session)
    try:
        code = code_written(link_letter(user=request.user, link=found))
    except NotPossible as refused:
        messages.error(request, str(refused))
        return redirect("links:links", pid)
    return _made(request, found.citizen, found, code)


@require_POST
@role_required(Role.CASE_WORKER)
@asks_for_reason
def withdraw(request: HttpRequest, pid: str, link: str) -> HttpResponse:
    """Take a link back."""
    found = access.link_to_change(request.user, pid, link, session=request.session)
    try:
        link_withdraw(user=request.user, link=found)
    except NotPossible as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Linket er trukket tilbage. Det åbner ikke noget mere."))
    return redirect("links:links", pid)


@require_http_methods(["GET", "POST"])
@role_required(Role.CASE_WORKER)
@asks_for_reason
def behalf(request: HttpRequest, pid: str) -> HttpResponse:
    """Say what is to be written for a citizen, how they gave it, and why they do not do it themselves."""
    citizen = citizen_to_change(request.user, pid, what=access.ON_BEHALF, session=request.session)
    things = [(door, thing) for door, thing in things_of(citizen) if door.purpose != codes.SEE]
    form = BehalfForm(things, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("given", "given_by", "why")}
        begun = behalf_begin(user=request.user, citizen=citizen, **form.chosen(), **given)
        return redirect("links:behalf_step", pid, begun.pk)
    context = {"citizen": citizen, "form": form, "has_things": bool(things), "lines": behalf_lines(citizen)}
    return render(request, "links/behalf.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
@role_required(Role.CASE_WORKER)
@asks_for_reason
def behalf_step(request: HttpRequest, pid: str, behalf: int) -> HttpResponse:
    """The citizen's own page of the step, written by the case worker and journalled as such."""
    found = access.behalf_to_do(request.user, pid, behalf, session=request.session)
    return do(request, found, request.user, found.authority, via=via_of(found), why=found.why)
