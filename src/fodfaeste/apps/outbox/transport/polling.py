"""Late answers that a receiver keeps for us: asked for by the envelopes' ids, the same one perhaps again.

The municipality's own hand-over point in front of the shared message distributor gives them: one address,
asked for at most fifty ids at a time, answering with PKO_PostStatus documents in a list. Where none is set,
no late answer comes.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from xml.etree.ElementTree import Element

from fodfaeste.apps.outbox.transport import Answer, Receipt, Settings, Unreachable
from fodfaeste.apps.outbox.transport.http import Door, short, still_there
from fodfaeste.formats.outbound.digital_post import message_uuid
from fodfaeste.formats.outbound.xml_reading import Unreadable, read_xml
from fodfaeste.formats.outbound.xml_writing import POST_STATUS

POLLING_SETTINGS: Mapping[str, Any] = {"answers_address": str | None}
AT_ONCE = 50

DELIVERED, TAKEN_IN, FAILED = "afleveret digital post", "modtaget digital post", "fejlet"


class Polling:
    """Asks one address for what became of envelopes."""

    def __init__(self, settings: Settings) -> None:
        address = settings.get("answers_address")
        self.door = Door({**settings, "address": address}) if address else None

    def answers(self, ids: Sequence[str]) -> Sequence[Answer]:
        """What is known by now, in the order it was told. The same answer may come again."""
        if self.door is None:
            return []
        known_as = {name: each for each in ids for name in (each, _in_memo(each))}
        known: list[Answer] = []
        for first in range(0, len(ids), AT_ONCE):
            query = urlencode([("id", each) for each in ids[first : first + AT_ONCE]])
            answer = still_there(self.door.ask("GET", f"?{query}"))
            if answer.status != 200:
                raise Unreachable(f"svarede {answer.status}")
            known += _told(answer.body, known_as)
        return known


def _in_memo(envelope: str) -> str:
    """What a letter of that envelope is called in MeMo."""
    try:
        return message_uuid(envelope)
    except ValueError:
        return envelope


def _told(body: bytes, known_as: Mapping[str, str]) -> list[Answer]:
    try:
        root = read_xml(body)
    except Unreadable:
        raise Unreachable("svarede med noget, der ikke kan læses") from None
    found = [_answer(status, known_as) for status in root.iter(f"{{{POST_STATUS}}}PKO_PostStatus")]
    return [answer for answer in found if answer is not None]


def _answer(status: Element, known_as: Mapping[str, str]) -> Answer | None:
    """A status that says something of one of our envelopes. A code we do not know says nothing yet.

    It is known by its transaction, or by what the letter is called in MeMo: which of them a distributor keeps
    was not to be read.
    """
    told = {name: status.findtext(f"{{{POST_STATUS}}}{name}", "").strip() for name in _FIELDS}
    names = (told["TransmissionId"].lower(), told["MessageUUID"].lower())
    envelope = next((known_as[name] for name in names if name in known_as), None)
    if envelope is None:
        return None
    code = told["TransaktionsStatusKode"].lower()
    if code == DELIVERED:
        return Answer(envelope, receipt=Receipt(short(told["CorrelationId"] or envelope)[:160]))
    if code == TAKEN_IN:
        return Answer(envelope, receipt=Receipt(envelope, is_final=False))
    if code == FAILED:
        details = status.find(f"{{{POST_STATUS}}}FejlDetaljer")
        words = " ".join(details.itertext()) if details is not None else ""
        return Answer(envelope, code="fejlet", words=short(words))
    return None


_FIELDS = ("TransmissionId", "MessageUUID", "TransaktionsStatusKode", "CorrelationId")
