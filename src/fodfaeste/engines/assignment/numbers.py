"""The numbers that sharing out takes from a pack: people for each seat, and floors of groups."""

from collections.abc import Mapping

import polars as pl

from fodfaeste.core.errors import Rejected
from fodfaeste.core.sharing import FLOOR, PER_SEAT
from fodfaeste.engines.assignment.answers import Ceiling

#: Nobody has decided it: one person is advised to each seat, so that everyone advised can have it.
PROPOSED = Ceiling(per_seat=1, basis="proposed", pack=None)
MOST_PER_SEAT = 1_000


def ceiling_of(tables: Mapping[str, pl.DataFrame]) -> Ceiling:
    """People for each seat by the snapshot's own numbers, else what is proposed."""
    found = tables["numbers"].filter(name=PER_SEAT)
    if found.is_empty():
        return PROPOSED
    row = found.row(0, named=True)
    value = row["value"]
    if not (1 <= value <= MOST_PER_SEAT and value == int(value)):
        reason = f"»{value}« er intet helt tal fra 1 til {MOST_PER_SEAT}"
        raise Rejected(reason, file="numbers", row=_row_of(tables, PER_SEAT), field="value")
    return Ceiling(int(value), row["basis"], row["pack"])


def floors_of(tables: Mapping[str, pl.DataFrame]) -> dict[str, int]:
    """The floors of the snapshot's own numbers as people: a share of the group's people, rounded up."""
    sizes = dict(tables["citizens"].drop_nulls("target_group")["target_group"].value_counts().iter_rows())
    named = tables["numbers"].filter(pl.col("name").str.starts_with(FLOOR)).sort("name")
    floors = {}
    for name, value in named.select("name", "value").iter_rows():
        if not 0 <= value <= 100:
            reason = f"»{value}« er ingen procent fra 0 til 100"
            raise Rejected(reason, file="numbers", row=_row_of(tables, name), field="value")
        people = sizes.get(name.removeprefix(FLOOR), 0)
        # Millionths of a per cent as whole numbers: 7 % of 100 people is 7, not 8.
        floors[name.removeprefix(FLOOR)] = -(-people * round(value * 1_000_000) // 100_000_000)
    return floors


def _row_of(tables: Mapping[str, pl.DataFrame], name: str) -> int:
    return int(tables["numbers"]["name"].index_of(name) or 0) + 1
