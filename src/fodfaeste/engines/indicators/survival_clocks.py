"""From days to whole months: when each person's clock starts, from when they are followed, and how it ended.

The clock of an offer starts the day the offer begins, never earlier: who is still waiting has not yet been
in it, and may never count as if they had (the immortal time). For the same reason a course counts from the
day the person was given a target group in it: unemployment that is only told of afterwards has always ended.
"""

from datetime import date, timedelta

import polars as pl

from fodfaeste.core.facts import NO_OTHER_GROUP
from fodfaeste.engines.indicators.survival_courses import LONG_AGO, OPEN, Courses, Recorded, starts_of
from fodfaeste.engines.indicators.survival_definitions import (
    LASTING_WORK,
    LASTING_WORK_EXITS,
    SELF_SUPPORT,
    SELF_SUPPORT_EXITS,
    Terms,
)

#: What counts as everybody: no offer, or no group.
ALL = ""

#: The exits of each figure in the order of their causes.
EXITS = {SELF_SUPPORT: SELF_SUPPORT_EXITS, LASTING_WORK: LASTING_WORK_EXITS}


def course_starts(courses: Courses, statuses: pl.DataFrame) -> pl.DataFrame:
    """Every course of the effort with the first target group in it, and from when the group was known.

    Gives citizen, offer (none), group, start, ends, known_from.
    """
    known = courses.courses.filter(pl.col("begins") > LONG_AGO).rename({"begins": "start"})
    labels = statuses.filter((pl.col("kind") == "target_group") & (pl.col("value") != NO_OTHER_GROUP)).select(
        "citizen",
        group="value",
        named_on=pl.col("valid_from").fill_null(LONG_AGO),
        named_until=pl.col("valid_to").fill_null(OPEN),
    )
    first = (
        known.join(labels, on="citizen")
        .filter((pl.col("named_on") < pl.col("ends")) & (pl.col("named_until") > pl.col("start")))
        .sort("citizen", "start", "named_on", "group")
        .unique(["citizen", "start"], keep="first", maintain_order=True)
        .select("citizen", "start", "group", known_from="named_on")
    )
    return (
        _unsettled(known, courses)
        .join(first, on=["citizen", "start"], how="inner")
        .select("citizen", pl.lit(ALL).alias("offer"), "group", "start", "ends", "known_from")
    )


def offer_starts(courses: Courses, agreements: pl.DataFrame, recorded: Recorded) -> pl.DataFrame:
    """Every offer begun in a course, with its industry as the group: the same columns as `course_starts`."""
    begun = starts_of(agreements, courses.courses, recorded).rename({"started": "start"})
    return _unsettled(begun, courses).select(
        "citizen", "offer", pl.col("industry").alias("group"), "start", "ends", known_from="start"
    )


def _unsettled(starts: pl.DataFrame, courses: Courses) -> pl.DataFrame:
    """Without those who have a pension or a flex job already: they have left before they begin."""
    settled = (
        starts.select("citizen", "start")
        .join(courses.lasting_support, on="citizen")
        .filter((pl.col("begins") <= pl.col("start")) & (pl.col("ends") > pl.col("start")))
    )
    return starts.join(settled, on=["citizen", "start"], how="anti")


def ended(starts: pl.DataFrame, figure: str, courses: Courses, terms: Terms) -> pl.DataFrame:
    """When each came to an end and to what: `left_on` (`OPEN`: not yet) and `cause`, from 1."""
    if figure == SELF_SUPPORT:
        return _ended_course(starts, courses, terms)
    return _ended_in_work(starts, courses)


