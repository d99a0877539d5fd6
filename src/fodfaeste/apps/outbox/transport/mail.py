"""To the municipality's own mail server by SMTP, with TLS unless it is on this machine.

A mail has no receipt but the server's own: where the line breaks after the message and before the answer, the
same mail may arrive twice, under the same Message-ID.
"""

import smtplib
import ssl
from collections.abc import Mapping
from contextlib import suppress
from email import message_from_bytes
from email.policy import SMTP as MAIL_POLICY
from pathlib import Path
from typing import Any

from fodfaeste.apps.outbox.transport import Envelope, Receipt, Refused, Settings, Transport, Unreachable
from fodfaeste.apps.outbox.transport.http import LOOPBACK, short

SETTINGS: Mapping[str, Any] = {
    "host": str,
    "port": int | None,
    "tls": str | None,
    "ca": str | None,
    "user": str | None,
    "password_file": str | None,
    "seconds": int | float | None,
}
STARTTLS, FROM_THE_START, NO_TLS = "starttls", "tls", "none"
SECONDS = 20.0
TOO_LARGE = 552


def connect(settings: Settings) -> Transport:
    """A mail server."""
    return MailTransport(settings)


class MailTransport:
    """Hands mails over, one connection each."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.host = str(settings["host"])
        self.tls = str(settings.get("tls") or STARTTLS)
        self.port = int(settings.get("port") or (465 if self.tls == FROM_THE_START else 587))
        self.seconds = float(settings.get("seconds") or SECONDS)
        if self.tls not in (STARTTLS, FROM_THE_START, NO_TLS):
            raise Unreachable("tls skal være starttls, tls eller none")
        if self.tls == NO_TLS and self.host not in LOOPBACK:
            raise Unreachable("en mailserver på en anden maskine skal nås med TLS")

    def deliver(self, envelope: Envelope) -> Receipt:
        """Hand a mail over to its one receiver."""
        message = message_from_bytes(envelope.body, policy=MAIL_POLICY)
        sender, to = (message[name].addresses[0].addr_spec for name in ("From", "To"))
        try:
            server = self._server()
            try:
                server.sendmail(sender, [to], envelope.body)
            finally:  # what is said after the mail was taken changes nothing
                with suppress(smtplib.SMTPException, OSError):
                    server.quit()
                server.close()
        except smtplib.SMTPRecipientsRefused as error:
            raise _judged(*next(iter(error.recipients.values()))) from None
        except smtplib.SMTPDataError as error:
            raise _judged(error.smtp_code, error.smtp_error) from None
        except smtplib.SMTPSenderRefused as error:
            if error.smtp_code == TOO_LARGE:
                raise Refused(str(TOO_LARGE), "mailen er for stor") from None
            raise Unreachable(f"svarede {error.smtp_code}: vores afsenderadresse blev afvist") from None
        except smtplib.SMTPAuthenticationError:
            raise Unreachable("mailserveren kender ikke vores adgangskode") from None
        except smtplib.SMTPResponseException as error:
            raise Unreachable(f"svarede {error.smtp_code}") from None
        except (smtplib.SMTPException, OSError) as error:
            raise Unreachable(f"kunne ikke nås ({type(error).__name__})") from None
        return Receipt(str(message["Message-ID"]).strip("<> "))

    def _server(self) -> smtplib.SMTP:
        context = ssl.create_default_context(cafile=self.settings.get("ca"))
        if self.tls == FROM_THE_START:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=self.seconds, context=context
            )
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=self.seconds)
        try:
            if self.tls == STARTTLS:
                server.starttls(context=context)
            if user := self.settings.get("user"):
                server.login(str(user), _password(self.settings))
        except BaseException:
            server.close()
            raise
        return server


def _password(settings: Settings) -> str:
    return Path(str(settings["password_file"])).read_text(encoding="utf-8").strip()


def _judged(code: int, words: bytes | str) -> Refused | Unreachable:
    """5xx is for good, 4xx for now."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return Refused(str(code), short(text)) if code >= 500 else Unreachable(f"svarede {code}: {short(text)}")
