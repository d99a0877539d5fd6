"""Two policies on the same people: who becomes due when, month by month."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from fodfaeste.core.answers import State
from fodfaeste.core.dates import add_months, month_end
from fodfaeste.core.policy import Pack
from fodfaeste.engines.rules.due import due


@dataclass(frozen=True, slots=True)
class Trial:
    """What a changed policy would mean for the people known today, and for nobody new.

    `months`: day, group, due_a, due_b: how many are due on the day (the start, then each month's end).
    `citizens`: citizen, offer, group, due_on_a, due_on_b: those whose day differs within the time tried.
    """

    months: pl.DataFrame
    citizens: pl.DataFrame


def compare(a: Pack, b: Pack, facts: pl.DataFrame, on: date, months: int) -> Trial:
    """Run two policies on the same facts from a day and some months on."""
    ends = [month_end(add_months(on, ahead)) for ahead in range(months + 1)]
    days = list(dict.fromkeys([on, *ends]))
    groups = facts.select("citizen", group="target_group")
    counted = [
        _counts(a, facts, groups, day, "due_a").join(
            _counts(b, facts, groups, day, "due_b"), on=["day", "group"], how="full", coalesce=True
        )
        for day in days
    ]
    per_month = pl.concat(counted).fill_null(0).sort("day", "group")
    return Trial(per_month, _differing(a, b, facts, groups, days[-1]))


def _counts(pack: Pack, facts: pl.DataFrame, groups: pl.DataFrame, day: date, name: str) -> pl.DataFrame:
    """How many citizens of each group that the policy speaks of are due, each counted once."""
    answers = due(pack, facts, day).join(groups, on="citizen")
    is_due = pl.col("citizen").filter(pl.col("state") == State.DUE.value).n_unique().cast(pl.Int64)
    covered = answers.filter(pl.col("group").is_not_null() & (pl.col("state") != State.NOT_COVERED.value))
    counted = covered.group_by("group").agg(is_due.alias(name))
    return counted.select(pl.lit(day).alias("day"), "group", name)


def _differing(a: Pack, b: Pack, facts: pl.DataFrame, groups: pl.DataFrame, end: date) -> pl.DataFrame:
    """Those who are due at the end by one policy and not by the other, or from another day."""
    found = _due_by(a, facts, end, "a").join(
        _due_by(b, facts, end, "b"), on=["citizen", "offer"], how="full", coalesce=True
    )
    one_only = pl.col("is_due_a").is_null() | pl.col("is_due_b").is_null()
    differ = found.filter(one_only | pl.col("due_on_a").ne_missing(pl.col("due_on_b")))
    first = pl.min_horizontal("due_on_a", "due_on_b")
    people = differ.join(groups, on="citizen").sort(first, "citizen", "offer")
    return people.select("citizen", "offer", "group", "due_on_a", "due_on_b")


def _due_by(pack: Pack, facts: pl.DataFrame, end: date, name: str) -> pl.DataFrame:
    answers = due(pack, facts, end).filter(pl.col("state") == State.DUE.value)
    is_due = pl.lit(value=True).alias(f"is_due_{name}")
    return answers.select("citizen", "offer", is_due, pl.col("due_on").alias(f"due_on_{name}"))
