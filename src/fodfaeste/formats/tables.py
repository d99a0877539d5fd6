"""A municipality's own spreadsheet, read row by row and never trusted.

What is refused, always with file, row and column as a person sees them (the heading is row 1):
files over the limits below, unknown text encodings, control characters, headings that are missing or
stand twice, and rows that do not fit the headings. Values come out as text: a date as `2020-03-01`,
a number as `12` or `6.5`. `docs/import.md` says the same to the person with the spreadsheet.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from fodfaeste.core.errors import Rejected
from fodfaeste.formats.content import content_of

MAX_BYTES = 100_000_000
MAX_RATIO = 100
MAX_ENTRIES = 2_000
MAX_ROWS = 1_000_000
MAX_COLUMNS = 200
MAX_CELL = 32_767  # what a spreadsheet program itself can hold
MAX_HEADING = 200
CPR_DIGITS = 10

TEXT_ENDINGS = (".csv", ".tsv", ".txt")
WORKBOOK_ENDING = ".xlsx"

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_CPR = re.compile(r"(?<!\d)(?:[0-2]\d|3[01]|[67]\d|8\d|9[01])(?:0[1-9]|1[0-2])\d{2}[-  ]?\d{4}(?!\d)")

Record = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its headings, and its rows as they are read. A row is a number and heading → text."""

    headings: tuple[str, ...]
    rows: Iterator[tuple[int, dict[str, str]]]
    left_out: tuple[str, ...] = ()  # other sheets with content


def read_table(source: Path | bytes, name: str) -> Table:
    """Open a .csv or .xlsx file as headings and rows; what cannot be read safely is refused.

    `name` is the file's name as the person knows it: its ending says what the file should be.
    """
    shown = hide_cpr(name)
    stream, size = _open(source, shown)
    start = stream.read(8)
    stream.seek(0)
    ending = Path(name).suffix.lower()
    if start.startswith(_OLD_OFFICE):
        raise Rejected(
            "Filen er gemt i et gammelt format eller med adgangskode. Gem den som .xlsx eller .csv uden.",
            file=shown,
        )
    if ending == WORKBOOK_ENDING:
        if not start.startswith(_ZIP):
            raise Rejected("Filen er ikke et .xlsx-regneark. Gem den igen fra regnearket.", file=shown)
        from fodfaeste.formats.tables_workbook import open_workbook

        records, left_out = open_workbook(stream, size, shown)
    elif ending in TEXT_ENDINGS:
        if start.startswith(_ZIP):
            reason = "Filen er pakket og ikke tekst. Er det et regneark, skal navnet ende på .xlsx."
            raise Rejected(reason, file=shown)
        from fodfaeste.formats.tables_text import open_text

        records, left_out = open_text(stream, shown), ()
    else:
        raise Rejected("Kun filer, der ender på .csv eller .xlsx, kan læses.", file=shown)
    return _table(records, left_out, shown)


def hide_cpr(text: str) -> str:
    """The same text with anything that looks like a CPR number hidden."""
    return _CPR.sub("(skjult)", text)


def looks_like_cpr(text: str) -> bool:
    """Whether a text holds ten digits that start with a possible birth date."""
    return len(text) >= CPR_DIGITS and _CPR.search(text) is not None


def plain(text: str) -> str:
    """A heading or label as it is compared: letters and digits only, small, æøå kept."""
    return "".join(c for c in unicodedata.normalize("NFC", text).casefold() if c.isalnum())


def column_letter(index: int) -> str:
    """The name a spreadsheet gives its column: A for the first."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _open(source: Path | bytes, shown: str) -> tuple[BinaryIO, int]:
    """The content as a stream that needs no closing."""
    content = content_of(source, shown, MAX_BYTES)
    return BytesIO(content), len(content)


def _table(records: Iterator[Record], left_out: tuple[str, ...], file: str) -> Table:
    first = next(records, None)
    if first is None or not any(cell.strip() for cell in first[1]):
        raise Rejected("Række 1 skal have kolonnernes overskrifter, men den er tom.", file=file, row=1)
    width, headings = len(first[1]), _headings(first[1], file)
    return Table(headings, _rows(records, headings, width, file), left_out)


def _headings(cells: list[str], file: str) -> tuple[str, ...]:
    """The headings, each present, short and standing once. Empty cells at the end are no columns."""

    def refuse(index: int, reason: str) -> Rejected:
        return Rejected(reason, file=file, row=1, field=column_letter(index))

    headings = [" ".join(cell.split()) for cell in cells]
    while not headings[-1]:
        headings.pop()
    if len(headings) > MAX_COLUMNS:
        raise refuse(MAX_COLUMNS, f"Der er flere end {MAX_COLUMNS} kolonner.")
    seen: dict[str, int] = {}
    for index, heading in enumerate(headings):
        _check_cell(heading, file, 1, column_letter(index))
        if not heading:
            raise refuse(index, "Kolonnen har ingen overskrift.")
        if len(heading) > MAX_HEADING:
            raise refuse(index, f"Overskriften er længere end {MAX_HEADING} tegn.")
        if looks_like_cpr(heading):
            raise refuse(index, "Række 1 ligner en borger. Den skal have kolonnernes overskrifter.")
        earlier = seen.setdefault(plain(heading) or heading, index)
        if earlier != index:
            raise refuse(index, f"Overskriften »{heading}« står også i kolonne {column_letter(earlier)}.")
    return tuple(headings)


def _rows(
    records: Iterator[Record], headings: tuple[str, ...], width: int, file: str
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows below the headings. Empty rows are passed over but keep their number."""
    for row, cells in records:
        if row > MAX_ROWS + 1:
            raise Rejected(f"Der er flere end {MAX_ROWS} rækker. Del filen i flere.", file=file, row=row)
        if not any(map(str.strip, cells)):
            continue
        if len(cells) != width or any(cells[len(headings) :]):
            reason = f"Rækken har {len(cells)} felter, men der er {len(headings)} overskrifter."
            raise Rejected(reason, file=file, row=row)
        if _CONTROL.search("".join(cells)) or any(len(cell) > MAX_CELL for cell in cells):
            for heading, cell in zip(headings, cells, strict=False):
                _check_cell(cell, file, row, heading)
        yield row, dict(zip(headings, cells, strict=False))


def _check_cell(cell: str, file: str, row: int, field: str) -> None:
    found = _CONTROL.search(cell)
    if found:
        reason = f"Feltet har et ulovligt styretegn (U+{ord(found.group()):04X}). Ret filen og prøv igen."
        raise Rejected(reason, file=file, row=row, field=field)
    if len(cell) > MAX_CELL:
        reason = f"Feltet er længere end {MAX_CELL} tegn. Mangler der et anførselstegn?"
        raise Rejected(reason, file=file, row=row, field=field)
