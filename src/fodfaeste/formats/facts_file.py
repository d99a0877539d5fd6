"""The facts that rules ask about, from a file with one row a citizen; columns are called as the facts are.

ISO dates, numbers with point or comma, empty = unknown. In `came_from` an empty cell means "from no other
group", because that is what an empty cell in that column of a case system means; `ukendt` is unknown.
Codes are small letters in every pack, so `Forsikret` is read as `forsikret`. A column that is not in the
file is unknown for everyone.
"""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl

from fodfaeste.core.errors import Rejected
from fodfaeste.core.facts import FACTS, NO_OTHER_GROUP, NOT_HAPPENED, NOT_HAPPENED_WORD, UNKNOWN_WORD
from fodfaeste.formats.citizen_values import EARLIEST, LATEST, read_months, read_short
from fodfaeste.formats.tables import Table, hide_cpr, read_table

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TYPES = {"date": pl.Date, "number": pl.Float64, "code": pl.String}


def read_facts(path: Path) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """Read the facts of a file: a frame with every fact as a column, and the headings that were left out.

    Raises Rejected with file, row, column and reason; nothing is read half.
    """
    table = read_table(path, path.name)
    for needed in ("citizen", "target_group"):
        if needed not in table.headings:
            headings = ", ".join(table.headings)
            raise Rejected(f"kolonnen »{needed}« mangler; filen har {headings}", file=path.name, row=1)
    columns = _columns(table, path.name)
    schema = {"citizen": pl.String, **{name: _TYPES[fact.type] for name, fact in FACTS.items()}}
    left_out = tuple(heading for heading in table.headings if heading not in schema)
    return pl.DataFrame(columns, schema=schema), left_out


def _columns(table: Table, file: str) -> dict[str, list[object]]:
    present = [name for name in FACTS if name in table.headings]
    columns: dict[str, list[object]] = {name: [] for name in ("citizen", *present)}
    first_row: dict[str, int] = {}
    for number, row in table.rows:
        columns["citizen"].append(_citizen(row["citizen"].strip(), number, first_row, file))
        for name in present:
            try:
                columns[name].append(_READERS[name](row[name].strip()))
            except Rejected as rejected:
                raise Rejected(hide_cpr(rejected.reason), file=file, row=number, field=name) from None
    rows = len(columns["citizen"])
    return columns | {name: [None] * rows for name in FACTS if name not in columns}


def _citizen(text: str, row: int, first_row: dict[str, int], file: str) -> str:
    if not text:
        raise Rejected("borgeren har intet id", file=file, row=row, field="citizen")
    earlier = first_row.setdefault(text, row)
    if earlier != row:
        reason = f"borgeren står også i række {earlier}; hver borger skal have én række"
        raise Rejected(reason, file=file, row=row, field="citizen")
    return text


def _date(text: str) -> date | None:
    if not text:
        return None
    if text.casefold() == NOT_HAPPENED_WORD:
        return NOT_HAPPENED
    if not _ISO.fullmatch(text):
        raise Rejected(f"»{text[:40]}« er ingen dato; skriv 2020-03-01")
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise Rejected(f"»{text}« er en dato, der ikke findes") from None
    if not EARLIEST <= found <= LATEST:
        raise Rejected(f"»{text}« ligger uden for {EARLIEST.year}-{LATEST.year}")
    return found


def _number(text: str) -> float | None:
    return float(read_months(text)) if text else None


def _code(text: str) -> str | None:
    code = read_short(text, "code").casefold()
    return None if code in ("", UNKNOWN_WORD) else code


def _came_from(text: str) -> str | None:
    return _code(text) if text else NO_OTHER_GROUP


_BY_TYPE: dict[str, Callable[[str], object]] = {"date": _date, "number": _number, "code": _code}
_READERS: dict[str, Callable[[str], object]] = {name: _BY_TYPE[fact.type] for name, fact in FACTS.items()}
_READERS["came_from"] = _came_from
