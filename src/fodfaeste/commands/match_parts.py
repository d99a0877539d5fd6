"""Matching part by part: a country larger than the memory of one machine, or spread over several."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from fodfaeste.commands.seekers_rows import ready
from fodfaeste.core.executor import Executor
from fodfaeste.engines.matching.match import Side
from fodfaeste.engines.matching.portions import MOST, OpeningsLists, answer, parts_of, search_for
from fodfaeste.formats.drawers import Drawers

Progress = Callable[[int, int], None]
#: Citizens whose lists are put in order together.
_CITIZENS = 50_000


@dataclass(frozen=True, slots=True)
class SideLists:
    """The lists of one side: how many there are, and the rows, some at a time."""

    on: date
    rows: int
    with_some: int
    everyone: int
    frames: Iterator[pl.DataFrame]


def lists_in_parts(
    snapshot: Path,
    sides: Collection[Side],
    top: int,
    executor: Executor,
    folder: Path,
    progress: Progress,
) -> dict[Side, SideLists]:
    """The lists of each side, bit for bit those of all at once. `folder` is empty, and ours."""
    from fodfaeste.engines.matching.listing import named

    made = ready(snapshot)
    day, folk = made.day, made.folk
    search = executor.held(search_for(day, top, sides, executor.threads))
    people = len(folk.row)
    back = OpeningsLists(len(day.offered.ids), min(top, people) if "opening" in sides else 0)
    drawers = Drawers(folder, "citizen", _CITIZENS)
    parts = parts_of(folk, day, made.places, MOST)
    tasks = ((search, folk.some(rows)) for rows in parts)
    done = rows = with_some = 0
    for found in executor.each(answer, tasks):
        drawers.put(found.told)
        back.put(found)
        rows, with_some = rows + found.told.height, with_some + found.told["citizen"].n_unique()
        done += found.people
        progress(done, people)

    def frames(told: Iterator[pl.DataFrame]) -> Iterator[pl.DataFrame]:
        return (named(some, folk.seekers.ids, day.offered, day.asked, day.courses) for some in told)

    lists: dict[Side, SideLists] = {}
    if "citizen" in sides:
        lists["citizen"] = SideLists(made.on, rows, with_some, people, frames(drawers.take()))
    if "opening" in sides:
        lists["opening"] = _openings(made.on, back, frames(back.told(day, folk)))
    return lists


def _openings(on: date, back: OpeningsLists, frames: Iterator[pl.DataFrame]) -> SideLists:
    there = back.keys > 0
    return SideLists(on, int(there.sum()), int(there.any(axis=1).sum()), len(back.keys), frames)
