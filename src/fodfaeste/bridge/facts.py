"""What was believed of citizens, from the database to the frame that rules ask."""

from collections.abc import Iterable
from datetime import date, datetime

import polars as pl
from django.db.models import Q

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen, Fact
from fodfaeste.core.facts import FACTS, NO_OTHER_GROUP, NOT_HAPPENED, NOT_HAPPENED_WORD
from fodfaeste.engines.rules import FACT_TYPES

MANY = 500  # one statement holds only so many parameters

_PEOPLE = {"pk": pl.Int64, "citizen": pl.String, "birth_date": pl.Date}
_STORED = tuple(name for name, fact in FACTS.items() if not fact.derived)
_HISTORY: dict[str, type[pl.DataType] | pl.DataType] = {
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
    """The facts of an authority's active citizens that hold on a day, as known at an instant (None: now)."""
    chosen = None if citizens is None else list(citizens)
    people = load_people(authority, chosen)
    return facts_on(people, load_history(authority, known_at=known_at, citizens=chosen), on)


def among(field: str, citizens: list[int] | None) -> Q:
    """Rows of some citizens; of many, all rows from the first of them to the last, to be sorted out after."""
    if citizens is None:
        return Q()
    if len(citizens) <= MANY:
        return Q(**{f"{field}__in": citizens})
    return Q(**{f"{field}__range": (min(citizens), max(citizens))})


def rows_of(field: str, authority: Authority, citizens: list[int] | None) -> Q:
    """Rows of an authority, or of some of its citizens.

    Never both: SQLite would then look through the whole authority to find the few.
    """
    return Q(authority=authority) if citizens is None else among(field, citizens)


def lock_people(authority: Authority, citizens: list[int] | None = None) -> None:
    """Hold citizens until the transaction ends, in one order; rows that only point at them need not wait.

    It comes before facts are read: else an answer to older facts could take over from one to newer.
    """
    rows = Citizen.objects.filter(among("pk", citizens), authority=authority, active=True)
    list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk"))


def load_people(authority: Authority, citizens: list[int] | None = None) -> pl.DataFrame:
    """The active citizens of an authority: pk, their reference (the snapshot's `citizen`) and birth date."""
    rows = Citizen.objects.filter(among("pk", citizens), authority=authority, active=True)
    found = rows.order_by("pk").values_list("pk", "reference", "birth_date")
    people = pl.DataFrame(list(found), schema=_PEOPLE, orient="row")
    return people if citizens is None else people.filter(pl.col("pk").is_in(citizens))


def load_history(
    authority: Authority, *, known_at: datetime | None = None, citizens: list[int] | None = None
) -> pl.DataFrame:
    """Every fact that was believed at an instant, with the days it holds: one query for any number of days.

    Of many chosen citizens the facts of others may follow; `facts_on` keeps those of its people.
    """
    rows = Fact.objects.filter(rows_of("citizen__pk", authority, citizens), name__in=list(_STORED))
    if known_at is None:
        rows = rows.filter(withdrawn_at__isnull=True)
    else:
        rows = rows.filter(
            Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=known_at), recorded_at__lte=known_at
        )
    found = rows.values_list("citizen_id", "name", "value", "valid_from", "valid_to", "recorded_at")
    return pl.DataFrame(list(found), schema=_HISTORY, orient="row")


def facts_on(people: pl.DataFrame, history: pl.DataFrame, on: date) -> pl.DataFrame:
    """The facts frame of a day out of a history. Who had a target group but has none that day has `ingen`."""
    begun = pl.col("valid_from").is_null() | (pl.col("valid_from") <= on)
    going = pl.col("valid_to").is_null() | (pl.col("valid_to") > on)
    latest = history.filter(begun & going).sort("valid_from", "recorded_at", nulls_last=False)
    latest = latest.unique(["pk", "name"], keep="last", maintain_order=True)
    wide = people.join(
        latest.pivot("name", index="pk", values="value"), on="pk", how="left", maintain_order="left"
    )
    absent = [pl.lit(None, dtype=pl.String).alias(name) for name in _STORED if name not in wide.columns]
    wide = wide.with_columns(absent)
    grouped = history.filter(pl.col("name") == "target_group")["pk"].unique()
    left = pl.col("target_group").is_null() & pl.col("pk").is_in(grouped.implode())
    wide = wide.with_columns(
        target_group=pl.when(left).then(pl.lit(NO_OTHER_GROUP)).otherwise("target_group")
    )
    return wide.with_columns(*(_typed(name) for name in _STORED), _age(on)).select("citizen", *FACTS, "pk")


def _age(on: date) -> pl.Expr:
    """Whole years on a day: one less until the birthday has come."""
    born = pl.col("birth_date")
    later_month, same_month = born.dt.month() > on.month, born.dt.month() == on.month
    is_to_come = later_month | (same_month & (born.dt.day() > on.day))
    return (on.year - born.dt.year() - is_to_come.cast(pl.Int32)).cast(pl.Float64).alias("age")


def _typed(name: str) -> pl.Expr:
    column = pl.col(name)
    if FACTS[name].type == "date":
        return column.replace(NOT_HAPPENED_WORD, NOT_HAPPENED.isoformat()).str.to_date("%Y-%m-%d")
    return column.cast(FACT_TYPES[name])
