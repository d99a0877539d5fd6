"""One request to one receiver over HTTPS: timed, bounded, never redirected, and told apart by what it means.

Answers from outside are kept short and without CPR numbers or addresses: they are shown on lists.
"""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests

from fodfaeste.apps.outbox.transport import Settings, Unreachable
from fodfaeste.installation.logs import without_cpr

CONNECT_SECONDS, READ_SECONDS = 5.0, 30.0
MOST_BYTES = 1_000_000
MOST_WORDS = 300  # letters of them
LOOPBACK = ("127.0.0.1", "::1", "localhost")

#: What a transport over HTTP reads of its table; types as tests ask for them, None where it may be absent.
HTTP_SETTINGS: Mapping[str, Any] = {
    "address": str,
    "ca": str | None,
    "certificate": str | None,
    "key": str | None,
    "token_file": str | None,
    "proxy": str | None,
    "connect_seconds": int | float | None,
    "read_seconds": int | float | None,
}


@dataclass(frozen=True, slots=True)
class Answered:
    """What a receiver answered, whatever it meant."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Door:
    """A receiver's address, and what it takes to be let in."""

    def __init__(self, settings: Settings) -> None:
        self.address = str(settings["address"]).rstrip("/")
        parts = urlsplit(self.address)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
            raise Unreachable("adressen skal begynde med https://")
        self._verify: str | bool = settings.get("ca") or True
        certificate, key = settings.get("certificate"), settings.get("key")
        self._certificate = (certificate, key) if certificate and key else certificate
        self._token_file = settings.get("token_file")
        self._proxies = {"https": settings["proxy"]} if settings.get("proxy") else {}
        self._connect = float(settings.get("connect_seconds") or CONNECT_SECONDS)
        self._read = float(settings.get("read_seconds") or READ_SECONDS)

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Answered:
        """One request and its answer. Raises Unreachable where there is none in time."""
        ends = time.monotonic() + self._connect + self._read
        told = {**(headers or {}), **self._authorization()}
        try:
            with requests.Session() as session:
                # No setting of the machine decides where CPR numbers go.
                session.trust_env = False
                with session.request(
                    method,
                    self.address + path,
                    data=body or None,
                    headers=told,
                    timeout=(self._connect, self._read),
                    verify=self._verify,
                    cert=self._certificate,
                    proxies=self._proxies,
                    allow_redirects=False,
                    stream=True,
                ) as answer:
                    return Answered(answer.status_code, answer.headers, _bounded(answer, ends))
        except requests.Timeout:
            raise Unreachable("svarede ikke i tide") from None
        except (requests.RequestException, OSError) as error:
            raise Unreachable(f"kunne ikke nås ({type(error).__name__})") from None

    def _authorization(self) -> dict[str, str]:
        """The token as its file has it now: whoever renews it writes a new file."""
        if not self._token_file:
            return {}
        try:
            return {"Authorization": Path(self._token_file).read_text(encoding="ascii").strip()}
        except (OSError, UnicodeDecodeError):
            raise Unreachable("adgangsnøglen kan ikke læses") from None


def still_there(answer: Answered) -> Answered:
    """The answer where the receiver is well. Raises Unreachable where another time may go better.

    A redirect, or a door that is shut to all of us, is for whoever runs this: no message is to blame.
    """
    if answer.status >= 500 or answer.status in (401, 407, 408, 425, 429) or 300 <= answer.status < 400:
        raise Unreachable(f"svarede {answer.status}", _retry_after(answer.headers.get("Retry-After", "")))
    return answer


def short(words: object) -> str:
    """Words from outside as they may be kept and shown: one line, no CPR number, no mail address."""
    text = " ".join(re.sub(r"[\x00-\x1f\x7f<>]", " ", str(words)[:20_000]).split())
    if len(text) > MOST_WORDS * 2:  # cut before it is searched, and never in the middle of a number
        text = text[: MOST_WORDS * 2].rpartition(" ")[0]
    text = " ".join("[adresse]" if "@" in word else word for word in without_cpr(text).split(" "))
    return text[:MOST_WORDS]


def _bounded(answer: requests.Response, ends: float) -> bytes:
    """The body, as far as it is no longer and takes no longer than we allow."""
    kept = b""
    for part in answer.iter_content(16_384):
        kept += part
        if len(kept) > MOST_BYTES:
            raise Unreachable("svarede med mere, end vi læser")
        if time.monotonic() > ends:
            raise Unreachable("svarede ikke færdig i tide")
    return kept


def _retry_after(value: str) -> float | None:
    return min(float(value), 86_400.0) if re.fullmatch(r"\d{1,6}", value) else None
