"""Ids in their order, as numbers that stay when others come between: a label for each, with gaps."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Slots = NDArray[np.int32]

NONE = -1
#: Labels of those there are from the start lie below half of the highest, so that there is room behind.
_HALF, _END = 1 << 31, (1 << 32) - 2


class Order:
    """The ids of one side, where each stands, and labels that fall as they do.

    The ids there are from the start have labels at even distances; who comes later has one between.
    """

    def __init__(self, ids: pl.Series, slots: Slots) -> None:
        self.shift = (_HALF // (len(ids) + 2)).bit_length() - 1
        self._base, self._slots = ids, slots
        self._more = ids.clear()
        self._more_labels, self._more_slots = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int32)

    def labels(self, ids: pl.Series) -> Numbers:
        """The label of each id; `NONE` where it is not known."""
        at, more = _found(ids, self._base), _found(ids, self._more)
        found = np.where(at == NONE, NONE, (at + 1) << self.shift)
        there = more != NONE
        found[there] = self._more_labels[more[there]]
        return found

    def add(self, ids: pl.Series) -> bool:
        """Gives ascending ids that are new a label each; no where there is no room."""
        if not len(ids):
            return True
        at, after = _behind(ids, self._base), _behind(ids, self._more)
        ends = np.concatenate([[0], self._more_labels, [_END]])
        low = np.maximum(at << self.shift, ends[after])
        high = np.minimum(np.where(at == len(self._base), _END, (at + 1) << self.shift), ends[after + 1])
        starts = np.flatnonzero(np.diff(low, prepend=NONE))
        count = np.diff(starts, append=len(ids))
        step = np.minimum((high - low)[starts] // (count + 1), 1 << self.shift)
        if step.min() < 1:
            return False
        place = np.arange(len(ids)) - np.repeat(starts, count)
        self._put(ids, low + np.repeat(step, count) * (place + 1))
        return True

    def _put(self, ids: pl.Series, labels: Numbers) -> None:
        every = np.concatenate([self._more_labels, labels])
        order = np.argsort(every, kind="stable")
        self._more = pl.concat([self._more, ids]).gather(order)
        self._more_labels = every[order]
        slots = np.concatenate([self._more_slots, np.full(len(ids), NONE, dtype=np.int32)])
        self._more_slots = slots[order]

    def slots(self, labels: Numbers) -> Slots:
        """Where those with such labels stand; `NONE` where nowhere, or where there is no label."""
        found = np.full(len(labels), NONE, dtype=np.int32)
        is_base, place = self._base_places(labels)
        found[is_base] = self._slots[place[is_base]]
        others = np.flatnonzero(~is_base & (labels != NONE))
        found[others] = self._more_slots[np.searchsorted(self._more_labels, labels[others])]
        return found

    def place(self, labels: Numbers, slots: Slots) -> None:
        """Notes where those with such labels stand from now on."""
        is_base, place = self._base_places(labels)
        self._slots[place[is_base]] = slots[is_base]
        self._more_slots[np.searchsorted(self._more_labels, labels[~is_base])] = slots[~is_base]

    def _base_places(self, labels: Numbers) -> tuple[NDArray[np.bool_], Numbers]:
        place = (labels >> self.shift) - 1
        is_base = (labels != NONE) & ((place + 1) << self.shift == labels) & (place < len(self._base))
        return is_base, place

    def everyone(self) -> tuple[pl.Series, Slots, Numbers]:
        """The ids of all that stand somewhere, in their order, with their slots and labels."""
        labels = np.concatenate([np.arange(1, len(self._base) + 1) << self.shift, self._more_labels])
        slots = np.concatenate([self._slots, self._more_slots])
        there = np.flatnonzero(slots != NONE)
        order = there[np.argsort(labels[there], kind="stable")]
        return pl.concat([self._base, self._more]).gather(order), slots[order], labels[order]


def _found(ids: pl.Series, among: pl.Series) -> Numbers:
    """The place of each id among others that ascend; `NONE` where it is not there."""
    if not len(among):
        return np.full(len(ids), NONE, dtype=np.int64)
    at = _behind(ids, among)
    there = (among.gather(np.minimum(at, len(among) - 1)) == ids).to_numpy()
    return np.where(there, at, NONE)


def _behind(ids: pl.Series, among: pl.Series) -> Numbers:
    """How many of those that ascend come before each id."""
    if not len(ids):
        return np.zeros(0, dtype=np.int64)
    return among.search_sorted(ids, side="left").to_numpy().astype(np.int64)
