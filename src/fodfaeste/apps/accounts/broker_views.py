"""To a broker and back: the round that shows who somebody is, and its end from either side."""

import logging
import secrets
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from fodfaeste.apps.accounts import oidc
from fodfaeste.apps.accounts.arrivals import sid_index, subject_index, users_told
from fodfaeste.apps.accounts.arriving import Proven
from fodfaeste.apps.accounts.broker_words import PROBLEMS
from fodfaeste.apps.accounts.claims import ClaimsRefused, assurance_check
from fodfaeste.apps.accounts.doors import broker_href
from fodfaeste.apps.accounts.models import SignedIn, User
from fodfaeste.apps.accounts.rounds import Round, failure_keep, failure_of, round_begin, round_end
from fodfaeste.apps.accounts.sealed import locked, opened
from fodfaeste.apps.accounts.sessions import sessions_end
from fodfaeste.apps.accounts.signin import signin_here
from fodfaeste.apps.accounts.signin_file import CITIZEN, Broker
from fodfaeste.apps.accounts.steps import go_on, wanted_page
from fodfaeste.installation.logs import without_cpr

log = logging.getLogger(__name__)

#: What a broker's own refusals mean to the person.
CANCELLED, DOWN = ("access_denied", "login_required"), ("server_error", "temporarily_unavailable")


@require_safe
def broker(request: HttpRequest, broker: str, door: str) -> HttpResponse:
    """Send a person to the broker of a door."""
    asked, wanted = _broker(broker), wanted_page(request)
    if door not in asked.doors:
        raise Http404
    try:
        # Asked before anything is remembered: where it is down, the round has not begun.
        oidc.provider_of(asked)
    except oidc.BrokerDown as failure:
        return _problem(request, asked, "down", door, wanted, failure)
    state = secrets.token_urlsafe(32)
    began = Round(asked.id, door, wanted, secrets.token_urlsafe(32), secrets.token_urlsafe(64))
    round_begin(request, state, began)
    way = oidc.way_to(
        asked, redirect_uri=_back(request, asked), state=state, nonce=began.nonce, verifier=began.verifier
    )
    return redirect(way)


@require_safe
def broker_answer(request: HttpRequest, broker: str) -> HttpResponse:
    """The broker sends the person back: believe it only if it answers the round that began here."""
    asked, state = _broker(broker), request.GET.get("state", "")
    began = round_end(request, state)
    if began is None or began.broker != asked.id:
        return _nothing_begun(request, asked, state)
    failure: Exception | None = None
    try:
        return _arrived(request, asked, began)
    except ClaimsRefused as refusal:
        why = refusal.why
    except oidc.NotTrusted as error:
        why, failure = "not_trusted", error
    except oidc.BrokerDown as error:
        why, failure = "down", error
    failure_keep(request, state, began, why)
    return _problem(request, asked, why, began.door, began.wanted, failure)


def _nothing_begun(request: HttpRequest, asked: Broker, state: str) -> HttpResponse:
    """An answer to no round of this browser: one that has been used, or somebody else's."""
    if isinstance(request.user, User):  # the browser's way back leads here again
        return redirect("front")
    if kept := failure_of(request, state):
        return _problem(request, asked, kept["why"], kept["door"], kept["wanted"])
    return _problem(request, asked, "stale", asked.doors[0], "")


def _arrived(request: HttpRequest, asked: Broker, began: Round) -> HttpResponse:
    error = request.GET.get("error", "")
    oidc.issuer_check(asked, request.GET.get("iss", ""))
    if error in DOWN:
        raise oidc.BrokerDown(error)
    if error:
        raise ClaimsRefused("cancelled" if error in CANCELLED else "not_trusted")
    answer = oidc.answer_fetch(
        asked,
        redirect_uri=_back(request, asked),
        code=request.GET.get("code", ""),
        nonce=began.nonce,
        verifier=began.verifier,
    )
    assurance_check(asked, answer.claims)
    users = users_told(broker=asked, door=began.door, claims=answer.claims)
    identity = _identity(asked, began.door, answer)
    return go_on(
        request, Proven([user.pk for user in users], began.wanted, is_local=False, identity=identity)
    )


