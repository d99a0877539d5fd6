"""How long a person has had the benefit they have now: stretches of it that meet are one."""

from datetime import date, timedelta

import polars as pl

_STILL = date(9999, 12, 31)
_NO_BENEFIT = "ingen"


def benefit_started(history: pl.DataFrame, on: date) -> pl.DataFrame:
    """The first day of each person's present benefit: pk, benefit_started (null where it is not known).

    `history` holds a benefit's stretches (pk, value, valid_from, valid_to, recorded_at); `valid_to` is the
    first day that it no longer holds. A gap of a day begins it anew. Who has no benefit has no row.
    """
    rows = history.filter(pl.col("valid_from").is_null() | (pl.col("valid_from") <= on))
    rows = rows.sort("pk", "valid_from", "recorded_at", nulls_last=False, maintain_order=True)
    ends = pl.col("valid_to").fill_null(_STILL)
    before = ends.cum_max().shift(1).over("pk")
    is_new = (pl.col("value") != pl.col("value").shift(1).over("pk")) | (before < pl.col("valid_from"))
    rows = rows.with_columns(_run=is_new.fill_null(value=False).cum_sum().over("pk"), _ends=ends)
    runs = rows.group_by("pk", "_run", maintain_order=True).agg(
        pl.col("value").first(),
        # a stretch that has always held has no first day, so neither has what it is joined to
        benefit_started=pl.when(pl.col("valid_from").null_count() == 0).then(pl.col("valid_from").min()),
        _ends=pl.col("_ends").max(),
    )
    present = runs.filter(pl.col("_ends") > on).unique("pk", keep="last", maintain_order=True)
    return present.filter(pl.col("value") != _NO_BENEFIT).select("pk", "benefit_started")


def whole_months(since: pl.Expr, on: date) -> pl.Expr:
    """Whole calendar months from a day to another; a month that lacks the day is full on its last one."""
    months = (on.year - since.dt.year()) * 12 + on.month - since.dt.month().cast(pl.Int32)
    last = (on.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    is_short = since.dt.day() > (31 if on == last else on.day)
    return (months - is_short.cast(pl.Int32)).cast(pl.Float64)
