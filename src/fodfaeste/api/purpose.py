"""Why a person is looked at: every call about a person says it, and it stands in the journal."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import unquote

from django.http import HttpRequest
from django.utils.translation import gettext as _

from fodfaeste.api.problems import Problem
from fodfaeste.apps.citizens.access import REASONS, SHORTEST_REASON
from fodfaeste.apps.journal.services import WHY_LENGTH
from fodfaeste.apps.systems.models import System
from fodfaeste.installation.clock import today

HEADER = "X-Purpose"


def purpose_of(request: HttpRequest) -> str:
    """What the caller says the call is for: UTF-8, or percent-encoded where a header cannot carry it."""
    text = request.headers.get(HEADER, "")
    with suppress(UnicodeError):
        text = text.encode("latin-1").decode("utf-8")
    text = "".join(one if one.isprintable() else " " for one in unquote(text))
    return " ".join(text.split())


def purpose_needed(request: HttpRequest) -> None:
    """Refuse a call about a person that does not say why."""
    if not SHORTEST_REASON <= len(request.purpose) <= WHY_LENGTH:
        words = _(
            "Skriv i overskriften X-Purpose, hvad oplysningerne skal bruges til: %(least)s til %(most)s tegn."
        )
        raise Problem("purpose", words % {"least": SHORTEST_REASON, "most": WHY_LENGTH})


def stated(request: HttpRequest, public_id: str) -> Mapping[str, Any]:
    """What the gate takes for reasons stated today: the purpose, for a system that may go beyond its unit."""
    if request.token.system.reach != System.Reach.AUTHORITY:
        return {}
    user = request.user
    day = today(user.authority).isoformat()
    return {REASONS: {public_id: {"day": day, "user": user.pk, "why": request.purpose}}}