def _ended_course(starts: pl.DataFrame, courses: Courses, terms: Terms) -> pl.DataFrame:
    """Education comes before self-support: a student with a job is a student. A pension comes before both."""
    gap = timedelta(days=terms.gap_days)

    def followed_by(what: pl.DataFrame, name: str) -> pl.DataFrame:
        after = starts.select("citizen", "ends").join(what, on="citizen", suffix="_of")
        holds = after.filter(
            (pl.col("begins") <= pl.col("ends") + gap) & (pl.col("ends_of") > pl.col("ends"))
        )
        return holds.select("citizen", "ends", pl.lit(value=True).alias(name)).unique()

    open_ended = starts.filter(pl.col("ends") == OPEN).with_columns(cause=pl.lit(0), left_on="ends")
    cause = (
        pl.when("lasting_support")
        .then(SELF_SUPPORT_EXITS.index("lasting_support") + 1)
        .when("education")
        .then(SELF_SUPPORT_EXITS.index("education") + 1)
        .otherwise(1)
    )
    return pl.concat(
        [
            open_ended,
            starts.filter(pl.col("ends") < OPEN)
            .join(followed_by(courses.lasting_support, "lasting_support"), on=["citizen", "ends"], how="left")
            .join(followed_by(courses.education, "education"), on=["citizen", "ends"], how="left")
            .with_columns(cause=cause, left_on="ends")
            .drop("lasting_support", "education"),
        ]
    )


def _ended_in_work(starts: pl.DataFrame, courses: Courses) -> pl.DataFrame:
    """The first lasting work, unless a pension or a flex job comes before it."""
    found = _first_after(
        _first_after(starts, courses.lasting_work, "work"), courses.lasting_support, "support"
    )
    work, support = pl.col("work").fill_null(OPEN), pl.col("support").fill_null(OPEN)
    return found.with_columns(
        left_on=pl.min_horizontal(work, support),
        cause=pl.when(support <= work).then(LASTING_WORK_EXITS.index("lasting_support") + 1).otherwise(1),
    ).drop("work", "support")


def _first_after(starts: pl.DataFrame, what: pl.DataFrame, name: str) -> pl.DataFrame:
    days = what.select("citizen", pl.col("begins").alias(name)).sort(name)
    return starts.sort("start").join_asof(
        days, left_on="start", right_on=name, by="citizen", strategy="forward", check_sortedness=False
    )


def in_months(ends: pl.DataFrame, since: date, last_known: date, months: int) -> pl.DataFrame:
    """The clock of each in whole months; each person's first of an offer alone, so that all count once.

    Gives citizen, offer, group, month, cause and entry, as `aalen_johansen` takes them. A month counts only
    where all of it could be followed, whatever happened in it: so nothing leans.
    """
    left = whole_months("start", pl.col("left_on")) + 1
    followed = pl.min_horizontal(whole_months("start", pl.lit(last_known)), pl.lit(months))
    counted = ends.with_columns(
        month=pl.min_horizontal(left, followed),
        cause=pl.when(left <= followed).then("cause").otherwise(0).cast(pl.Int64),
        entry=_gone_by(pl.max_horizontal(pl.lit(since), "known_from")),
    )
    return (
        counted.filter(pl.col("month") > pl.col("entry"))
        .sort("citizen", "offer", "start", "group")
        .unique(["citizen", "offer"], keep="first", maintain_order=True)
        .select("citizen", "offer", "group", "month", "cause", "entry")
    )


def whole_months(start: str, day: pl.Expr) -> pl.Expr:
    """Calendar months gone by from a day to another, clamped as `core.dates.add_months` is."""
    begun = pl.col(start)
    apart = (day.dt.year() - begun.dt.year()) * 12 + day.dt.month().cast(pl.Int32) - begun.dt.month()
    same_day = pl.min_horizontal(begun.dt.day(), day.dt.days_in_month())
    return (apart - (day.dt.day() < same_day).cast(pl.Int32)).cast(pl.Int64)


def _gone_by(day: pl.Expr) -> pl.Expr:
    """Months begun when somebody comes in: the next whole one is the first in which they are at risk."""
    begun = whole_months("start", day.dt.offset_by("-1d")) + 1
    return pl.when(day <= pl.col("start")).then(0).otherwise(begun).cast(pl.Int64)
