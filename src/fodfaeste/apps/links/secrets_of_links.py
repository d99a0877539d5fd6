"""What opens a link, as it is kept: keyed hashes that nobody can turn back."""

import hmac
import re
import secrets

from fodfaeste.apps.accounts.keyed import keyed
from fodfaeste.apps.links.codes import BIRTH_DATE
from fodfaeste.apps.links.models import Link

TOKEN_BYTES = 32
TOLD_DIGITS = 6

_NUMBERS = re.compile(r"\d+")


def token_new() -> str:
    """A token by chance: 256 bits, in characters that an address bears."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def told_code_new() -> str:
    """A code short enough to be said: six digits."""
    return f"{secrets.randbelow(10**TOLD_DIGITS):0{TOLD_DIGITS}}"


def token_hash(token: str) -> str:
    """A token as it is kept."""
    return keyed("link-token", token)


def letter_hash(code: str) -> str:
    """A letter's code as it is kept."""
    return keyed("link-letter", code)


def told_hash(code: str) -> str:
    """A told code as it is kept."""
    return keyed("link-told", code)


def address_hash(address: str) -> str:
    """Where a try comes from, as it is kept while it counts."""
    return keyed("link-address", address or "-")


def fact_fits(link: Link | None, typed: str) -> bool:
    """Whether what was typed is the second fact of a link. Says no of a link that is not there."""
    digits = _digits(typed)
    told = told_hash(digits or "-")
    if link is None or (link.citizen is not None and not link.citizen.active):
        return False
    if link.bound_to != BIRTH_DATE:
        return bool(digits) and hmac.compare_digest(told, link.told_hash)
    born = link.citizen.birth_date if link.citizen else None
    return born is not None and digits in (f"{born:%d%m%Y}", f"{born:%d%m%y}")


def _digits(typed: str) -> str:
    """The digits of a day or a code, however they were set apart: 1/2-1980 is 01021980."""
    parts = _NUMBERS.findall(typed) if typed.isascii() else []
    if len(parts) == len(("day", "month", "year")):
        parts = [parts[0].zfill(2), parts[1].zfill(2), parts[2]]
    return "".join(parts)
