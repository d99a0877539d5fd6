"""A snapshot's tables as on an earlier day: only what had happened, and was known, then."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from fodfaeste.core.facts import FACTS
from fodfaeste.engines.simulation.making.observed import known_then

Tables = Mapping[str, pl.DataFrame]

_DATES = tuple(name for name, fact in FACTS.items() if fact.type == "date")
_GROUP = "target_group"


def tables_then(tables: Tables, on: date) -> dict[str, pl.DataFrame]:
    """The tables of people on a day; tables of work and of places stand as they are.

    A status counts if it was recorded by then. The other tables tell what happened but not when it was
    recorded, so they are cut at the day. A dated fact that came later is unknown: what it was before is not
    in a snapshot. So is earlier unemployment, and the group one came from where the group was another.
    """
    statuses = known_then(tables["statuses"], on).filter(_begun("valid_from", on))
    return {
        **tables,
        "statuses": statuses,
        "spells": _cut(tables["spells"], "from", "to", on),
        "agreements": _agreements(tables["agreements"], on),
        "citizens": _citizens(tables["citizens"], statuses, on),
    }


def _begun(column: str, on: date) -> pl.Expr:
    return pl.col(column).is_null() | (pl.col(column) <= on)


def _cut(table: pl.DataFrame, begins: str, ends: str, on: date) -> pl.DataFrame:
    """What had begun, with an end only if it had ended."""
    ended = pl.when(pl.col(ends) <= on).then(pl.col(ends))
    return table.filter(pl.col(begins) <= on).with_columns(ended.alias(ends))


def _agreements(agreements: pl.DataFrame, on: date) -> pl.DataFrame:
    """Those begun by then, each running or ended on the day itself; those never begun are left out."""
    begun = agreements.filter(pl.col("state").is_in(["running", "ended"]))
    found = _cut(begun, "from", "to", on)
    state = pl.when(pl.col("to").is_null()).then(pl.lit("running")).otherwise(pl.lit("ended"))
    return found.with_columns(state.cast(agreements.schema["state"]).alias("state"))


def _citizens(citizens: pl.DataFrame, statuses: pl.DataFrame, on: date) -> pl.DataFrame:
    """Those who were grown, with the label they had on the day and the facts that were so already."""
    open_ = statuses.filter((pl.col("kind") == _GROUP) & pl.col("valid_to").is_null())
    label = open_.sort("valid_from").group_by("citizen", maintain_order=True).agg(then=pl.col("value").last())
    was = citizens.join(label, on="citizen", how="left", maintain_order="left")
    same = pl.col("then").eq_missing(pl.col(_GROUP))
    by_year = on.year - pl.col("birth_year")
    return was.with_columns(
        *(
            pl.when(pl.col(name) <= on).then(pl.col(name)).alias(name)
            for name in _DATES
            if name in was.columns
        ),
        pl.when(same).then(pl.col("came_from")).alias("came_from"),
        pl.lit(None)
        .cast(citizens.schema["earlier_unemployment_months"])
        .alias("earlier_unemployment_months"),
        by_year.cast(citizens.schema["age"]).alias("age"),
        pl.col("then").alias(_GROUP),
    ).drop("then")
