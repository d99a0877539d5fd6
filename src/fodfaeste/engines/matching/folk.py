"""Citizens in numbers: where they live, what they have and can, what they will not.

A folk is everybody, or some of all: the places of its citizens among everybody go with them, so that ties
and lists come out as they would among all.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.engines.matching.day import Day
from fodfaeste.engines.matching.numbered import NOWHERE, numbered
from fodfaeste.engines.matching.scores import Lists, Whole, told_of
from fodfaeste.engines.matching.sides import Seekers, seekers_of
from fodfaeste.engines.matching.wishes import refused_by

Rows = NDArray[np.int32]
#: The rows of a table, some at a time; asked for anew each time they are gone through.
Batches = Callable[[], Iterator[pl.DataFrame]]


@dataclass(frozen=True, slots=True)
class Folk:
    """Citizens in the order of their ids."""

    row: Rows  # their places among everybody
    seekers: Seekers
    held: Lists  # citizen → skills that some opening asks
    level: Whole  # in step with held.rows
    unwilling: Rows  # citizens, ascending, who will not have something
    wishes: Rows  # in step with `unwilling`: the number of that wish

    def some(self, rows: Rows) -> "Folk":
        """Some of them, by ascending places; without names."""
        held, at = self.held.some(rows)
        here = np.full(len(self.row), NOWHERE, dtype=np.int32)
        here[rows] = np.arange(len(rows))
        is_here = here[self.unwilling] != NOWHERE
        return Folk(
            row=self.row[rows],
            seekers=self.seekers.some(rows, pl.Series(self.row[rows])),
            held=held,
            level=self.level[at],
            unwilling=here[self.unwilling[is_here]],
            wishes=self.wishes[is_here],
        )


def folk_of(
    ids: pl.Series,
    citizens: Batches,
    citizen_skills: Batches,
    wishes: pl.DataFrame,
    ruled_out: pl.DataFrame,
    day: Day,
) -> Folk:
    """The citizens with these ascending ids; rows of others are left out."""
    held, level = _held(ids, citizen_skills, day)
    refused = refused_by(wishes, ids, day.wishes, day.meant)
    order = np.argsort(refused.citizens, kind="stable")
    return Folk(
        row=np.arange(len(ids), dtype=np.int32),
        seekers=_seekers(ids, citizens, wishes, ruled_out, day),
        held=held,
        level=level,
        unwilling=refused.citizens[order],
        wishes=refused.wishes[order],
    )


def _held(ids: pl.Series, citizen_skills: Batches, day: Day) -> tuple[Lists, Whole]:
    names = day.asked.names
    # What is compiled is imported where it is used.
    from fodfaeste.engines.matching.held import laid_out

    start, rows, level = laid_out(
        lambda: (told_of(batch, ids, names) for batch in citizen_skills()), len(ids)
    )
    return Lists(start, rows), level


def _seekers(
    ids: pl.Series, citizens: Batches, wishes: pl.DataFrame, ruled_out: pl.DataFrame, day: Day
) -> Seekers:
    """The citizens, whatever order they are told in."""
    some = [seekers_of(batch, wishes, ruled_out, day.travel, day.settings) for batch in citizens()]
    place = np.concatenate([numbered(seekers.ids, ids) for seekers in some])
    order = np.argsort(place, kind="stable")[len(place) - len(ids) :]  # those left out come first
    every = {
        field.name: np.concatenate([getattr(seekers, field.name) for seekers in some])
        for field in fields(Seekers)
        if field.name != "ids"
    }
    return Seekers(ids=ids, **every).some(order, ids)
