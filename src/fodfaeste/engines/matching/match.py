"""Openings for every citizen, citizens for every opening, and the people for one opening.

What is compiled is imported where it is used: whoever only names matching does not wait for it.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Literal

import polars as pl

from fodfaeste.engines.matching.case import case_of
from fodfaeste.engines.matching.forbidden import ORDER_OF_PEOPLE
from fodfaeste.engines.matching.settings import Settings

Side = Literal["citizen", "opening"]


def match(
    tables: Mapping[str, pl.DataFrame],
    on: date,
    *,
    by: Side,
    top: int,
    settings: Settings | None = None,
    block: int | None = None,
    threads: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> pl.DataFrame:
    """The best openings of every citizen, or the best-covered citizens of every opening, on a day.

    Columns: citizen, opening, rank (from 1), score (1 to 2^14), group, course (only where the group is
    after_course), needs_met, needs, minutes (each way; null for remote work and work with lodging). In the
    order of the side's ids and the rank. `block` citizens are looked at together by each of `threads`;
    neither changes an answer.
    """
    found = match_sides(
        tables, on, sides=(by,), top=top, settings=settings, block=block, threads=threads, progress=progress
    )
    return found[by]


def match_sides(
    tables: Mapping[str, pl.DataFrame],
    on: date,
    *,
    sides: Collection[Side],
    top: int,
    settings: Settings | None = None,
    block: int | None = None,
    threads: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> dict[Side, pl.DataFrame]:
    """The lists of one side or of both, as `match` gives them; both cost much less than one and the other."""
    from fodfaeste.engines.matching.listing import listed
    from fodfaeste.engines.matching.scan import best_pairs

    if top < 1:
        raise ValueError("top is at least 1")
    case = case_of(tables, on, settings)
    found = best_pairs(
        case,
        openings=top if "citizen" in sides else 0,
        citizens=top if "opening" in sides else 0,
        block=block,
        threads=threads,
        progress=progress,
    )
    best = {"citizen": found.openings, "opening": found.citizens}
    return {side: listed(case, best[side]) for side in sides}


def people_for(
    tables: Mapping[str, pl.DataFrame], opening: str, on: date, settings: Settings | None = None
) -> pl.DataFrame:
    """The citizens who can take an opening and have something of what it needs, in three groups.

    Inside a group by how long they have waited, never by a score. Columns: citizen, group, course, needs_met,
    needs, waiting_since. Raises KeyError for an opening that is not there.
    """
    from fodfaeste.engines.matching.listing import listed
    from fodfaeste.engines.matching.scan import everyone_for

    one = tables["openings"].filter(opening=opening)
    if one.is_empty():
        raise KeyError(opening)
    waiting = tables["citizens"].select(ORDER_OF_PEOPLE)
    case = case_of({**tables, "openings": one}, on, settings)
    found = listed(case, everyone_for(case))
    return (
        found.join(waiting, on="citizen")
        .select("citizen", "group", "course", "needs_met", "needs", "waiting_since")
        .sort("group", "waiting_since", "citizen", nulls_last=True)
    )
