"""What an effect rests on: are the sides alike, were they before, and how strong would a hidden cause be."""

from collections.abc import Callable

import numpy as np
import polars as pl

from fodfaeste.engines.indicators.effect_answers import Overlap, Sensitivity
from fodfaeste.engines.indicators.effect_covariates import Covariates
from fodfaeste.engines.indicators.effect_estimate import (
    RARE,
    SURE,
    Contrast,
    Real,
    Rows,
    Truth,
    Whole,
    expected,
    odds,
)
from fodfaeste.engines.indicators.suppress import FEWEST, suppress

_BINS = 20
_SCREENED = 10  # parts of equal size in which a covariate is tried
_Balanced = tuple[str, str, float | None, float | None, bool]


def overlap(rows: Rows, chance: Real, outcome: Real) -> Overlap:
    """How many people of either side, of those whose outcome is known, have which chance of beginning."""
    known = ~np.isnan(outcome)
    parts = np.minimum((chance * _BINS).astype(np.int64), _BINS - 1)
    counted = {
        name: _people_in(parts[side], rows.person[side])
        for name, side in (("began", known & rows.starts), ("compared", known & ~rows.starts))
    }
    edges = np.arange(_BINS) / _BINS
    bins = pl.DataFrame({"low": edges, "high": edges + 1 / _BINS, **counted})
    began = chance[known & rows.starts]
    outside = (chance < RARE) | (chance > SURE)
    return Overlap(float((began > SURE).mean()), float(outside[known].mean()), bins)


def _people_in(parts: Whole, person: Whole) -> pl.Series:
    """People in each part, each where counted first; what could point at somebody is held back."""
    people, first = np.unique(person, return_index=True)
    counts = np.bincount(parts[first], minlength=_BINS)
    names = [f"{number:02}" for number in range(_BINS)]
    figures = pl.DataFrame({"group": ["", *names], "denominator": [len(people), *counts]})
    shown = suppress(
        figures.select(
            "group",
            numerator=pl.lit(None, pl.Float64),
            denominator=pl.col("denominator").cast(pl.Float64),
            value=pl.col("denominator").cast(pl.Float64),
        )
    )
    return shown.filter(pl.col("group") != "").sort("group")["denominator"].cast(pl.Int64)


def alike(rows: Rows, chance: Real, outcome: Real) -> int:
    """How many comparisons they are worth when weighted (Kish, Survey Sampling, 1965), each person once."""
    used = ~np.isnan(outcome) & ~rows.starts
    weights = np.bincount(rows.person[used], weights=odds(chance[used]))
    squares = float((weights**2).sum())
    return int(weights.sum() ** 2 / squares) if squares else 0


def balance(covariates: Covariates, rows: Rows, chance: Real, outcome: Real) -> pl.DataFrame:
    """How far the sides lie apart in each covariate, in standard deviations, before and after weighting.

    The deviation is that before weighting, so both numbers have one measure (Austin, Stat. Med. 28, 2009,
    3083-3107). A kind is told level by level, an empty level being those of whom it is not known;
    what is the same for everybody is left out.
    """
    known = ~np.isnan(outcome)
    starts, person = rows.starts[known], rows.person[known]
    weight = np.where(starts, 1.0, odds(chance[known]))
    frame = covariates.frame.filter(pl.Series(known))
    found: list[_Balanced] = []
    for name in frame.columns:
        column = frame[name]
        if column.dtype == pl.String:
            found += _levels(name, column.fill_null(""), person, starts, weight)
            continue
        values = column.cast(pl.Float64).to_numpy().astype(np.float64)
        if (apart := _apart(values, starts, weight)) is not None:
            found.append((name, "", *apart, False))
    columns = {
        "covariate": pl.String,
        "level": pl.String,
        "before": pl.Float64,
        "after": pl.Float64,
        "suppressed": pl.Boolean,
    }
    return pl.DataFrame(found, schema=columns, orient="row")


def _levels(name: str, column: pl.Series, person: Whole, starts: Truth, weight: Real) -> "list[_Balanced]":
    people = pl.DataFrame({"level": column, "person": person, "starts": starts})
    counts = people.group_by("level").agg(
        pl.col("person").filter("starts").n_unique().alias("began"),
        pl.col("person").filter(~pl.col("starts")).n_unique().alias("compared"),
    )
    few = counts.filter(
        pl.col("began").is_between(1, FEWEST - 1) | pl.col("compared").is_between(1, FEWEST - 1)
    )
    hidden = set(few["level"])
    found: list[_Balanced] = []
    for level in counts["level"].sort():
        if level in hidden:
            found.append((name, level, None, None, True))
            continue
        values = (column == level).to_numpy().astype(np.float64)
        if (apart := _apart(values, starts, weight)) is not None:
            found.append((name, level, *apart, False))
    return found


