"""What became of what was handed over, as the shared message distributor tells it: PKO_PostStatus.

It comes alone in a list where it is asked for, or in base64 inside a `ModtagBeskedInput` where the
distributor calls by itself (decision 37). The answer to a call is a `ModtagBeskedOutput`.
"""

import binascii
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID
from xml.etree.ElementTree import Element

from fodfaeste.formats.outbound.xml_reading import Unreadable, read_xml
from fodfaeste.formats.outbound.xml_writing import POST_STATUS, SAGDOK, STS, child, xml_bytes

DELIVERED, TAKEN_IN, FAILED = "delivered", "taken_in", "failed"
#: By the code as it is written, in small letters. A code we do not know says nothing yet.
_CODES = {
    "afleveret digital post": DELIVERED,
    "modtaget digital post": TAKEN_IN,
    "fejlet": FAILED,
}
#: What the caller is told: taken, or not to be read.
TAKEN, NOT_READ = "20", "40"


@dataclass(frozen=True, slots=True)
class PostStatus:
    """What became of one envelope, by the names it may be known under."""

    transmission: str
    message: str
    code: str  # delivered, taken_in, failed, or empty
    reference: str = ""
    words: str = ""


def post_statuses(body: bytes) -> list[PostStatus]:
    """Each status in a document, in its order; Unreadable where it is no XML, or its base64 is none."""
    return [_status(found) for found in _found(read_xml(body))]


def _found(root: Element) -> Iterator[Element]:
    for element in root.iter():
        if element.tag == f"{{{POST_STATUS}}}PKO_PostStatus":
            yield element
        elif element.tag.rpartition("}")[2] == "Base64":
            yield from _found(read_xml(_decoded(element.text or "")))


def _decoded(text: str) -> bytes:
    try:
        return b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise Unreadable("no base64 that can be read") from None


def _status(element: Element) -> PostStatus:
    def told(name: str) -> str:
        return element.findtext(f"{{{POST_STATUS}}}{name}", "").strip()

    details = element.find(f"{{{POST_STATUS}}}FejlDetaljer")
    return PostStatus(
        transmission=told("TransmissionId").lower(),
        message=told("MessageUUID").lower(),
        code=_CODES.get(told("TransaktionsStatusKode").lower(), ""),
        reference=told("CorrelationId"),
        words=" ".join(details.itertext()) if details is not None else "",
    )


def envelopes_named(status: PostStatus) -> tuple[UUID, ...]:
    """The envelopes a status may be about: by the transmission, or by the letter's own UUID.

    A letter is called what its envelope is called but for the digit of the version: ours are made of a name.
    """
    found = []
    for name, version in ((status.transmission, None), (status.message, 5)):
        try:
            found.append(UUID(bytes=UUID(name).bytes, version=version))
        except ValueError:
            continue
    return tuple(found)


def taken_answer(code: str, words: str = "") -> bytes:
    """What the distributor is answered when it calls."""
    root = Element(f"{{{STS}}}ModtagBeskedOutput")
    told = child(root, SAGDOK, "StandardRetur")
    child(told, SAGDOK, "StatusKode", code)
    child(told, SAGDOK, "FejlbeskedTekst", words)
    return xml_bytes(root)
