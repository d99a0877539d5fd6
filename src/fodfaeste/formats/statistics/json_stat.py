"""JSON-stat, version 1 as StatBank answers it, and version 2: one table of the file.

`value` and `status` may be lists or only the cells that say something. A file with several tables is refused
until the caller says which. A collection, or a dimension alone, is no table. At most 20 MB.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

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
from fodfaeste.formats.tables import hide_cpr

MAX_BYTES = 20_000_000
LARGEST = 1e300

Found = Mapping[str, Any]

_HALF_LETTER = re.compile(r"\\u[dD][89a-fA-F]")  # one of a pair; alone it is no letter


def read_json_stat(source: Path | bytes, name: str, *, dataset: str = "") -> StatisticsTable:
    """A JSON-stat table as rows of codes, texts and figures, or Rejected with field and reason."""
    file = hide_cpr(name)
    try:
        found, title = _dataset(_parsed(content_of(source, file, MAX_BYTES)), dataset)
        dimensions = _dimensions(found)
        size = size_of(dimensions, file)
        figures = _figures(found, size)
        updated = _day(found)
        return StatisticsTable(
            dimensions=dimensions,
            cells=long_frame(dimensions, figures, file),
            name=_name(found, title),
            title=_text(found, "label"),
            unit=common_unit([unit for each in dimensions for unit in each.units]),
            source=_text(found, "source"),
            updated=updated,
        )
    except Rejected as rejected:
        raise Rejected(rejected.reason, file=file, row=rejected.row, field=rejected.field) from None


def _parsed(content: bytes) -> object:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeError:
        raise Rejected("filens tegn kan ikke læses som UTF-8") from None
    try:
        found: object = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
        if _HALF_LETTER.search(text):
            json.dumps(found, ensure_ascii=False).encode()
        return found
    except json.JSONDecodeError as error:
        raise Rejected("filen er ikke hel JSON; hent den igen", row=error.lineno) from None
    except (ValueError, RecursionError):
        raise Rejected("filen er ikke JSON, der kan læses") from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, each in pairs:
        if name in found:
            raise Rejected("navnet står to gange; så er to celler den samme", field=shown(name))
        found[name] = each
    return found


def _constant(text: str) -> object:
    raise Rejected(f"»{text}« er ikke et tal")


def _dataset(content: object, wanted: str) -> tuple[Found, str]:
    """The one table of the file, and the name that it has there."""
    if not isinstance(content, dict):
        raise Rejected("filen er ikke en tabel i JSON-stat")
    kind = content.get("class", "dataset")
    if kind not in ("dataset", "bundle"):
        raise Rejected(f"filen er ikke en tabel, men »{_scalar(kind)}«", field="class")
    if isinstance(content.get("dimension"), dict):
        return content, ""
    tables = {name: each for name, each in content.items() if isinstance(each, dict) and "dimension" in each}
    if wanted:
        tables = {name: each for name, each in tables.items() if name == wanted}
    if len(tables) != 1:
        names = ", ".join(map(shown, list(tables)[:20])) or "ingen"
        raise Rejected(f"filen skal have én tabel; her er {names}", field="dataset")
    return next(iter(tables.values())), next(iter(tables))


def _dimensions(found: Found) -> tuple[Dimension, ...]:
    told = _mapping(found.get("dimension"), "dimension")
    names, sizes = (_list(found[key] if key in found else told.get(key), key) for key in ("id", "size"))
    if len(names) != len(sizes):
        raise Rejected(f"der er {len(names)} dimensioner, men {len(sizes)} størrelser", field="size")
    if len(names) > MAX_DIMENSIONS:
        raise Rejected(f"tabellen har flere end {MAX_DIMENSIONS} dimensioner", field="id")
    role = _mapping(found.get("role", told.get("role")) or {}, "role")
    times = _list(role.get("time") or [], "role")
    dimensions = []
    for name, size in zip(names, sizes, strict=True):
        if not isinstance(name, str):
            raise Rejected("en dimensions navn er ikke tekst", field="id")
        dimension = _dimension(name, _mapping(told.get(name), name), is_time=name in times)
        if _scalar(size) != str(len(dimension.codes)):
            reason = f"der er {len(dimension.codes)} værdier, men størrelsen er {_scalar(size)}"
            raise Rejected(reason, field=shown(name))
        dimensions.append(dimension)
    return tuple(dimensions)


def _dimension(name: str, told: Found, *, is_time: bool) -> Dimension:
    category = _mapping(told.get("category"), name)
    labels = _mapping(category.get("label") or {}, name)
    codes = _codes(name, category.get("index"), labels)
    units = _mapping(category.get("unit") or {}, name)
    return Dimension(
        name=name,
        title=_text(told, "label") or name,
        codes=codes,
        texts=tuple(_text(labels, code) or code for code in codes),
        is_time=is_time,
        units=tuple(_unit(_mapping(units.get(code) or {}, name)) for code in codes) if units else (),
    )


def _codes(name: str, index: object, labels: Found) -> tuple[str, ...]:
    """The codes in the table's order; a dimension of one code may have it as its only label."""
    if index is None and len(labels) == 1:
        return tuple(labels)
    if isinstance(index, dict):
        places = {place: code for code, place in index.items() if type(place) is int}
        if sorted(places) != list(range(len(index))):
            raise Rejected("værdiernes pladser er ikke 0, 1, 2 og så videre", field=shown(name))
        return tuple(places[place] for place in range(len(index)))
    codes = _list(index, name)
    if not all(isinstance(code, str) for code in codes):
        raise Rejected("en kode er ikke tekst", field=shown(name))
    return tuple(codes)


