"""Everyone at once: who is advised to what, so that advice spreads and the whole is worth most."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.core.executor import Executor
from fodfaeste.engines.assignment import leximin
from fodfaeste.engines.assignment.answers import Assignment, Ceiling
from fodfaeste.engines.assignment.case import Sharing, sharing_of
from fodfaeste.engines.assignment.floors import Floored, within_floors
from fodfaeste.engines.assignment.numbers import ceiling_of, floors_of
from fodfaeste.engines.assignment.optimum import WIDTH, optimum
from fodfaeste.engines.assignment.telling import told
from fodfaeste.engines.matching import Settings

Pair = tuple[str, str]

_MOST_PRICE = 1 << 16  # four whole scores: what floors make a seat cost at most, to begin with


def assign(
    tables: Mapping[str, pl.DataFrame],
    on: date,
    *,
    offers: int,
    settings: Settings | None = None,
    floors: Mapping[str, int] | None = None,
    ceiling: int | None = None,
    forced: Sequence[Pair] = (),
    worst_first: bool = False,
    prices: pl.DataFrame | None = None,
    width: int = WIDTH,
    executor: Executor | None = None,
) -> Assignment:
    """Share openings out to everyone at once, to the most covered of what they ask for, on a day.

    At most `offers` for each citizen and, for each seat of an opening, `ceiling` people (None: the pack's
    number, else one); only pairs inside every hard limit. `floors`: of a group, the municipality's own label,
    so many people are to have something (None: the pack's). `forced` pairs are given whatever they cost.
    `worst_first`: first as few as can be without any offer, then as few as can be with the lowest score, and
    so on; the value comes after. `width` of each citizen's pairs are looked at first, others when prices ask.
    `prices`, those of an earlier answer, are where the search begins: from yesterday's it is shorter.

    The answer is certified: `bound` holds for all feasible pairs. Neither the order of rows nor an `executor`
    changes it.
    """
    if offers < 1:
        raise ValueError("offers is at least 1")
    if worst_first and (floors or forced):
        raise ValueError("the worst-off first takes neither floors nor forced pairs")
    per_seat = ceiling_of(tables) if ceiling is None else Ceiling(ceiling, "given", None)
    wanted = floors_of(tables) if floors is None else dict(floors)
    sharing = sharing_of(tables, on, settings, offers, per_seat.per_seat, sorted(wanted), forced, executor)
    if worst_first:
        found = leximin.worst_first(sharing.problem, width)
        return told(sharing, Floored(found, sharing.problem.scale, found.value, found.rounds, ()), per_seat)
    free = optimum(sharing.problem, price=_starting(sharing, prices), width=width)
    least = np.array([wanted[group] for group in sharing.floored], dtype=np.int64)
    floored = within_floors(sharing.problem, free, sharing.floor_group, least, sharing.by_force, width)
    return told(sharing, floored, per_seat)


def _starting(sharing: Sharing, prices: pl.DataFrame | None) -> NDArray[np.int64] | None:
    """Prices to begin with, scaled; an opening that had none costs nothing. Any will do, some sooner."""
    if prices is None:
        return None
    openings = pl.DataFrame({"opening": sharing.openings})
    each = prices.group_by("opening").agg(pl.col("price").max().clip(0, _MOST_PRICE))
    known = openings.join(each, on="opening", how="left", maintain_order="left")["price"].fill_null(0)
    return known.cast(pl.Int64).to_numpy() * sharing.problem.scale


def cost_of(free: Assignment, forced: Assignment) -> tuple[int, int]:
    """What the forced pairs cost the whole: at least this much score, and at most that.

    The two are of the same day, offers, floors and ceiling, with the pairs and without.
    """
    return max(0, free.value - forced.bound), max(0, free.bound - forced.value)
