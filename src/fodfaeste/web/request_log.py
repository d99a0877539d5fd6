"""One line in the log for each request, and its count: by the page's name, never by what was asked of it."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from fodfaeste.web.measures import observe

log = logging.getLogger(__name__)

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
#: Asked for several times a minute by programs, and worth no line.
SILENT = frozenset({"health", "ready", "metrics"})
STATIC, UNKNOWN = "static", "unknown"


class RequestsMiddleware:
    """Writes the line and counts. What the visitor sent (address, search words, form) is in neither."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        seconds = time.perf_counter() - began
        route, method = _route(request), request.method if request.method in METHODS else "OTHER"
        observe(route, response.status_code, seconds)
        if route != STATIC and route not in SILENT:
            fields = {
                "route": route,
                "method": method,
                "status": response.status_code,
                "ms": round(seconds * 1000),
            }
            log.info("%(method)s %(route)s %(status)s %(ms)s ms", fields, extra={"fields": fields})
        return response


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    if match is not None:
        return match.view_name or UNKNOWN
    return STATIC if request.path.startswith(settings.STATIC_URL) else UNKNOWN
