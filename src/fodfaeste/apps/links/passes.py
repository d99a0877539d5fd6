"""Which links a browser has opened: kept in its session for as long as they are used."""

from datetime import datetime

from django.http import HttpRequest

from fodfaeste.apps.links.limits import limits
from fodfaeste.apps.links.models import Link
from fodfaeste.installation.clock import true_now

PASSES = "links_opened"


def pass_give(request: HttpRequest, link: Link, way: str) -> None:
    """Let this browser in to a link that was just opened."""
    if not request.user.is_authenticated:
        # What was in the browser before somebody proved who they are is not theirs: a new session.
        request.session.cycle_key()
    request.session[PASSES] = _kept(request) | {link.public_id: {"way": way, "at": true_now().isoformat()}}


def pass_way(request: HttpRequest, public_id: str) -> str:
    """How this browser opened a link; empty where it has not, or has left it for too long."""
    kept = _kept(request)
    if public_id not in kept:
        return ""
    kept[public_id]["at"] = true_now().isoformat()
    request.session[PASSES] = kept
    return str(kept[public_id]["way"])


def pass_end(request: HttpRequest, public_id: str) -> None:
    """Close a link in this browser."""
    kept = _kept(request)
    if kept.pop(public_id, None) is not None:
        request.session[PASSES] = kept


def _kept(request: HttpRequest) -> dict[str, dict[str, str]]:
    since = true_now() - limits().open_for
    passes = request.session.get(PASSES, {})
    return {one: held for one, held in passes.items() if datetime.fromisoformat(held["at"]) > since}