def _identity(asked: Broker, door: str, answer: oidc.Answer) -> dict[str, str]:
    """What must be kept of the broker's word, so that either side can end the session."""
    claims = answer.claims
    # A citizen's token may hold the CPR number: it is not kept, not even locked.
    said = " ".join(value for value in claims.values() if isinstance(value, str))
    is_kept = door != CITIZEN and without_cpr(said) == said
    return {
        "broker": asked.id,
        "door": door,
        "issuer": asked.issuer,
        "subject_index": subject_index(asked.issuer, claims["sub"]),
        "sid_index": sid_index(asked.issuer, str(claims.get("sid") or "")),
        "id_token": locked(answer.id_token) if is_kept else "",
    }


@csrf_exempt
@require_POST
def broker_logout(request: HttpRequest, broker: str) -> HttpResponse:
    """The broker ends a session, by a signed token and without the person's browser: ours end with it."""
    asked = _broker(broker)
    try:
        claims = oidc.logout_token_read(asked, request.POST.get("logout_token", ""))
    except oidc.NotTrusted as failure:
        log.warning("Sign-in: a logout from %s was refused: %s", asked.id, failure)
        return JsonResponse({"error": "invalid_request"}, status=400)
    except oidc.BrokerDown as failure:
        log.warning("Sign-in: a logout from %s could not be verified: %s", asked.id, failure)
        return JsonResponse({"error": "temporarily_unavailable"}, status=503)
    meant = SignedIn.objects.filter(issuer=asked.issuer)
    if claims.get("sid"):
        meant = meant.filter(sid_index=sid_index(asked.issuer, str(claims["sid"])))
    if claims.get("sub"):
        meant = meant.filter(subject_index=subject_index(asked.issuer, str(claims["sub"])))
    sessions_end(meant.select_related("user__authority"), "Log ud: afsluttet af login-tjenesten")
    return HttpResponse(status=200)


def _way_out(request: HttpRequest, asked: Broker, id_token: str = "") -> str:
    back = request.build_absolute_uri(reverse("accounts:sign_in"))
    return oidc.way_out(asked, id_token=id_token, back=back)


def leaving(request: HttpRequest, identity: dict[str, str]) -> HttpResponse:
    """Signed out here; now the broker's session, by its own page.

    A page of ours stands between: a form's answer may not lead away from this host (content policy).
    """
    asked = signin_here().broker(identity["broker"])
    way = _way_out(request, asked, opened(identity.get("id_token", ""))) if asked else ""
    response = render(request, "accounts/leaving.html", {"way": way, "broker": asked})
    if way:
        response.headers["Refresh"] = f"0; url={way}"
    return response


def _broker(broker_id: str) -> Broker:
    found = signin_here().broker(broker_id)
    if found is None:
        raise Http404
    return found


def _back(request: HttpRequest, asked: Broker) -> str:
    return request.build_absolute_uri(reverse("accounts:broker_answer", args=[asked.id]))


def _problem(
    request: HttpRequest, asked: Broker, why: str, door: str, wanted: str, failure: Exception | None = None
) -> HttpResponse:
    """Why nobody came in, what to do next, and the way to try again with what was asked for."""
    log.warning("Sign-in by %s: %s: %s", asked.id, why, failure or "refused")
    problem, sign_in = PROBLEMS[why], reverse("accounts:sign_in")
    context: dict[str, Any] = {
        "problem": problem,
        "broker": asked,
        "way_out": _way_out(request, asked) if problem.is_known else "",
        "text": str(problem.text) % {"name": asked.name},
        "again": broker_href(asked.id, door, wanted),
        "sign_in": f"{sign_in}?{urlencode({'next': wanted})}" if wanted else sign_in,
    }
    return render(request, "accounts/broker_problem.html", context, status=problem.status)
