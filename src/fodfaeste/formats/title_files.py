"""The files of `fodfaeste titles`: tab between two fields, UTF-8, no heading, no quoting."""

import codecs
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from fodfaeste.core.errors import Rejected

LARGEST = 100 * 1024 * 1024
_FEWEST_SIGNS = (
    " "  # the control signs before it are in no title; those of Windows-1252 after it may be dashes
)

Pair = tuple[str, str]


def read_pairs(path: Path, second: str, *, once: bool = False) -> list[Pair]:
    """The rows `id TAB second` of a file; `once`: no id may come again. An error names row and field."""
    name = str(path)
    found: list[Pair] = []
    rows: dict[str, int] = {}
    for number, line in enumerate(_text(path, name).split("\n"), start=1):
        pair = _pair(line.removesuffix("\r"), second, name, number)
        before = rows.setdefault(pair[0], number)
        if once and before != number:
            raise Rejected(f"»{pair[0]}« står allerede i række {before}", file=name, row=number, field="id")
        found.append(pair)
    return found


def write_rows(out: TextIO, rows: Iterable[tuple[str, ...]]) -> None:
    """Write rows with a tab between their fields."""
    out.writelines("\t".join(row) + "\n" for row in rows)


def _text(path: Path, name: str) -> str:
    """The text of a file without its last line break."""
    try:
        if path.stat().st_size > LARGEST:
            raise Rejected(f"filen er større end {LARGEST // 1024**2} MB", file=name)
        data = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    except OSError as error:
        raise Rejected(f"filen kan ikke læses: {error.strerror or error}", file=name) from None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise Rejected("tegnene er ikke UTF-8; gem filen som UTF-8", file=name, row=row) from None
    if not text:
        raise Rejected("filen er tom", file=name)
    return text.removesuffix("\n")


def _pair(line: str, second: str, name: str, row: int) -> Pair:
    fields = line.split("\t")
    if len(fields) != 2:
        reason = f"her skal stå id, tabulator og {second}; rækken har {len(fields)} felter"
        raise Rejected(reason, file=name, row=row)
    for field, value in zip(("id", second), fields, strict=True):
        if not value.strip():
            raise Rejected("feltet er tomt", file=name, row=row, field=field)
        if min(value) < _FEWEST_SIGNS:
            raise Rejected("feltet har et styretegn", file=name, row=row, field=field)
    return fields[0], fields[1]
