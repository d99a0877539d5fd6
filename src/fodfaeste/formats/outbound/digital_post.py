"""A letter as a MeMo message 1.1 in the request that SF1601 (KombiPostAfsend) takes.

Read: the elements in their order with lengths and patterns, from classes made of the schema by others, and
the published examples (decision 37). The schema itself was not to be had.
"""

import base64
import re
from datetime import UTC, datetime
from html import escape
from uuid import UUID
from xml.etree.ElementTree import Element

from fodfaeste.core.outbound import Attached, PostLetter, Unsendable, Written
from fodfaeste.formats.outbound import checks
from fodfaeste.formats.outbound.codes import LETTER_FILES
from fodfaeste.formats.outbound.xml_writing import MEMO, child, optional, xml_bytes

MOST_BYTES = 10_000_000  # ours: the order on files in Digital Post allows more
MOST_FILES = 10


def letter(record: PostLetter, message_id: str) -> Written:
    """The letter ready to be handed over. `message_id` is the envelope's."""
    sent_as = checks.uuid("id", message_id)
    written_at = _utc(record.written_at)
    root = Element("kombi_request")
    child_plain = Element("KombiValgKode")
    child_plain.text = "Digital Post"
    root.append(child_plain)
    message = child(root, MEMO, "Message")
    message.set("memoVersion", "1.1")
    message.set("memoSchVersion", "1.1.0")
    _header(child(message, MEMO, "MessageHeader"), record, sent_as)
    _body(child(message, MEMO, "MessageBody"), record, written_at)
    headers = {"x-TransaktionsId": sent_as, "x-TransaktionsTid": written_at}
    return Written(body=xml_bytes(root), content_type="application/xml", headers=headers)


def message_uuid(message_id: str) -> str:
    """The envelope's id in the form MeMo asks for, that of a random UUID: the same for the same id."""
    return str(UUID(bytes=UUID(message_id).bytes, version=4))


def _header(header: Element, record: PostLetter, message_id: str) -> None:
    label = checks.nobody_named("label", checks.text("label", record.label, 256))
    child(header, MEMO, "messageType", "DIGITALPOST")
    child(header, MEMO, "messageUUID", message_uuid(message_id))
    child(header, MEMO, "messageID", message_id)
    child(header, MEMO, "label", label)
    child(header, MEMO, "mandatory", _truth(record.mandatory))
    child(header, MEMO, "legalNotification", _truth(record.legal))
    sender = child(header, MEMO, "Sender")
    child(sender, MEMO, "senderID", checks.cvr("sender.cvr", record.sender.cvr))
    child(sender, MEMO, "idType", "CVR")
    child(sender, MEMO, "label", checks.text("sender.name", record.sender.name, 256))
    _recipient(child(header, MEMO, "Recipient"), record)
    if record.reference:
        case = child(child(header, MEMO, "ContentData"), MEMO, "CaseID")
        reference = checks.nobody_named("reference", checks.text("reference", record.reference, 256))
        child(case, MEMO, "caseID", reference)
        child(case, MEMO, "caseSystem", "Fodfæste")


def _recipient(recipient: Element, record: PostLetter) -> None:
    if (record.person is None) == (not record.company_cvr):
        raise Unsendable("person", "et brev skal have én modtager: en borger eller en virksomhed")
    if record.person is not None:
        number, kind, name = checks.cpr("person.cpr", record.person.cpr), "CPR", record.person.name
    else:
        number, kind, name = checks.cvr("company_cvr", record.company_cvr), "CVR", record.company_name
    child(recipient, MEMO, "recipientID", number)
    child(recipient, MEMO, "idType", kind)
    optional(recipient, MEMO, "label", checks.text("person.name", name, 256, least=0))


def _body(body: Element, record: PostLetter, written_at: str) -> None:
    child(body, MEMO, "createdDateTime", written_at)
    page = base64.b64encode(_page(record).encode()).decode()
    main = child(body, MEMO, "MainDocument")
    _file(main, "text/html", "brev.html", record.language, page, "paragraphs")
    if len(record.attached) > MOST_FILES:
        raise Unsendable("attached", f"der må højst være {MOST_FILES} filer")
    for number, attached in enumerate(record.attached):
        _attached(child(body, MEMO, "AdditionalDocument"), attached, f"attached.{number}")


def _attached(document: Element, attached: Attached, field: str) -> None:
    name = checks.text(f"{field}.name", attached.name, 256)
    checks.nobody_named(f"{field}.name", name)
    if "/" in name or "\\" in name:
        raise Unsendable(f"{field}.name", "må ikke være en sti")
    kind = checks.known(f"{field}.media_type", attached.media_type, LETTER_FILES)
    _file(document, kind, name, attached.language, attached.base64, f"{field}.base64")


def _file(document: Element, kind: str, name: str, language: str, content: str, field: str) -> None:
    if len(content) > MOST_BYTES:
        raise Unsendable(field, "fylder mere end 10 MB")
    try:
        if not base64.b64decode(content, validate=True):
            raise Unsendable(field, "er tom")
    except ValueError:
        raise Unsendable(field, "er ikke base64") from None
    file = child(document, MEMO, "File")
    child(file, MEMO, "encodingFormat", kind)
    child(file, MEMO, "filename", name)
    child(file, MEMO, "language", checks.matching("language", language, "[a-z]{2}", "er ikke et sprog"))
    child(file, MEMO, "content", content)


def _page(record: PostLetter) -> str:
    """The letter as one page that fetches nothing."""
    if not record.paragraphs:
        raise Unsendable("paragraphs", "mangler")
    for number, paragraph in enumerate(record.paragraphs):
        checks.text(f"paragraphs.{number}", paragraph, 20_000, lines=True)
    lines = "\n".join(f"<p>{_broken(paragraph)}</p>" for paragraph in record.paragraphs)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(record.language)}">\n<head><meta charset="utf-8">'
        f"<title>{escape(record.label)}</title></head>\n<body>\n<h1>{escape(record.label)}</h1>\n"
        f"{lines}\n<p>{escape(record.sender.name)}</p>\n</body>\n</html>\n"
    )


def _broken(paragraph: str) -> str:
    return "<br>\n".join(escape(line) for line in re.split(r"\r\n|\r|\n", paragraph))


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _utc(at: datetime) -> str:
    return checks.aware("written_at", at).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
