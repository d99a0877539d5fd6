"""A statistics table as one long frame: a row for every cell, a null where the office gave no figure.

For a dimension `alder` the frame has `alder` (the code) and `alder.text` (the words); then `value` and
`mark`. The rows come in the table's own order, the last dimension fastest, and none is left out. The mark
is what the office wrote in place of a figure or beside it: `..` (not told), `.` (cannot occur), `-`
(exactly none, so the value is 0), or a status such as preliminary.

Refused rather than cut: more than a million cells, which is also the most that StatBank gives at a time, or
more than ten dimensions. At both limits the frame takes about 350 MB.
"""

import math
import re
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from fodfaeste.core.errors import Rejected
from fodfaeste.formats.tables import hide_cpr

MAX_CELLS = 1_000_000
MAX_DIMENSIONS = 10
VALUE, MARK, TEXT_ENDING = "value", "mark", ".text"
NONE_AT_ALL = "-"
SHOWN = 40

_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_MARK = re.compile(r"\.{1,6}|-")


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way that the table is divided: its codes and, in the same order, their texts."""

    name: str
    title: str
    codes: tuple[str, ...]
    texts: tuple[str, ...]
    is_time: bool = False
    units: tuple[str, ...] = ()  # one a code, where the dimension says what is measured


@dataclass(frozen=True, slots=True, eq=False)
class StatisticsTable:
    """What a file told: its cells, and what it says of itself. Empty where it says nothing."""

    dimensions: tuple[Dimension, ...]
    cells: pl.DataFrame
    name: str = ""
    title: str = ""
    unit: str = ""  # empty also where the units differ: then they stand on a dimension
    source: str = ""
    updated: date | None = None


class Figures:
    """The cells of one table while they are read: a value or nothing, and the marks that stood there."""

    def __init__(self) -> None:
        self.values = array("d")
        self.marks: dict[int, str] = {}

    def add(self, value: float | None, mark: str | None = None) -> None:
        """Put one cell after those there are."""
        if mark:
            self.marks[len(self.values)] = mark
        self.values.append(math.nan if value is None else value)


def figure(text: str, written: str = "") -> tuple[float | None, str | None]:
    """A cell with its decimals after a point: its value and its mark. `written` is as the file has it."""
    if _MARK.fullmatch(text):
        return (0.0 if text == NONE_AT_ALL else None), text
    if not _NUMBER.fullmatch(text):
        raise Rejected(f"»{shown(written or text)}« er hverken et tal eller et tegn for manglende")
    value = float(text)
    if math.isinf(value):
        raise Rejected(f"»{shown(written or text)}« er for stort et tal")
    return value, None


def shown(text: str) -> str:
    """A piece of a file as it may stand in an error: short, and without anybody's number."""
    return hide_cpr(text)[:SHOWN]


def size_of(dimensions: Sequence[Dimension], file: str) -> int:
    """How many cells the dimensions span, once their names and codes are seen to be sound."""
    if not dimensions:
        raise Rejected("tabellen har ingen dimensioner", file=file)
    if len(dimensions) > MAX_DIMENSIONS:
        raise Rejected(f"tabellen har flere end {MAX_DIMENSIONS} dimensioner", file=file)
    columns = [VALUE, MARK]
    for dimension in dimensions:
        _check(dimension, file)
        columns += [dimension.name, dimension.name + TEXT_ENDING]
    twice = next((name for name in columns if columns.count(name) > 1), None)
    if twice is not None:
        raise Rejected(f"navnet »{shown(twice)}« bruges to gange", file=file, field=shown(twice))
    size = math.prod(len(dimension.codes) for dimension in dimensions)
    if size > MAX_CELLS:
        reason = f"tabellen har {size} celler, og {MAX_CELLS} kan læses; hent den i flere dele"
        raise Rejected(reason, file=file)
    return size


def long_frame(dimensions: Sequence[Dimension], figures: Figures, file: str) -> pl.DataFrame:
    """The whole table as rows; refused where the figures are not one for every cell."""
    size = size_of(dimensions, file)
    if len(figures.values) != size:
        raise Rejected(f"tabellen har {len(figures.values)} tal, men {size} celler", file=file)
    columns: list[pl.Series] = []
    before, after = 1, size
    for dimension in dimensions:
        after //= len(dimension.codes)
        row = np.tile(np.repeat(np.arange(len(dimension.codes), dtype=np.uint32), after), before)
        before *= len(dimension.codes)
        which = pl.Series(row)
        columns.append(pl.Series(dimension.name, dimension.codes, pl.String).gather(which))
        columns.append(pl.Series(dimension.name + TEXT_ENDING, dimension.texts, pl.String).gather(which))
    columns.append(pl.Series(VALUE, np.frombuffer(figures.values), nan_to_null=True))
    return pl.DataFrame([*columns, _marks(figures.marks, size)])


def common_unit(units: Sequence[str]) -> str:
    """The unit that all share, or nothing."""
    return units[0] if units and len(set(units)) == 1 else ""


def day(text: str) -> date | None:
    """The day of a time stamp, `20240209 09:00` or `2024-02-09T…`; nothing where there is no such day."""
    found = re.match(r"([0-9]{4})(-?)([0-9]{2})\2([0-9]{2})(?![0-9])", text)
    try:
        return date(int(found[1]), int(found[3]), int(found[4])) if found else None
    except ValueError:
        return None


def _check(dimension: Dimension, file: str) -> None:
    field = shown(dimension.name)
    if not dimension.name:
        raise Rejected("en dimension har intet navn", file=file)
    if not dimension.codes:
        raise Rejected("dimensionen har ingen værdier", file=file, field=field)
    if len(dimension.codes) != len(dimension.texts):
        reason = f"der er {len(dimension.codes)} koder, men {len(dimension.texts)} tekster"
        raise Rejected(reason, file=file, field=field)
    seen: set[str] = set()
    for code in dimension.codes:
        if code in seen:
            raise Rejected(
                f"»{shown(code)}« står to gange; så er to celler den samme", file=file, field=field
            )
        seen.add(code)


def _marks(marks: Mapping[int, str], size: int) -> pl.Series:
    if not marks:
        return pl.Series(MARK, [], pl.String).extend_constant(None, size)
    return pl.Series(MARK, [marks.get(cell) for cell in range(size)], pl.String)
