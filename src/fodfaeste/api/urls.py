"""Addresses of the API: its operations, its description for machines, and the page for people."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe
from ninja import NinjaAPI

from fodfaeste.api import (
    agreements,
    behalf,
    companies,
    company_links,
    copies,
    cv,
    effects,
    imports,
    inquiries,
    introductions,
    job_log,
    journal,
    law,
    law_offers,
    learning,
    letters,
    links,
    matching,
    openings,
    outbox,
    own_openings,
    own_people,
    own_shares,
    partners,
    people,
    plans,
    plans_waiting,
    policy,
    profile,
    proposals,
    reach,
    scenarios,
    staff,
    talks,
    texts,
    trials,
    webhooks,
)
from fodfaeste.api.description import described
from fodfaeste.api.door import guarded
from fodfaeste.api.operation import OPERATIONS, Operation
from fodfaeste.api.problems import KINDS, Problem
from fodfaeste.apps.systems.happenings import KINDS as HAPPENINGS
from fodfaeste.apps.systems.scopes import SCOPES

app_name = "api"

VERSION = "1.0"
PARTS = (
    people, talks, profile, cv, agreements, law_offers, plans, plans_waiting, job_log, letters, introductions,
    partners, links, company_links, behalf, reach, copies, outbox, matching, learning, openings, texts,
    proposals, companies, own_openings, own_people, own_shares, policy, inquiries, law, effects, trials,
    scenarios, imports, journal, staff, webhooks,
)  # fmt: skip

api = NinjaAPI(title="Fodfæste", version=VERSION, urls_namespace="ninja", docs_url=None, openapi_url=None)
for part in PARTS:
    api.add_router("", part.router)
# What goes wrong is told at the door, in one way for everything.
api._exception_handlers.clear()


@api.exception_handler(Exception)
def to_the_door(request: HttpRequest, error: Any) -> HttpResponse:
    """Hand everything on to the door."""
    raise error


@cache
def description() -> dict[str, Any]:
    """The description for machines."""
    return described(dict(api.get_openapi_schema(path_prefix="api/")))


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The description for machines. It tells of nobody, so everyone may read it."""
    return JsonResponse(description())


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The page for people: every operation in plain words, what it needs and what it refuses."""
    context = {
        "parts": list(_parts()),
        "problems": [(kind, status, title) for kind, (status, title) in KINDS.items()],
        "scopes": SCOPES.items(),
        "happenings": HAPPENINGS.items(),
    }
    return render(request, "web/api.html", context)


def _parts() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    by_tag: dict[str, list[dict[str, Any]]] = {}
    for address, methods in description()["paths"].items():
        for method, told in methods.items():
            line = {
                "method": method.upper(),
                "path": address,
                "told": told,
                "known": OPERATIONS[told["operationId"]],
            }
            by_tag.setdefault(told["tags"][0], []).append(line)
    yield from by_tag.items()


def no_such(request: HttpRequest, rest: str = "") -> HttpResponse:
    """An address that the API does not have."""
    raise Problem("not-found")


def _operations() -> Iterator[URLPattern]:
    by_route: dict[str, dict[str, Operation]] = {}
    for known in OPERATIONS.values():
        route = known.path.lstrip("/").replace("{", "<").replace("}", ">")
        by_route.setdefault(route, {})[known.method] = known
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name in OPERATIONS:
            route = str(pattern.pattern)
            yield path(route, guarded(pattern.callback, by_route[route]), name=pattern.name)


urlpatterns = [
    path("", page, name="page"),
    path("openapi.json", openapi, name="openapi"),
    *_operations(),
    path("<path:rest>", guarded(no_such), name="no_such"),
]
