"""What citizens can and want, from the database to the snapshot: profile facts, skills and wishes."""

from collections.abc import Iterable
from datetime import date

import polars as pl

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import CitizenSkill, Fact, Wish
from fodfaeste.bridge.facts import rows_of
from fodfaeste.bridge.tables import table
from fodfaeste.core.openings import BETWEEN_CODES
from fodfaeste.core.profile import PROFILE

_HISTORY: dict[str, type[pl.DataType] | pl.DataType] = {
    "citizen": pl.String,
    "name": pl.String,
    "value": pl.String,
    "valid_from": pl.Date,
    "valid_to": pl.Date,
    "recorded_at": pl.Datetime("us", "UTC"),
}


def load_profile(authority: Authority, on: date, citizens: Iterable[int] | None = None) -> pl.DataFrame:
    """One row for each citizen of whom anything is known, with `citizen` and the columns of `PROFILE`."""
    chosen = None if citizens is None else list(citizens)
    rows = Fact.objects.filter(
        rows_of("citizen__pk", authority, chosen),
        name__in=list(PROFILE),
        withdrawn_at__isnull=True,
        citizen__active=True,
    )
    found = rows.values_list("citizen__reference", *list(_HISTORY)[1:])
    history = pl.DataFrame(list(found), schema=_HISTORY, orient="row")
    begun = pl.col("valid_from").is_null() | (pl.col("valid_from") <= on)
    going = pl.col("valid_to").is_null() | (pl.col("valid_to") > on)
    latest = history.filter(begun & going).sort("valid_from", "recorded_at", nulls_last=False)
    latest = latest.unique(["citizen", "name"], keep="last", maintain_order=True)
    wide = latest.pivot("name", index="citizen", values="value")
    absent = [pl.lit(None, dtype=pl.String).alias(name) for name in PROFILE if name not in wide.columns]
    return wide.with_columns(absent).select("citizen", *(_typed(name) for name in PROFILE))


def _typed(name: str) -> pl.Expr:
    """The column of a fact: a whole number, or the list of its codes (an empty text is an empty list)."""
    column = pl.col(name)
    if PROFILE[name].codes is None:
        return column.cast(pl.Int64)
    none = pl.lit([], dtype=pl.List(pl.String))
    return pl.when(column == "").then(none).otherwise(column.str.split(BETWEEN_CODES)).alias(name)


def load_citizen_skills(authority: Authority, citizens: Iterable[int] | None = None) -> pl.DataFrame:
    """The table `citizen_skills` of an authority or of some of its citizens."""
    chosen = None if citizens is None else list(citizens)
    rows = CitizenSkill.objects.filter(
        rows_of("citizen__pk", authority, chosen), withdrawn_at__isnull=True, citizen__active=True
    )
    return table("citizen_skills", list(rows.values_list("citizen__reference", "skill", "level", "basis")))


def load_wishes(authority: Authority, citizens: Iterable[int] | None = None) -> pl.DataFrame:
    """The table `wishes` of an authority or of some of its citizens."""
    chosen = None if citizens is None else list(citizens)
    rows = Wish.objects.filter(
        rows_of("citizen__pk", authority, chosen), withdrawn_at__isnull=True, citizen__active=True
    )
    return table("wishes", list(rows.values_list("citizen__reference", "kind", "what", "strength")))
