"""Small numbers along the months: what is held back, so that no two rows tell of a few people."""

from collections.abc import Iterator

import polars as pl

from fodfaeste.engines.indicators.suppress import suppress
from fodfaeste.engines.indicators.survival_definitions import LASTING_WORK, SELF_SUPPORT

_ROW = ("offer", "group", "months")
_HELD = ("numerator", "denominator", "at_risk", "value", "low", "high")


def suppress_horizons(figures: pl.DataFrame, fewest: int) -> pl.DataFrame:
    """Mark and empty what could point at a person, by groups, along the months and between the two figures.

    Each row is tried by `suppress` as every other figure is: those who have left by the month. It is tried
    again by those who left since each earlier month told, and lasting work by those who left without it. A
    row is held back too where so few were followed in any month up to it. What one trial hides only makes
    the rest of the others larger: sums of safe numbers are safe. Those at risk are rounded down.
    """
    hidden = [
        tried.filter("suppressed").select("indicator", *_ROW)
        for _, part in sorted(figures.group_by("offer"), key=lambda named: str(named[0]))
        for tried in _trials(part, fewest)
    ]
    thin = figures.filter(pl.col("thinnest") < fewest).select("indicator", *_ROW)
    marks = pl.concat([thin, *hidden]).unique().with_columns(suppressed=pl.lit(value=True))
    marked = figures.join(marks, on=["indicator", *_ROW], how="left").with_columns(
        pl.col("suppressed").fill_null(value=False)
    )
    rounded = marked.with_columns(at_risk=pl.col("at_risk") // fewest * fewest)
    known = rounded.with_columns(
        [pl.when("is_known").then(name).alias(name) for name in ("value", "low", "high")]
    )
    return known.with_columns([pl.when(~pl.col("suppressed")).then(name).alias(name) for name in _HELD])


def _trials(figures: pl.DataFrame, fewest: int) -> Iterator[pl.DataFrame]:
    """The figures of an offer, month by month, tried by each number that could be had by subtraction."""
    for indicator in (SELF_SUPPORT, LASTING_WORK):
        own = figures.filter(pl.col("indicator") == indicator)
        months = own["months"].unique().sort().to_list()
        for at, month in enumerate(months):
            rows = own.filter(pl.col("months") == month)
            yield suppress(rows, fewest)
            for earlier in months[:at]:
                yield suppress(_less(rows, own.filter(pl.col("months") == earlier)), fewest)
            if indicator == LASTING_WORK:
                left = figures.filter((pl.col("indicator") == SELF_SUPPORT) & (pl.col("months") == month))
                yield suppress(_less(left, rows, keep=LASTING_WORK), fewest)


def _less(more: pl.DataFrame, fewer: pl.DataFrame, keep: str | None = None) -> pl.DataFrame:
    """The rows of one frame with the people of another, of the same group, taken from its own."""
    taken = more.join(fewer.select("group", taken="numerator"), on="group")
    less = taken.with_columns(numerator=pl.col("numerator") - pl.col("taken")).drop("taken")
    return less if keep is None else less.with_columns(indicator=pl.lit(keep))
