"""An .xlsx workbook: refused by what it declares, then by what is counted, then read cell by cell.

Formulas are never run: the value the spreadsheet program saved is used. Merged cells give their value
in the first cell only, as the file says. Hidden rows and columns are read like all others.
"""

import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from math import isfinite
from typing import Any, BinaryIO

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from fodfaeste.core.errors import Rejected
from fodfaeste.formats.tables import (
    MAX_BYTES,
    MAX_COLUMNS,
    MAX_ENTRIES,
    MAX_RATIO,
    Record,
    column_letter,
    hide_cpr,
)

#: What a broken or hostile workbook makes the reader below raise; nothing of it says more than "broken".
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    InvalidFileException,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
)
_AT_A_TIME = 1_000
_CHUNK = 1 << 20


def open_workbook(stream: BinaryIO, size: int, file: str) -> tuple[Iterator[Record], tuple[str, ...]]:
    """The records of the workbook's table, and the names of other sheets that have content."""
    if not openpyxl.DEFUSEDXML:
        raise RuntimeError("defusedxml is missing: a workbook must not be read without it")
    broken = Rejected("Regnearket er beskadiget eller ikke et regneark. Gem det igen og prøv.", file=file)
    try:
        _refuse_bomb(stream, size, file)
        stream.seek(0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # fonts, drawings and the like, of no matter here
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
            sheet, others = _choose(book, file)
    except _BROKEN:
        raise broken from None
    return _records(sheet, file, broken), others


def _refuse_bomb(stream: BinaryIO, size: int, file: str) -> None:
    """Refuse what would unpack to more than we read: first as declared, then as counted."""
    too_big = Rejected(
        f"Regnearket er for stort: højst {MAX_BYTES // 1_000_000} MB pakket ud, {MAX_RATIO} gange sin "
        f"størrelse og {MAX_ENTRIES} dele.",
        file=file,
    )
    allowed = min(MAX_BYTES, MAX_RATIO * size)
    with zipfile.ZipFile(stream) as parts:
        entries = parts.infolist()
        if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > allowed:
            raise too_big
        counted = 0
        for entry in entries:
            with parts.open(entry) as part:
                while chunk := part.read(_CHUNK):
                    counted += len(chunk)
                    if counted > allowed:
                        raise too_big


def _choose(book: Any, file: str) -> tuple[Any, tuple[str, ...]]:
    """The first sheet if it has content, else the only one that has."""
    filled = []
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what the file says of its own size is not to be relied on
        if any(_has_content(row) for row in islice(sheet.iter_rows(values_only=True), _AT_A_TIME)):
            filled.append(sheet)
    if not filled:
        raise Rejected("Regnearket er tomt.", file=file)
    if filled[0] is not book.worksheets[0] and len(filled) > 1:
        reason = "Det første ark er tomt, og flere andre har indhold. Behold kun det, der skal læses."
        raise Rejected(reason, file=file)
    return filled[0], tuple(hide_cpr(sheet.title) for sheet in filled[1:])


def _has_content(row: tuple[object, ...]) -> bool:
    return any(value is not None and value != "" for value in row)


def _records(sheet: Any, file: str, broken: Rejected) -> Iterator[Record]:
    """Rows as text, as wide as the headings; read in portions so that warnings stay inside."""
    cells = sheet.iter_rows(values_only=True)
    row = width = 0
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                portion = list(islice(cells, _AT_A_TIME))
        except _BROKEN:
            raise broken from None
        if not portion:
            return
        for values in portion:
            row += 1
            texts = _texts(values, row, file)
            width = width or len(texts)
            yield row, texts + [""] * (width - len(texts))


def _texts(values: tuple[object, ...], row: int, file: str) -> list[str]:
    """One row's cells as text, without the empty ones at its end."""
    end = len(values)
    while end and (values[end - 1] is None or values[end - 1] == ""):
        end -= 1
    if end > MAX_COLUMNS:
        reason = f"Der er flere end {MAX_COLUMNS} kolonner."
        raise Rejected(reason, file=file, row=row, field=column_letter(end - 1))
    texts = []
    for index, value in enumerate(values[:end]):
        text = _text(value)
        if text is None:
            raise Rejected("Feltet kan ikke læses.", file=file, row=row, field=column_letter(index))
        texts.append(text)
    return texts


def _text(value: object) -> str | None:
    """A cell as a person reads it; None for what is no value at all."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "ja" if value else "nej"
        case int():
            return str(value)
        case float():
            return _number(value) if isfinite(value) else None
        case datetime():
            at_midnight = value.time() == time(0)
            return value.date().isoformat() if at_midnight else value.isoformat(" ", "seconds")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("seconds")
        case timedelta():
            return str(value)
    return None


def _number(value: float) -> str:
    """Without the noise of binary fractions: 12.0 is 12, and 0.1 + 0.2 is 0.3."""
    text = format(Decimal(format(value, ".15g")), "f")
    return "0" if text == "-0" else text
