"""What was known of each person on the day: nothing that came later, nor what only stands as of today.

Sex, origin and education are not asked for here. The snapshot has education as it is now, and an offer may
have changed it; a caller who knows such things as they were hands them in as dated traits.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from fodfaeste.engines.indicators.effect_days import Stretches, inside
from fodfaeste.engines.indicators.effect_estimate import Real
from fodfaeste.engines.indicators.survival_courses import LONG_AGO, OPEN, Courses, joined

#: A trait with more values than these keeps the most common; the rest are one.
_MOST_LEVELS = 40
_STATES = {
    "group": "target_group",
    "benefit": "benefit",
    "readiness": "readiness",
    "contact_group": "contact_group",
}
_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Covariates:
    """A column for each trait, in the order of the rows: numbers, or words for kinds; null: not known."""

    frame: pl.DataFrame

    def coded(self) -> tuple[Real, tuple[bool, ...]]:
        """As numbers for learning, and which of them only tell kinds apart."""
        is_kind = [self.frame[name].dtype == pl.String for name in self.frame.columns]
        columns = [
            _codes(self.frame[name]) if kind else self.frame[name].cast(pl.Float64)
            for name, kind in zip(self.frame.columns, is_kind, strict=True)
        ]
        held = [column.to_numpy().astype(np.float64) for column in columns]
        table = np.column_stack(held) if held else np.empty((self.frame.height, 0))
        return table, tuple(is_kind)


def covariates(
    rows: pl.DataFrame,
    tables: Mapping[str, pl.DataFrame],
    courses: Courses,
    stretches: Stretches,
    *,
    offer: str,
    traits: pl.DataFrame | None = None,
) -> Covariates:
    """Age, group, history and the course so far, for each row as of its day.

    `traits`: citizen, trait, value (text), valid_from (null: always); of each trait the latest value by the
    day counts. Columns of which nothing is known at all are left out.
    """
    asked = rows.select("citizen", "begins", "day")
    known = {
        "course_days": asked.select(d=(pl.col("day") - pl.col("begins")).dt.total_days())["d"],
        "calendar_month": asked.select(m=pl.col("day").dt.year() * 12 + pl.col("day").dt.month())["m"],
        "age": _age(asked, tables["citizens"]),
        **_states(asked, tables["statuses"]),
        **_talks(asked, tables["contacts"]),
        **_offers(asked, tables["agreements"], offer),
        "earlier_months": _months(asked, courses.courses, 36),
        "worked_months": _months(asked, stretches.work, 12),
        "studied_months": _months(asked, stretches.studying, 36),
        "last_industry": _last_industry(asked, tables["spells"]),
        **({} if traits is None else _traits(asked, traits)),
    }
    frame = pl.DataFrame({name: column.alias(name) for name, column in known.items()})
    return Covariates(frame.select(name for name in frame.columns if frame[name].null_count() < frame.height))


def _age(asked: pl.DataFrame, citizens: pl.DataFrame) -> pl.Series:
    born = asked.join(citizens.select("citizen", "birth_year"), "citizen", how="left", maintain_order="left")
    return born.select(age=pl.col("day").dt.year() - pl.col("birth_year"))["age"]


def _states(asked: pl.DataFrame, statuses: pl.DataFrame) -> dict[str, pl.Series]:
    """The group, benefit and so on that held on the day."""
    found = {}
    for name, kind in _STATES.items():
        dated = statuses.filter(pl.col("kind") == kind).select(
            "citizen",
            "value",
            valid_from=pl.col("valid_from").fill_null(LONG_AGO),
            valid_to=pl.col("valid_to").fill_null(OPEN),
        )
        latest = _latest(asked, dated)
        held = latest.select(value=pl.when(pl.col("valid_to") > pl.col("day")).then("value"))
        found[name] = held["value"]
    return found


def _traits(asked: pl.DataFrame, traits: pl.DataFrame) -> dict[str, pl.Series]:
    found = {}
    for name in traits["trait"].unique().sort():
        dated = traits.filter(pl.col("trait") == name).select(
            "citizen", "value", valid_from=pl.col("valid_from").fill_null(LONG_AGO)
        )
        found[str(name)] = _latest(asked, dated)["value"]
    return found


def _latest(asked: pl.DataFrame, dated: pl.DataFrame) -> pl.DataFrame:
    """The last dated row of each citizen by the day, in the order of the rows."""
    return (
        asked.with_row_index("row")
        .sort("day")
        .join_asof(
            dated.sort("valid_from", "value"),
            left_on="day",
            right_on="valid_from",
            by="citizen",
            check_sortedness=False,
        )
        .sort("row")
    )


def _talks(asked: pl.DataFrame, contacts: pl.DataFrame) -> dict[str, pl.Series]:
    """Talks in the course before the day, held and missed."""
    dated = contacts.select("citizen", "state", on=pl.col("at").dt.date())
    return {
        name: _counted(asked, dated.filter(pl.col("state") == state), pl.col("on") >= pl.col("begins"))
        for name, state in (("talks", "held"), ("missed_talks", "no_show"))
    }


def _offers(asked: pl.DataFrame, agreements: pl.DataFrame, offer: str) -> dict[str, pl.Series]:
    """Other offers begun in the course, whether one is under way, and the same offer before the course."""
    begun = agreements.filter(pl.col("state").is_in(["running", "ended"]))
    others, same = begun.filter(pl.col("kind") != offer), begun.filter(pl.col("kind") == offer)
    days = others.select("citizen", begins="from", ends=pl.col("to").dt.offset_by("1d").fill_null(OPEN))
    # What began on the very day is not known before it; who goes on from yesterday was in it already.
    yesterday = asked.select("citizen", on=pl.col("day").dt.offset_by("-1d"))
    counted = _counted(asked, others.select("citizen", on="from"), pl.col("on") >= pl.col("begins"))
    before = _counted(asked, same.select("citizen", on="from"), pl.col("on") < pl.col("begins"))
    return {
        "other_offers": counted,
        "in_other_offer": inside(yesterday, joined(days, 0)).cast(pl.Float64),
        "had_it_before": before.clip(upper_bound=1),
    }


def _counted(asked: pl.DataFrame, dated: pl.DataFrame, holds: pl.Expr) -> pl.Series:
    """How many dated rows of the row's citizen lie before its day and hold."""
    keyed = asked.with_row_index("row")
    found = keyed.join(dated, on="citizen").filter((pl.col("on") < pl.col("day")) & holds)
    counted = keyed.join(found.group_by("row").len(), on="row", how="left", maintain_order="left")
    return counted["len"].fill_null(0).cast(pl.Float64)


