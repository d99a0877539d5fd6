"""What must hold of a field before it leaves: refused by name and reason, and never with its value."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from fodfaeste.core.outbound import Unsendable

#: DFDG's own pattern: a day, a month, and six digits. 0000000000 stands for a number nobody knows.
CPR = re.compile(
    r"(((0[1-9]|[12]\d|3[01])(01|03|05|07|08|10|12))|((0[1-9]|[12]\d|30)(04|06|09|11))"
    r"|((0[1-9]|[12]\d)02))\d{6}"
)
CPR_INSIDE = re.compile(r"(?<!\d)\d{6}[ -]?\d{4}(?!\d)")
MAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.)+[A-Za-z]{2,63}"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_Code = TypeVar("_Code")


def text(field: str, value: str, most: int, *, least: int = 1, lines: bool = False) -> str:
    """The value where it has from `least` to `most` characters, no control character, and one line only."""
    if len(value) < least:
        raise Unsendable(field, "mangler")
    if len(value) > most:
        raise Unsendable(field, f"er længere end {most} tegn")
    if _CONTROL.search(value):
        raise Unsendable(field, "indeholder tegn, der ikke kan sendes")
    if not lines and re.search(r"[\r\n\t\x85\u2028\u2029]", value):
        raise Unsendable(field, "skal stå på én linje")
    return value


def matching(field: str, value: str, pattern: str | re.Pattern[str], reason: str) -> str:
    """The value where the whole of it fits the pattern."""
    if not re.fullmatch(pattern, value, re.ASCII if isinstance(pattern, str) else 0):
        raise Unsendable(field, reason)
    return value


def uuid(field: str, value: str) -> str:
    """The value in the one form of a UUID: lower case, with hyphens."""
    try:
        return str(UUID(value))
    except ValueError:
        raise Unsendable(field, "er ikke en UUID") from None


def cpr(field: str, value: str) -> str:
    """The value where it can be a CPR number by the pattern of DFDG."""
    return matching(field, value, CPR, "er ikke et CPR-nummer")


def cvr(field: str, value: str) -> str:
    """The value where it can be a CVR number."""
    return matching(field, value, r"[0-9]{8}", "er ikke et CVR-nummer på 8 cifre")


def mail_address(field: str, value: str) -> str:
    """The value where mail can be sent to it."""
    return matching(field, value, MAIL, "er ikke en e-mailadresse")


def one_of(field: str, value: str, codes: Mapping[str, _Code]) -> _Code:
    """What the receiver calls a code of ours."""
    if value not in codes:
        raise Unsendable(field, "er en ukendt kode")
    return codes[value]


def known(field: str, value: str, codes: Collection[str]) -> str:
    """The value where it is a code we know."""
    if value not in codes:
        raise Unsendable(field, "er en ukendt kode")
    return value


def between(field: str, value: int, least: int, most: int) -> int:
    """The value where it lies between two numbers, both allowed."""
    if not least <= value <= most:
        raise Unsendable(field, f"skal ligge mellem {least} og {most}")
    return value


def nobody_named(field: str, value: str) -> str:
    """The value where no CPR number stands in it: it is shown where others may look on."""
    if CPR_INSIDE.search(value):
        raise Unsendable(field, "må ikke indeholde et CPR-nummer")
    return value


def aware(field: str, value: datetime) -> datetime:
    """The value where it says its time zone."""
    if value.tzinfo is None:
        raise Unsendable(field, "har ingen tidszone")
    return value
