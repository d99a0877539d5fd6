"""Matching as it stands between two changes: both sides laid out in memory, and everybody's lists.

Told who has changed, only they are read and held against the other side: the lists are those of a full run.
Nothing is gone through for those who have not changed, but to lay everything out anew once in a while.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.engines.matching.arrays import Flags, Keys, Rows
from fodfaeste.engines.matching.checks import check_tables
from fodfaeste.engines.matching.columns import Columns, Reading, counted_in, read_citizens, read_openings
from fodfaeste.engines.matching.forbidden import READ, only_read
from fodfaeste.engines.matching.keys import LOW
from fodfaeste.engines.matching.meeting import meet
from fodfaeste.engines.matching.numbered import numbered
from fodfaeste.engines.matching.relabelled import known_places, to_labels, to_places
from fodfaeste.engines.matching.renewing import GIVE, MAKE, STRIKE, settle, too_short
from fodfaeste.engines.matching.side import OUT, Side, side_of
from fodfaeste.engines.matching.travel import NEVER, Travel, travel_on
from fodfaeste.engines.matching.weights import need_weights

Numbers = NDArray[np.int64]
Tables = Mapping[str, pl.DataFrame]
#: Keys and floors of both sides, by places in the order of the ids.
Placed = tuple[tuple[Keys, Numbers], tuple[Keys, Numbers]]

#: What is the same whoever changes, unless it is given anew.
REST = ("reach", "employers", "courses", "course_skills")
#: More layers than these, and everything is laid out anew.
_LAYERS = 16
_NOBODY = np.zeros(0, dtype=np.int64)


@dataclass(slots=True)
class Renewed:
    """Whose lists are not as they were, and what was done, counted."""

    citizens: pl.Series = field(default_factory=pl.Series)
    openings: pl.Series = field(default_factory=pl.Series)
    made: int = 0  # lists made from nothing
    added: int = 0  # sums
    tried: int = 0  # pairs looked at whole


class Standing:
    """Both sides and their lists; `standing_for` makes it of a full run."""

    def __init__(self, tables: Tables, on: date, by: Reading, lists: Placed, top: int) -> None:
        self.on, self.by, self.top = on, by, top
        self.rest = {name: tables[name] for name in REST}
        self._none = {name: tables[name].clear() for name in READ if name not in REST}
        self._minutes = _minutes(by.travel)
        every = read_citizens(tables, by), read_openings(tables, by)
        self._nobody = every[0].some(_NOBODY), every[1].some(_NOBODY)
        self._lay_out(every, self._nobody, lists)

    def change(
        self,
        tables: Tables,
        on: date,
        *,
        citizens: Collection[str] | pl.Series = (),
        openings: Collection[str] | pl.Series = (),
    ) -> Renewed:
        """Takes in what has changed up to a day.

        `tables` holds the rows of those who have changed or are new, and of no others; who is named in
        `citizens` or `openings` and has no row there is gone. A table that is left out has no rows; journeys,
        employers and courses that are left out are as they were. Raises Rejected where a table holds what has
        no meaning, before anything is changed.
        """
        given = {name: table for name, table in tables.items() if name in READ}
        read = only_read({**self._none, **self.rest, **given})
        check_tables({name: read[name] for name in given})
        read["opening_skills"] = need_weights(read["opening_skills"], self.by.counted)
        self.rest |= {name: read[name] for name in REST if name in given}
        moved = self._journeys(read, on, is_given="reach" in given)
        people, jobs = self._nobody
        if not read["citizens"].is_empty():
            people = read_citizens(read, self.by)
        if not read["openings"].is_empty():
            jobs = read_openings(read, self.by)
        more = people, jobs
        self._make_room(more)
        before = [
            np.union1d(side.slots_of(_series(named)), side.slots_of(new.ids)).astype(np.int32)
            for side, named, new in zip(self._sides(), (citizens, openings), more, strict=True)
        ]
        closing, opening = zip(*(_flipped(side, on, self.on) for side in self._sides()), strict=True)
        self.on = on
        return self._renew(before, more, moved, closing, opening)

    def _renew(
        self,
        before: Sequence[Rows],
        more: tuple[Columns, Columns],
        moved: tuple[Flags, Flags],
        closing: Sequence[Rows],
        opening: Sequence[Rows],
    ) -> Renewed:
        done, new = Renewed(), []
        for side in self._sides():
            side.columns["touched"][:] = False
        for at, side in enumerate(self._sides()):
            struck = np.union1d(before[at], closing[at]).astype(np.int32)
            self._meet(at, struck[side.half.lives[struck]], STRIKE, done)
        for at, side in enumerate(self._sides()):
            side.close(closing[at])
            side.columns["touched"][closing[at]] = True
            side.remove(before[at])
            slots = side.put(more[at], self._groups, len(self.by.skills))
            every = np.union1d(slots, np.setdiff1d(opening[at], before[at])).astype(np.int32)
            every = every[side.is_open(every, counted_in(self.on))]
            side.open(every)
            new.append(every)
        for at in range(2):
            self._make(at, new[at], MAKE | GIVE, done)
        for at, side in enumerate(self._sides()):
            anew = too_short(side.half, side.columns["touched"][: side.count], self.top)
            if moved[at].any():
                here = moved[at][side.half.group[: side.count]] & side.half.lives[: side.count]
                anew = np.union1d(anew, np.flatnonzero(here)).astype(np.int32)
            self._make(at, anew, MAKE, done)
        done.citizens, done.openings = (side.touched() for side in self._sides())
        return done

    def _make(self, at: int, slots: Rows, work: int, done: Renewed) -> None:
        """Lists from nothing."""
        side = self._sides()[at]
        side.open(slots)
        self._meet(at, slots, work, done)
        if self._width(at):
            settle(side.half, slots)
            side.columns["touched"][slots] = True
            done.made += len(slots)

    def _meet(self, at: int, slots: Rows, work: int, done: Renewed) -> None:
        """Some of one side against all of the other, where anybody's list is asked for."""
        own, other = self._sides()[at], self._sides()[1 - at]
        work &= (MAKE if self._width(at) else 0) | (GIVE | STRIKE if self._width(1 - at) else 0)
        if not work or not len(slots):
            return
        for layer in other.layers:
            added, tried = meet(
                slots,
                own.half,
                other.half,
                layer,
                self._minutes[at],
                work,
                self.top,
                other.columns["touched"],
            )
            done.added += added
            done.tried += tried

    def _width(self, at: int) -> int:
        return int(self._sides()[at].half.keys.shape[1])

    def _sides(self) -> tuple[Side, Side]:
        return self.people, self.jobs

    def _journeys(self, read: Tables, on: date, *, is_given: bool) -> tuple[Flags, Flags]:
        """The journeys of the day; the homes and the places of work of which any has changed."""
        known = self.by.travel.places
        named = pl.concat([read["citizens"]["place"], read["openings"]["place"]]).drop_nulls().unique()
        new = named.filter(~named.is_in(known.implode()))
        if len(new) or is_given or on.month != self.on.month:
            places = pl.concat([known, new]).sort()
            self.by = replace(self.by, travel=travel_on(read["reach"], places, on, self.by.settings))
        before, self._minutes = self._minutes, _minutes(self.by.travel)
        if not len(new):
            differs = before[0] != self._minutes[0]
            return np.any(differs, axis=1), np.any(differs, axis=0)
        to = np.concatenate([[0], numbered(known, self.by.travel.places) + 1])
        for side in self._sides():
            side.columns["group"][: side.count] = to[side.columns["group"][: side.count]]
            side.layers.clear()  # they are by place
        differs = np.zeros(self._minutes[0].shape, dtype=np.bool_)
        differs[np.ix_(to, to)] = self._minutes[0][np.ix_(to, to)] != before[0]
        return np.any(differs, axis=1), np.any(differs, axis=0)

    def _make_room(self, more: tuple[Columns, Columns]) -> None:
        """Lays everything out anew where that is due."""
        for side, columns in zip(self._sides(), more, strict=True):
            is_due = not 0 < len(side.layers) < _LAYERS and side.count > 0
            if is_due or not side.has_room(columns) or not side.learn(columns.ids):
                self.lay_out_anew(more)
                return

    def lay_out_anew(self, more: tuple[Columns, Columns] | None = None) -> None:
        """Everybody by place again, and room for some more: what nights have left behind goes."""
        every = [side.everyone() for side in self._sides()]
        lists = []
        for at, side in enumerate(self._sides()):
            others = self._sides()[1 - at].order
            labels = others.everyone()[2]
            known = known_places(labels, others.shift)
            lists.append(
                to_places(side.half.keys, side.half.floor, every[at][1], labels, others.shift, known)
            )
        self._lay_out((every[0][0], every[1][0]), more or self._nobody, (lists[0], lists[1]))

    def _lay_out(self, every: tuple[Columns, Columns], more: tuple[Columns, Columns], lists: Placed) -> None:
        """Lays everybody out by place, with room for more."""
        self._groups, day = len(self.by.travel.places) + 1, counted_in(self.on)
        widths = [keys.shape[1] for keys, _ in lists]
        self.people, self.jobs = (
            side_of(every[at], more[at], widths[at], self._groups, len(self.by.skills)) for at in range(2)
        )
        for at, side in enumerate(self._sides()):
            labels = self._sides()[1 - at].order.labels(every[1 - at].ids)
            half, used = side.half, slice(side.count)
            half.lives[used] = side.is_open(np.arange(side.count, dtype=np.int32), day)
            slots = side.order.slots(side.order.labels(every[at].ids))
            to_labels(*lists[at], labels, slots, half.keys, half.floor)
            least = np.maximum(1, half.floor[used] >> LOW)
            half.least[used] = np.where(half.lives[used], least, OUT)


def _flipped(side: Side, on: date, before: date) -> tuple[Rows, Rows]:
    """Who closes and who opens from one day to another."""
    if on == before:
        return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32)
    slots = np.arange(side.count, dtype=np.int32)
    lives, is_open = side.half.lives[: side.count], side.is_open(slots, counted_in(on))
    return slots[lives & ~is_open], slots[is_open & ~lives]


def _series(ids: Collection[str] | pl.Series) -> pl.Series:
    return pl.Series(list(ids), dtype=pl.String).unique().sort()


def _minutes(travel: Travel) -> tuple[Keys, Keys]:
    """Minutes from each home to each group of work, and seen from work; 0 is nowhere and anywhere."""
    there = np.full((len(travel.places) + 1,) * 2, NEVER, dtype=np.int64)
    there[1:, 1:] = travel.minutes
    there[:, 0] = -1
    return there, np.ascontiguousarray(there.T)