def _months(asked: pl.DataFrame, days: pl.DataFrame, back: int) -> pl.Series:
    """How much of so many months before the course lies in some stretches, in months."""
    starts = asked.select("citizen", start="begins").unique()
    window = pl.col("start").dt.offset_by(f"-{back}mo")
    inside_it = (
        pl.min_horizontal("ends", "start") - pl.max_horizontal(pl.col("begins"), window)
    ).dt.total_days()
    total = (
        starts.join(days.select("citizen", "begins", "ends"), on="citizen")
        .with_columns(inside=inside_it.clip(lower_bound=0))
        .group_by("citizen", "start")
        .agg(pl.col("inside").sum() / _MONTH)
    )
    told = asked.join(
        total, left_on=["citizen", "begins"], right_on=["citizen", "start"], how="left", maintain_order="left"
    )
    return told["inside"].fill_null(0.0)


def _last_industry(asked: pl.DataFrame, spells: pl.DataFrame) -> pl.Series:
    """The industry of the work begun last before the course."""
    work = spells.filter((pl.col("kind") == "work") & pl.col("industry").is_not_null())
    before = asked.select("citizen", day=pl.col("begins").dt.offset_by("-1d"))
    return _latest(before, work.select("citizen", value="industry", valid_from="from"))["value"]


def _codes(column: pl.Series) -> pl.Series:
    """A number for each kind, the most common ones alone."""
    counted = column.drop_nulls().value_counts().sort(["count", column.name], descending=[True, False])
    kept = counted.head(_MOST_LEVELS)[column.name].sort()
    numbers = {value: float(number) for number, value in enumerate(kept)}
    rest = float(len(numbers))
    known = column.replace_strict(numbers, default=rest, return_dtype=pl.Float64)
    return pl.DataFrame({"known": known, "column": column}).select(
        value=pl.when(pl.col("column").is_not_null()).then("known")
    )["value"]
