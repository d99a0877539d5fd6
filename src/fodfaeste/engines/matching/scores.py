"""What people have and openings need, and what a person has of each need: whole numbers from end to end.

The score of a pair is floor(sum(weight · level) / 4), the one rounding there is: the share of 2^14 that is
covered, for level 4 is the whole need.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

#: A need is met at the level where one can do it with help.
MET_LEVEL = 2


@dataclass(frozen=True, slots=True)
class Lists:
    """Rows of another thing for each thing: thing i has rows[start[i]:start[i + 1]]."""

    start: Numbers
    rows: Numbers

    def expanded(self, things: Numbers) -> tuple[Numbers, Numbers]:
        """For each row of each thing: its place among `things`, and its place in `rows`."""
        counts = self.start[things + 1] - self.start[things]
        place = np.repeat(np.arange(len(things)), counts)
        first = self.start[things] - np.cumsum(counts) + counts
        return place, np.repeat(first, counts) + np.arange(len(place))


def lists_of(keys: Numbers, rows: Numbers, count: int) -> Lists:
    """Lists from pairs of key and row, where the keys ascend."""
    return Lists(np.searchsorted(keys, np.arange(count + 1)), rows)


@dataclass(frozen=True, slots=True)
class Skills:
    """Who has what at which level, and what needs it at which weight; only skills that something needs."""

    names: pl.Series
    held: Lists  # citizen → skills
    level: Numbers  # in step with held.rows
    asked: Lists  # opening → skills
    weight: Numbers  # in step with asked.rows
    essential: NDArray[np.bool_]  # in step with asked.rows

    def weighs(self) -> NDArray[np.bool_]:
        """Which openings have any weight at all."""
        summed = np.concatenate([[0], np.cumsum(self.weight)])
        return np.diff(summed[self.asked.start]) > 0

    def needs_of(self, citizens: Numbers, openings: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """For each need of each pair: the pair's place, the place in `asked.rows`, the level (0: none)."""
        pair, need = self.asked.expanded(openings)
        return pair, need, self._level(citizens[pair], self.asked.rows[need])

    def _level(self, citizens: Numbers, skills: Numbers) -> Numbers:
        if not len(self.level):
            return np.zeros(len(citizens), dtype=np.int64)
        owner = np.repeat(np.arange(len(self.held.start) - 1), np.diff(self.held.start))
        keys = owner * len(self.names) + self.held.rows  # ascending: by citizen, then skill
        wanted = citizens * len(self.names) + skills
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return np.where(keys[at] == wanted, self.level[at], 0)


def skills_of(
    needs: pl.DataFrame, citizen_skills: pl.DataFrame, citizens: pl.Series, openings: pl.Series
) -> Skills:
    """The skills of citizens and openings, from weighed needs; of a skill told twice the higher level."""
    asked = _numbered(needs, "opening", openings)
    names = asked["skill"].unique().sort()
    asked = _numbered(asked, "skill", names, into="skill_row").sort("row", "skill_row")
    held = _numbered(_numbered(citizen_skills, "citizen", citizens), "skill", names, into="skill_row")
    held = held.group_by("row", "skill_row").agg(pl.col("level").max()).sort("row", "skill_row")
    return Skills(
        names=names,
        held=lists_of(_array(held["row"]), _array(held["skill_row"]), len(citizens)),
        level=_array(held["level"]),
        asked=lists_of(_array(asked["row"]), _array(asked["skill_row"]), len(openings)),
        weight=_array(asked["weight14"]),
        essential=asked["essential"].to_numpy(),
    )


def _numbered(frame: pl.DataFrame, column: str, names: pl.Series, *, into: str = "row") -> pl.DataFrame:
    """The rows whose value stands among the names, with its place there."""
    return frame.join(pl.DataFrame({column: names}).with_row_index(into), on=column)


def _array(values: pl.Series) -> Numbers:
    return values.cast(pl.Int64).to_numpy()
