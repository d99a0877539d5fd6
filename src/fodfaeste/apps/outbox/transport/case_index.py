"""To the shared case and document index (SF1470) as SOAP 1.2. It answers at once: status 20, or why not.

The tokens and signatures its live service asks for (OIO IDWS) are not made here: a municipality puts its own
gateway in between, and names the gateway's address.
"""

from collections.abc import Sequence

from fodfaeste.apps.outbox.transport import (
    Answer,
    Envelope,
    Receipt,
    Refused,
    Settings,
    Transport,
    Unreachable,
)
from fodfaeste.apps.outbox.transport.http import HTTP_SETTINGS, Door, short, still_there
from fodfaeste.apps.outbox.transport.polling import POLLING_SETTINGS, Polling
from fodfaeste.formats.outbound.soap import SoapFault, soap_request, statuses
from fodfaeste.formats.outbound.xml_reading import Unreadable

SETTINGS = {**HTTP_SETTINGS, **POLLING_SETTINGS}
ACTION = "http://kombit.dk/sts/sagdokumentindeks/"
FINE = "20"


def connect(settings: Settings) -> Transport:
    """The service, or the municipality's gateway before it, behind one address."""
    return CaseIndexTransport(Door(settings), Polling(settings))


class CaseIndexTransport:
    """Hands cases over to be shown in the index."""

    def __init__(self, door: Door, polling: Polling) -> None:
        self.door, self.polling = door, polling

    def deliver(self, envelope: Envelope) -> Receipt:
        """Hand a case over. A gateway that only takes it in (202) tells later."""
        action = ACTION + envelope.headers[":action"]
        headers = {"Content-Type": f'application/soap+xml; charset=utf-8; action="{action}"'}
        answer = self.door.ask("POST", "", soap_request(envelope.body, envelope.id), headers)
        if answer.status == 202:
            return Receipt(envelope.id, is_final=False)
        try:
            told = statuses(answer.body)
        except SoapFault as fault:
            if fault.is_ours:
                raise Refused(short(fault.code)[:80], short(fault.words)) from None
            raise Unreachable(f"svarede med en fejl: {short(fault.words)}") from None
        except Unreadable:
            still_there(answer)
            raise Unreachable(f"svarede {answer.status} med noget, der ikke kan læses") from None
        still_there(answer)
        for code, words in told:
            if code != FINE:
                raise Refused(short(code)[:80], short(words))
        return Receipt(envelope.id)

    def answers(self, ids: Sequence[str]) -> Sequence[Answer]:
        """What a gateway tells later."""
        return self.polling.answers(ids)