def _apart(values: Real, starts: Truth, weight: Real) -> tuple[float, float] | None:
    """Both differences; none where everybody is the same."""
    known = ~np.isnan(values)
    began, waited = known & starts, known & ~starts
    if not began.any() or not waited.any():
        return None
    spread = np.sqrt((values[began].var() + values[waited].var()) / 2)
    if not spread:
        return None
    middle = values[began].mean()
    before = (middle - values[waited].mean()) / spread
    after = (middle - np.average(values[waited], weights=weight[waited])) / spread
    return float(before), float(after)


def sensitivity(
    names: list[str],
    rows: Rows,
    outcome: Real,
    chance: Real,
    foretold: Real,
    found: Contrast,
    chance_without: Callable[[int], Real],
    threads: int,
) -> Sensitivity:
    """How strong a hidden cause must be, beside the measured covariate that matters most.

    The most that a cause can move the effect, which explains a share p of what is left of the comparisons'
    outcome and a share q of the weights that make them alike, is S times the root of p q / (1 - q); where p
    and q are one number r, the effect is gone at r (Chernozhukov, Cinelli, Newey, Sharma & Syrgkanis, Long
    Story Short, NBER 30302, 2022; in a straight line Cinelli & Hazlett, JRSS B 82, 2020, 39-67). Only the
    comparisons enter: of those who began the outcome is seen. To see what a measured covariate is worth, both
    things are learned again without it; `chance_without` does so for the offer.
    """
    left, weights = _left_and_weights(rows, outcome, chance, foretold)
    most = float(np.sqrt(left * weights))
    low, high = found.interval()
    nearest = 0.0 if low <= 0 <= high else min(abs(low), abs(high))
    strongest = _strongest(rows, outcome)
    fewer = rows.without(strongest)
    left_out = _left_and_weights(fewer, outcome, chance_without(strongest), expected(fewer, outcome, threads))
    of_outcome = min(max((left_out[0] - left) / left, 0.0), 1.0)
    of_offer = min(max(1 - left_out[1] / weights, 0.0), 0.99)
    return Sensitivity(
        to_nothing=_robust(abs(found.estimate) / most),
        to_interval=_robust(nearest / most),
        strongest=names[strongest],
        strongest_of_outcome=of_outcome,
        strongest_of_offer=of_offer,
        would_move=100 * most * float(np.sqrt(of_outcome * of_offer / (1 - of_offer))),
    )


def _left_and_weights(rows: Rows, outcome: Real, chance: Real, foretold: Real) -> tuple[float, float]:
    """Of the comparisons: the variance that is left of the outcome, and the mean square of the weights."""
    waited = ~rows.starts & ~np.isnan(outcome)
    weight = odds(chance[waited])
    left = float(((outcome[waited] - foretold[waited]) ** 2).mean())
    return left, float((weight**2).mean() / weight.mean() ** 2)


def _robust(share: float) -> float:
    """The r at which r / root(1 - r) is so much."""
    square = share**2
    return float((np.sqrt(square**2 + 4 * square) - square) / 2)


def _strongest(rows: Rows, outcome: Real) -> int:
    """The covariate that tells most of both sides by itself, in tenths or kinds, so also out of line."""
    waited = ~rows.starts & ~np.isnan(outcome)
    told = []
    for number in range(rows.traits.shape[1]):
        parts = _parts(rows.traits[:, number], rows.categorical[number])
        offer = _told(parts, rows.starts.astype(np.float64))
        told.append(offer * _told(parts[waited], outcome[waited]))
    return int(np.argmax(told))


def _parts(values: Real, is_kind: bool) -> Whole:
    if is_kind:
        return np.nan_to_num(values, nan=-1).astype(np.int64) + 1
    edges = np.unique(np.nanquantile(values, np.arange(1, _SCREENED) / _SCREENED))
    return np.where(np.isnan(values), 0, np.searchsorted(edges, values, side="right") + 1)


def _told(parts: Whole, target: Real) -> float:
    """The share of the variance that lies between the parts."""
    size = np.bincount(parts)
    mean = np.bincount(parts, weights=target) / np.maximum(size, 1)
    return float((size * (mean - target.mean()) ** 2).sum() / max(len(target) * target.var(), 1e-12))
