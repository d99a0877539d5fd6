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

    `months`: day, group, due_a, due_b: how many are due on the day (first the start, then each month's end).
    `citizens`: citizen, offer, group, due_on_a, due_on_b: those whose day differs within the time tried.
    """

    months: pl.DataFrame
    citizens: pl.DataFrame


def compare(a: Pack, b: Pack, facts: pl.DataFrame, on: date, months: int) -> Trial:
    """Run two policies on the same facts from a day and some months on."""
    days = [on, *dict.fromkeys(month_end(add_months(on, ahead)) for ahead in range(months + 1))]
    days = list(dict.fromkeys(days))
    groups = facts.select("citizen", group="target_group")
    counted = [
        _counts(a, facts, groups, day, "due_a").join(
            _counts(b, facts, groups, day, "due_b"), on=["day", "group"], how="full", coalesce=True
        )
        for day in days
    ]
    per_month = pl.concat(counted).fill_null(0).sort("day", "group")
    end = days[-1]
    found = _days(a, facts, end, "due_on_a").join(
        _days(b, facts, end, "due_on_b"), on=["citizen", "offer"], how="full", coalesce=True
    )
    differ = found.filter(pl.col("due_on_a").ne_missing(pl.col("due_on_b")))
    first = pl.min_horizontal("due_on_a", "due_on_b")
    people = differ.join(groups, on="citizen").sort(first, "citizen")
    return Trial(per_month, people.select("citizen", "offer", "group", "due_on_a", "due_on_b"))


def _counts(pack: Pack, facts: pl.DataFrame, groups: pl.DataFrame, day: date, name: str) -> pl.DataFrame:
    answers = due(pack, facts, day).join(groups, on="citizen")
    is_due = (pl.col("state") == State.DUE.value).sum().cast(pl.Int64).alias(name)
    covered = answers.filter(pl.col("group").is_not_null() & (pl.col("state") != State.NOT_COVERED.value))
    return covered.group_by("group").agg(is_due).select(day=pl.lit(day), group="group", **{name: name})


def _days(pack: Pack, facts: pl.DataFrame, end: date, name: str) -> pl.DataFrame:
    answers = due(pack, facts, end).filter(pl.col("state") == State.DUE.value)
    return answers.select("citizen", "offer", due_on=pl.col("due_on")).rename({"due_on": name})
