"""A mail server with TLS that takes mails to one receiver, and can turn them down for now or for good."""

import asyncio
import ssl
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as MAIL_POLICY
from types import TracebackType
from typing import Any, Self, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.receivers.certificate import certificate
from tests.receivers.scripting import Memory
from tests.servers import free_port


class MailServer(Memory):
    """The municipality's mail server. `registered` has each mail under its Message-ID."""

    def __enter__(self) -> Self:
        folder = certificate()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
        self.port = free_port()
        self._controller = Controller(
            self, hostname="127.0.0.1", port=self.port, tls_context=context, require_starttls=True
        )
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        self._controller.stop()

    @property
    def settings(self) -> dict[str, Any]:
        """What a transport needs to find it."""
        ca = str(certificate() / "cert.pem")
        return {"host": "127.0.0.1", "port": self.port, "ca": ca, "seconds": 20}

    @property
    def mails(self) -> list[EmailMessage]:
        """The mails that were taken, read again."""
        return [cast(EmailMessage, each.content) for each in self.registered]

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Meet a mail as the script says."""
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        message = message_from_bytes(content, policy=MAIL_POLICY)
        name = str(message["Message-ID"]).strip("<> ")
        with self.lock:
            self.asked.append(name)
        mood = self.mood()
        if mood.name == "refuse":
            return f"{mood.code} {mood.words}"
        if mood.name == "busy":
            return "451 4.3.0 try again later"
        if mood.name == "down":
            _hang_up(server)
            return "421 gone"
        if len(envelope.rcpt_tos) != 1 or not message["Date"] or not message["Subject"]:
            return "550 5.6.0 not one receiver, or no date or subject"
        self.register(name, envelope.rcpt_tos[0], "mail", message)
        if mood.name == "lost":
            _hang_up(server)
        if mood.name == "slow":
            await asyncio.sleep(mood.seconds)
        return "250 2.0.0 taken"

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take nothing from `stranger.example`."""
        if address.endswith("@stranger.example"):
            return "550 5.7.1 not yours to send from"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Know no one at `nobody.example`."""
        if address.endswith("@nobody.example"):
            return f"550 5.1.1 <{address}>: no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"


def _hang_up(server: SMTP) -> None:
    transport = server.transport
    if transport is not None:
        transport.abort()
