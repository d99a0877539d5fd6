"""PX, the file of PC-Axis and PxWeb: keywords that tell the table, then its figures in order.

The figures run through the stub's dimensions and then the heading's, the last one fastest. A dimension is
named by VARIABLECODE, else by its name in the file's first language; its codes are CODES, else VALUES. Texts,
title, unit and source come in the language asked for, where the file has it. Keywords that only describe or
dress the table are passed over; KEYS, which changes how figures are read, is refused. At most 40 MB.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from fodfaeste.core.errors import Rejected
from fodfaeste.formats.content import content_of
from fodfaeste.formats.statistics.cube import (
    MAX_DIMENSIONS,
    Dimension,
    Figures,
    StatisticsTable,
    common_unit,
    day,
    figure,
    long_frame,
    shown,
    size_of,
)
from fodfaeste.formats.statistics.px_text import DATA, Keyword, PxText
from fodfaeste.formats.tables import hide_cpr

MAX_BYTES = 40_000_000
KEYS, STUB, HEADING, VALUES, CODES = "KEYS", "STUB", "HEADING", "VALUES", "CODES"
UNITS, TITLE, UPDATED = "UNITS", "TITLE", "LAST-UPDATED"

Told = Mapping[tuple[str, str, tuple[str, ...]], Keyword]


def read_px(source: Path | bytes, name: str, *, language: str = "") -> StatisticsTable:
    """A PX table as rows of codes, texts and figures, or Rejected with row, keyword and reason."""
    file = hide_cpr(name)
    text = PxText(content_of(source, file, MAX_BYTES), file)
    head = _Head(text, language.lower())
    dimensions = head.dimensions()
    size = size_of(dimensions, file)
    cells = long_frame(dimensions, _figures(text, size), file)
    own = [unit for each in dimensions for unit in each.units]
    return StatisticsTable(
        dimensions=dimensions,
        cells=cells,
        name=head.word("MATRIX"),
        title=head.word(TITLE) or head.word("DESCRIPTION") or head.word("CONTENTS"),
        unit=common_unit(own) if any(own) else head.word(UNITS),
        source=head.word("SOURCE"),
        updated=head.updated(),
    )


class _Head:
    """All that stands before the figures, each keyword once."""

    def __init__(self, text: PxText, language: str) -> None:
        self.text, self.language = text, ""
        self.told: dict[tuple[str, str, tuple[str, ...]], Keyword] = {}
        for keyword in text.keywords():
            if keyword.name == KEYS:
                raise self._refuse("tal, der hver har deres nøgle, kan ikke læses; hent alle celler", keyword)
            key = (keyword.name, keyword.language, keyword.subjects)
            earlier = self.told.setdefault(key, keyword)
            if earlier is not keyword and keyword.name in (STUB, HEADING, VALUES, CODES, UNITS, TITLE):
                raise self._refuse(f"nøgleordet står også i række {earlier.row}", keyword)
        self.language = "" if language == self.word("LANGUAGE").lower() else language

    def word(self, name: str) -> str:
        """The first word of a keyword about the table, in the language asked for if there; else empty."""
        keyword = self.told.get((name, self.language, ()))
        return keyword.words[0] if keyword else self._main_word(name)

    def dimensions(self) -> tuple[Dimension, ...]:
        """The stub's and then the heading's dimensions."""
        found: list[Dimension] = []
        for place in (STUB, HEADING):
            keyword = self.told.get((place, "", ()))
            names = keyword.words if keyword else ()
            if keyword and len(found) + len(names) > MAX_DIMENSIONS:
                raise self._refuse(f"tabellen har flere end {MAX_DIMENSIONS} dimensioner", keyword)
            titles = self._titles(place, names)
            row = keyword.row if keyword else None
            found += [self._dimension(name, title, row) for name, title in zip(names, titles, strict=True)]
        if not found:
            raise self.text.refuse("filen nævner ingen dimensioner", field=STUB)
        return tuple(found)

    def updated(self) -> date | None:
        """The latest day on which anything in the table was brought up to date."""
        days = []
        for (name, _, _), keyword in self.told.items():
            if name == UPDATED and keyword.words[0]:
                found = day(keyword.words[0])
                if found is None:
                    raise self._refuse(f"»{shown(keyword.words[0])}« er ingen dag", keyword)
                days.append(found)
        return max(days, default=None)

    def _dimension(self, name: str, title: str, row: int | None) -> Dimension:
        values = self.told.get((VALUES, "", (name,)))
        codes = self.told.get((CODES, "", (name,)), values)
        if values is None or codes is None:
            raise self.text.refuse(f"værdierne for »{shown(name)}« mangler", field=VALUES, row=row)
        texts = self.told.get((VALUES, self.language, (title,)), values)
        for other in (codes, texts):
            if len(other.words) != len(values.words):
                reason = f"»{shown(name)}« har {len(values.words)} værdier, men her er {len(other.words)}"
                raise self._refuse(reason, other)
        twice = _twice(codes.words)
        if twice is not None:
            raise self._refuse(f"»{shown(twice)}« står to gange; så er to celler den samme", codes)
        return Dimension(
            name=self._main_word("VARIABLECODE", name) or name,
            title=title,
            codes=codes.words,
            texts=texts.words,
            is_time=("TIMEVAL", "", (name,)) in self.told,
            units=self._units(name, values.words, texts.words),
        )

    def _units(self, name: str, values: Sequence[str], texts: Sequence[str]) -> tuple[str, ...]:
        """Where a dimension says what is measured, each value's own unit."""
        if self._main_word("CONTVARIABLE") != name:
            return ()
        found = []
        for value, text in zip(values, texts, strict=True):
            own = self.told.get((UNITS, self.language, (text,)))
            found.append(own.words[0] if own else self._main_word(UNITS, value))
        return tuple(found)

    def _titles(self, place: str, names: Sequence[str]) -> Sequence[str]:
        """What the dimensions are called in the language asked for."""
        keyword = self.told.get((place, self.language, ()))
        if keyword is None:
            return names
        if len(keyword.words) != len(names):
            reason = f"sproget har {len(keyword.words)} dimensioner, men filen har {len(names)}"
            raise self._refuse(reason, keyword)
        return keyword.words

    def _main_word(self, name: str, *subjects: str) -> str:
        keyword = self.told.get((name, "", subjects))
        return keyword.words[0] if keyword else ""

    def _refuse(self, reason: str, keyword: Keyword) -> Rejected:
        return self.text.refuse(reason, field=keyword.name, row=keyword.row)


def _figures(text: PxText, size: int) -> Figures:
    """The figures of DATA: as many as there are cells, no fewer and no more."""
    figures = Figures()
    for count, (cell, at) in enumerate(text.cells(), start=1):
        if count > size:
            raise text.refuse(f"der er flere tal end tabellens {size} celler", field=DATA, at=at)
        try:
            figures.add(*figure(cell))
        except Rejected as rejected:
            raise text.refuse(f"tal {count}: {rejected.reason}", field=DATA, at=at) from None
    if len(figures.values) != size:
        raise text.refuse(f"der er {len(figures.values)} tal, men {size} celler", field=DATA)
    return figures


def _twice(words: Sequence[str]) -> str | None:
    seen: set[str] = set()
    for word in words:
        if word in seen:
            return word
        seen.add(word)
    return None
