"""Who is in an offer today, who has been in one in the running effort, and how many places are in use."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.core.dates import add_months
from fodfaeste.engines.simulation.making.first import months_to
from fodfaeste.engines.simulation.model import Axes, People

_YEAR = 12


@dataclass(frozen=True, slots=True)
class InUse:
    """How many places of an offer are in use: agreements running on the day, and on average in the year."""

    today: int
    year_mean: float


_BEGUN = ("running", "ended")


def with_offers(
    people: People,
    citizens: pl.Series,
    agreements: pl.DataFrame,
    axes: Axes,
    held: NDArray[np.int16],
    ruled: Collection[str],
    on: date,
) -> People:
    """The people with their offers, the first rows being the snapshot's citizens in the order given.

    `held`: months that a seat of each offer is held. Who has a last day in the agreement leaves then; others
    when so many months have passed since the first. Who has ended may still feel it, and is told as so long
    past the end. Only the `ruled` offers, which today's policy has rules about, are followed: what is given
    without a rule goes on as it is within the rates, and counts as begun alone.
    """
    if not axes.offers:
        return people
    size = len(citizens)
    in_effort = np.array(axes.in_effort)[people.state[:size]]
    rows = _of_effort(citizens, agreements, axes, people.in_effort_since[:size], in_effort, on)
    begun, offer, month = people.begun.copy(), people.offer.copy(), people.offer_month.copy()
    np.bitwise_or.at(begun, rows["_at"].to_numpy(), (1 << rows["_offer"].to_numpy()).astype(np.uint8))
    followed = rows.filter(pl.col("kind").is_in(list(ruled)))
    latest = followed.unique("_at", keep="last", maintain_order=True)
    at, which = latest["_at"].to_numpy(), latest["_offer"].to_numpy()
    offer[at], month[at] = which, _offer_months(latest, held[which], on)
    return replace(people, begun=begun, offer=offer, offer_month=month)


def _of_effort(
    citizens: pl.Series,
    agreements: pl.DataFrame,
    axes: Axes,
    since: NDArray[np.int16],
    in_effort: NDArray[np.bool_],
    on: date,
) -> pl.DataFrame:
    """Agreements on the offers tried that began in the running effort, the running last of each person."""
    people = pl.DataFrame({"citizen": citizens}).with_row_index("_at")
    first = [add_months(on, -months - 1) for months in range(int(since.max(initial=0)) + 1)]
    people = people.with_columns(_first=pl.Series(first, dtype=pl.Date).gather(since.astype(np.int64)))
    people = people.filter(pl.Series(in_effort))
    places = {name: place for place, name in enumerate(axes.offers)}
    known = pl.col("kind").is_in(list(places)) & pl.col("state").is_in(_BEGUN) & (pl.col("from") <= on)
    rows = agreements.filter(known).join(people, on="citizen").filter(pl.col("from") > pl.col("_first"))
    return rows.with_columns(
        _offer=pl.col("kind").replace_strict(places, return_dtype=pl.Int64),
        _runs=_held_on(on),
    ).sort("_at", "_runs", "from", "_offer")


def _offer_months(rows: pl.DataFrame, held: NDArray[np.int16], on: date) -> NDArray[np.int16]:
    """Months since each entered, such that the seat is free again when the agreement ends."""
    since, runs = -months_to(rows["from"], on), rows["_runs"].to_numpy()
    has_end = rows["to"].is_not_null().to_numpy()
    left = months_to(rows["to"], on)
    running = np.where(has_end, held - np.maximum(left, 1), since)
    ended = np.where(has_end, held - np.minimum(left, 0), np.maximum(since, held))
    months = np.where(runs, np.clip(running, 0, held - 1), ended)
    return months.astype(np.int16)


def places_in_use(agreements: pl.DataFrame, offers: Sequence[str], on: date) -> Mapping[str, InUse]:
    """How many are in each offer on the day, and on average on the same day of the latest twelve months."""
    days = [add_months(on, -back) for back in range(_YEAR)]
    held = agreements.filter(pl.col("state").is_in(_BEGUN) & pl.col("kind").is_in(list(offers)))
    found = {}
    for offer in offers:
        own = held.filter(pl.col("kind") == offer)
        counts = [own.filter(_held_on(day)).height for day in days]
        found[offer] = InUse(counts[0], sum(counts) / _YEAR)
    return found


def _held_on(day: date) -> pl.Expr:
    return (pl.col("from") <= day) & (pl.col("to").is_null() | (pl.col("to") >= day))
