"""What whoever holds a personal link sees: the second fact, the one thing, or how to get a new link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from fodfaeste.apps.accounts.tries import address_of
from fodfaeste.apps.links import codes
from fodfaeste.apps.links.access import link_opened
from fodfaeste.apps.links.acting import acting_user
from fodfaeste.apps.links.doing import do
from fodfaeste.apps.links.entering import (
    Key,
    TooManyTries,
    key_of_letter,
    key_of_token,
    link_enter,
    link_waiting,
)
from fodfaeste.apps.links.forms import FactForm, LetterForm
from fodfaeste.apps.links.models import Link
from fodfaeste.apps.links.passes import pass_end, pass_give
from fodfaeste.apps.links.private_pages import private_page
from fodfaeste.apps.links.renewing import renewal_ask

REFUSED, GONE, NOT_OPEN, WAIT = 422, 404, 403, 429


@private_page
@sensitive_variables("secret")
@sensitive_post_parameters("fact")
@require_http_methods(["GET", "HEAD", "POST"])
def token(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask for the second fact. Looking changes nothing: a mail's scanner may follow every link."""
    key = key_of_token(secret)
    link = link_waiting(key)
    if link is None and request.method != "POST":
        return _gone(request, secret)
    form = FactForm(link.bound_to if link else codes.BIRTH_DATE, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opened = link_enter(key=key, typed=form.cleaned_data["fact"], address=address_of(request))
        except TooManyTries:
            return _wait(request)
        if opened is not None:
            return _let_in(request, opened, key)
        link = link_waiting(key)
        if link is not None:
            form.add_error("fact", _wrong())
    if link is None:
        return _gone(request, secret)
    context = {"form": form, "authority": link.authority, "purpose": codes.PURPOSES[link.purpose]}
    return render(request, "links/token.html", context, status=REFUSED if form.errors else 200)


@private_page
@sensitive_post_parameters("fact", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def letter_code(request: HttpRequest) -> HttpResponse:
    """Open a link with the code of a letter and the second fact, or ask for a new letter."""
    form = LetterForm("", request.POST or None)
    if "renew" in request.POST and (form.is_valid() or "code" in form.cleaned_data):
        return _renew(request, key_of_letter(form.cleaned_data["code"]))
    if request.method == "POST" and form.is_valid():
        key = key_of_letter(form.cleaned_data["code"])
        try:
            opened = link_enter(key=key, typed=form.cleaned_data["fact"], address=address_of(request))
        except TooManyTries:
            return _wait(request)
        if opened is not None:
            return _let_in(request, opened, key)
        form.add_error(None, _wrong_letter())
    return render(request, "links/letter_code.html", {"form": form}, status=REFUSED if form.errors else 200)


@private_page
@sensitive_variables("secret")
@require_POST
def renew(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask for a new link to the known address. The answer is the same whatever the old one was."""
    return _renew(request, key_of_token(secret))


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def opened(request: HttpRequest, link: str) -> HttpResponse:
    """The one thing behind a link that this browser has opened."""
    found = link_opened(request, link)
    if found is None:
        return render(request, "links/closed.html", status=NOT_OPEN)
    errand, way = found
    if "close" in request.POST:
        pass_end(request, link)
        return render(request, "links/closed.html", {"is_own": True})
    return do(request, errand, acting_user(errand), errand.authority, via=codes.VIA[way])


def _let_in(request: HttpRequest, link: Link, key: Key) -> HttpResponse:
    # The token leaves the address here: what is bookmarked or shared from now on opens nothing.
    pass_give(request, link, key.way)
    return redirect("links:opened", link.public_id)


def _renew(request: HttpRequest, key: Key) -> HttpResponse:
    try:
        renewal_ask(key=key, address=address_of(request))
    except TooManyTries:
        return _wait(request)
    return render(request, "links/renewed.html")


def _gone(request: HttpRequest, secret: str) -> HttpResponse:
    return render(request, "links/gone.html", {"secret": secret}, status=GONE)


def _wait(request: HttpRequest) -> HttpResponse:
    return render(request, "links/wait.html", status=WAIT)


def _wrong() -> str:
    return _("Det passer ikke. Se efter, og prøv igen.")


def _wrong_letter() -> str:
    return _("Det passer ikke sammen, eller koden virker ikke længere. Prøv igen, eller bed om en ny.")
