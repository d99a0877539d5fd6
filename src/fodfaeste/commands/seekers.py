"""Those of a snapshot who are matched, and where in its files a wrong row stands."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from fodfaeste.core.errors import Rejected
from fodfaeste.core.facts import NO_OTHER_GROUP
from fodfaeste.formats.snapshot import Snapshot


def seeking(snapshot: Snapshot) -> pl.Series:
    """Citizen by citizen: whether still in the effort. Whose group nobody knows has not left."""
    return snapshot.tables["citizens"].select(still_in_the_effort())["seeking"]


def still_in_the_effort() -> pl.Expr:
    """Whether a citizen of the table is still in the effort."""
    return pl.col("target_group").ne_missing(pl.lit(NO_OTHER_GROUP)).alias("seeking")


def tables_of_seekers(snapshot: Snapshot) -> dict[str, pl.DataFrame]:
    """The tables of a snapshot without the citizens who have left the effort."""
    citizens = snapshot.tables["citizens"].filter(seeking(snapshot))
    return {**snapshot.tables, "citizens": citizens}


@contextmanager
def told_by_file(folder: Path, snapshot: Snapshot) -> Iterator[None]:
    """Say in which file and row a table is wrong: the engine knows the table, the file is known here."""
    try:
        yield
    except Rejected as wrong:
        if wrong.file not in snapshot.tables:
            raise
        row = wrong.row
        if wrong.file == "citizens" and row is not None:
            row = seeking(snapshot).arg_true()[row - 1] + 1
        file = str(folder / f"{wrong.file}.parquet")
        raise Rejected(wrong.reason, file=file, row=row, field=wrong.field) from None
