"""Systems on screen: who is let in, with which tokens, and what does not answer."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.journal.words import ROLE_WORDS
from fodfaeste.apps.systems.access import KEEPERS, system_for, token_for
from fodfaeste.apps.systems.forms import REACHES, SystemForm, TokenForm
from fodfaeste.apps.systems.models import System
from fodfaeste.apps.systems.selectors import systems_of, tokens_of, webhooks_failing
from fodfaeste.apps.systems.services import (
    SystemRefused,
    system_make,
    system_withdraw,
    token_make,
    token_withdraw,
)
from fodfaeste.installation.clock import true_now

ROWS_A_PAGE = 50


@role_required(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def systems(request: HttpRequest) -> HttpResponse:
    """The municipality's systems, what does not answer, and the form that lets one more in."""
    form = SystemForm(request.user.authority, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = system_make(by=request.user, **form.chosen())
        except SystemRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Systemet er lukket ind. Giv det nu en adgang."))
            return redirect("systems:system", made.public_id)
    page = Paginator(systems_of(request.user), ROWS_A_PAGE).get_page(request.GET.get("side"))
    context = {
        "form": form,
        "page": page,
        "rows": [(one, ROLE_WORDS[one.user.role]) for one in page],
        "failing": list(webhooks_failing(request.user)[:ROWS_A_PAGE]),
    }
    return render(request, "systems/systems.html", context, status=422 if form.errors else 200)


@role_required(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def system(request: HttpRequest, system: str) -> HttpResponse:
    """One system: its tokens and addresses. A new token is shown on this page once, and never again."""
    found = system_for(request.user, system)
    form, text = TokenForm(request.POST if request.method == "POST" else None), ""
    if form.is_valid():
        said = form.cleaned_data
        try:
            _token, text = token_make(
                by=request.user,
                system=found,
                scopes=said["scopes"],
                days=said["days"],
                per_minute=said["per_minute"],
            )
        except SystemRefused as refused:
            form.add_error(None, str(refused))
        else:
            form = TokenForm()
    return _page(request, found, form, text)


def _page(request: HttpRequest, found: System, form: TokenForm, text: str) -> HttpResponse:
    now, owner = true_now(), found.user.unit or found.user.company or found.user.partner
    context = {
        "system": found,
        "facts": [
            {"name": _("Rolle"), "value": ROLE_WORDS[found.user.role]},
            {"name": _("Hører til"), "value": owner.name if owner else _("Ingen")},
            {"name": _("Hvor langt rækker det"), "value": REACHES[System.Reach(found.reach)]},
            {"name": _("Hvem svarer for det"), "value": found.contact},
        ],
        "form": form,
        "text": text,
        "tokens": [(one, one.withdrawn_at is None and one.expires_at > now) for one in tokens_of(found)],
        "webhooks": found.webhooks.filter(withdrawn_at__isnull=True).order_by("pk"),
    }
    return render(request, "systems/system.html", context, status=422 if form.errors else 200)


@role_required(*KEEPERS)
@require_POST
def token_end(request: HttpRequest, system: str, token: str) -> HttpResponse:
    """Take a token back."""
    token_withdraw(by=request.user, token=token_for(request.user, system, token))
    messages.success(request, _("Adgangen er trukket tilbage. Den åbner ikke for noget længere."))
    return redirect("systems:system", system)


@role_required(*KEEPERS)
@require_POST
def system_end(request: HttpRequest, system: str) -> HttpResponse:
    """Shut a system out."""
    system_withdraw(by=request.user, system=system_for(request.user, system))
    messages.success(request, _("Systemet er lukket ude, og alle dets adgange er trukket tilbage."))
    return redirect("systems:systems")
