"""Digital Post behind SF1601: a MeMo 1.1 message in its order, an id once, and the answer later."""

import base64
import re
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring

from tests.receivers.post_status import DELIVERED, FAILED, LateAnswers
from tests.receivers.scripting import Mood
from tests.receivers.web import Request, Response, Wrong

MEMO = "{https://DigitalPost.dk/MeMo-1}"
UUID4 = r"[a-fA-F0-9]{8}-[a-fA-F0-9]{4}-4[a-fA-F0-9]{3}-[abAB89][a-fA-F0-9]{3}-[a-fA-F0-9]{12}"
TRUTH, SHORT, UTC = "true|false", r"(?s).{1,256}", r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"

#: Elements in their order: name, must it be there, may it come again, and its text or its own elements.
FILE = [
    ("encodingFormat", True, False, r"[a-z]+/[a-z0-9.+-]+"),
    ("filename", True, False, SHORT),
    ("language", True, False, "[a-z]{2}"),
    ("content", True, False, r"[A-Za-z0-9+/=\s]+"),
]
DOCUMENT = [("label", False, False, SHORT), ("File", True, True, FILE)]
BODY = [
    ("createdDateTime", True, False, UTC),
    ("MainDocument", True, False, DOCUMENT),
    ("AdditionalDocument", False, True, DOCUMENT),
    ("TechnicalDocument", False, True, DOCUMENT),
]
CASE = [("caseID", True, False, SHORT), ("caseSystem", True, False, SHORT)]
HEADER = [
    ("messageType", True, False, "DIGITALPOST"),
    ("messageUUID", True, False, UUID4),
    ("messageID", False, False, SHORT),
    ("messageCode", False, False, SHORT),
    ("label", True, False, SHORT),
    ("notification", False, False, r"(?s).{1,150}"),
    ("additionalNotification", False, False, SHORT),
    ("reply", False, False, TRUTH),
    ("replyByDateTime", False, False, UTC),
    ("doNotDeliverUntilDate", False, False, r"\d{4}-\d\d-\d\d"),
    ("mandatory", True, False, TRUTH),
    ("legalNotification", True, False, TRUTH),
    ("postType", False, False, SHORT),
    (
        "Sender",
        True,
        False,
        [
            ("senderID", True, False, SHORT),
            ("idType", True, False, "CVR"),
            ("idTypeLabel", False, False, SHORT),
            ("label", True, False, SHORT),
        ],
    ),
    (
        "Recipient",
        True,
        False,
        [
            ("recipientID", True, False, SHORT),
            ("idType", True, False, "CPR|CVR"),
            ("idTypeLabel", False, False, SHORT),
            ("label", False, False, SHORT),
        ],
    ),
    ("ContentData", False, False, [("CaseID", False, False, CASE)]),
]


class DigitalPostReceiver(LateAnswers):
    """Takes letters in; whether they were delivered is told later, of its own accord or when told to."""

    def id_of(self, request: Request) -> str:
        return str(request.headers.get("x-TransaktionsId", ""))

    def repeat(self, request: Request) -> Response | None:
        return Response(409) if self.id_of(request) in self.ids else None

    def read(self, request: Request) -> Element:
        if request.headers.get_content_type() != "application/xml":
            raise Wrong("415", "not XML")
        try:
            root: Element = fromstring(request.body, forbid_dtd=True)
        except ParseError:
            raise Wrong("400", "no XML") from None
        if b"<memo:Message " not in request.body:
            raise Wrong("400", "the prefix is not memo")
        if root.tag != "kombi_request" or [each.tag for each in root] != ["KombiValgKode", f"{MEMO}Message"]:
            raise Wrong("400", "no kombi_request")
        message = root[1]
        if message.get("memoVersion") != "1.1" or message.get("memoSchVersion") != "1.1.0":
            raise Wrong("400", "another version of MeMo")
        in_order(message, [("MessageHeader", True, False, HEADER), ("MessageBody", True, False, BODY)])
        header = message[0]
        _number(header, "Sender", "senderID")
        _number(header, "Recipient", "recipientID")
        if header.findtext(f"{MEMO}messageUUID") in [each.what for each in self.registered]:
            raise Wrong("409", "messageUUID was used before", 409)
        return message

    def take(self, request: Request, read: Element, mood: Mood) -> Response:
        lane = read.findtext(f"{MEMO}MessageHeader/{MEMO}Recipient/{MEMO}recipientID", "")
        uuid = read.findtext(f"{MEMO}MessageHeader/{MEMO}messageUUID", "")
        self.register(self.id_of(request), lane, uuid, read)
        if mood.name != "late":
            self.tell(self.id_of(request), DELIVERED)
        return Response(200, b"<kombi_response/>", "application/xml")

    def fail(self, envelope: str, words: str) -> None:
        """Tell later that a letter could not be delivered."""
        self.tell(envelope, FAILED, words)

    def refusal(self, wrong: Wrong) -> Response:
        return Response(wrong.status, f"{wrong.code} {wrong.words}".encode(), "text/plain")

    def letters(self, lane: str) -> list[str]:
        """The pages of the letters that one recipient has got."""
        content = f"{MEMO}MessageBody/{MEMO}MainDocument/{MEMO}File/{MEMO}content"
        pages = [each.content.findtext(content, "") for each in self.registered if each.lane == lane]
        return [base64.b64decode(page).decode() for page in pages]


def in_order(parent: Element, wanted: list[Any]) -> None:
    """Check that an element holds what it must, no more, and in the order of the description."""
    left = list(parent)
    for name, must, again, inside in wanted:
        count = 0
        while left and left[0].tag == f"{MEMO}{name}" and (again or count == 0):
            _check(left.pop(0), inside)
            count += 1
        if must and count == 0:
            raise Wrong("400", f"{name} is missing or out of order")
    if left:
        raise Wrong("400", f"{left[0].tag.rpartition('}')[2]} is unknown or out of order")


def _check(element: Element, inside: Any) -> None:
    if isinstance(inside, list):
        in_order(element, inside)
    elif not re.fullmatch(inside, element.text or ""):
        raise Wrong("400", f"{element.tag.rpartition('}')[2]} does not fit")


def _number(header: Element, who: str, name: str) -> None:
    kind = header.findtext(f"{MEMO}{who}/{MEMO}idType", "")
    pattern = {"CPR": r"\d{10}", "CVR": r"\d{8}"}[kind]
    if not re.fullmatch(pattern, header.findtext(f"{MEMO}{who}/{MEMO}{name}", "")):
        raise Wrong("400", f"{name} is no {kind} number")
