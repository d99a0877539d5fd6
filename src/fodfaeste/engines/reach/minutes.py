"""The table of travel: one row a pair of places, way of travelling and season.

There is no row from a place to itself, and none where no way is known: no row means not known, never zero.
"""

from collections.abc import Sequence

import polars as pl

from fodfaeste.core.reach import DistanceRule, Network, Place
from fodfaeste.engines.reach.distance import distance_rows
from fodfaeste.engines.reach.network import network_rows

COLUMNS: dict[str, pl.DataType] = {
    "from": pl.String(),
    "to": pl.String(),
    "mode": pl.String(),
    "minutes": pl.Int64(),
    "season": pl.String(),  # `all`, or months as `1,4-12`
    "per_week": pl.Int64(),  # journeys a week of the rarest boat or flight; null: no timetable binds it
    "basis": pl.String(),
}


def travel_minutes(
    places: Sequence[Place], rule: DistanceRule | Network, *, within: int | None = None
) -> pl.DataFrame:
    """How long it takes between every two of some places, each way, as `COLUMNS`.

    `within` leaves out what takes more minutes. The Danish rule gives a row for every mode, the same all
    year; the network gives the shortest journey, in rows by the months in which it is the shortest.
    """
    rows = distance_rows(places, rule) if isinstance(rule, DistanceRule) else network_rows(places, rule)
    frame = pl.DataFrame(rows, schema=COLUMNS, orient="row")
    if within is not None:
        frame = frame.filter(pl.col("minutes") <= within)
    return frame.sort("from", "to", "mode", "season")


def replaced(computed: pl.DataFrame, given: pl.DataFrame) -> pl.DataFrame:
    """The computed table with a file's rows in place of every pair that the file has; the others stay."""
    kept = computed.join(given, on=["from", "to"], how="anti")
    return pl.concat([kept, given.select(*COLUMNS)]).sort("from", "to", "mode", "season")
