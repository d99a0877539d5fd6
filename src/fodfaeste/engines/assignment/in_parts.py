"""The look at all pairs at some prices, part by part: each round is spread, the auction is not.

A part is some citizens and all openings, as in matching. It goes out with the prices and its own citizens'
thresholds and is forgotten where it was worked out, so any worker does for any part, and one may be lost.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.core.executor import Executor
from fodfaeste.engines.matching.bars import Bars
from fodfaeste.engines.matching.case import Case
from fodfaeste.engines.matching.priced import Pairs, priced_pairs, put, ready_for
from fodfaeste.engines.matching.scores import Lists
from fodfaeste.engines.matching.sides import Seekers

Numbers = NDArray[np.int64]
Rows = NDArray[np.int32]

#: Citizens in a part at most.
MOST = 50_000


@dataclass(frozen=True, slots=True)
class People:
    """Some citizens of a case, without a name."""

    seekers: Seekers
    lack: NDArray[np.uint64]
    refused: Lists
    held: Lists
    level: NDArray[Any]


class InParts:
    """The scan of a case, whoever does it; the answers are those of `priced_pairs`, bit for bit."""

    def __init__(self, case: Case, executor: Executor, most: int | None = None) -> None:
        self.citizens, self.openings = len(case.seekers.ids), len(case.offered.ids)
        self._executor = executor
        self._common = executor.held(_without_people(case))
        by_home = np.argsort(case.seekers.place, kind="stable").astype(np.int32)
        pieces = np.array_split(by_home, max(1, -(-self.citizens // (most or MOST))))
        self._rows = [np.sort(piece) for piece in pieces]
        self._people = [_people(case, rows) for rows in self._rows]

    def __call__(self, price: Numbers, least: Numbers, *, top: int, scale: int) -> Pairs:
        """As `priced_pairs`."""
        prices = self._executor.held(price)
        how = top, scale, self._executor.threads
        tasks = (
            (number, self._common, people, prices, least[rows], *how)
            for number, (rows, people) in enumerate(zip(self._rows, self._people, strict=True))
        )
        return self._together(self._executor.each(look, tasks))

    def _together(self, answers: Iterator[tuple[int, Pairs]]) -> Pairs:
        """The parts' answers in the order of the citizens, in whatever order they come."""
        found = dict(answers)
        count = np.zeros(self.citizens, dtype=np.int64)
        for number, pairs in found.items():
            count[self._rows[number]] = np.diff(pairs.first)
        first = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(count)])
        opening, score = np.empty(first[-1], dtype=np.int32), np.empty(first[-1], dtype=np.int32)
        for number, pairs in found.items():
            put(self._rows[number], pairs.opening, first, opening)
            put(self._rows[number], pairs.score, first, score)
        return Pairs(first, opening, score)


def look(
    number: int,
    common: Case,
    people: People,
    price: Numbers,
    least: Numbers,
    top: int,
    scale: int,
    threads: int | None,
) -> tuple[int, Pairs]:
    """One part at some prices: wherever it is worked out, the same."""
    case = replace(
        common,
        seekers=people.seekers,
        bars=Bars(common.bars.need, people.lack, people.refused),
        skills=replace(common.skills, held=people.held, level=people.level),
    )
    return number, priced_pairs(ready_for(case), price, least, top=top, scale=scale, threads=threads)


def _without_people(case: Case) -> Case:
    """What every part shares: openings, journeys and needs, without a name."""
    nobody = np.zeros(0, dtype=np.int32)
    people = _people(case, nobody)
    return replace(
        case,
        seekers=people.seekers,
        offered=replace(case.offered, ids=_unnamed(case.offered.ids)),
        travel=replace(case.travel, places=_unnamed(case.travel.places)),
        bars=Bars(case.bars.need, people.lack, people.refused),
        skills=replace(case.skills, names=_unnamed(case.skills.names), held=people.held, level=people.level),
        courses=replace(case.courses, ids=_unnamed(case.courses.ids)),
    )


def _people(case: Case, rows: Rows) -> People:
    held, at = case.skills.held.some(rows)
    refused, _ = case.bars.refused.some(rows)
    return People(
        seekers=case.seekers.some(rows, pl.Series(rows)),
        lack=case.bars.lack[rows],
        refused=refused,
        held=held,
        level=case.skills.level[at],
    )


def _unnamed(names: pl.Series) -> pl.Series:
    return pl.int_range(len(names), dtype=pl.Int32, eager=True)
