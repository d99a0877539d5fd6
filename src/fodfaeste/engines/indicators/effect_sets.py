"""Who began an offer in a month of their course, beside those who were still in theirs and did not begin.

This is the only door to an effect, and it takes days. Nobody can ask for those who ever took part against
those who never did: whoever takes part has by then stayed long enough to do so, and that alone makes an offer
without any effect look as if it kept people out of work (the immortal time). Each month of the course is a
trial of its own (Sianesi, Rev. Econ. Stat. 86, 2004, 133-155; Danaei et al., Stat. Methods Med. Res. 22,
2013, 70-96): who has already begun is out, and who has not may begin later.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.engines.indicators.survival_clocks import whole_months
from fodfaeste.engines.indicators.survival_courses import Recorded

#: Months of a course in which somebody can be counted as beginning.
MONTHS = 60

#: Comparisons for each who began in a month, and how many rows are learned from at most.
PER_START, MOST_ROWS = 8, 60_000

_COURSE = ["citizen", "begins"]
_ROW = ["citizen", "begins", "left", "started", "month", "day"]


@dataclass(frozen=True, slots=True)
class RiskSets:
    """Rows of people still in their course on a day, of whom some begin the offer that very day.

    `rows`: citizen, begins and left (of the course, half open), started (the first day of the offer in it;
    null: none that was seen), month (of the course, from 1) and day (on which the row was in the course).
    That somebody begins is never said, only read off the days. `started` may be later than `day`: the future.
    """

    rows: pl.DataFrame

    def __post_init__(self) -> None:
        rows = self.rows
        wrong = rows.filter(
            (pl.col("day") < pl.col("begins"))
            | (pl.col("day") >= pl.col("left"))
            | (pl.col("started") < pl.col("day")).fill_null(value=False)
        )
        if wrong.height:
            raise ValueError("a row must lie in its course and not after its offer began")
        if rows.select(*_COURSE, "month").is_duplicated().any():
            raise ValueError("a course counts once in a month")

    @property
    def starts(self) -> NDArray[np.bool_]:
        """Whose offer begins on the row's day."""
        return (self.rows["started"] == self.rows["day"]).fill_null(value=False).to_numpy()

    @property
    def people(self) -> NDArray[np.int64]:
        """A number for each person: all their rows go together."""
        return self.rows["citizen"].rank("dense").cast(pl.Int64).to_numpy() - 1


def risk_sets(
    courses: pl.DataFrame,
    offers: pl.DataFrame,
    recorded: Recorded,
    *,
    seed: int,
    per_start: int = PER_START,
    most_rows: int = MOST_ROWS,
) -> RiskSets:
    """The risk sets of one offer, month by month of the course.

    `courses`: citizen, begins, left, followed_from; `offers`: citizen, started, over (half open). A course
    begun while in the offer is left out. In a month each comparison is asked about on a day as far into it as
    some participant's first day, drawn by `seed`, and must still be in the course on it: so neither side has
    to have stayed longer than the other. Of the comparisons so many are drawn for each who began in the same
    month; drawing by month alone leaves an effect on those who began as it is.
    """
    chance = drawing(seed, "rows")
    followed = _followed(courses, offers, recorded).sort(_COURSE)
    began = _began(followed, recorded)
    if began.is_empty():
        return RiskSets(began.select(_ROW))
    waited = _waited(followed, began["into"].sort().to_numpy(), recorded, chance)
    ratio = min(float(per_start), max(most_rows / began.height - 1, 1.0))
    drawn = _drawn(waited, began, ratio, chance)
    return RiskSets(pl.concat([began.select(_ROW), drawn.select(_ROW)]).sort(*_COURSE, "month"))


def drawing(seed: int, what: str) -> np.random.Generator:
    """Random numbers of their own for each thing that is drawn from a seed."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, *what.encode()])))


def _followed(courses: pl.DataFrame, offers: pl.DataFrame, recorded: Recorded) -> pl.DataFrame:
    """Courses with the first day of the offer in them, without those in it already when they began."""
    known = courses.filter(pl.col("begins") < recorded.until)
    pairs = known.select(*_COURSE, "left").join(offers, on="citizen")
    already = pairs.filter((pl.col("started") < pl.col("begins")) & (pl.col("over") > pl.col("begins")))
    inside = pairs.filter(
        (pl.col("started") >= pl.col("begins"))
        & (pl.col("started") < pl.col("left"))
        & (pl.col("started") < recorded.until)
    )
    return known.join(already, on=_COURSE, how="anti").join(
        inside.group_by(_COURSE).agg(pl.col("started").min()), on=_COURSE, how="left"
    )


def _began(followed: pl.DataFrame, recorded: Recorded) -> pl.DataFrame:
    """A row for each who began while followed: the month, and how many days into it."""
    began = followed.filter(pl.col("started").is_not_null()).with_columns(day="started")
    counted = began.filter(_is_followed(recorded)).with_columns(
        month=whole_months("begins", pl.col("day")) + 1
    )
    return counted.filter(pl.col("month") <= MONTHS).with_columns(
        into=(pl.col("day") - _later("begins", pl.col("month") - 1)).dt.total_days()
    )


def _waited(
    followed: pl.DataFrame, into: NDArray[np.int64], recorded: Recorded, chance: np.random.Generator
) -> pl.DataFrame:
    """A row for each month in which somebody could have begun and did not, on a day drawn in it."""
    stop = pl.min_horizontal("left", pl.lit(recorded.until), pl.col("started"))
    months = pl.min_horizontal(whole_months("begins", stop) + 1, pl.lit(MONTHS))
    rows = followed.with_columns(month=pl.int_ranges(1, months + 1, dtype=pl.Int64)).explode("month")
    drawn = into[chance.integers(0, len(into), rows.height)]
    ahead = rows.with_columns(
        first=_later("begins", pl.col("month") - 1), after=_later("begins", pl.col("month")), into=drawn
    )
    asked = ahead.with_columns(
        day=pl.min_horizontal(
            pl.col("first") + pl.duration(days="into"), pl.col("after") - pl.duration(days=1)
        )
    )
    waits = pl.col("started").is_null() | (pl.col("started") >= pl.col("after"))
    return asked.filter(waits & (pl.col("day") < pl.col("left")) & _is_followed(recorded))


def _drawn(
    waited: pl.DataFrame, began: pl.DataFrame, ratio: float, chance: np.random.Generator
) -> pl.DataFrame:
    """Of each month's comparisons so many for each who began in it."""
    wanted = began.group_by("month").agg(most=(pl.len() * ratio).ceil())
    keyed = waited.with_columns(key=pl.Series(chance.random(waited.height)))
    places = keyed.join(wanted, on="month").with_columns(place=pl.col("key").rank("ordinal").over("month"))
    return places.filter(pl.col("place") <= pl.col("most"))


def _is_followed(recorded: Recorded) -> pl.Expr:
    return (
        (pl.col("day") >= pl.col("followed_from"))
        & (pl.col("day") >= recorded.since)
        & (pl.col("day") < recorded.until)
    )


def _later(start: str, months: pl.Expr) -> pl.Expr:
    """The same day some months later, clamped to the month's last as `core.dates.add_months` does."""
    return pl.col(start).dt.offset_by(months.cast(pl.String) + "mo")
