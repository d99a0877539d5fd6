"""The figures that follow a policy's lines. Each measure is one definition, used everywhere it is shown.

A *standing* frame has one row a citizen in the effort on the day: citizen, group, state, due_on, begun_on
(first day of the track in this course; null: not begun), effort_started, last_contact (latest talk held).
"""

from collections.abc import Callable
from datetime import date, timedelta

import polars as pl

from fodfaeste.core.answers import State

_FIGURES = {"group": pl.String, "numerator": pl.Float64, "denominator": pl.Float64, "value": pl.Float64}

#: The measure that needs a number of days; the others do not read it.
SILENCE = "without_contact_share"

Measure = Callable[[pl.DataFrame, date, int], pl.DataFrame]


def begun_on(agreements: pl.DataFrame, answers: pl.DataFrame, on: date) -> pl.DataFrame:
    """The first day of each citizen's track in this course: begun by now, not over before the right arose.

    `agreements`: citizen, begins, ends, state; `answers`: citizen, due_on. A withdrawn agreement never was.
    """
    counted = agreements.filter(pl.col("state").is_in(["running", "ended"]) & (pl.col("begins") <= on))
    joined = answers.join(counted, on="citizen")
    relevant = joined.filter(pl.col("ends").is_null() | (pl.col("ends") >= pl.col("due_on")))
    return relevant.group_by("citizen").agg(begun_on=pl.col("begins").min())


def track_begun_share(standing: pl.DataFrame, on: date, days: int) -> pl.DataFrame:
    """Of those whose day has come, the share whose track has begun."""
    due = standing.filter(pl.col("state") == State.DUE.value)
    return _shares(due, pl.col("begun_on").is_not_null())


def without_contact_share(standing: pl.DataFrame, on: date, days: int) -> pl.DataFrame:
    """Of those in the effort for at least some days, the share without a talk held in those days."""
    since = on - timedelta(days=days)
    long_enough = standing.filter(pl.col("effort_started") <= since)
    return _shares(long_enough, pl.col("last_contact").is_null() | (pl.col("last_contact") <= since))


def days_due_to_begun(standing: pl.DataFrame, on: date, days: int) -> pl.DataFrame:
    """The median of days from the right arose until the track began, 0 where it began before."""
    begun = standing.filter((pl.col("state") == State.DUE.value) & pl.col("begun_on").is_not_null())
    waited = begun.with_columns(
        waited=(pl.col("begun_on") - pl.col("due_on")).dt.total_days().clip(lower_bound=0)
    )
    return _with_everyone(
        waited,
        numerator=pl.lit(None, dtype=pl.Float64),
        denominator=pl.len().cast(pl.Float64),
        value=pl.col("waited").median().cast(pl.Float64),
    )


MEASURES: dict[str, Measure] = {
    "track_begun_share": track_begun_share,
    SILENCE: without_contact_share,
    "days_due_to_begun": days_due_to_begun,
}


def _shares(counted: pl.DataFrame, trait: pl.Expr) -> pl.DataFrame:
    marked = counted.with_columns(trait=trait)
    share = 100 * pl.col("trait").sum() / pl.len()
    return _with_everyone(
        marked,
        numerator=pl.col("trait").sum().cast(pl.Float64),
        denominator=pl.len().cast(pl.Float64),
        value=share.cast(pl.Float64),
    )


def _with_everyone(frame: pl.DataFrame, **figures: pl.Expr) -> pl.DataFrame:
    """The figures per group and for everyone, who stand under the empty group."""
    if frame.is_empty():
        return pl.DataFrame(schema=_FIGURES)
    groups = frame.group_by("group").agg(**figures)
    everyone = frame.select(**figures).select(group=pl.lit(""), **{name: name for name in figures})
    return (
        pl.concat([everyone, groups.filter(pl.col("group").is_not_null())])
        .select(list(_FIGURES))
        .sort("group")
    )
