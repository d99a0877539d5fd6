"""To DFDG, STAR's common data base. The envelope's id is the request's: a repeat is answered 412.

DFDG keeps request ids for seven days: after that the same envelope would be registered once more. Envelopes
must be given up before (`give_up_days` in the settings).
"""

import json
from typing import Any

from fodfaeste.apps.outbox.transport import (
    Envelope,
    Receipt,
    Refused,
    Repeat,
    Settings,
    Transport,
    Unreachable,
)
from fodfaeste.apps.outbox.transport.http import HTTP_SETTINGS, Answered, Door, short, still_there

SETTINGS = HTTP_SETTINGS


def connect(settings: Settings) -> Transport:
    """The REST services behind one address."""
    return DfdgTransport(Door(settings))


class DfdgTransport:
    """Makes each envelope one request."""

    def __init__(self, door: Door) -> None:
        self.door = door

    def deliver(self, envelope: Envelope) -> Receipt:
        """The request the envelope says, under its own id."""
        headers = {name: value for name, value in envelope.headers.items() if not name.startswith(":")}
        headers |= {"x-requestId": envelope.id, "Content-Type": envelope.content_type}
        answer = self.door.ask(envelope.headers[":method"], envelope.headers[":path"], envelope.body, headers)
        if answer.status == 412:
            raise Repeat(Receipt(envelope.id))
        code, words = _problem(answer)
        if answer.status == 403 and not code:
            raise Unreachable("svarede 403: vi har ikke adgang")
        still_there(answer)
        if answer.status >= 400:
            raise Refused(code or str(answer.status), words)
        return Receipt(_reference(answer) or envelope.id)


def _problem(answer: Answered) -> tuple[str, str]:
    """The receiver's code and words. Their JSON was not to be read, so several names are understood."""
    told = _json(answer)
    if isinstance(told.get("fejl"), list) and told["fejl"] and isinstance(told["fejl"][0], dict):
        told = told["fejl"][0]
    code = next((told[name] for name in ("fejlkode", "errorCode", "code") if told.get(name)), "")
    names = ("fejltekst", "errorMessage", "detail", "message", "title")
    words = next((told[name] for name in names if told.get(name)), "")
    return short(code)[:80], short(words)


def _reference(answer: Answered) -> str:
    """The identifier of what was registered, where one is given back."""
    told = _json(answer)
    found = [value for name, value in told.items() if name.lower().endswith("identifier")]
    return short(found[0])[:160] if found and isinstance(found[0], str) else ""


def _json(answer: Answered) -> dict[str, Any]:
    try:
        told = json.loads(answer.body or b"{}")
    except (ValueError, RecursionError):
        return {}
    return {str(name).strip(): value for name, value in told.items()} if isinstance(told, dict) else {}
