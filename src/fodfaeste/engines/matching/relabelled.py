"""Lists by the places of ids, and the same lists by their labels."""

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.matching.arrays import Keys, Rows
from fodfaeste.engines.matching.compiled import compiled
from fodfaeste.engines.matching.keys import LAST, LOW

Numbers = NDArray[np.int64]

#: Behind all labels.
_END = (1 << LOW) - 2


@compiled
def to_labels(keys: Keys, floor: Numbers, labels: Numbers, slots: Rows, into: Keys, floors: Numbers) -> None:
    """Lists of places, one for each slot, into lists of labels. A floor lies before the place it names."""
    for row in range(len(slots)):
        for at in range(keys.shape[1]):
            key = keys[row, at]
            if key == 0 or key <= floor[row]:
                break
            into[slots[row], at] = (key >> LOW << LOW) | (LAST - labels[LAST - (key & LAST)])
        if floor[row] > 0:
            place = LAST - (floor[row] & LAST)
            label = labels[place] if place < len(labels) else _END
            floors[slots[row]] = (floor[row] >> LOW << LOW) | (LAST - label)


@compiled
def to_places(
    keys: Keys, floor: Numbers, slots: Rows, labels: Numbers, shift: int, known: Numbers
) -> tuple[Keys, Numbers]:
    """The lists of some slots by places among ascending labels; `known` are those of whole distances."""
    lists, floors = np.zeros((len(slots), keys.shape[1]), np.int64), np.zeros(len(slots), np.int64)
    for row in range(len(slots)):
        for at in range(keys.shape[1]):
            key = keys[slots[row], at]
            if key == 0:
                break
            label = LAST - (key & LAST)
            whole = label >> shift
            if whole << shift == label and whole < len(known):
                place = known[whole]
            else:
                place = np.searchsorted(labels, label)
            lists[row, at] = (key >> LOW << LOW) | (LAST - place)
        low = floor[slots[row]]
        if low > 0:
            place = np.searchsorted(labels, LAST - (low & LAST))
            floors[row] = (low >> LOW << LOW) | (LAST - place)
    return lists, floors


def known_places(labels: Numbers, shift: int) -> Numbers:
    """The place of each label that is a whole multiple of the distance; 0 for others."""
    whole = np.flatnonzero((labels >> shift) << shift == labels)
    known = np.zeros(int(labels[whole].max(initial=0) >> shift) + 1, dtype=np.int64)
    known[labels[whole] >> shift] = whole
    return known
