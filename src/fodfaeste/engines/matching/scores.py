"""What people have and openings need, and what a person has of each need: whole numbers from end to end.

The score of a pair is floor(sum(weight · level) / 4), the one rounding there is: the share of 2^14 that is
covered, for level 4 is the whole need.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.engines.matching.numbered import numbered

if TYPE_CHECKING:
    from fodfaeste.engines.matching.held import Told

Numbers = NDArray[np.int64]
Whole = NDArray[Any]  # whole numbers, as narrow as they may be

#: A need is met at the level where one can do it with help.
MET_LEVEL = 2


@dataclass(frozen=True, slots=True)
class Lists:
    """Rows of another thing for each thing: thing i has rows[start[i]:start[i + 1]]."""

    start: Numbers
    rows: Whole

    def expanded(self, things: Whole) -> tuple[Numbers, Numbers]:
        """For each row of each thing: its place among `things`, and its place in `rows`."""
        counts = self.start[things + 1] - self.start[things]
        place = np.repeat(np.arange(len(things)), counts)
        first = self.start[things] - np.cumsum(counts) + counts
        return place, np.repeat(first, counts) + np.arange(len(place))

    def some(self, things: Whole) -> tuple["Lists", Numbers]:
        """The lists of some things, and where their rows stood."""
        _, at = self.expanded(things)
        counts = self.start[things + 1] - self.start[things]
        return Lists(np.concatenate([[0], np.cumsum(counts)]), self.rows[at]), at


def lists_of(keys: Whole, rows: Whole, count: int) -> Lists:
    """Lists from pairs of key and row, where the keys ascend."""
    return Lists(np.searchsorted(keys, np.arange(count + 1)), rows)


@dataclass(frozen=True, slots=True)
class Skills:
    """Who has what at which level, and what needs it at which weight; only skills that something needs."""

    names: pl.Series
    held: Lists  # citizen → skills
    level: Whole  # in step with held.rows
    asked: Lists  # opening → skills
    weight: Numbers  # in step with asked.rows
    essential: NDArray[np.bool_]  # in step with asked.rows

    def needs_of(self, citizens: Numbers, openings: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """For each need of each pair: the pair's place, the place in `asked.rows`, the level (0: none)."""
        pair, need = self.asked.expanded(openings)
        return pair, need, self._level(citizens[pair], self.asked.rows[need])

    def _level(self, citizens: Numbers, skills: Whole) -> Numbers:
        if not len(self.level):
            return np.zeros(len(citizens), dtype=np.int64)
        owner = np.repeat(np.arange(len(self.held.start) - 1), np.diff(self.held.start))
        keys = owner * len(self.names) + self.held.rows  # ascending: by citizen, then skill
        wanted = citizens * len(self.names) + skills
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return np.where(keys[at] == wanted, self.level[at], 0).astype(np.int64)


def skills_of(
    needs: pl.DataFrame, citizen_skills: pl.DataFrame, citizens: pl.Series, openings: pl.Series
) -> Skills:
    """The skills of citizens and openings, from weighed needs; of a skill told twice the higher level.

    Citizens and openings ascend; needs are as `need_weights` gives them.
    """
    asked = asked_of(needs, openings)
    told = told_of(citizen_skills, citizens, asked.names)
    return asked.held_by(lambda: iter([told]), len(citizens))


@dataclass(frozen=True, slots=True)
class Asked:
    """What openings need: the half of `Skills` that does not depend on who seeks."""

    names: pl.Series
    asked: Lists
    weight: Numbers
    essential: NDArray[np.bool_]

    def weighs(self) -> NDArray[np.bool_]:
        """Which openings have any weight at all."""
        summed = np.concatenate([[0], np.cumsum(self.weight, dtype=np.int64)])
        return np.diff(summed[self.asked.start]) > 0

    def held_by(self, told: Callable[[], Iterator["Told"]], people: int) -> Skills:
        """The whole, with the skills of so many people."""
        if people == 0:
            return self.beside(Lists(np.zeros(1, dtype=np.int64), self.asked.rows[:0]), self.weight[:0])
        # What is compiled is imported where it is used.
        from fodfaeste.engines.matching.held import laid_out

        start, rows, level = laid_out(told, people)
        return self.beside(Lists(start, rows), level)

    def beside(self, held: Lists, level: Whole) -> Skills:
        """The whole, with skills that are laid out already."""
        return Skills(self.names, held, level, self.asked, self.weight, self.essential)


def asked_of(needs: pl.DataFrame, openings: pl.Series) -> Asked:
    """The needs of some ascending openings, from weighed needs in the order of opening and skill."""
    row = _renumbered(needs["opening"], openings)
    is_there = row >= 0
    skills = needs["skill"].filter(pl.Series(is_there))
    names = skills.cast(pl.String).unique().sort()
    return Asked(
        names=names,
        asked=lists_of(row[is_there], _renumbered(skills, names), len(openings)),
        weight=needs["weight14"].cast(pl.Int64).to_numpy()[is_there],
        essential=needs["essential"].to_numpy()[is_there],
    )


def told_of(citizen_skills: pl.DataFrame, citizens: pl.Series, names: pl.Series) -> "Told":
    """Person, skill and level of each row, as numbers."""
    return (
        numbered(citizen_skills["citizen"], citizens),
        numbered(citizen_skills["skill"], names),
        citizen_skills["level"].cast(pl.UInt8).to_numpy(),
    )


def _renumbered(values: pl.Series, names: pl.Series) -> NDArray[np.int32]:
    """`numbered`, also of values that are kept as numbers of their own already."""
    if not isinstance(values.dtype, pl.Enum):
        return numbered(values, names)
    at: NDArray[np.int32] = numbered(values.dtype.categories, names)[values.to_physical().to_numpy()]
    return at
