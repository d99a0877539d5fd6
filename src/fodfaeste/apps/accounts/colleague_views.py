"""Who works here, on a leader's screen: invited, moved, closed, and helped when they cannot get in."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from fodfaeste.apps.accounts import colleague_services as services
from fodfaeste.apps.accounts.access import colleague_for, colleagues_of, role_required
from fodfaeste.apps.accounts.colleague_forms import ChangeForm, CloseForm, InviteForm, PlaceForm, UnitForm
from fodfaeste.apps.accounts.colleague_page import as_colleague, facts_of, lines_of
from fodfaeste.apps.accounts.forms import NewPasswordForm
from fodfaeste.apps.accounts.models import Role, User
from fodfaeste.apps.accounts.welcome import welcome_days, welcome_link, welcomed
from fodfaeste.apps.citizens.naming import sort_key
from fodfaeste.core.errors import UsageError

ROWS = 50
REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.LEADER)
def colleagues(request: HttpRequest) -> HttpResponse:
    """All who work here, open accounts first, and the form that invites one more."""
    form = InviteForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.colleague_invite(leader=request.user, **form.cleaned_data)
        except UsageError as refusal:
            form.add_error("username", str(refusal))
        else:
            return _page(request, made, link=welcome_link(request, made))
    rows = sorted(
        colleagues_of(request.user), key=lambda one: (not one.is_active, sort_key(one.name), one.pk)
    )
    page = Paginator(rows, ROWS).get_page(request.GET.get("side"))
    context = {"form": form, "unit_form": UnitForm(), "page": page, "lines": lines_of(list(page))}
    status = REFUSED if request.method == "POST" else 200
    return render(request, "accounts/colleagues.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.LEADER)
def colleague(request: HttpRequest, colleague: int) -> HttpResponse:
    """One account: what it is, and another role or team."""
    found = colleague_for(request.user, colleague)
    if request.method != "POST":
        return _page(request, found)
    form = ChangeForm(request.user, found, request.POST)
    if form.is_valid():
        try:
            services.colleague_change(leader=request.user, user=found, **form.cleaned_data)
        except UsageError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Rolle og team er gemt."))
            return redirect("accounts:colleague", found.pk)
    return _page(request, found, form=form)


@require_POST
@role_required(Role.LEADER)
def colleague_do(request: HttpRequest, colleague: int, errand: str) -> HttpResponse:
    """One thing done to an account, by the button that was pressed."""
    found, done = colleague_for(request.user, colleague), ERRANDS.get(errand)
    if done is None:
        raise Http404
    try:
        return done(request, found)
    except UsageError as refusal:
        messages.error(request, str(refusal))
        return redirect("accounts:colleague", found.pk)


@require_POST
@role_required(Role.LEADER)
def unit_new(request: HttpRequest) -> HttpResponse:
    """A new team."""
    form = UnitForm(request.POST)
    try:
        if form.is_valid():
            services.unit_add(leader=request.user, name=form.cleaned_data["unit_name"])
            messages.success(request, _("Teamet er lavet."))
        else:
            messages.error(request, _("Skriv teamets navn."))
    except UsageError as refusal:
        messages.error(request, str(refusal))
    return redirect("accounts:colleagues")


@sensitive_post_parameters("new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest, colleague: int, key: str) -> HttpResponse:
    """Whoever holds the link chooses a password; then they sign in with it like everybody else."""
    user = welcomed(colleague, key)
    if user is None:
        return render(request, "accounts/welcome_over.html", status=404)
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.colleague_begin(user=user, password=form.cleaned_data["new"])
        except UsageError as refusal:
            form.add_error("new", str(refusal))
        else:
            messages.success(request, _("Adgangskoden er gemt. Log nu ind med den."))
            return redirect("accounts:sign_in")
    context = {"form": form, "owner": user}
    status = REFUSED if request.method == "POST" else 200
    return render(request, "accounts/welcome.html", context, status=status)


def _page(
    request: HttpRequest, found: User, *, form: ChangeForm | None = None, link: str = ""
) -> HttpResponse:
    context: dict[str, Any] = {
        "colleague": found,
        "facts": facts_of(found),
        "form": form or ChangeForm(request.user, found),
        "more_form": PlaceForm(request.user, auto_id="more_%s"),
        "close_form": CloseForm(found, auto_id="close_%s"),
        "state": as_colleague(found),
        "is_self": found == request.user,
        "may_open": services.answers_for(request.user, found),
        "link": link,
        "days": welcome_days(),
    }
    return render(request, "accounts/colleague.html", context, status=REFUSED if form else 200)


def _link(request: HttpRequest, found: User) -> HttpResponse:
    services.colleague_link_noted(leader=request.user, user=found)
    return _page(request, found, link=welcome_link(request, found))


def _close(request: HttpRequest, found: User) -> HttpResponse:
    form = CloseForm(found, request.POST)
    if not form.is_valid():
        raise UsageError(_("Vælg en sagsbehandler fra listen."))
    services.colleague_close(leader=request.user, user=found, to=form.cleaned_data["to"])
    return _said(request, found, _("Kontoen er lukket og logget ud."))


def _open(request: HttpRequest, found: User) -> HttpResponse:
    services.colleague_open(leader=request.user, user=found)
    return _said(request, found, _("Kontoen er åben igen."))


def _role_add(request: HttpRequest, found: User) -> HttpResponse:
    form = PlaceForm(request.user, request.POST)
    if not form.is_valid():
        raise UsageError(" ".join(text for texts in form.errors.values() for text in texts))
    made = services.colleague_role_add(leader=request.user, user=found, **form.cleaned_data)
    return _said(request, made, _("Rollen er givet. Personen vælger mellem sine roller ved login."))


def _unlock(request: HttpRequest, found: User) -> HttpResponse:
    services.colleague_unlock(leader=request.user, user=found)
    return _said(request, found, _("De forkerte forsøg er glemt. Prøv at logge ind igen."))


def _sign_out(request: HttpRequest, found: User) -> HttpResponse:
    if found.person_id == request.user.person_id:
        raise UsageError(_("Dig selv logger du ud under Min konto."))
    services.colleague_sign_out(leader=request.user, user=found)
    return _said(request, found, _("Personen er logget ud på alle enheder."))


def _factor(request: HttpRequest, found: User) -> HttpResponse:
    if found.person_id == request.user.person_id:
        raise UsageError(_("Dit eget totrinslogin skifter du under Min konto."))
    services.colleague_factor_remove(leader=request.user, user=found)
    return _said(
        request, found, _("Totrinslogin er fjernet. Kræver rollen det, sættes det op ved næste login.")
    )


def _said(request: HttpRequest, found: User, text: str) -> HttpResponse:
    messages.success(request, text)
    return redirect("accounts:colleague", found.pk)


#: What the buttons of the page do, by the last part of their address.
ERRANDS: dict[str, Callable[[HttpRequest, User], HttpResponse]] = {
    "link": _link,
    "luk": _close,
    "aabn": _open,
    "rolle": _role_add,
    "forsoeg": _unlock,
    "log-ud": _sign_out,
    "totrin": _factor,
}
