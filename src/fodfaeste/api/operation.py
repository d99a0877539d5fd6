"""One operation of the API: which screens it stands for, which scope it needs, and whether it is of a person.

Whom it lets in is read from the screen's own gate, so that there is one rule of it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import URLResolver
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status

from fodfaeste.api.problems import Problem
from fodfaeste.api.purpose import purpose_needed
from fodfaeste.api.versions import version_of
from fodfaeste.apps.systems.access import OWN_ROLES, SYSTEM_ROLES


@dataclass(frozen=True, slots=True)
class Operation:
    """What is known of an operation beside its address."""

    name: str
    method: str
    path: str
    scope: str
    screens: tuple[str, ...]
    is_person: bool
    changes_version: bool
    status: int
    is_internal: bool


#: Every operation by its name.
OPERATIONS: dict[str, Operation] = {}


def operation(
    router: Router,
    method: str,
    path: str,
    *,
    scope: str,
    screens: tuple[str, ...],
    answer: Any,
    status: int = 200,
    is_person: bool = False,
    changes_version: bool = False,
    is_internal: bool = False,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make a function an operation. Its docstring's first sentence is what a person reads of it.

    One that is internal is only for systems of the municipality itself, not of a company or partner.
    """

    def register(work: Callable[..., Any]) -> Callable[..., Any]:
        known = Operation(
            work.__name__, method, path, scope, screens, is_person, changes_version, status, is_internal
        )
        OPERATIONS[known.name] = known

        told = (work.__doc__ or "").strip()
        router.api_operation(
            [method],
            path,
            response={status: answer},
            operation_id=work.__name__,
            url_name=work.__name__,
            summary=told.partition("\n")[0],
            description=told,
        )(_versioned(work, status))
        return work

    return register


def _versioned(work: Callable[..., Any], status: int) -> Callable[..., Any]:
    """The operation, with the version of what it tells."""

    @wraps(work)
    def through(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        found = work(request, *args, **kwargs)
        if isinstance(found, Schema):
            request.api_headers["ETag"] = version_of(found)
        return Status(status, found)

    return through


def check_may(request: HttpRequest, known: Operation) -> None:
    """Refuse a system whose token or role does not reach here, before a word of the call is read."""
    if known.scope and known.scope not in request.token.scopes:
        raise Problem("scope", _("Adgangen mangler: %(scope)s.") % {"scope": known.scope})
    if request.user.role not in roles_of(known.screens, is_internal=known.is_internal):
        raise PermissionDenied(_("Systemets rolle kan det ikke på skærmen, og derfor heller ikke her."))
    if known.is_person:
        purpose_needed(request)


@cache
def roles_of(screens: tuple[str, ...], *, is_internal: bool = False) -> frozenset[str]:
    """The roles that every one of these screens lets in; any system where there is no screen."""
    allowed = frozenset(str(role) for role in (OWN_ROLES if is_internal else SYSTEM_ROLES))
    for screen in screens:
        allowed &= {str(role) for role in _gates()[screen]}
    return allowed


@cache
def _gates() -> dict[str, tuple[str, ...]]:
    return {
        name: getattr(pattern.callback, "roles", ())
        for name, pattern in routes(get_resolver())
        if not name.startswith("api:")
    }


def routes(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the product with its full name."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", pattern
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from routes(pattern, inner)
