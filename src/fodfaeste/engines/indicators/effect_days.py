"""Who is in work, and who supports themselves, on a day: the outcome of an offer, and what came before it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from fodfaeste.engines.indicators.effect_words import IN_WORK, SELF_SUPPORT
from fodfaeste.engines.indicators.survival_courses import OPEN, Courses, Recorded, joined, last_known
from fodfaeste.engines.indicators.survival_definitions import Terms

#: How long before the course the sides are tried for a difference. The year before is adjusted for.
CONTROL_MONTHS = 18

_DAYS = ("citizen", "begins", "ends")


@dataclass(frozen=True, slots=True)
class Stretches:
    """The days of people's lives in which an outcome holds, or cannot hold, joined and half open."""

    work: pl.DataFrame
    supported: pl.DataFrame  # in a course, or in a pension or flex job
    studying: pl.DataFrame

    def holds(self, outcome: str, rows: pl.DataFrame, day: pl.Expr) -> pl.Series:
        """Whether the outcome holds for each row's citizen on a day."""
        free = ~self._inside(rows, day, self.supported)
        if outcome == IN_WORK:
            return free & self._inside(rows, day, self.work)
        if outcome == SELF_SUPPORT:
            return free & ~self._inside(rows, day, self.studying)
        raise ValueError(f"no such outcome: {outcome}")

    @staticmethod
    def _inside(rows: pl.DataFrame, day: pl.Expr, days: pl.DataFrame) -> pl.Series:
        return inside(rows.select("citizen", on=day), days)


def inside(asked: pl.DataFrame, days: pl.DataFrame) -> pl.Series:
    """Whether each citizen is in one of their stretches on the day `on`; stretches never overlap."""
    found = (
        asked.with_row_index("row")
        .sort("on")
        .join_asof(
            days.select(_DAYS).sort("begins"),
            left_on="on",
            right_on="begins",
            by="citizen",
            check_sortedness=False,
        )
        .sort("row")
    )
    return (found["ends"] > found["on"]).fill_null(value=False)


def stretches_of(tables: Mapping[str, pl.DataFrame], courses: Courses, recorded: Recorded) -> Stretches:
    """Work, support and study from a snapshot's tables."""
    work = tables["spells"].filter((pl.col("kind") == "work") & (pl.col("from") < recorded.until))
    worked = work.select("citizen", begins="from", ends=pl.col("to").dt.offset_by("1d").fill_null(OPEN))
    supported = pl.concat([courses.courses.select(_DAYS), courses.lasting_support.select(_DAYS)])
    return Stretches(joined(worked, 0), joined(supported, 0), courses.education)


def outcome_after(
    stretches: Stretches, outcome: str, rows: pl.DataFrame, months: int, recorded: Recorded, terms: Terms
) -> pl.Series:
    """The outcome so many months after each row's day, 0 or 1; null where the records do not reach so far."""
    day = pl.col("day").dt.offset_by(f"{months}mo")
    seen = rows.select(seen=day < last_known(recorded, terms)[0])["seen"]
    return _numbers(stretches.holds(outcome, rows, day), seen)


def worked_before(stretches: Stretches, rows: pl.DataFrame, written_from: date) -> pl.Series:
    """Work long before each row's course, 0 or 1; null where nothing was written down so early."""
    day = pl.col("begins").dt.offset_by(f"-{CONTROL_MONTHS}mo")
    seen = rows.select(seen=day >= written_from)["seen"]
    return _numbers(stretches.holds(IN_WORK, rows, day), seen)


def _numbers(holds: pl.Series, seen: pl.Series) -> pl.Series:
    told = pl.DataFrame({"holds": holds, "seen": seen})
    return told.select(value=pl.when("seen").then(pl.col("holds").cast(pl.Float64)))["value"]
