"""The second factor on screen: a code at sign-in, and setting the app up."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fodfaeste.apps.accounts import second_factor
from fodfaeste.apps.accounts.arriving import Proven, proven_keep, proven_of, step_missing
from fodfaeste.apps.accounts.forms import CodeForm
from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.accounts.steps import go_on, next_step
from fodfaeste.apps.accounts.tries import SignInRefused, address_of

SETUP, CODE = "accounts:factor_setup", "accounts:code"


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The code that follows the password."""
    proven = proven_of(request)
    if proven is None or step_missing(proven) != CODE:
        return next_step(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            typed, address = form.cleaned_data["code"], address_of(request)
            second_factor.code_prove(user=proven.first(), code=typed, address=address)
            return go_on(request, _with_code(proven))
        except SignInRefused as refusal:
            form.add_error("code", str(refusal))
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/code.html", {"form": form}, status=status)


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def factor_setup(request: HttpRequest) -> HttpResponse:
    """Put the secret into an app, and show by a first code that it is there."""
    user, proven = _setting_up(request)
    if user is None or second_factor.factor_of(user.person) is not None:
        return redirect("accounts:account" if isinstance(request.user, User) else "accounts:sign_in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            typed, address = form.cleaned_data["code"], address_of(request)
            codes = second_factor.factor_confirm(user=user, code=typed, address=address)
        except SignInRefused as refusal:
            form.add_error("code", str(refusal))
        else:
            if proven is not None:
                proven_keep(request, _with_code(proven))
            return render(
                request, "accounts/codes.html", {"codes": codes, "is_on_the_way": proven is not None}
            )
    secret = second_factor.secret_of(second_factor.factor_begin(user.person))
    grouped = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    context = {"form": form, "secret": grouped, "is_required": proven is not None}
    return render(
        request, "accounts/factor_setup.html", context, status=422 if request.method == "POST" else 200
    )


@require_safe
def factor_qr(request: HttpRequest) -> HttpResponse:
    """The secret as a picture, for whoever is setting it up and nobody else."""
    user, _proven = _setting_up(request)
    if user is None or second_factor.factor_of(user.person) is not None:
        return redirect("accounts:sign_in")
    picture = second_factor.qr_svg(second_factor.factor_begin(user.person), user.username)
    return HttpResponse(picture, content_type="image/svg+xml")


@require_POST
def factor_remove(request: HttpRequest) -> HttpResponse:
    """Take one's own second factor away, by a code from it; a role that asks for one sets it up anew."""
    if not isinstance(request.user, User):
        return redirect("accounts:sign_in")
    form = CodeForm(request.POST)
    if form.is_valid() and second_factor.factor_of(request.user.person) is not None:
        try:
            typed, address = form.cleaned_data["code"], address_of(request)
            second_factor.code_prove(user=request.user, code=typed, address=address)
        except SignInRefused as refusal:
            form.add_error("code", str(refusal))
        else:
            user = request.user
            second_factor.factor_remove(person=user.person, by=user, at=user)
            return redirect(SETUP)
    return render(request, "accounts/factor_remove.html", {"form": form}, status=422)


def _setting_up(request: HttpRequest) -> tuple[User | None, Proven | None]:
    """Who sets a second factor up: somebody on the way in who must, or somebody inside who wants to."""
    proven = proven_of(request)
    if proven is not None and step_missing(proven) == SETUP:
        return proven.first(), proven
    user = request.user
    return (user, None) if isinstance(user, User) and user.has_usable_password() else (None, None)


def _with_code(proven: Proven) -> Proven:
    return Proven(proven.users, proven.wanted, is_local=True, has_code=True)
