"""Writing results so that no reader ever meets half a file, and no cell is read as a formula."""

import csv
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TextIO

from fodfaeste.core.errors import FodfaesteError

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: object) -> str:
    """A value as a CSV cell: ISO dates, empty for nothing, an apostrophe before what a sheet would run."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


def write_csv(out: TextIO, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write rows as CSV with comma and quotes where needed."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows([safe_cell(value) for value in row] for row in rows)


def write_whole(path: Path, write: Callable[[TextIO], None]) -> None:
    """Write a file beside its place and move it there when it is whole; a failure leaves what was there."""
    try:
        _write_beside(path, write)
    except OSError as error:
        raise FodfaesteError(f"{path}: filen kan ikke skrives: {error.strerror or error}") from None


def _write_beside(path: Path, write: Callable[[TextIO], None]) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            write(out)
            out.flush()
            os.fsync(out.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
