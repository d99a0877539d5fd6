"""To a gateway for text messages over REST. Gateways differ: this one form, or a bridge before another.

`POST address` with JSON; 200, 201 or 202 with an `id` for a receipt; 409 for an id that was seen before; 4xx
with `code` and `message` for a refusal.
"""

import json

from fodfaeste.apps.outbox.transport import (
    Envelope,
    Receipt,
    Refused,
    Repeat,
    Settings,
    Transport,
    Unreachable,
)
from fodfaeste.apps.outbox.transport.http import HTTP_SETTINGS, Door, short, still_there

SETTINGS = HTTP_SETTINGS


def connect(settings: Settings) -> Transport:
    """The gateway behind one address."""
    return SmsTransport(Door(settings))


class SmsTransport:
    """Hands text messages over."""

    def __init__(self, door: Door) -> None:
        self.door = door

    def deliver(self, envelope: Envelope) -> Receipt:
        """Hand one over; the envelope's id stands in it, and in a header."""
        headers = {"Content-Type": envelope.content_type, "Idempotency-Key": envelope.id}
        answer = self.door.ask("POST", "", envelope.body, headers)
        if answer.status == 409:
            raise Repeat(Receipt(envelope.id))
        if answer.status == 403:
            raise Unreachable("svarede 403: vi har ikke adgang")
        told = _json(still_there(answer).body)
        if answer.status >= 400:
            raise Refused(short(told.get("code") or answer.status)[:80], short(told.get("message", "")))
        return Receipt(short(told.get("id") or envelope.id)[:160])


def _json(body: bytes) -> dict[str, object]:
    try:
        told = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}
