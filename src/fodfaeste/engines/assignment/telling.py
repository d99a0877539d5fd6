"""What was found, told in the ids of citizens and openings, with its counts."""

import numpy as np
import polars as pl

from fodfaeste.engines.assignment.answers import Assignment, Ceiling, Floor, GroupCount
from fodfaeste.engines.assignment.case import Sharing
from fodfaeste.engines.assignment.floors import Floored, Kept
from fodfaeste.engines.assignment.optimum import Found
from fodfaeste.engines.assignment.spread import spread_of

SHARED: dict[str, pl.DataType] = {
    "citizen": pl.String(),
    "opening": pl.String(),
    "offer": pl.Int64(),
    "score": pl.Int64(),
    "others": pl.Int64(),
}
PRICED: dict[str, pl.DataType] = {"opening": pl.String(), "price": pl.Int64()}


def told(sharing: Sharing, floored: Floored, ceiling: Ceiling) -> Assignment:
    """An assignment with everything that is told of it."""
    found = floored.found
    pairs = _pairs(sharing, floored)
    by_force = int(sharing.forced[2].sum())
    advised = pairs.group_by("opening").agg(people=pl.len())
    open_now = sharing.openings.filter(pl.Series(sharing.can_be_taken))
    counts = (
        pl.DataFrame({"opening": open_now}).join(advised, on="opening", how="left")["people"].fill_null(0)
    )
    return Assignment(
        pairs=pairs,
        value=int(pairs["score"].sum()),
        bound=found.bound // floored.scale + by_force,
        placements=pairs["citizen"].n_unique(),
        ceiling=ceiling,
        groups=_groups(sharing, pairs),
        spread=spread_of(counts.cast(pl.Int64).to_numpy()),
        floors=tuple(_floor(sharing, kept) for kept in floored.floors),
        value_without_floors=floored.value_without + by_force,
        rounds=floored.rounds,
        prices=_prices(sharing, found, floored.scale),
    )


def _prices(sharing: Sharing, found: Found, scale: int) -> pl.DataFrame:
    """What a seat costs, where it costs anything, with `PRICED`: in scores, rounded down."""
    price = found.price[: len(sharing.openings)] // scale
    return pl.DataFrame({"opening": sharing.openings, "price": price}, schema=PRICED).filter(
        pl.col("price") > 0
    )


def _pairs(sharing: Sharing, floored: Floored) -> pl.DataFrame:
    """The pairs with `SHARED`, in the order of citizen and offer."""
    given, by_force = floored.found.given, sharing.forced
    citizen = np.concatenate([given.citizen, by_force[0]])
    opening = np.concatenate([given.opening, by_force[1]])
    score = np.concatenate([given.score, by_force[2]])
    order = np.lexsort((opening, -score, citizen))
    citizen, opening, score = citizen[order], opening[order], score[order]
    advised = np.bincount(opening, minlength=len(sharing.openings))
    place = np.arange(len(citizen))
    offer = place - np.searchsorted(citizen, citizen) + 1
    return pl.DataFrame(
        {
            "citizen": sharing.citizens.gather(citizen),
            "opening": sharing.openings.gather(opening),
            "offer": offer,
            "score": score,
            "others": advised[opening] - 1,
        },
        schema=SHARED,
    )


def _groups(sharing: Sharing, pairs: pl.DataFrame) -> tuple[GroupCount, ...]:
    offers = pairs.group_by("citizen").agg(offers=pl.len())
    people = pl.DataFrame({"citizen": sharing.citizens, "group": sharing.group})
    counted = (
        people.join(offers, on="citizen", how="left")
        .group_by("group")
        .agg(
            people=pl.len(),
            advised=pl.col("offers").is_not_null().sum(),
            offers=pl.col("offers").sum(),
        )
        .sort("group", nulls_last=True)
    )
    return tuple(GroupCount(*row) for row in counted.iter_rows())


def _floor(sharing: Sharing, kept: Kept) -> Floor:
    return Floor(
        group=sharing.floored[kept.group],
        least=kept.least,
        reached=kept.reached,
        without=kept.without,
        price=float(kept.price),
        is_met=kept.reached >= kept.least,
        is_certain=kept.is_certain,
    )
