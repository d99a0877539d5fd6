"""Those of a snapshot who are matched, read some rows at a time, and made ready in numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from fodfaeste.commands.seekers import still_in_the_effort
from fodfaeste.core.errors import Rejected
from fodfaeste.engines.matching.checks import check_tables
from fodfaeste.engines.matching.day import Day, day_of
from fodfaeste.engines.matching.folk import Folk, folk_of
from fodfaeste.engines.matching.forbidden import READ
from fodfaeste.engines.matching.settings import settings_of
from fodfaeste.formats.snapshot_rows import Rows, SnapshotRows, open_snapshot

_LARGE = ("citizens", "citizen_skills")
#: Tables that are read whole.
WHOLE = (*(name for name in READ if name not in _LARGE), "numbers", "places")


@dataclass(frozen=True, slots=True)
class Ready:
    """A snapshot in numbers; its tables are let go of."""

    on: date
    places: pl.DataFrame
    day: Day
    folk: Folk  # everybody who seeks


def ready(folder: Path) -> Ready:
    """Make a snapshot ready. Raises Rejected where a table holds what has no meaning."""
    snapshot = open_snapshot(folder, WHOLE)
    tables = snapshot.tables
    read = {name: tables[name].select(READ[name]) for name in READ if name not in _LARGE}
    _check(snapshot, read)
    who = pl.concat(_who(snapshot))
    _check_once(snapshot, who)
    ids = who["citizen"].sort()
    day = day_of(read, who["place"].unique(), snapshot.on, settings_of(tables))
    wishes, ruled_out, places = read["wishes"], read["kinds_ruled_out"], tables["places"]
    del who, read
    tables.clear()
    folk = folk_of(
        ids,
        lambda: _citizens(snapshot),
        lambda: (rows.table for rows in _checked(snapshot, "citizen_skills", READ["citizen_skills"])),
        wishes,
        ruled_out,
        day,
    )
    return Ready(snapshot.on, places, day, folk)


def _who(snapshot: SnapshotRows) -> Iterator[pl.DataFrame]:
    """Row in the file, id and place of everybody who seeks."""
    for rows in snapshot.rows("citizens", ("citizen", "place", "target_group")):
        numbered = rows.table.with_row_index("row", offset=rows.first + 1)
        yield numbered.filter(still_in_the_effort()).select("row", "citizen", "place")


def _citizens(snapshot: SnapshotRows) -> Iterator[pl.DataFrame]:
    columns = (*READ["citizens"], "target_group")
    for rows in _checked(snapshot, "citizens", columns):
        yield rows.table.select(READ["citizens"])


def _checked(snapshot: SnapshotRows, name: str, columns: tuple[str, ...]) -> Iterator[Rows]:
    """The rows that are matched; one that is wrong is told as it stands in the file."""
    for rows in snapshot.rows(name, columns):
        table = rows.table.with_row_index("row", offset=rows.first + 1)
        if name == "citizens":
            table = table.filter(still_in_the_effort())
        _check(snapshot, {name: table}, table["row"])
        yield Rows(rows.first, table.drop("row"))


def _check(snapshot: SnapshotRows, tables: dict[str, pl.DataFrame], rows: pl.Series | None = None) -> None:
    try:
        check_tables(tables)
    except Rejected as wrong:
        row = wrong.row if wrong.row is None or rows is None else rows[wrong.row - 1]
        file = str(snapshot.folder / f"{wrong.file}.parquet")
        raise Rejected(wrong.reason, file=file, row=row, field=wrong.field) from None


def _check_once(snapshot: SnapshotRows, who: pl.DataFrame) -> None:
    doubled = who.filter(pl.col("citizen").is_duplicated())
    if not doubled.is_empty():
        file = str(snapshot.folder / "citizens.parquet")
        raise Rejected("rækken står to gange", file=file, row=doubled["row"][0], field="citizen")
