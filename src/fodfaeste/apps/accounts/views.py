"""Signing in and out, and choosing as what."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from fodfaeste.apps.accounts import services
from fodfaeste.apps.accounts.access import landing_for
from fodfaeste.apps.accounts.arriving import Proven, positions_among, proven_of, step_missing
from fodfaeste.apps.accounts.broker_views import leaving
from fodfaeste.apps.accounts.doors import doors_closed, doors_open
from fodfaeste.apps.accounts.forms import SignInForm
from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.accounts.sessions import IDENTITY, OVER, POSITIONS, sessions_end
from fodfaeste.apps.accounts.signin import signin_here
from fodfaeste.apps.accounts.signin_file import EMPLOYEE
from fodfaeste.apps.accounts.steps import arrive, go_on, next_step, wanted_page
from fodfaeste.apps.accounts.tries import SignInRefused
from fodfaeste.design.navigation import ROLE_NAMES


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """All doors on one page; afterwards the page that was asked for, or the role's own first page."""
    wanted = wanted_page(request)
    if request.method != "POST":
        if isinstance(request.user, User):
            return redirect(wanted or landing_for(request.user))
        return _doors(request, SignInForm(), wanted)
    form = SignInForm(request.POST)
    if form.is_valid() and signin_here().local:
        try:
            user = services.password_prove(request=request, **form.cleaned_data)
            return go_on(request, Proven(_positions_by_password(user), wanted, is_local=True))
        except SignInRefused as refusal:
            form.add_error(None, str(refusal))
    elif not signin_here().local:
        form.add_error(None, _("Her logger ingen ind med adgangskode. Brug en af de andre veje."))
    return _doors(request, form, wanted, status=422)


def _doors(request: HttpRequest, form: SignInForm, wanted: str, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "next": wanted,
        "doors": doors_open(wanted),
        "closed": doors_closed(),
        "is_local": signin_here().local,
        "is_over": request.session.pop(OVER, False) if OVER in request.session else False,
    }
    return render(request, "accounts/sign_in.html", context, status=status)


def _positions_by_password(user: User) -> list[int]:
    """What a password opens: all local positions of its person, but none that a broker answers for."""
    if user.person.identifications.exists():
        return [user.pk]
    others = user.person.positions.filter(is_active=True).exclude(pk=user.pk)
    return [user.pk, *others.values_list("pk", flat=True)]


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """As what one goes on, where one has several positions; also later, without signing in again."""
    proven = proven_of(request)
    if proven is None and not isinstance(request.user, User):
        return redirect("accounts:sign_in")
    if proven is not None and step_missing(proven):
        return next_step(request)
    own = User.objects.filter(pk__in=proven.users if proven else request.session.get(POSITIONS, ()))
    positions = list(positions_among(own))
    chosen = request.POST.get("position", "")
    found = next((one for one in positions if str(one.pk) == chosen), None)
    if request.method == "POST" and proven is not None and len(positions) == 1:
        found = positions[0]
    if found is None:
        return _choices(request, positions, status=422 if request.method == "POST" else 200)
    if proven is not None:
        return arrive(request, found, proven)
    if found != request.user:
        services.position_switch(request=request, user=found)
    return redirect(landing_for(found))


def _choices(request: HttpRequest, positions: list[User], status: int) -> HttpResponse:
    rows: list[dict[str, Any]] = [
        {
            "user": one,
            "role": ROLE_NAMES[one.role],
            "where": one.unit or one.company or one.partner or "",
            "is_here": one == request.user,
        }
        for one in positions
    ]
    return render(request, "accounts/choose.html", {"rows": rows}, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave, and be back at the front page. From outside the municipality the broker's session ends too."""
    identity = request.session.get(IDENTITY) or {}
    services.sign_out(request=request)
    if identity and identity.get("door") != EMPLOYEE:
        return leaving(request, identity)
    return redirect("front")


@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session one has here, and the broker's own."""
    identity = request.session.get(IDENTITY) or {}
    if isinstance(request.user, User):
        person = request.user.person
        services.sign_out(request=request)
        sessions_end(person.sessions.select_related("user__authority"), "Log ud overalt")
    if identity:
        return leaving(request, identity)
    messages.success(request, _("Du er logget ud på alle enheder."))
    return redirect("accounts:sign_in")
