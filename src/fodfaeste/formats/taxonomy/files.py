"""One file of a download: unpacked within bounds, its letters made whole, its rows as they are read.

Official files are met in three states of lettering: UTF-8; UTF-8 in which a few signs of Windows-1252 were
carried over as control characters (a long dash as U+0097); and both encodings in one file, line by line.
What is mended is counted and told. A sign that fits neither encoding is refused.
"""

import gzip
import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from pathlib import Path

from fodfaeste.core.errors import Rejected
from fodfaeste.formats.tables import MAX_BYTES, MAX_RATIO, TEXT_ENDINGS, hide_cpr, read_table

#: A crosswalk opens with lines about itself; its headings are the first line that starts like this.
CROSSWALK_START, CROSSWALK_HEADING = b"Mapping project name", b"Classification 1 URI"
LONGEST_OPENING = 60  # lines

_CHUNK = 1 << 20
_SMALLEST_BOUND = 1_000_000  # a small file of zeros packs better than 100:1 and harms nobody
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_CARRIED_OVER = re.compile(rb"\xc2([\x80-\x9f])")

Row = tuple[int, dict[str, str]]


@dataclass(slots=True)
class Opened:
    """A file whose headings are read, and whose rows are still to come."""

    name: str
    sha256: str
    headings: tuple[str, ...]
    rows: Iterator[Row]
    opening: dict[str, str]  # what a crosswalk says about itself
    notes: list[str]

    def peek(self) -> dict[str, str] | None:
        """The first row, which stays the first of those still to come."""
        first = next(self.rows, None)
        if first is None:
            return None
        self.rows = chain([first], self.rows)
        return first[1]


def is_table(path: Path) -> bool:
    """Whether the name promises a table that can be read here."""
    return Path(_unpacked_name(path)).suffix.lower() in TEXT_ENDINGS


def open_file(path: Path) -> Opened:
    """Open a .csv, .tsv or .txt file, packed with gzip or not."""
    shown = hide_cpr(path.name)
    packed = _read(path, shown)
    content = _unpacked(packed, shown) if path.suffix.lower() == ".gz" else packed
    if not content:
        raise Rejected("Filen er tom.", file=shown)
    notes: list[str] = []
    content = _lettered(content, shown, notes)
    content, opening, skipped = _without_opening(content, shown)
    rows, headings = _rows(content, _unpacked_name(path), skipped, shown)
    return Opened(
        name=shown,
        sha256=hashlib.sha256(packed).hexdigest(),
        headings=headings,
        rows=rows,
        opening=opening,
        notes=notes,
    )


def _unpacked_name(path: Path) -> str:
    return path.name[:-3] if path.suffix.lower() == ".gz" else path.name


def _read(path: Path, shown: str) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Rejected(f"Filen kan ikke åbnes: {error.strerror}.", file=shown) from None
    if len(content) > MAX_BYTES:
        raise _too_big(shown)
    return content


def _unpacked(packed: bytes, shown: str) -> bytes:
    """The content of a gzip file, counted while it is unpacked."""
    allowed = min(MAX_BYTES, max(MAX_RATIO * len(packed), _SMALLEST_BOUND))
    parts: list[bytes] = []
    left = allowed
    try:
        with gzip.GzipFile(fileobj=BytesIO(packed)) as stream:
            while chunk := stream.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise _too_big(shown)
                parts.append(chunk)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise Rejected("Filen er beskadiget og kan ikke pakkes ud. Hent den igen.", file=shown) from None
    return b"".join(parts)


def _too_big(shown: str) -> Rejected:
    return Rejected(
        f"Filen er for stor: højst {MAX_BYTES // 1_000_000} MB pakket ud og {MAX_RATIO} gange sin størrelse.",
        file=shown,
    )


def _lettered(content: bytes, shown: str, notes: list[str]) -> bytes:
    """The content in one encoding, with a note of what had to be mended."""
    if content.startswith(_MARKS):
        return content
    if not _is_utf8(content):
        lines = content.split(b"\n")
        strange = [at for at, line in enumerate(lines) if not _is_utf8(line)]
        if all(line.isascii() or not _is_utf8(line) for line in lines):
            notes.append("filen er skrevet i Windows-1252")
            return content  # the reader of tables finds that out for itself
        for at in strange:
            lines[at] = _from_windows(lines[at], at + 1, shown)
        content = b"\n".join(lines)
        notes.append(f"{len(strange)} linjer var skrevet i Windows-1252, resten i UTF-8; begge er læst")
    content, mended = _CARRIED_OVER.subn(_meant, content)
    if mended:
        notes.append(f"{mended} tegn fra Windows-1252 stod som styretegn og er rettet")
    return content


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _from_windows(line: bytes, number: int, shown: str) -> bytes:
    try:
        return line.decode("cp1252").encode()
    except UnicodeDecodeError:
        raise Rejected(
            "Linjens tegn er hverken UTF-8 eller Windows-1252. Ret linjen og prøv igen.",
            file=shown,
            row=number,
        ) from None


def _meant(found: re.Match[bytes]) -> bytes:
    """The sign that a control character was in Windows-1252; five of them were none and stay as they are."""
    try:
        return found[1].decode("cp1252").encode()
    except UnicodeDecodeError:
        return found[0]


def _without_opening(content: bytes, shown: str) -> tuple[bytes, dict[str, str], int]:
    """A crosswalk without its opening lines, what they say, and how many they are."""
    start = content[3:] if content.startswith(_MARKS[0]) else content
    if not start.startswith(CROSSWALK_START):
        return content, {}, 0
    opening: dict[str, str] = {}
    for skipped in range(LONGEST_OPENING):
        if start.startswith(CROSSWALK_HEADING):
            return start, opening, skipped
        line, _, start = start.partition(b"\n")
        name, _, value = line.decode("utf-8", "replace").strip().partition(",")
        if name:
            opening[name] = value.strip().strip('"')
    wanted = CROSSWALK_HEADING.decode()
    raise Rejected(f"Ingen af de første {LONGEST_OPENING} linjer begynder med »{wanted}«.", file=shown)


def _rows(content: bytes, name: str, skipped: int, shown: str) -> tuple[Iterator[Row], tuple[str, ...]]:
    """The rows, numbered as in the file itself, lines before the headings counted."""

    def moved(error: Rejected) -> Rejected:
        row = None if error.row is None else error.row + skipped
        return Rejected(error.reason, file=shown, row=row, field=error.field)

    def numbered() -> Iterator[Row]:
        try:
            for row, cells in table.rows:
                yield row + skipped, cells
        except Rejected as error:
            raise moved(error) from None

    try:
        table = read_table(content, name)
    except Rejected as error:
        raise moved(error) from None
    return numbered(), table.headings
