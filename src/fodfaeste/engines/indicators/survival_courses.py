"""When people were on benefit or unemployed, and when that ended, from the snapshot's tables.

Days are half open here: `begins` is the first day, `ends` the first day after. `OPEN` means it still goes on,
`LONG_AGO` that nobody knows when it began.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from fodfaeste.core.dates import add_months
from fodfaeste.engines.indicators.survival_definitions import LASTING_BENEFITS, NO_BENEFIT, Terms

OPEN, LONG_AGO = date(9999, 12, 31), date(1, 1, 1)
_DAYS = ("citizen", "begins", "ends")


@dataclass(frozen=True, slots=True)
class Recorded:
    """The days of which everything is known: from when nobody who left is missing, until when it is written.

    Who had left before `since` is perhaps not in the tables at all, so earlier courses come in late.
    """

    since: date
    until: date  # the first day of which not everything is known


@dataclass(frozen=True, slots=True)
class Courses:
    """Everyone's courses, and what they can lead to."""

    courses: pl.DataFrame  # citizen, begins, ends
    lasting_work: pl.DataFrame  # citizen, begins: work as long as it takes, with nothing beside it
    education: pl.DataFrame  # citizen, begins, ends
    lasting_support: pl.DataFrame  # citizen, begins, ends: pension or flex job


def courses_of(tables: Mapping[str, pl.DataFrame], recorded: Recorded, terms: Terms) -> Courses:
    """Read courses, work, education and lasting support from a snapshot's tables, as known until a day."""
    spells = _half_open(tables["spells"], recorded)
    benefits = _benefits(tables["statuses"], recorded)
    is_lasting = pl.col("value").is_in(LASTING_BENEFITS)
    benefit = benefits.filter(~is_lasting).select(_DAYS)
    lasting = pl.concat([benefits.filter(is_lasting).select(_DAYS), _pensions(tables["citizens"], terms)])
    unemployed = _of_kind(spells, "unemployment")
    supported = _supported(tables["agreements"], recorded, terms)
    work = joined(_of_kind(spells, "work"), terms.gap_days)
    beside = pl.concat([benefit, unemployed, supported, lasting])
    return Courses(
        courses=_courses(pl.concat([benefit, unemployed]), supported, terms),
        lasting_work=_long(_alone(work, beside), terms.lasting_months),
        education=joined(_of_kind(spells, "education"), terms.gap_days),
        lasting_support=joined(lasting, terms.gap_days),
    )


def joined(days: pl.DataFrame, gap: int) -> pl.DataFrame:
    """One stretch for those that overlap, touch, or lie at most so many days apart."""
    ordered = days.filter(pl.col("begins") < pl.col("ends")).sort("citizen", "begins")
    reached = pl.col("ends").cum_max().shift(1).over("citizen")
    is_new = (pl.col("begins") - reached).dt.total_days().fill_null(gap + 1) > gap
    return (
        ordered.with_columns(stretch=is_new.cum_sum())
        .group_by("stretch", maintain_order=True)
        .agg(pl.col("citizen").first(), pl.col("begins").first(), pl.col("ends").max())
        .drop("stretch")
    )


def starts_of(agreements: pl.DataFrame, courses: pl.DataFrame, recorded: Recorded) -> pl.DataFrame:
    """Offers that began inside a course: citizen, offer, industry, started, ends (of the course)."""
    begun = _begun(agreements, recorded).select("citizen", "industry", offer="kind", started="from")
    inside = begun.join(courses, on="citizen").filter(
        (pl.col("started") >= pl.col("begins")) & (pl.col("started") < pl.col("ends"))
    )
    return inside.select("citizen", "offer", "industry", "started", "ends")


def _begun(agreements: pl.DataFrame, recorded: Recorded) -> pl.DataFrame:
    """Agreements that came to something. A withdrawn one never was."""
    return agreements.filter(pl.col("state").is_in(["running", "ended"]) & (pl.col("from") < recorded.until))


def _courses(on_benefit: pl.DataFrame, supported: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """Time on benefit or unemployed, with the supported jobs that came out of it."""
    both = pl.concat(
        [
            on_benefit.with_columns(is_own=pl.lit(value=True)),
            supported.with_columns(is_own=pl.lit(value=False)),
        ]
    )
    stretches = joined(both.select(_DAYS), terms.gap_days)
    own = both.filter("is_own").select("citizen", began="begins").unique()
    return stretches.join(own, left_on=["citizen", "begins"], right_on=["citizen", "began"], how="semi")


def _alone(work: pl.DataFrame, beside: pl.DataFrame) -> pl.DataFrame:
    """The stretches of work without anything beside them."""
    steps = pl.concat([_steps(work, "work"), _steps(beside, "beside")], how="diagonal").fill_null(0)
    times = (
        steps.group_by("citizen", "day")
        .agg(pl.col("work", "beside").sum())
        .sort("citizen", "day")
        .with_columns(
            pl.col("work", "beside").cum_sum().over("citizen"),
            ends=pl.col("day").shift(-1).over("citizen"),
        )
        .filter((pl.col("work") > 0) & (pl.col("beside") == 0))
    )
    return joined(times.select("citizen", begins="day", ends="ends"), 0)


def _steps(days: pl.DataFrame, name: str) -> pl.DataFrame:
    up = days.select("citizen", day="begins").with_columns(pl.lit(1, pl.Int64).alias(name))
    down = days.select("citizen", day="ends").with_columns(pl.lit(-1, pl.Int64).alias(name))
    return pl.concat([up, down])


def _long(work: pl.DataFrame, months: int) -> pl.DataFrame:
    """The stretches that last long enough."""
    at_least = pl.col("begins").dt.offset_by(f"{months}mo")
    return work.filter(pl.col("ends") >= at_least).select("citizen", "begins")


def _half_open(table: pl.DataFrame, recorded: Recorded) -> pl.DataFrame:
    """A table whose `to` is the last day. What is only planned is left out."""
    after = pl.col("to").dt.offset_by("1d").fill_null(OPEN)
    return table.filter(pl.col("from") < recorded.until).select("citizen", "kind", begins="from", ends=after)


def _of_kind(spells: pl.DataFrame, kind: str) -> pl.DataFrame:
    return spells.filter(pl.col("kind") == kind).select(_DAYS)


def _benefits(statuses: pl.DataFrame, recorded: Recorded) -> pl.DataFrame:
    """Every stretch on a public benefit."""
    found = statuses.filter((pl.col("kind") == "benefit") & (pl.col("value") != NO_BENEFIT)).select(
        "citizen",
        "value",
        begins=pl.col("valid_from").fill_null(LONG_AGO),
        ends=pl.col("valid_to").fill_null(OPEN),
    )
    return found.filter(pl.col("begins") < recorded.until)


def _supported(agreements: pl.DataFrame, recorded: Recorded, terms: Terms) -> pl.DataFrame:
    counted = _begun(agreements, recorded).filter(pl.col("kind").is_in(terms.supported))
    return _half_open(counted, recorded).select(_DAYS)


def _pensions(citizens: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """The state pension, from the first day of the year in which one reaches the age."""
    known = citizens.filter(pl.col("birth_year").is_not_null())
    from_year = pl.date(pl.col("birth_year") + terms.pension_age, 1, 1)
    return known.select("citizen", begins=from_year, ends=pl.lit(OPEN, pl.Date))


def last_known(recorded: Recorded, terms: Terms) -> tuple[date, date]:
    """Until when an exit to self-support, and to lasting work, can have been seen: both show later."""
    gone = recorded.until - timedelta(days=terms.gap_days)
    return gone, add_months(recorded.until, -terms.lasting_months)
