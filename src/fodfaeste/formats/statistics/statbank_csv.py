"""StatBank's own CSV: a column for every variable, then the figure in INDHOLD; a row for every cell.

Semicolon, tab or comma; UTF-8, UTF-16 with its mark, or Windows-1252. The file says nothing of title, unit,
source or day, and has either the codes or the texts: what stands there is both. Columns of figures with
other names are told by the caller; are there more than one, they become the dimension INDHOLD.

Every combination must be there unless the caller says that the file leaves some out. A file that ends in
the middle of a row is refused. What cannot be seen is a file cut where a whole group of rows ends.
"""

import re
from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from fodfaeste.core.errors import Rejected
from fodfaeste.formats.content import content_of
from fodfaeste.formats.statistics.cube import (
    MAX_CELLS,
    MAX_DIMENSIONS,
    Dimension,
    Figures,
    StatisticsTable,
    figure,
    long_frame,
    shown,
    size_of,
)
from fodfaeste.formats.tables import MAX_BYTES, hide_cpr, read_table

FIGURES = "INDHOLD"
TIMES = ("TID", "TIME")

_DIGIT = re.compile(r"[0-9]")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")
_LONG_WHOLE = re.compile(r"-?[1-9][0-9]{3,}")


def read_statbank_csv(
    source: Path | bytes,
    name: str,
    *,
    figures: Sequence[str] = (FIGURES,),
    decimal: str = "",
    some_left_out: bool = False,
) -> StatisticsTable:
    """A table from StatBank as rows of codes and figures, or Rejected with row, column and reason.

    `decimal` is the sign before the decimals, `.` or `,`; it need only be told where the file cannot show it.
    """
    file = hide_cpr(name)
    content = content_of(source, file, MAX_BYTES)
    if not content.rstrip(b"\0").endswith((b"\n", b"\r")):
        raise Rejected("filen slutter midt i en række; hent den igen", file=file)
    table = read_table(content, name)
    for wanted in figures:
        if wanted not in table.headings:
            headings = ", ".join(shown(heading) for heading in table.headings[:20])
            raise Rejected(f"kolonnen »{wanted}« mangler; filen har {headings}", file=file, row=1)
    names = [heading for heading in table.headings if heading not in figures]
    if not 0 < len(names) <= MAX_DIMENSIONS:
        reason = f"der er {len(names)} kolonner ved siden af tallene; der skal være 1-{MAX_DIMENSIONS}"
        raise Rejected(reason, file=file, row=1)
    rows = _Rows(names, figures, _Decimals(decimal, file), file)
    for number, cells in table.rows:
        rows.take(number, cells)
    return rows.table(some_left_out=some_left_out)


class _Decimals:
    """Which sign parts the decimals: one in the whole file, and surely not one that parts thousands."""

    def __init__(self, told: str, file: str) -> None:
        self.told, self.file = told, file
        self.first: dict[str, int] = {}  # a point or a comma → the first row with it
        self.grouped: tuple[int, str] | None = None
        self.is_sure = bool(told)

    def plain(self, number: int, column: str, text: str) -> str:
        """The same figure with a point before its decimals."""
        if not _DIGIT.search(text):
            return text
        for sign in ".,":
            if sign in text:
                self.first.setdefault(sign, number)
        wrong = "," if self.told == "." else "."
        if len(self.first) > 1 or (self.told and wrong in self.first):
            reason = "tallene har både punktum og komma, eller et andet tegn end det, der er sagt"
            raise Rejected(reason, file=self.file, row=number, field=column)
        if _GROUPED.fullmatch(text):
            self.grouped = self.grouped or (number, column)
        elif "." in text or "," in text or _LONG_WHOLE.fullmatch(text):
            self.is_sure = True
        return text.replace(",", ".")

    def check(self) -> None:
        """Refuse a file in which every sign may as well part thousands."""
        if self.grouped and not self.is_sure:
            row, column = self.grouped
            reason = "det kan ikke ses, om tegnet i tallene skiller tusinder eller decimaler"
            raise Rejected(reason, file=self.file, row=row, field=column)


class _Rows:
    """The rows while they are read: where in the table each stands, and its figures."""

    def __init__(self, names: Sequence[str], figures: Sequence[str], decimals: _Decimals, file: str) -> None:
        self.names, self.figures, self.decimals, self.file = names, figures, decimals, file
        self.codes: list[dict[str, int]] = [{} for _ in names]
        self.places = [array("q") for _ in names]
        self.numbers = array("q")
        self.found = Figures()

    def take(self, number: int, cells: Mapping[str, str]) -> None:
        """One row: the code in every dimension, and its figures."""
        for name, codes, places in zip(self.names, self.codes, self.places, strict=True):
            code = cells[name].strip()
            if not code:
                raise Rejected("feltet er tomt", file=self.file, row=number, field=shown(name))
            places.append(codes.setdefault(code, len(codes)))
        self.numbers.append(number)
        if len(self.numbers) * len(self.figures) > MAX_CELLS:
            reason = f"tabellen har flere end {MAX_CELLS} celler; hent den i flere dele"
            raise Rejected(reason, file=self.file, row=number)
        for column in self.figures:
            text = cells[column].strip()
            try:
                self.found.add(*figure(self.decimals.plain(number, column, text), text))
            except Rejected as rejected:
                raise Rejected(rejected.reason, file=self.file, row=number, field=column) from None

    def table(self, *, some_left_out: bool) -> StatisticsTable:
        """All that was read, in the table's order."""
        self.decimals.check()
        dimensions = [
            Dimension(name, name, tuple(codes), tuple(codes), is_time=name.upper() in TIMES)
            for name, codes in zip(self.names, self.codes, strict=True)
        ]
        if len(self.figures) > 1:
            dimensions.append(Dimension(FIGURES, FIGURES, tuple(self.figures), tuple(self.figures)))
        size = size_of(dimensions, self.file)
        places = self._places()
        missing = size // len(self.figures) - len(places)
        if missing and not some_left_out:
            raise Rejected(f"{missing} kombinationer mangler; hent filen igen", file=self.file)
        cells = long_frame(dimensions, self._in_order(places, size), self.file)
        return StatisticsTable(tuple(dimensions), cells)

    def _places(self) -> npt.NDArray[np.int64]:
        """Where in the table each row stands; refused where two stand in the same place."""
        places = np.zeros(len(self.numbers), dtype=np.int64)
        for codes, each in zip(self.codes, self.places, strict=True):
            places = places * len(codes) + np.frombuffer(each, dtype=np.int64)
        order = np.argsort(places, kind="stable")
        twice = np.flatnonzero(np.diff(places[order]) == 0)
        if twice.size:
            later = min(twice, key=lambda at: order[at + 1])
            row, earlier = self.numbers[order[later + 1]], self.numbers[order[later]]
            raise Rejected(f"cellen står også i række {earlier}", file=self.file, row=row)
        return places

    def _in_order(self, places: npt.NDArray[np.int64], size: int) -> Figures:
        wide = len(self.figures)
        values = np.full((size // wide, wide), np.nan)
        values[places] = np.frombuffer(self.found.values).reshape(-1, wide)
        figures = Figures()
        figures.values = array("d", values.tobytes())
        figures.marks = {
            int(places[at // wide]) * wide + at % wide: mark for at, mark in self.found.marks.items()
        }
        return figures
