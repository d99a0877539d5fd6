"""The rounds to a broker that a visitor has begun, each good once and for a quarter."""

from dataclasses import asdict, dataclass
from typing import Any

from django.http import HttpRequest

from fodfaeste.installation import clock

ROUNDS, FAILED = "rounds", "failed_round"
LASTS = 15 * 60
#: Tabs that somebody may have open at the broker at once.
AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Round:
    """One way to a broker and back."""

    broker: str
    door: str
    wanted: str
    nonce: str
    verifier: str
    at: int = 0


def round_begin(request: HttpRequest, state: str, began: Round) -> None:
    """Remember a round by its state, which only this browser and the broker know."""
    kept = list(_live(request).items())[1 - AT_ONCE :]
    stamped = {**asdict(began), "at": int(clock.true_now().timestamp())}
    request.session[ROUNDS] = {**dict(kept), state: stamped}


def round_end(request: HttpRequest, state: str) -> Round | None:
    """The round of a state, which is thereby over: the same state a second time finds none."""
    live = _live(request)
    found = live.pop(state, None)
    if found is not None:
        request.session[ROUNDS] = live
    return Round(**found) if found else None


def failure_keep(request: HttpRequest, state: str, began: Round, why: str) -> None:
    """Remember why a round let nobody in: the page can then be read again, as in another language."""
    request.session[FAILED] = {"state": state, "why": why, "door": began.door, "wanted": began.wanted}


def failure_of(request: HttpRequest, state: str) -> dict[str, str] | None:
    """Why the round of a state let nobody in, if it was the last one here."""
    kept: dict[str, str] = request.session.get(FAILED) or {}
    return kept if state and kept.get("state") == state else None


def _live(request: HttpRequest) -> dict[str, dict[str, Any]]:
    now = clock.true_now().timestamp()
    kept = request.session.get(ROUNDS) or {}
    return {state: one for state, one in kept.items() if now - one["at"] <= LASTS}
