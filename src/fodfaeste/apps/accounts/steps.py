"""From having shown who one is to one's first page: the next step, whichever it is."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from fodfaeste.apps.accounts import services
from fodfaeste.apps.accounts.access import landing_for
from fodfaeste.apps.accounts.arriving import Proven, proven_forget, proven_keep, proven_of, step_missing
from fodfaeste.apps.accounts.models import User


def wanted_page(request: HttpRequest) -> str:
    """The page that was asked for before signing in, if it is one of ours."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else ""


def go_on(request: HttpRequest, proven: Proven) -> HttpResponse:
    """Remember who somebody has shown to be, and lead to the next step."""
    proven_keep(request, proven)
    return next_step(request)


def next_step(request: HttpRequest) -> HttpResponse:
    """The page of the step that is missing, or in."""
    proven = proven_of(request)
    if proven is None:
        return redirect("accounts:sign_in")
    if missing := step_missing(proven):
        return redirect(missing)
    users = list(proven.positions())
    if len(users) == 1:
        return arrive(request, users[0], proven)
    return HttpResponseRedirect(reverse("accounts:choose" if users else "accounts:sign_in"))


def arrive(request: HttpRequest, user: User, proven: Proven) -> HttpResponse:
    """In, as one of one's positions, on the page that was asked for."""
    proven_forget(request)
    services.step_in(request=request, user=user, identity=proven.identity, positions=proven.users)
    return redirect(proven.wanted or landing_for(user))