def _figures(found: Found, size: int) -> Figures:
    if "value" not in found:
        raise Rejected("tabellens tal mangler", field="value")
    values, states = found["value"], found.get("status")
    if isinstance(states, dict) and isinstance(states.get("value"), list):  # as Eurostat wrote version 1
        states = states["value"]
    if isinstance(states, list) and len(states) == 1:
        states = states[0]
    if isinstance(states, str):
        states = [states] * size
    figures = Figures()
    marks = _cells(states or {}, size, "status")
    for at, (cell, mark) in enumerate(zip(_cells(values, size, "value"), marks, strict=True)):
        if mark is not None and not isinstance(mark, str):
            raise Rejected(f"celle {at + 1} har et tegn, der ikke er tekst", field="status")
        try:
            value, own = _figure(cell)
        except Rejected as rejected:
            raise Rejected(f"celle {at + 1}: {rejected.reason}", field="value") from None
        figures.add(value, own or mark)
    return figures


def _figure(cell: object) -> tuple[float | None, str | None]:
    if cell is None:
        return None, None
    if isinstance(cell, str):
        value, mark = figure(cell)
        if mark:
            return value, mark
    elif isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) <= LARGEST:
        return float(cell), None
    raise Rejected(f"»{_scalar(cell)}« er ikke et tal")


def _scalar(found: object) -> str:
    """Something of the file as it may stand in an error, however deep it may be."""
    return shown(str(found)) if isinstance(found, str | int | float) else "…"


def _cells(told: object, size: int, field: str) -> Iterator[object]:
    """A thing for every cell, from a list of all or from those that are told of."""
    if isinstance(told, dict):
        places = {str(at) for at in range(size)} if told else set()
        stray = next((key for key in told if key not in places), None)
        if stray is not None:
            raise Rejected(f"»{shown(stray)}« er ingen af tabellens {size} celler", field=field)
        return (told.get(str(at)) for at in range(size))
    cells = _list(told, field)
    if len(cells) != size:
        raise Rejected(f"der er {len(cells)} værdier, men {size} celler", field=field)
    return iter(cells)


def _name(found: Found, title: str) -> str:
    extension = found.get("extension")
    px = extension.get("px") if isinstance(extension, dict) else None
    own = px.get("tableid") if isinstance(px, dict) else None
    return own if isinstance(own, str) else title


def _day(found: Found) -> date | None:
    text = _text(found, "updated")
    updated = day(text)
    if text and updated is None:
        raise Rejected(f"»{shown(text)}« er ingen dag", field="updated")
    return updated


def _unit(told: Found) -> str:
    """What one figure counts, as StatBank (`base`) and others (`label`) write it."""
    return _text(told, "base") or _text(told, "label")


def _text(told: Found, field: str) -> str:
    text = told.get(field)
    if text is not None and not isinstance(text, str):
        raise Rejected("feltet er ikke tekst", field=shown(field))
    return text or ""


def _mapping(told: object, field: str) -> Found:
    if not isinstance(told, dict):
        raise Rejected("feltet mangler eller er ikke et objekt", field=shown(field))
    return told


def _list(told: object, field: str) -> Sequence[Any]:
    if not isinstance(told, list):
        raise Rejected("feltet mangler eller er ikke en liste", field=shown(field))
    return told
