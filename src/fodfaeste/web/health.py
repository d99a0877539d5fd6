"""For programs that watch: does it live, is it ready, and how much goes on. Nothing about any person.

Not behind a gate by role: whoever watches has none. So these answers say no more than a word or a count.
"""

import hmac

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import CollectorRegistry

from fodfaeste.apps.operation.gauges import InstallationGauges
from fodfaeste.apps.operation.readiness import is_ready
from fodfaeste.installation.secrets import installation_secrets
from fodfaeste.web.measures import requests_registry

PLAIN = "text/plain; charset=utf-8"
LOOPBACK = ("127.0.0.1", "::1")
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_FORWARDED", "HTTP_X_REAL_IP")


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """This process answers."""
    return HttpResponse("lever\n", content_type=PLAIN)


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers and is of this version, and there is room: people can be let in."""
    if is_ready():
        return HttpResponse("klar\n", content_type=PLAIN)
    return HttpResponse("ikke klar\n", status=503, content_type=PLAIN)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Counts for Prometheus, for who holds the token, or asks on the machine and not through the proxy."""
    if not (_holds_token(request) or _asks_on_the_machine(request)):
        return HttpResponseForbidden("ikke adgang\n", content_type=PLAIN)
    installation = CollectorRegistry(auto_describe=False)
    installation.register(InstallationGauges())
    body = generate_latest(requests_registry()) + generate_latest(installation)
    return HttpResponse(body, content_type=CONTENT_TYPE_LATEST)


def _holds_token(request: HttpRequest) -> bool:
    token = installation_secrets().metrics_token
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(token) and hmac.compare_digest(given.encode(), token.encode())


def _asks_on_the_machine(request: HttpRequest) -> bool:
    is_forwarded = any(header in request.META for header in FORWARDED)
    return request.META.get("REMOTE_ADDR") in LOOPBACK and not is_forwarded
