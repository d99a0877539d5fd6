"""A mail as it leaves (RFC 5322): plain text, the same bytes for the same record, a subject for any eye."""

import base64
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from fodfaeste.core.outbound import Mail, Unsendable, Written
from fodfaeste.formats.outbound import checks


def mail(record: Mail, message_id: str) -> Written:
    """The whole message with its headers."""
    if not record.paragraphs:
        raise Unsendable("paragraphs", "mangler")
    for number, paragraph in enumerate(record.paragraphs):
        checks.text(f"paragraphs.{number}", paragraph, 20_000, lines=True)
    message = addressed(
        message_id=message_id,
        sender=(record.sender_name, record.sender_address),
        to=record.to,
        subject=checks.nobody_named("subject", checks.text("subject", record.subject, 120)),
    )
    message["Date"] = format_datetime(checks.aware("written_at", record.written_at))
    message.set_content("\n\n".join(record.paragraphs) + "\n", cte="quoted-printable")
    for number, attached in enumerate(record.attached):
        main, _, sub = attached.media_type.partition("/")
        field = f"attached.{number}"
        name = checks.nobody_named(f"{field}.name", checks.text(f"{field}.name", attached.name, 120))
        try:
            content = base64.b64decode(attached.base64, validate=True)
        except ValueError:
            raise Unsendable(f"{field}.base64", "er ikke base64") from None
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return sealed(message, message_id, record.language)


def addressed(*, message_id: str, sender: tuple[str, str], to: str, subject: str) -> EmailMessage:
    """A message with the headers every mail of ours has, and nothing in it yet."""
    name, address = sender
    checks.mail_address("sender_address", address)
    checks.mail_address("to", to)
    message = EmailMessage(policy=SMTP)
    message["Message-ID"] = f"<{checks.uuid('id', message_id)}@{address.rpartition('@')[2]}>"
    message["From"] = Address(checks.text("sender_name", name, 120), addr_spec=address)
    message["To"] = Address(addr_spec=to)
    message["Subject"] = subject
    message["Auto-Submitted"] = "auto-generated"
    return message


def sealed(message: EmailMessage, message_id: str, language: str) -> Written:
    """The message as bytes; what parts it is made from the id, so that a repeat is the same."""
    message["Content-Language"] = checks.matching("language", language, "[a-z]{2}", "er ikke et sprog")
    parts = [part for part in message.walk() if part.is_multipart()]
    for number, part in enumerate(parts):
        part.set_boundary(f"={number}-{message_id}")
    return Written(body=message.as_bytes(), content_type="message/rfc822", headers={})
