"""Keeping what someone is writing while they write, and throwing it away when they ask."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from fodfaeste.apps.accounts.access import ALL_ROLES, landing_for, role_required
from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.drafts.keeping import BACK, KEY, KEY_LENGTH, TAB, TOKEN, draft_sent, token_of
from fodfaeste.apps.drafts.services import draft_keep

View = Callable[[HttpRequest], HttpResponse]
_OURS = (KEY, TOKEN, BACK, "csrfmiddlewaretoken")


def _told_when_signed_out(view: View) -> View:
    """Say it in the line of the form: a page to sign in on does not belong inside another page."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if "HX-Request" in request.headers and not isinstance(request.user, User):
            return render(request, "drafts/saved.html", {"is_signed_out": True})
        return view(request)

    return guarded


@require_POST
@_told_when_signed_out
@role_required(*ALL_ROLES)
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the form as it stands, for its writer alone. The answer is a line for the page."""
    key, token = request.POST.get(KEY, "")[:KEY_LENGTH], token_of(request)
    values = {name: value for name, value in request.POST.items() if name not in _OURS}
    written = {name: value for name, value in values.items() if name != TAB}
    kept = None
    if key and token and any(value.strip() for value in written.values()):
        kept = draft_keep(user=request.user, key=key, token=token, values=values)
    return render(request, "drafts/saved.html", {"draft": kept})


@require_POST
@role_required(*ALL_ROLES)
def discard(request: HttpRequest) -> HttpResponse:
    """Throw away what was kept of a form, and show the form again as it stands."""
    draft_sent(request)
    back = request.POST.get(BACK, "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if is_ours and back.startswith("/") else landing_for(request.user))
