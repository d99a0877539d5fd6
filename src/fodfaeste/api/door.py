"""The door: every call is let in by its token, counted, bounded, told apart in the journal, and answered.

Whatever goes wrong inside comes out as a problem in the caller's language, never as a page.
"""

import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from ninja.errors import HttpError, ValidationError

from fodfaeste.api.operation import Operation, check_may
from fodfaeste.api.problems import FieldProblem, Problem, problem_answer
from fodfaeste.api.purpose import purpose_of
from fodfaeste.api.wrong_fields import fields_wrong
from fodfaeste.apps.citizens.access import ReasonNeeded
from fodfaeste.apps.journal.services import WHY_LENGTH, acting_via
from fodfaeste.apps.systems.entering import Entered, TokenRefused, TooMany, token_enter
from fodfaeste.apps.systems.remembering import KeptAnswer, OtherRequest, answer_keep, request_claim
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.installation.logs import reference

log = logging.getLogger(__name__)

View = Callable[..., HttpResponse]
LONGEST_BODY = 1_000_000
LONGEST_UPLOAD = 20_000_000
LONGEST_KEY = 64
LANGUAGES = ("da", "en")
REPEATED_HEADERS = ("ETag", "Location", "Link", "Content-Type")


def guarded(view: View, operations: Mapping[str, Operation] | None = None) -> View:
    """A view of the API behind the door; `operations` are those of its address, by method."""

    @csrf_exempt
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        language = _language(request)
        with translation.override(language):
            request.operation = (operations or {}).get(str(request.method))
            response = _answered(view, request, args, kwargs)
        response.headers["Content-Language"] = language
        response.headers["Vary"] = "Accept-Language, Authorization"
        return response

    return opened


def _language(request: HttpRequest) -> str:
    """The first language asked for that there is; Danish where none of them is."""
    for part in request.headers.get("Accept-Language", "").split(","):
        wanted = part.split(";")[0].strip().lower()[:2]
        if wanted in LANGUAGES:
            return wanted
    return LANGUAGES[0]


def _answered(view: View, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
    request.api_headers, request.api_told_once = {}, ()
    try:
        entered = _enter(request)
        response = _inside(view, request, entered, args, kwargs)
        response.headers["RateLimit-Limit"] = str(entered.token.per_minute)
        response.headers["RateLimit-Remaining"] = str(entered.left)
        response.headers["RateLimit-Reset"] = str(entered.resets_in)
    except Exception as error:  # noqa: BLE001 -- the outermost edge: logged under a reference
        response = problem_answer(problem_of(error))
    if response.status_code == 405 and "problem" not in response.headers.get("Content-Type", ""):
        allowed = {"Allow": response.headers.get("Allow", "")}
        response = problem_answer(
            Problem("method", _("Brug en af: %(allow)s.") % {"allow": allowed["Allow"]}, allowed)
        )
    if response.status_code < 400:
        for name, value in request.api_headers.items():
            response.headers[name] = value
    return response


def _enter(request: HttpRequest) -> Entered:
    kind, _space, text = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer":
        raise TokenRefused("none")
    entered = token_enter(text.strip())
    request.token = entered.token
    request.user = entered.token.system.user
    return entered


def _inside(view: View, request: HttpRequest, entered: Entered, args: Any, kwargs: Any) -> HttpResponse:
    _bound(request)
    system = entered.token.system
    request.purpose = purpose_of(request)
    zone = ZoneInfo(system.authority.time_zone)
    with timezone.override(zone), acting_via(f"System: {system.name}", why=request.purpose[:WHY_LENGTH]):
        if request.operation is not None:
            check_may(request, request.operation)
        key = request.headers.get("Idempotency-Key", "")
        if request.method == "POST" and key:
            return _once(view, request, key, args, kwargs)
        return view(request, *args, **kwargs)


def _bound(request: HttpRequest) -> None:
    """No call is larger than it needs to be. What is declared is refused before a byte is read."""
    is_upload = request.content_type == "multipart/form-data"
    declared = request.headers.get("Content-Length") or "0"
    if not declared.isdecimal() or int(declared) > (LONGEST_UPLOAD if is_upload else LONGEST_BODY):
        raise RequestDataTooBig("declared too long")
    has_body = request.method in ("POST", "PUT", "PATCH") and int(declared)
    if has_body and not is_upload and request.content_type != "application/json":
        raise Problem("media-type", _("Send indholdet som application/json."))


def _once(view: View, request: HttpRequest, key: str, args: Any, kwargs: Any) -> HttpResponse:
    if len(key) > LONGEST_KEY or not key.isprintable():
        raise FieldProblem([("Idempotency-Key", _("Nøglen er højst 64 tegn."))])
    asked = hashlib.sha256(f"{request.method} {request.path}\n".encode() + request.body).hexdigest()
    with transaction.atomic():
        claimed = request_claim(system=request.token.system, key=key, asked=asked)
        if isinstance(claimed, KeptAnswer):
            response = HttpResponse(claimed.body, status=claimed.status, headers=claimed.headers)
            response.headers["Idempotent-Replayed"] = "true"
            return response
        try:
            response = view(request, *args, **kwargs)
        except Exception as error:  # noqa: BLE001 -- told as a problem; what was journalled stays
            response = problem_answer(problem_of(error))
        kept = {name: response.headers[name] for name in REPEATED_HEADERS if name in response.headers}
        kept |= request.api_headers
        body = _without(response.content, request.api_told_once)
        answer_keep(claimed=claimed, status=response.status_code, headers=kept, body=body)
    return response


def _without(content: bytes, names: Iterable[str]) -> bytes:
    """An answer as it is kept: without what is told once, which is then kept nowhere."""
    return json.dumps(json.loads(content) | dict.fromkeys(names)).encode() if names else content


def problem_of(error: Exception) -> Problem:
    """What is told of something that went wrong."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, TokenRefused):
        return Problem(
            "token", _("Send en gyldig adgang: Authorization: Bearer …"), {"WWW-Authenticate": "Bearer"}
        )
    if isinstance(error, TooMany):
        words = _("Vent %(seconds)s sekunder, og prøv igen.") % {"seconds": error.seconds}
        return Problem("too-many", words, {"Retry-After": str(error.seconds)})
    if isinstance(error, ReasonNeeded):
        return Problem("unit", _("Systemet må kun se borgere i sin egen enhed."))
    if isinstance(error, ValidationError):
        return FieldProblem(fields_wrong(error.errors))
    return _problem_of_django(error)


def _problem_of_django(error: Exception) -> Problem:
    if isinstance(error, PermissionDenied):
        return Problem("role", str(error))
    if isinstance(error, Http404):
        return Problem("not-found", str(error) or _("Det findes ikke her."))
    if isinstance(error, OtherRequest):
        return Problem("key-used", _("Brug en ny nøgle til en ny forespørgsel."))
    if isinstance(error, RequestDataTooBig):
        return Problem("too-large", _("Send højst en megabyte, en fil dog 20."))
    if isinstance(error, (HttpError, UnreadablePostError, UnicodeError)):
        return Problem("malformed", _("Indholdet er ikke gyldig JSON."))
    if isinstance(error, FodfaesteError):
        return Problem("conflict", str(error))
    log.exception("The API broke")
    return Problem(
        "broken", _("Nævn referencen %(it)s for den, der driver systemet.") % {"it": reference.get()}
    )
