"""Error pages. Each shows the reference under which the log has the reason."""

import logging

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from fodfaeste.installation.logs import reference

log = logging.getLogger(__name__)

LAST_RESORT = "<!doctype html><html lang=da><title>Fejl</title><h1>Der skete en fejl</h1><p>Reference: {}</p>"


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, but not for this."""
    log.warning("Refused: %s %s: %s", request.method, request.path, exception)
    return _page(request, 403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was not ours, or its cookie is gone."""
    log.warning("CSRF: %s %s: %s", request.method, request.path, reason)
    return _page(request, 403, {"is_csrf": True})


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or not in the user's authority."""
    log.info("Not found: %s %s", request.method, request.path)
    return _page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: Django has logged the traceback under the same reference."""
    try:
        return _page(request, 500)
    except Exception:  # the outermost edge: whatever broke the page may break the error page too
        log.exception("The error page itself failed")
        return HttpResponse(LAST_RESORT.format(reference.get()), status=500)


def _page(request: HttpRequest, status: int, context: dict[str, object] | None = None) -> HttpResponse:
    values = {"reference": reference.get(), **(context or {})}
    return HttpResponse(render_to_string(f"{status}.html", values, request), status=status)
