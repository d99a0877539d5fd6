"""One's own account: positions, sessions, password, second factor."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fodfaeste.apps.accounts import second_factor, user_services
from fodfaeste.apps.accounts.access import ALL_ROLES, role_required
from fodfaeste.apps.accounts.forms import CodeForm, PasswordForm
from fodfaeste.apps.accounts.models import SignedIn
from fodfaeste.apps.accounts.sessions import POSITIONS, sessions_end, sessions_of
from fodfaeste.apps.accounts.tries import SignInRefused, address_of, tries_check, tries_forgive, try_failed
from fodfaeste.core.errors import UsageError
from fodfaeste.design.navigation import ROLE_NAMES


@require_safe
@role_required(*ALL_ROLES)
def account(request: HttpRequest) -> HttpResponse:
    """What one is signed in as, where, and how to change it."""
    user = request.user
    factor = second_factor.factor_of(user.person)
    context = {
        "role": ROLE_NAMES[user.role],
        "where": user.unit or user.company or user.partner or "",
        "has_several": len(request.session.get(POSITIONS, ())) > 1,
        "sessions": list(sessions_of(user.person)),
        "here": request.session.session_key,
        "has_password": user.has_usable_password(),
        "factor": factor,
        "codes_left": second_factor.codes_left(user.person) if factor else 0,
        "form": CodeForm(),
    }
    return render(request, "accounts/account.html", context)


@require_POST
@role_required(*ALL_ROLES)
def session_end(request: HttpRequest, session: int) -> HttpResponse:
    """End one of one's own sessions on another device."""
    found = SignedIn.objects.filter(pk=session, person=request.user.person_id)
    if not found.exclude(session_key=request.session.session_key).exists():
        raise Http404
    sessions_end(found.select_related("user__authority"), "Log ud fra en anden enhed")
    messages.success(request, _("Enheden er logget ud."))
    return redirect("accounts:account")


@sensitive_post_parameters("current", "new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*ALL_ROLES)
def password(request: HttpRequest) -> HttpResponse:
    """A new password; every other session ends."""
    user = request.user
    if not user.has_usable_password():
        raise Http404
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _change(request, form)
        except SignInRefused as refusal:
            form.add_error("current", str(refusal))
        except UsageError as refusal:
            form.add_error("new", str(refusal))
        else:
            messages.success(request, _("Adgangskoden er skiftet, og dine andre enheder er logget ud."))
            return redirect("accounts:account")
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/password.html", {"form": form}, status=status)


def _change(request: HttpRequest, form: PasswordForm) -> None:
    user, address, key = request.user, address_of(request), request.session.session_key
    tries_check(user.username, address)
    if not user.check_password(form.cleaned_data["current"]):
        try_failed(user.username, address)
        raise SignInRefused(_("Adgangskoden passer ikke."))
    tries_forgive(user.username, address)
    user_services.password_set(user=user, password=form.cleaned_data["new"], by=user, keep=key)
    update_session_auth_hash(request, user)  # it gives the session a new id
    SignedIn.objects.filter(session_key=key).update(session_key=request.session.session_key)
