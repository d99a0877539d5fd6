"""To Digital Post through SF1601 (KombiPostAfsend): taken in at once, delivered or refused later.

What is taken in is not yet delivered: the answer comes as a PKO_PostStatus, seconds or many hours later.
"""

from collections.abc import Sequence

from fodfaeste.apps.outbox.transport import (
    Answer,
    Envelope,
    Receipt,
    Refused,
    Repeat,
    Settings,
    Transport,
    Unreachable,
)
from fodfaeste.apps.outbox.transport.http import HTTP_SETTINGS, Door, short, still_there
from fodfaeste.apps.outbox.transport.polling import POLLING_SETTINGS, Polling

SETTINGS = {**HTTP_SETTINGS, **POLLING_SETTINGS}


def connect(settings: Settings) -> Transport:
    """The service behind one address."""
    return DigitalPostTransport(Door(settings), Polling(settings))


class DigitalPostTransport:
    """Hands letters over, and asks what became of them."""

    def __init__(self, door: Door, polling: Polling) -> None:
        self.door, self.polling = door, polling

    def deliver(self, envelope: Envelope) -> Receipt:
        """Hand a letter over. Where nobody tells us later, being taken in is all the receipt there is."""
        headers = {**envelope.headers, "Content-Type": envelope.content_type, "Accept": "application/xml"}
        answer = self.door.ask("POST", "", envelope.body, headers)
        if answer.status == 409:
            raise Repeat(Receipt(envelope.id, is_final=not self.polling.tells_later))
        if answer.status == 403:
            raise Unreachable("svarede 403: vi har ikke adgang")
        still_there(answer)
        if answer.status >= 400:
            raise Refused(str(answer.status), short(answer.body.decode("utf-8", "replace")))
        return Receipt(envelope.id, is_final=not self.polling.tells_later)

    def answers(self, ids: Sequence[str]) -> Sequence[Answer]:
        """What became of letters that were taken in."""
        return self.polling.answers(ids)
