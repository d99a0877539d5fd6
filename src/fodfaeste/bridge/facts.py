"""What was believed of citizens, from the database to the frame that rules ask."""

from collections.abc import Iterable
from datetime import date, datetime

import polars as pl
from django.db.models import Q

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen, Fact
from fodfaeste.core.facts import FACTS, NO_OTHER_GROUP, NOT_HAPPENED, NOT_HAPPENED_WORD
from fodfaeste.engines.rules import FACT_TYPES

_HISTORY = {
    "pk": pl.Int64,
    "name": pl.String,
    "value": pl.String,
    "valid_from": pl.Date,
    "valid_to": pl.Date,
    "recorded_at": pl.Datetime("us", "UTC"),
}


def load_facts(
    authority: Authority, on: date, *, known_at: datetime | None = None, citizens: Iterable[int] | None = None
) -> pl.DataFrame:
    """The facts of an authority's active citizens as they hold on a day and as known at an instant (now if None)."""
    people = load_people(authority, citizens)
    return facts_on(people, load_history(authority, known_at=known_at, citizens=citizens), on)


def load_people(authority: Authority, citizens: Iterable[int] | None = None) -> pl.DataFrame:
    """The active citizens of an authority: pk and the reference that snapshots call `citizen`."""
    rows = Citizen.objects.filter(authority=authority, active=True)
    if citizens is not None:
        rows = rows.filter(pk__in=list(citizens))
    found = rows.order_by("pk").values_list("pk", "reference")
    return pl.DataFrame(list(found), schema={"pk": pl.Int64, "citizen": pl.String}, orient="row")


def load_history(
    authority: Authority, *, known_at: datetime | None = None, citizens: Iterable[int] | None = None
) -> pl.DataFrame:
    """Every fact that was believed at an instant, with the days it holds: one query, whatever the number of days asked."""
    rows = Fact.objects.filter(authority=authority, name__in=list(FACTS))
    if known_at is None:
        rows = rows.filter(withdrawn_at__isnull=True)
    else:
        rows = rows.filter(
            Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=known_at), recorded_at__lte=known_at
        )
    if citizens is not None:
        rows = rows.filter(citizen__in=list(citizens))
    found = rows.values_list("citizen_id", "name", "value", "valid_from", "valid_to", "recorded_at")
    return pl.DataFrame(list(found), schema=_HISTORY, orient="row")


def facts_on(people: pl.DataFrame, history: pl.DataFrame, on: date) -> pl.DataFrame:
    """The facts frame of a day out of a history. Whoever has had a target group but has none that day has `ingen`."""
    begun = pl.col("valid_from").is_null() | (pl.col("valid_from") <= on)
    going = pl.col("valid_to").is_null() | (pl.col("valid_to") > on)
    latest = history.filter(begun & going).sort("valid_from", "recorded_at", nulls_last=False)
    latest = latest.unique(["pk", "name"], keep="last", maintain_order=True)
    wide = people.join(
        latest.pivot("name", index="pk", values="value"), on="pk", how="left", maintain_order="left"
    )
    absent = [pl.lit(None, dtype=pl.String).alias(name) for name in FACTS if name not in wide.columns]
    wide = wide.with_columns(absent)
    grouped = history.filter(pl.col("name") == "target_group")["pk"].unique()
    left = pl.col("target_group").is_null() & pl.col("pk").is_in(grouped.implode())
    wide = wide.with_columns(
        target_group=pl.when(left).then(pl.lit(NO_OTHER_GROUP)).otherwise("target_group")
    )
    return wide.select("citizen", *(_typed(name) for name in FACTS), "pk")


def _typed(name: str) -> pl.Expr:
    column = pl.col(name)
    if FACTS[name].type == "date":
        return column.replace(NOT_HAPPENED_WORD, NOT_HAPPENED.isoformat()).str.to_date("%Y-%m-%d")
    return column.cast(FACT_TYPES[name])
