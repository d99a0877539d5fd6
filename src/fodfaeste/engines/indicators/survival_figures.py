"""Time to self-support and to lasting work, from a snapshot: by target group, by offer and by track.

A track is the offers of one kind aimed at one industry. A figure here tells what came after an offer. It is
not what the offer did: those who got it are other people than those who did not.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from fodfaeste.core.policy import Indicator
from fodfaeste.engines.indicators.suppress import FEWEST
from fodfaeste.engines.indicators.survival import aalen_johansen
from fodfaeste.engines.indicators.survival_clocks import (
    ALL,
    EXITS,
    course_starts,
    ended,
    in_months,
    offer_starts,
)
from fodfaeste.engines.indicators.survival_courses import Recorded, courses_of, last_known
from fodfaeste.engines.indicators.survival_definitions import (
    LASTING_WORK,
    SELF_SUPPORT,
    Terms,
    definitions,
)
from fodfaeste.engines.indicators.survival_suppress import suppress_horizons

#: After so many whole months the share is told.
HORIZONS = (3, 6, 12)

_LEVEL = 0.95
_TABLES = ("citizens", "statuses", "spells", "agreements")
_COLUMNS = {
    "indicator": pl.String,  # id of the definition
    "offer": pl.String,  # the offer the clock starts with; empty: it starts with the course
    "group": pl.String,  # target group, or where there is an offer its industry; empty: everyone
    "months": pl.Int64,
    "numerator": pl.Float64,  # people seen to leave to it
    "denominator": pl.Float64,  # people counted
    "at_risk": pl.Int64,  # still followed in the last of the months, at least: rounded down to fives
    "value": pl.Float64,  # per cent; empty and not suppressed: nobody was followed so long
    "low": pl.Float64,
    "high": pl.Float64,
    "suppressed": pl.Boolean,
}


@dataclass(frozen=True, slots=True)
class TimeTo:
    """The figures, and in words what they count: nothing of it is decided by anybody."""

    figures: pl.DataFrame
    definitions: tuple[Indicator, ...]


def time_to(
    tables: Mapping[str, pl.DataFrame], recorded: Recorded, terms: Terms | None = None, fewest: int = FEWEST
) -> TimeTo:
    """The share self-supporting and in lasting work within 3, 6 and 12 months, with its 95 % interval.

    `tables` are those of a snapshot; each person counts once in a row, with the first course (or the first
    offer of a kind) in which they were followed for a whole month.
    """
    terms = terms or Terms()
    lacking = [name for name in _TABLES if name not in tables]
    if lacking:
        raise ValueError(f"these tables are missing: {', '.join(lacking)}")
    courses = courses_of(tables, recorded, terms)
    starts = pl.concat(
        [
            course_starts(courses, tables["statuses"]),
            offer_starts(courses, tables["agreements"], recorded),
        ]
    )
    until = dict(zip((SELF_SUPPORT, LASTING_WORK), last_known(recorded, terms), strict=True))
    found = [
        _estimates(
            figure,
            in_months(ended(starts, figure, courses, terms), recorded.since, until[figure], HORIZONS[-1]),
        )
        for figure in EXITS
    ]
    shown = suppress_horizons(pl.concat(found), fewest)
    return TimeTo(
        shown.select(list(_COLUMNS)).sort("indicator", "offer", "group", "months"), definitions(terms)
    )


def _estimates(figure: str, people: pl.DataFrame) -> pl.DataFrame:
    """Every group's row of each horizon, and everyone's, before anything is held back."""
    rows = _with_everyone(people)
    cells = rows.select("offer", "group").unique().sort("offer", "group").with_row_index("cell")
    rows = rows.join(cells, on=["offer", "group"])
    columns = [rows[name].cast(pl.Int64).to_numpy() for name in ("month", "cause", "cell", "entry")]
    counted = aalen_johansen(*columns, causes=len(EXITS[figure]), groups=cells.height, months=HORIZONS[-1])
    people_of = np.bincount(columns[2], minlength=cells.height)
    low, high = counted.interval(_LEVEL)
    gone = counted.exits[:, 0].cumsum(1)
    thinnest = np.minimum.accumulate(
        np.where(counted.at_risk[:, 1:] > 0, counted.at_risk[:, 1:], np.iinfo(np.int64).max), axis=1
    )
    told = [
        cells.select("offer", "group").with_columns(
            indicator=pl.lit(figure),
            months=pl.lit(month, pl.Int64),
            numerator=pl.Series(gone[:, month], dtype=pl.Float64),
            denominator=pl.Series(people_of, dtype=pl.Float64),
            at_risk=pl.Series(counted.at_risk[:, month]),
            thinnest=pl.Series(thinnest[:, month - 1]),
            is_known=pl.Series(counted.is_known[:, month]),
            **{
                name: pl.Series(100 * values[:, 0, month])
                for name, values in (("value", counted.share), ("low", low), ("high", high))
            },
        )
        for month in HORIZONS
    ]
    return pl.concat(told)


def _with_everyone(people: pl.DataFrame) -> pl.DataFrame:
    """Each person under everyone, and under their group where they have one."""
    grouped = people.filter(pl.col("group").is_not_null())
    return pl.concat([people.with_columns(group=pl.lit(ALL)), grouped])
