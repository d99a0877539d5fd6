"""One cell at a time: from what a person wrote to the text that is stored, or the reason why not.

Dates are `2020-03-01` or day first: `1.3.2020`, `01-03-2020`, `01/03/2020`; never month first, never a
year of two digits. Numbers have a comma or a point, and no thousands sign.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

from fodfaeste.core.errors import Rejected
from fodfaeste.core.facts import NOT_HAPPENED_WORD
from fodfaeste.formats.tables import looks_like_cpr, plain

#: How a code may be written (see `label_key`) → the code.
Labels = Mapping[str, str]

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
MOST_MONTHS = 1_200
LONGEST = {"reference": 40, "name": 120, "text": 80, "code": 80}
SECTIONS = "ABCDEFGHIJKLMNOPQRSTU"  # DB07, main sections

_MIDNIGHT = re.compile(r"[ T]00:00(?::00(?:\.0+)?)?\Z")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})", re.ASCII)
_NUMBER = re.compile(r"(\d{1,6})(?:[.,](\d{1,15}))?", re.ASCII)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}", re.ASCII)
_CPR = re.compile(r"(\d{6})[- ]?(\d{4})", re.ASCII)
_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


@lru_cache(maxsize=20_000)
def label_key(text: str) -> str:
    """A code or its title as they are compared: `Kontanthjælp` is `kontanthjaelp`."""
    return plain(text).translate(_DANISH)


@lru_cache(maxsize=50_000)
def read_date(text: str) -> str:
    """A day as ISO text."""
    text = _MIDNIGHT.sub("", text)
    iso, day_first = _ISO.fullmatch(text), _DAY_FIRST.fullmatch(text)
    if iso:
        year, month, day = (int(part) for part in iso.groups())
    elif day_first:
        day, month, year = (int(day_first.group(group)) for group in (1, 3, 4))
    else:
        raise Rejected("Det er ikke en dato. Skriv 31.12.2025 eller 2025-12-31.")
    try:
        found = date(year, month, day)
    except ValueError:
        raise Rejected("Datoen findes ikke. Dagen skrives først: 31.12.2025.") from None
    if not EARLIEST <= found <= LATEST:
        raise Rejected(f"Datoen ligger uden for {EARLIEST.year}-{LATEST.year}.")
    return found.isoformat()


def read_date_fact(text: str) -> str:
    """A day, or that it is known not to have happened."""
    if not text[:1].isdigit() and plain(text) == plain(NOT_HAPPENED_WORD):
        return NOT_HAPPENED_WORD
    return read_date(text)


def read_months(text: str) -> str:
    """A number of months with a decimal point, without noughts at the end."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise Rejected("Det er ikke et tal. Skriv antal måneder, for eksempel 6 eller 6,5.")
    if _THOUSANDS.fullmatch(text):
        raise Rejected("Tallet kan læses på to måder. Skriv det med komma og uden tusindtalspunktum.")
    number = Decimal(f"{match.group(1)}.{match.group(2) or 0}")
    if number > MOST_MONTHS:
        raise Rejected(f"Det er flere end {MOST_MONTHS} måneder.")
    whole, _, part = format(number, "f").partition(".")
    part = part.rstrip("0")
    return f"{int(whole)}.{part}" if part else str(int(whole))


def read_reference(text: str) -> str:
    """The municipality's own id, which must say nothing of the person."""
    return read_short(text, "reference")


def read_short(text: str, kind: str = "text") -> str:
    """A short text on one line."""
    joined = " ".join(text.split())
    if len(joined) > LONGEST[kind]:
        raise Rejected(f"Feltet er længere end {LONGEST[kind]} tegn.")
    return joined


def read_code(text: str, labels: Labels) -> str:
    """A code that is known, however it is written; another stands as it is written."""
    return labels.get(label_key(text)) or read_short(text, "code")


def read_cpr(text: str) -> str:
    """A CPR number as ten digits. Its check digit is not asked for: newer numbers have none."""
    match = _CPR.fullmatch(text)
    if match is None or not looks_like_cpr(text):
        raise Rejected("Det er ikke et CPR-nummer på ti cifre.")
    return "".join(match.groups())


def read_industries(text: str) -> str:
    """Sections of DB07, each once and in order: `C F`."""
    letters = set(re.split(r"[\s,;]+", text.upper())) - {""}
    if not letters <= set(SECTIONS):
        raise Rejected("Skriv DB07's hovedafsnit som bogstaver fra A til U med mellemrum, for eksempel C F.")
    return " ".join(sorted(letters))


READERS: Mapping[str, Callable[[str, Labels], str]] = {
    "reference": lambda text, _: read_reference(text),
    "name": lambda text, _: read_short(text, "name"),
    "cpr": lambda text, _: read_cpr(text),
    "birth_date": lambda text, _: read_date(text),
    "day": lambda text, _: read_date(text),
    "text": lambda text, _: read_short(text),
    "code": read_code,
    "origin": read_code,
    "date": lambda text, _: read_date_fact(text),
    "number": lambda text, _: read_months(text),
    "industries": lambda text, _: read_industries(text),
}
