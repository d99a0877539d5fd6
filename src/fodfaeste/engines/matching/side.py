"""One side as it stands, in memory: newcomers are put in behind, who goes is marked and left there."""

from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.engines.matching.arrays import Flags, Rows
from fodfaeste.engines.matching.columns import Columns, Values
from fodfaeste.engines.matching.halves import Half, Layer, layer_of
from fodfaeste.engines.matching.order import NONE, Order
from fodfaeste.engines.matching.scores import Lists

Numbers = NDArray[np.int64]

#: One in so many may come before everything is laid out anew, and so many in any case.
_MORE, _SOME = 5, 256
#: More than any score.
OUT = np.iinfo(np.uint16).max
_KINDS: dict[str, type[np.generic]] = {
    "group": np.int32, "limit": np.int32, "bits": np.uint64, "low": np.int64, "high": np.int64,
    "lives": np.bool_, "label": np.int64, "floor": np.int64, "least": np.uint16, "could": np.bool_,
    "opens": np.int32, "closes": np.int32, "touched": np.bool_,
}  # fmt: skip
_POOLS: dict[str, type[np.generic]] = {
    "skill": np.int32, "amount": np.uint16, "essential": np.uint8, "word": np.int32,
}  # fmt: skip
_PLAIN = ("group", "limit", "bits", "low", "high", "could", "opens", "closes")


@dataclass(slots=True)
class Side:
    """Everyone of one side by slot, and their lists of `width`."""

    order: Order
    half: Half
    columns: dict[str, Values]  # with room for more
    ids: pl.Series  # by slot
    count: int = 0  # slots in use
    layers: list[Layer] = field(default_factory=list)

    def has_room(self, more: Columns) -> bool:
        """Whether some more can be put in."""
        return (
            self.count + len(more.ids) <= len(self.half.group)
            and self.half.start[self.count] + len(more.skills.rows) <= len(self.half.skill)
            and self.half.says[self.count] + len(more.words.rows) <= len(self.half.word)
        )

    def put(self, more: Columns, groups: int, skills: int) -> Rows:
        """Puts in some whose ids have labels; their slots, in the order of their ids."""
        if not len(more.ids):
            return np.zeros(0, dtype=np.int32)
        arranged = np.lexsort((-more.plain["limit"], more.plain["group"]))
        some, first, end = more.some(arranged), self.count, self.count + len(more.ids)
        for name in _PLAIN:
            self.columns[name][first:end] = some.plain[name]
        self._fill("start", some.skills, {"skill": some.skills.rows, **some.beside})
        self._fill("says", some.words, {"word": some.words.rows})
        slots = np.empty(len(arranged), dtype=np.int32)
        slots[arranged] = np.arange(first, end)
        labels = self.order.labels(more.ids)
        self.half.label[slots] = labels
        self.half.least[first:end] = OUT
        self.order.place(labels, slots)
        self.ids = pl.concat([self.ids, some.ids])
        self.count = end
        self.layers.append(layer_of(self.half, first, end, groups, skills))
        return slots

    def _fill(self, name: str, lists: Lists, pools: dict[str, Values]) -> None:
        starts = self.columns[name]
        first = starts[self.count]
        starts[self.count : self.count + len(lists.start)] = first + lists.start
        for pool, values in pools.items():
            self.columns[pool][first : first + len(values)] = values

    def close(self, slots: Rows) -> None:
        """From now on these are on no list and have none."""
        self.half.lives[slots] = False
        self.half.keys[slots] = 0
        self.half.floor[slots] = 0
        self.half.least[slots] = OUT

    def remove(self, slots: Rows) -> None:
        """Takes some out for good; their slots are left empty."""
        self.close(slots)
        self.columns["could"][slots] = False
        self.order.place(self.half.label[slots], np.full(len(slots), NONE, dtype=np.int32))

    def open(self, slots: Rows) -> None:
        """From now on these may be listed; their lists are empty."""
        self.half.lives[slots] = True
        self.half.keys[slots] = 0
        self.half.floor[slots] = 0
        self.half.least[slots] = 1

    def is_open(self, slots: Rows, day: int) -> Flags:
        """Who of some may be listed on a day."""
        could, opens, closes = (self.columns[name][slots] for name in ("could", "opens", "closes"))
        found: Flags = could & (opens <= day) & (day <= closes)
        return found

    def slots_of(self, ids: pl.Series) -> Rows:
        """The slots of those ids that are there."""
        slots: Rows = self.order.slots(self.order.labels(ids))
        found: Rows = slots[slots != NONE]
        return found

    def touched(self) -> pl.Series:
        """The ids of those whose lists are not as they were."""
        slots = np.flatnonzero(self.columns["touched"][: self.count]).astype(np.int32)
        there = self.order.slots(self.half.label[slots]) == slots
        return self.ids.gather(slots[there])

    def learn(self, ids: pl.Series) -> bool:
        """Gives ascending ids a label each where they have none; no where there is no room."""
        return self.order.add(ids.filter(self.order.labels(ids) == NONE))

    def everyone(self) -> tuple[Columns, Rows]:
        """All that are there, as they were put in, in the order of their ids, with their slots."""
        ids, slots, _ = self.order.everyone()
        used, half = slice(self.count), self.half
        every = Columns(
            self.ids,
            {name: self.columns[name][used] for name in _PLAIN},
            Lists(half.start[: self.count + 1], half.skill),
            {name: self.columns[name] for name in ("amount", "essential") if len(self.columns[name])},
            Lists(half.says[: self.count + 1], half.word),
        ).some(slots)
        return Columns(ids, every.plain, every.skills, every.beside, every.words), slots


def side_of(every: Columns, more: Columns, width: int, groups: int, skills: int) -> Side:
    """Everyone laid out with empty lists, and room for some more, whose ids have labels already."""
    ids = pl.concat([every.ids, more.ids]).unique().sort()
    order = Order(ids, np.full(len(ids), -1, dtype=np.int32))
    count = len(ids) + len(more.ids) + max(len(ids) // _MORE, _SOME)
    columns: dict[str, Values] = {name: np.zeros(count, dtype=kind) for name, kind in _KINDS.items()}
    skilled, worded = (
        len(one.rows) + len(other.rows) + max(len(one.rows) // _MORE, 32 * _SOME)
        for one, other in ((every.skills, more.skills), (every.words, more.words))
    )
    for name, kind in _POOLS.items():
        size = worded if name == "word" else skilled
        is_kept = name != "essential" or name in every.beside
        columns[name] = np.zeros(size if is_kept else 0, dtype=kind)
    columns["start"], columns["says"] = (np.zeros(count + 1, dtype=np.int64) for _ in range(2))
    columns["keys"] = np.zeros((count, width), dtype=np.int64)
    half = Half(**{name: columns[name] for name in Half._fields})
    side = Side(order, half, columns, every.ids.clear())
    side.put(every, groups, skills)
    return side
