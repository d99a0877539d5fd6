"""How the page of one thing is drawn: the same behind a link and for whoever writes for somebody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from fodfaeste.apps.links.registry import Errand

REFUSED = 422


def thing_page(
    request: HttpRequest,
    template: str,
    errand: Errand,
    context: dict[str, object],
    *,
    error: str = "",
    is_refused: bool = False,
) -> HttpResponse:
    """Draw the page of a thing; with an error, or a form that says one itself, nothing was written."""
    values = {"errand": errand, "error": error, **context}
    return render(request, template, values, status=REFUSED if error or is_refused else 200)


def thing_done(request: HttpRequest, errand: Errand, text: str) -> HttpResponse:
    """Say what was done. A link that is good for once opens nothing after this."""
    return render(request, "links/done.html", {"errand": errand, "text": text})


def thing_gone(request: HttpRequest, errand: Errand, text: str = "") -> HttpResponse:
    """Say that there is nothing to do here any more."""
    words = text or _("Der er ikke mere at gøre her.")
    return render(request, "links/nothing.html", {"errand": errand, "text": words}, status=404)
