"""What the tables must keep to beyond their types, told with table, row, column and reason."""

from collections.abc import Collection, Mapping

import polars as pl

from fodfaeste.core.errors import Rejected
from fodfaeste.core.openings import ATTENDANCE, OPENING_KINDS, TOP_LEVEL, WISH_KINDS, WISH_STRENGTHS
from fodfaeste.core.reach import months_of
from fodfaeste.engines.matching.codes import BITS

#: A journey is shorter than this, and so is anybody's limit: nothing reaches where there is no way.
MOST_MINUTES = 1_000_000

_KEYS = (("citizens", "citizen"), ("openings", "opening"), ("courses", "course"))
#: Columns that hold lists, with the list of codes they may hold.
_LISTS = (
    ("citizens", "shifts", "shifts"),
    ("citizens", "limits", "demands"),
    ("citizens", "licences", "licences"),
    ("citizens", "languages", "languages"),
    ("openings", "shifts", "shifts"),
    ("openings", "demands", "demands"),
    ("openings", "licences", "licences"),
    ("openings", "languages", "languages"),
)
_CODES: tuple[tuple[str, str, Collection[str]], ...] = (
    ("openings", "kind", OPENING_KINDS),
    ("openings", "attendance", ATTENDANCE),
    ("kinds_ruled_out", "kind", OPENING_KINDS),
    ("wishes", "kind", WISH_KINDS),
    ("wishes", "strength", WISH_STRENGTHS),
)


def check_tables(tables: Mapping[str, pl.DataFrame]) -> None:
    """Refuse what has no meaning in the tables given, as Rejected with table, row (from 1) and column."""
    for table, column in _KEYS:
        if table in tables:
            check_once(tables[table], table, column)
    for table, column, codes in _CODES:
        if table in tables:
            wrong = ~pl.col(column).is_in(list(codes))
            _refuse(tables[table], table, column, wrong, "er ingen kendt kode")
    for table, column, name in _LISTS:
        if table in tables:
            known = pl.col(column).list.eval(pl.element().is_in(list(BITS[name]))).list.all()
            _refuse(tables[table], table, column, ~known, "har en ukendt kode")
    for table in ("citizen_skills", "course_skills"):
        if table in tables:
            wrong = ~pl.col("level").is_between(1, TOP_LEVEL)
            _refuse(tables[table], table, "level", wrong, f"er intet niveau fra 1 til {TOP_LEVEL}")
    if "reach" in tables:
        _check_reach(tables["reach"])


def check_weights(needs: pl.DataFrame, column: str, most: int) -> None:
    """Refuse a weight that is below 0, above the most, or no number."""
    wrong = ~pl.col(column).is_between(0, most)  # what is no number is between nothing
    _refuse(needs, "opening_skills", column, wrong, f"er ingen vægt fra 0 til {most}")


def _check_reach(reach: pl.DataFrame) -> None:
    wrong = [season for season in reach["season"].unique() if not _is_season(season)]
    _refuse(reach, "reach", "season", pl.col("season").is_in(wrong), "er ingen årstid")
    strange = ~pl.col("minutes").is_between(0, MOST_MINUTES)
    _refuse(reach, "reach", "minutes", strange, f"er ikke fra 0 til {MOST_MINUTES} minutter")


def _is_season(text: str) -> bool:
    try:
        return bool(months_of(text))
    except ValueError:
        return False


def check_once(frame: pl.DataFrame, table: str, column: str) -> None:
    """Refuse an id that stands twice."""
    _refuse(frame, table, column, pl.col(column).is_duplicated(), "står to gange")


def _refuse(frame: pl.DataFrame, table: str, column: str, wrong: pl.Expr, reason: str) -> None:
    rows = frame.select(wrong.fill_null(value=False).alias("wrong"))["wrong"].arg_true()
    if len(rows):
        value = frame[column][rows[0]]
        shown = " ".join(value) if isinstance(value, pl.Series) else value
        raise Rejected(f"»{shown}« {reason}", file=table, row=int(rows[0]) + 1, field=column)
