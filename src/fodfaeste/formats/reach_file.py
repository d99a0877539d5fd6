"""Travel minutes from a file, in place of a rule's: one row a pair of places, way and season.

Columns `from`, `to`, `mode`, `minutes` and `season`; `per_week` and `basis` may be left out.
Places are ids that the reader is told, each direction has a row of its own, a season is `all` or months as
`1,4-12`.
"""

from collections.abc import Collection
from pathlib import Path

import polars as pl

from fodfaeste.core.errors import Rejected
from fodfaeste.core.reach import BASES, FILE, LINK_MODES, ROAD_MODES, months_of, season_of
from fodfaeste.formats.tables import hide_cpr, read_table

NEEDED = ("from", "to", "mode", "minutes", "season")
OPTIONAL = ("per_week", "basis")
MODES = (*ROAD_MODES, *LINK_MODES)
MOST_MINUTES = 7 * 24 * 60
MOST_PER_WEEK = 1_000

_SCHEMA: dict[str, pl.DataType] = {
    **dict.fromkeys(("from", "to", "mode"), pl.String()),
    "minutes": pl.Int64(),
    "season": pl.String(),
    "per_week": pl.Int64(),
    "basis": pl.String(),
}

Seen = dict[tuple[str, str, str, int], int]


def read_reach_file(path: Path, places: Collection[str]) -> pl.DataFrame:
    """The minutes of a file between known places, or Rejected with row, column and reason."""
    table = read_table(path, path.name)
    for needed in NEEDED:
        if needed not in table.headings:
            headings = ", ".join(table.headings)
            raise Rejected(f"kolonnen »{needed}« mangler; filen har {headings}", file=path.name, row=1)
    for heading in table.headings:
        if heading not in (*NEEDED, *OPTIONAL):
            reason = f"kolonnen kendes ikke; her kan stå {', '.join((*NEEDED, *OPTIONAL))}"
            raise Rejected(reason, file=path.name, row=1, field=hide_cpr(heading))
    seen: Seen = {}
    rows = []
    for number, cells in table.rows:
        try:
            rows.append(_row(number, {key: cell.strip() for key, cell in cells.items()}, places, seen))
        except Rejected as rejected:
            reason = hide_cpr(rejected.reason)
            raise Rejected(reason, file=path.name, row=number, field=rejected.field) from None
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row").sort("from", "to", "mode", "season")


def _row(number: int, cells: dict[str, str], places: Collection[str], seen: Seen) -> tuple[object, ...]:
    for end in ("from", "to"):
        if cells[end] not in places:
            raise Rejected(f"»{cells[end][:40]}« er intet sted her", field=end)
    if cells["from"] == cells["to"]:
        raise Rejected("vejen fører til stedet selv; slet rækken", field="to")
    mode = _mode(cells["mode"])
    try:
        months = months_of(cells["season"].replace(" ", "") or "-")
    except ValueError:
        reason = f"»{cells['season'][:40]}« er ingen årstid; skriv all eller måneder som 1,4-12"
        raise Rejected(reason, field="season") from None
    for month in months:
        earlier = seen.setdefault((cells["from"], cells["to"], mode, month), number)
        if earlier != number:
            raise Rejected(f"vejen står også i række {earlier} for måned {month}", field="season")
    minutes = _whole("minutes", cells["minutes"], MOST_MINUTES)
    often = cells.get("per_week", "")
    per_week = _whole("per_week", often, MOST_PER_WEEK) if often else None
    basis = cells.get("basis") or FILE
    if basis not in BASES:
        raise Rejected(f"»{basis[:40]}« er ingen af {', '.join(BASES)}", field="basis")
    return cells["from"], cells["to"], mode, minutes, season_of(months), per_week, basis


def _mode(text: str) -> str:
    """One way of travelling, or several in their order: `plane+helicopter`."""
    modes = text.split("+")
    if not set(modes) <= set(MODES) or len(set(modes)) != len(modes):
        raise Rejected(f"»{text[:40]}« er ingen af {', '.join(MODES)}", field="mode")
    return text


def _whole(field: str, text: str, most: int) -> int:
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text[:9]) <= most or len(text) > 9:
        raise Rejected(f"»{text[:40]}« er intet helt tal fra 1 til {most}", field=field)
    return int(text)
