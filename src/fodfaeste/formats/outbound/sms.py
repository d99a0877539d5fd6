"""A text message for a gateway over REST, and how many parts it takes (3GPP TS 23.038 and 23.040)."""

import json
from dataclasses import dataclass

from fodfaeste.core.outbound import Sms, Unsendable, Written
from fodfaeste.formats.outbound import checks

MOST_PARTS = 3

#: The default alphabet: one septet a letter.
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
#: Two septets each: an escape before it.
_EXTENDED = frozenset("\f^{}\\[~]|€")


@dataclass(frozen=True, slots=True)
class Length:
    """How long a text is on its way: in which alphabet, units of it, and messages."""

    alphabet: str
    units: int
    parts: int


def length_of(text: str) -> Length:
    """How many messages a text takes: 160 letters or 70, and fewer in each where there are several."""
    if all(letter in _BASIC or letter in _EXTENDED for letter in text):
        sizes = [2 if letter in _EXTENDED else 1 for letter in text]
        return _length("GSM-7", sizes, whole=160, part=153)
    sizes = [len(letter.encode("utf-16-le")) // 2 for letter in text]
    return _length("UCS-2", sizes, whole=70, part=67)


def _length(alphabet: str, sizes: list[int], *, whole: int, part: int) -> Length:
    units = sum(sizes)
    if units <= whole:
        return Length(alphabet, units, 1)
    parts, used = 1, 0
    for size in sizes:  # an escape and its letter, or a pair, are never torn apart
        if used + size > part:
            parts, used = parts + 1, 0
        used += size
    return Length(alphabet, units, parts)


def sms(record: Sms, message_id: str) -> Written:
    """The message as JSON: id, sender, receiver, text, alphabet and parts."""
    text = checks.nobody_named("text", checks.text("text", record.text, 1000, lines=True))
    length = length_of(text)
    if length.parts > MOST_PARTS:
        raise Unsendable("text", f"fylder {length.parts} sms'er; der må højst være {MOST_PARTS}")
    body = {
        "id": checks.uuid("id", message_id),
        "from": checks.matching(
            "sender_name", record.sender_name, r"[A-Za-z0-9]{3,11}", "skal være 3 til 11 bogstaver eller tal"
        ),
        "to": checks.matching("to", record.to, r"\+[1-9][0-9]{6,14}", "er ikke et nummer med landekode"),
        "text": text,
        "alphabet": length.alphabet,
        "parts": length.parts,
    }
    written = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    return Written(body=written, content_type="application/json", headers={})
