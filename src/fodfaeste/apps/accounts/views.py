"""Signing in and out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from fodfaeste.apps.accounts import services
from fodfaeste.apps.accounts.access import landing_for
from fodfaeste.apps.accounts.forms import SignInForm
from fodfaeste.apps.accounts.models import User


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password; afterwards the page that was asked for, or the role's own first page."""
    wanted = _wanted_page(request)
    if request.method != "POST":
        if isinstance(request.user, User):
            return redirect(wanted or landing_for(request.user))
        return render(request, "accounts/sign_in.html", {"form": SignInForm(), "next": wanted})
    form = SignInForm(request.POST)
    if form.is_valid():
        try:
            user = services.sign_in(request=request, **form.cleaned_data)
            return redirect(wanted or landing_for(user))
        except services.SignInRefused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "accounts/sign_in.html", {"form": form, "next": wanted}, status=422)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave, and be back at the front page."""
    services.sign_out(request=request)
    return redirect("front")


def _wanted_page(request: HttpRequest) -> str:
    """The page that was asked for before signing in, if it is one of ours."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else ""
