"""A statistics table as an array whose axes are known: area, age, sex, time and what happened.

A variable whose name is not known is taken in all where the table has its total, and refused where not: two
parts of a people must not be mistaken for the whole of it.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from fodfaeste.core.errors import Rejected
from fodfaeste.core.population import MEN, OLDEST, WOMEN, Month
from fodfaeste.formats import population_values as values
from fodfaeste.formats.statistics.cube import VALUE, Dimension, StatisticsTable, shown
from fodfaeste.formats.statistics.json_stat import read_json_stat
from fodfaeste.formats.statistics.px import read_px
from fodfaeste.formats.statistics.statbank_csv import read_statbank_csv

Real = NDArray[np.float64]
_Answer = TypeVar("_Answer")
_Reader = Callable[[Path, str], StatisticsTable]

_READERS: dict[str, _Reader] = {".csv": read_statbank_csv, ".px": read_px, ".json": read_json_stat}


def read_statistics_file(path: Path) -> StatisticsTable:
    """A table as the office gives it: StatBank's CSV, PX or JSON-stat, by the file's ending."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise Rejected(f"filen skal ende på {', '.join(_READERS)}", file=path.name)
    return reader(path, path.name)


class Cube:
    """The figures of a table along axes of known kinds; each answer takes an axis away or orders it."""

    def __init__(self, table: StatisticsTable, file: str) -> None:
        self.file, self.name = file, table.name
        sizes = [len(dimension.codes) for dimension in table.dimensions]
        self.figures: Real = table.cells[VALUE].cast(float).to_numpy().reshape(sizes)
        self.axes: list[tuple[str, Dimension]] = []
        for dimension in table.dimensions:
            kind = values.kind_of(dimension)
            if kind and kind in [known for known, _dimension in self.axes]:
                raise self.refuse("to variable fortæller det samme", dimension)
            self.axes.append((kind, dimension))
        self._take_the_whole_of_others()

    def refuse(self, reason: str, dimension: Dimension | None = None) -> Rejected:
        """The refusal, with the variable that it is about."""
        return Rejected(reason, file=self.file, field=shown(dimension.name) if dimension else "")

    def has(self, kind: str) -> bool:
        """Whether the table has such a variable."""
        return any(kind == known for known, _dimension in self.axes)

    def dimension(self, kind: str) -> Dimension:
        """The variable of a kind."""
        return self.axes[self._at(kind)][1]

    def pick(self, kind: str, places: Sequence[int]) -> None:
        """Keep only the sum of some of a variable's values."""
        at = self._at(kind)
        self.figures = self.figures.take(list(places), axis=at).sum(axis=at)
        del self.axes[at]

    def area(self, wanted: str) -> str:
        """Keep only one area, and give its name. A table without areas is of one place; none is asked for."""
        if not self.has(values.AREA):
            if wanted:
                raise self.refuse("tabellen har ingen områder; hent den med område, eller udelad --area")
            return ""
        dimension = self.dimension(values.AREA)
        found = [at for at, each in enumerate(_pairs(dimension)) if wanted and values.is_area(wanted, *each)]
        if not wanted and len(dimension.codes) == 1:
            found = [0]
        if len(found) != 1:
            raise self.refuse(self._areas(wanted, dimension), dimension)
        self.pick(values.AREA, found)
        return dimension.texts[found[0]]

    def _areas(self, wanted: str, dimension: Dimension) -> str:
        some = ", ".join(shown(text) for text in dimension.texts[:8])
        if not wanted:
            return f"tabellen har flere områder ({some}); skriv hvilket med --area"
        return f"»{shown(wanted)}« er ikke ét af tabellens områder ({some}, …)"

    def by_sex(self, what: str) -> None:
        """Keep men and women, men first; refused where the table does not part them."""
        dimension, places = self.dimension(values.SEX), {}
        for at, pair in enumerate(_pairs(dimension)):
            places[self._read(values.sex_of, pair, dimension)] = at
        if MEN not in places or WOMEN not in places:
            raise self.refuse(f"{what} skal være delt på mænd og kvinder", dimension)
        self.figures = self.figures.take([places[MEN], places[WOMEN]], axis=self._at(values.SEX))

    def both_sexes(self) -> None:
        """Take men and women together: by their total, or by their sum."""
        if not self.has(values.SEX):
            return
        dimension = self.dimension(values.SEX)
        told = [self._read(values.sex_of, pair, dimension) for pair in _pairs(dimension)]
        whole = [at for at, sex in enumerate(told) if sex is None]
        if not whole and set(told) != {MEN, WOMEN}:
            raise self.refuse("tabellen har kun ét køn; hent begge", dimension)
        self.pick(values.SEX, whole[:1] or range(len(told)))

    def ages(self) -> list[tuple[int, values.Ages]]:
        """The place and the ages of each value of the age that is no total; each age is told once."""
        dimension, found = self.dimension(values.AGE), []
        seen: set[int] = set()
        for at, pair in enumerate(_pairs(dimension)):
            ages = self._read(values.ages_of, pair, dimension)
            if ages is None:
                continue
            told = set(range(ages[0], ages[1] + 1))
            if told & seen - {OLDEST}:
                raise self.refuse(f"alderen {min(told & seen)} står i to værdier", dimension)
            seen |= told
            found.append((at, ages))
        return found

    def times(self) -> list[tuple[int, Month, int]]:
        """The place, the first month and how many of it make a year, in the order of time."""
        if not self.has(values.TIME):
            raise self.refuse("tabellen har ingen tid")
        dimension = self.dimension(values.TIME)
        found = [
            (at, self._read(values.month_of, pair, dimension), values.parts_of_year(*pair))
            for at, pair in enumerate(_pairs(dimension))
        ]
        return sorted(found, key=lambda each: each[1])

    def in_order(self, *kinds: str) -> Real:
        """The figures with their axes in this order; refused where an axis is left over or has no figure."""
        left = [dimension.name for kind, dimension in self.axes if kind not in kinds]
        if left:
            raise self.refuse(f"variablen »{shown(left[0])}« hører ikke til i denne tabel")
        return self.figures.transpose([self._at(kind) for kind in kinds])

    def _at(self, kind: str) -> int:
        for at, (known, _dimension) in enumerate(self.axes):
            if known == kind:
                return at
        raise self.refuse(f"tabellen har ingen variabel for {_DANISH[kind]}")

    def _read(
        self, read: Callable[[str, str], _Answer], pair: tuple[str, str], dimension: Dimension
    ) -> _Answer:
        try:
            return read(*pair)
        except Rejected as rejected:
            raise self.refuse(rejected.reason, dimension) from None

    def _take_the_whole_of_others(self) -> None:
        for kind, dimension in list(self.axes):
            if kind:
                continue
            whole = [at for at, pair in enumerate(_pairs(dimension)) if values.is_total(*pair)]
            if len(dimension.codes) == 1:
                whole = [0]
            if len(whole) != 1:
                reason = (
                    f"variablen har {len(dimension.codes)} værdier og ingen i alt; hent tabellen uden den"
                )
                raise self.refuse(reason, dimension)
            at = next(at for at, axis in enumerate(self.axes) if axis[1] is dimension)
            self.figures = self.figures.take(whole, axis=at).sum(axis=at)
            del self.axes[at]


_DANISH = {
    values.AREA: "område",
    values.AGE: "alder",
    values.SEX: "køn",
    values.TIME: "tid",
    values.EVENT: "bevægelsesart",
    values.MEASURE: "dødelighedstavle",
    values.INTO: "tilflytningskommune",
    values.OUT_OF: "fraflytningskommune",
}


def _pairs(dimension: Dimension) -> list[tuple[str, str]]:
    return list(zip(dimension.codes, dimension.texts, strict=True))


def whole_number(figure: float, where: str, cube: Cube) -> float:
    """A count of people; refused where the office gave none, or a part of one."""
    if np.isnan(figure):
        raise cube.refuse(f"tallet mangler for {where}")
    if figure < 0 or figure != np.rint(figure):
        raise cube.refuse(f"»{figure:g}« for {where} er ikke et antal")
    return float(figure)
