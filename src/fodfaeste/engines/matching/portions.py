"""Everybody in parts by home municipality, each matched by itself, and the answers put together.

A part is matched against all openings, with the weights they have among all, and its citizens keep their
places among everybody: so ties fall as they would have. Numbers go out and numbers come back, no id.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.engines.matching.case import case_for
from fodfaeste.engines.matching.day import Day
from fodfaeste.engines.matching.folk import Folk
from fodfaeste.engines.matching.match import Side

Rows = NDArray[np.int32]

#: Citizens in a part at most: what is at work on one part fits a small machine.
MOST = 50_000
#: Openings whose lists are told together.
_OPENINGS = 50_000


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked of every part."""

    day: Day
    openings: int  # for each citizen; 0: not asked
    citizens: int  # for each opening
    threads: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What one part answers; its citizens by their places among everybody."""

    people: int
    told: pl.DataFrame  # the citizens' lists, as `listing.NUMBERS`
    opening: Rows  # the best of the part for each opening: opening, citizen and score
    citizen: Rows
    score: NDArray[np.int64]


def search_for(day: Day, top: int, sides: Collection[Side], threads: int | None = None) -> Search:
    """What is asked of every part, without a name in it."""
    return Search(
        day=day.in_numbers(),
        openings=top if "citizen" in sides else 0,
        citizens=top if "opening" in sides else 0,
        threads=threads,
    )


def parts_of(folk: Folk, day: Day, places: pl.DataFrame, most: int) -> list[Rows]:
    """The citizens of each municipality, by the authority of their place, as ascending places.

    A place that no table tells of is a municipality of its own, and so is nowhere. A municipality with more
    than `most` is cut, small ones go together.
    """
    known = dict(places.select("place", "authority").iter_rows())
    names = pl.Series([known.get(place, f"/{place}") for place in day.travel.places], dtype=pl.String)
    homes = np.append(names.rank("dense").to_numpy(), 0).astype(np.int64)  # the last: nowhere
    home = homes[folk.seekers.place]
    order = np.argsort(home, kind="stable").astype(np.int32)
    towns = np.split(order, np.flatnonzero(np.diff(home[order])) + 1)
    parts: list[list[Rows]] = []
    room = 0
    for town in towns:
        for piece in np.array_split(town, -(-len(town) // most)):
            if len(piece) > room:
                parts.append([])
                room = most
            parts[-1].append(piece)
            room -= len(piece)
    return [np.sort(np.concatenate(part)) for part in parts]


def answer(search: Search, folk: Folk) -> Answer:
    """The lists of a part: wherever it is worked out, the same."""
    # What is compiled is imported where it is used.
    from fodfaeste.engines.matching.listing import in_numbers
    from fodfaeste.engines.matching.scan import best_pairs

    case = case_for(search.day, folk)
    found = best_pairs(case, openings=search.openings, citizens=search.citizens, threads=search.threads)
    told = in_numbers(case, found.openings, search.threads)
    back = found.citizens
    return Answer(
        people=len(folk.row),
        told=told.with_columns(citizen=pl.Series(folk.row).gather(told["citizen"])),
        opening=back.opening.astype(np.int32),
        citizen=folk.row[back.citizen],
        score=back.score,
    )


class OpeningsLists:
    """The best citizens of each opening, from the parts in whatever order they come."""

    def __init__(self, openings: int, top: int) -> None:
        self.keys = np.zeros((openings, top), dtype=np.int64)

    def put(self, found: Answer) -> None:
        """Take in what a part answers."""
        # What is compiled is imported where it is used.
        from fodfaeste.engines.matching.entered import enter

        enter(self.keys, found.opening, found.citizen, found.score)

    def told(self, day: Day, folk: Folk) -> Iterator[pl.DataFrame]:
        """The lists, as `listing.NUMBERS`, some openings at a time; `folk` is everybody."""
        from fodfaeste.engines.matching.keys import unfolded
        from fodfaeste.engines.matching.listing import in_numbers
        from fodfaeste.engines.matching.scan import Best

        for first in range(0, len(self.keys), _OPENINGS):
            opening, citizen, rank, score = unfolded(self.keys[first : first + _OPENINGS])
            rows, here = np.unique(citizen.astype(np.int32), return_inverse=True)
            best = Best(here, opening + first, rank, score)
            told = in_numbers(case_for(day, folk.some(rows)), best)
            yield told.with_columns(citizen=pl.Series(rows).gather(told["citizen"]))
