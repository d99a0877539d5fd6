"""Delimited text: which letters it is written in, what divides its columns, and its records.

Encoding: a byte-order mark decides; else the whole file is strict UTF-8; else it is Windows-1252.
Delimiter: a first line `sep=;` decides; else the one of semicolon, comma and tab that stands in the
heading line outside quotes. None: there is one column. More than one: refused, for we do not guess.
"""

import codecs
import csv
from collections.abc import Iterator
from io import TextIOWrapper
from typing import BinaryIO, TextIO

from fodfaeste.core.errors import Rejected
from fodfaeste.formats.tables import Record

DELIMITERS = {";": "semikolon", ",": "komma", "\t": "tabulator"}
LONGEST_HEADING_LINE = 65_536

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def open_text(stream: BinaryIO, file: str) -> Iterator[Record]:
    """The records of a delimited text, numbered from 1 as a spreadsheet would show them."""
    encoding = _encoding(stream, file)
    text = TextIOWrapper(stream, encoding=encoding, newline="")
    delimiter = _delimiter(text, file)
    return _records(text, delimiter, file)


def _encoding(stream: BinaryIO, file: str) -> str:
    """The first of the allowed encodings that the whole file can be read in."""
    start = stream.read(4)
    stream.seek(0)
    marked = next((encoding for mark, encoding in _MARKS if start.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        if _decodes(stream, encoding):
            return encoding
    raise Rejected("Filens tegn kan ikke læses. Gem den som CSV med UTF-8 og prøv igen.", file=file)


def _decodes(stream: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)(errors="strict")
    try:
        while chunk := stream.read(1 << 20):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    finally:
        stream.seek(0)
    return True


def _delimiter(text: TextIO, file: str) -> str:
    """What divides the columns; leaves the text at its heading line."""
    first = text.read(LONGEST_HEADING_LINE)
    skip = 0
    line = first.splitlines()[0] if first.splitlines() else ""
    stated = line[4:] if line.lower().startswith("sep=") else ""
    if stated in DELIMITERS:
        skip = len(line) + (2 if first[len(line) :].startswith("\r\n") else 1)
        found = {stated}
    else:
        found = _outside_quotes(first, file)
    text.seek(0)
    text.read(skip)
    if len(found) > 1:
        names = " og ".join(name for sign, name in DELIMITERS.items() if sign in found)
        raise Rejected(
            f"Det kan ikke ses, hvad der skiller kolonnerne: overskrifterne har både {names}. "
            "Sæt anførselstegn om de overskrifter, der selv har tegnet.",
            file=file,
            row=1,
        )
    return found.pop() if found else ";"


def _outside_quotes(text: str, file: str) -> set[str]:
    """The delimiters in the heading line, not counting what stands in quotes."""
    found: set[str] = set()
    quoted, before = False, ""
    for sign in text:
        if quoted:
            quoted = sign != '"'
        elif sign == '"' and (before == "" or before in DELIMITERS or before == '"'):
            quoted = True
        elif sign in "\r\n":
            return found
        elif sign in DELIMITERS:
            found.add(sign)
        before = sign
    if len(text) == LONGEST_HEADING_LINE:
        raise Rejected("Linjen med overskrifter er for lang. Mangler der et anførselstegn?", file=file, row=1)
    return found


def _records(text: TextIO, delimiter: str, file: str) -> Iterator[Record]:
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    row = 0
    while True:
        row += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            reason = "Rækken kan ikke deles i felter. Et anførselstegn mangler eller står forkert."
            raise Rejected(reason, file=file, row=row) from None
        yield row, cells
