"""Matching again after a day: only what has changed is looked at, and the lists are those of a full run.

What is compiled is imported where it is used.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from fodfaeste.engines.matching.case import case_of
from fodfaeste.engines.matching.match import Side
from fodfaeste.engines.matching.settings import Settings

if TYPE_CHECKING:
    from fodfaeste.engines.matching.kept import Kept


@dataclass(frozen=True, slots=True)
class Again:
    """The lists of a day, what is kept for the next, and how many were looked at whole."""

    lists: dict[Side, pl.DataFrame]
    kept: "Kept"
    citizens_seen: int
    openings_seen: int


def match_changed(
    tables: Mapping[str, pl.DataFrame],
    on: date,
    kept: "Kept | None",
    *,
    sides: Collection[Side],
    top: int,
    settings: Settings | None = None,
    threads: int | None = None,
) -> Again:
    """The lists of `match_sides`, where only what has changed since `kept` is looked at; None: everything is.

    Weights that rest on how many openings need a skill change with every opening. Give `need_weights` a count
    that is kept as long as it serves, else everything has changed each day. Who knows what has changed need
    not have it found by comparing all tables: `starting.standing_for`, then `Standing.change`.
    """
    from fodfaeste.engines.matching.changes import facts_of
    from fodfaeste.engines.matching.kept import best_changed
    from fodfaeste.engines.matching.listing import listed

    if top < 1:
        raise ValueError("top is at least 1")
    facts = facts_of(case_of(tables, on, settings), tables)
    again, seen = best_changed(facts, kept, sides=sides, top=top, threads=threads)
    lists = {side: listed(facts.case, again.best(side, top)) for side in sides}
    return Again(lists, again, seen.citizens, seen.openings)
