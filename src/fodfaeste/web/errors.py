"""Error pages. Each shows the reference under which the log has the reason.

Where something below is out, the page is made from a file alone: no database, no session, no menu.
"""

import logging
import sys

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from fodfaeste.installation.logs import address_shape, reference
from fodfaeste.web.outages import RETRY_AFTER, outage_of

log = logging.getLogger(__name__)

LAST_RESORT = "<!doctype html><html lang=da><title>Fejl</title><h1>Der skete en fejl</h1><p>Reference: {}</p>"


def unclear(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what came is no request that we can read. Who sent it is not known, so the page stands alone."""
    return _alone(400, "request")


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, but not for this."""
    log.warning("Refused: %s %s", request.method, address_shape(request))
    return _page(request, 403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was not ours, or its cookie is gone."""
    # What comes after the dash is what the browser sent.
    log.warning("CSRF: %s %s: %s", request.method, address_shape(request), reason.partition(" - ")[0])
    return _page(request, 403, {"is_csrf": True})


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or not in the user's authority."""
    log.info("Not found: %s %s", request.method, address_shape(request))
    return _page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """500, or 503 where something below is out. Django has logged the traceback under the same reference."""
    try:
        out = outage_of(sys.exc_info()[1])
        return _out(out) if out else _page(request, 500)
    except Exception as error:  # the outermost edge: whatever broke the page may break the error page too
        log.exception("The error page itself failed")
        return _last(outage_of(error))


def _out(out: str) -> HttpResponse:
    answer = _alone(503, out)
    answer.headers["Retry-After"] = str(RETRY_AFTER[out])
    return answer


def _alone(status: int, what: str = "") -> HttpResponse:
    values = {"reference": reference.get(), "what": what}
    return HttpResponse(render_to_string("standing_alone.html", values), status=status)


def _last(out: str) -> HttpResponse:
    try:
        return _out(out) if out else _alone(500)
    except Exception:
        log.exception("The page made from a file alone failed")
        return HttpResponse(LAST_RESORT.format(reference.get()), status=500)


def _page(request: HttpRequest, status: int, context: dict[str, object] | None = None) -> HttpResponse:
    values = {"reference": reference.get(), **(context or {})}
    return HttpResponse(render_to_string(f"{status}.html", values, request), status=status)
