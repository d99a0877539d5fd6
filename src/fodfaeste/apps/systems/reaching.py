"""Sending to an address that another has written: only https, and never into a network of our own.

The name is looked up once, every address it has must be out in the open, and the connection is made to that
very address, so that a name that changes its mind between the two leads nowhere. No redirect is followed.
"""

import http.client
import ipaddress
import os
import socket
import ssl
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from fodfaeste.core.errors import FodfaesteError

SECONDS = 10.0
LONGEST_URL = 400
MOST_READ = 2000


class AddressRefused(FodfaesteError):
    """An address that nothing is sent to."""


class NotReached(FodfaesteError):
    """The address did not answer."""


def inner_networks() -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    """Networks of our own that may be sent to all the same (FODFAESTE_NETWORKS, with commas)."""
    asked = os.environ.get("FODFAESTE_NETWORKS", "")
    return [ipaddress.ip_network(part.strip()) for part in asked.split(",") if part.strip()]


def address_check(url: str) -> tuple[str, int, str, str]:
    """The host, port, path and the one address to connect to. Raises AddressRefused."""
    parts = urlsplit(url) if len(url) <= LONGEST_URL and url.isascii() and url.isprintable() else None
    try:
        port = (parts.port or 443) if parts else 0
    except ValueError:
        parts = None
    if parts is None or parts.scheme != "https" or not parts.hostname or parts.username or parts.fragment:
        raise AddressRefused(_("Skriv en adresse, der begynder med https://."))
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise AddressRefused(_("Adressens navn findes ikke.")) from None
    addresses = [str(one[4][0]) for one in found]
    if not addresses or not all(_is_open(one) for one in addresses):
        raise AddressRefused(_("Adressen ligger i et lukket net."))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return parts.hostname, port, path, addresses[0]


def _is_open(address: str) -> bool:
    number = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(number, "ipv4_mapped", None) or number
    if any(mapped.version == net.version and mapped in net for net in inner_networks()):
        return True
    return mapped.is_global and not mapped.is_multicast


class _Pinned(http.client.HTTPSConnection):
    """A connection to one address, under the name that its certificate must have."""

    def __init__(self, host: str, port: int, address: str, context: ssl.SSLContext) -> None:
        super().__init__(host, port, timeout=SECONDS, context=context)
        self.address, self.tls = address, context

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.port), SECONDS)
        self.sock = self.tls.wrap_socket(plain, server_hostname=self.host)


def tls() -> ssl.SSLContext:
    """Whom we trust: the certificates of the machine."""
    return ssl.create_default_context()


def send(url: str, body: bytes, headers: dict[str, str]) -> int:
    """Send once, and give the status of the answer. Raises AddressRefused or NotReached."""
    host, port, path, address = address_check(url)
    connection = _Pinned(host, port, address, tls())
    try:
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        answer.read(MOST_READ)
        return answer.status
    except (OSError, http.client.HTTPException) as error:
        raise NotReached(type(error).__name__) from error
    finally:
        connection.close()
