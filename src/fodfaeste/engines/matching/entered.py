"""Pairs of a part entered in the lists of everybody: as if all had been looked at in one go."""

from fodfaeste.engines.matching.arrays import Keys, Rows
from fodfaeste.engines.matching.compiled import compiled
from fodfaeste.engines.matching.keys import LAST, LOW, insert


@compiled
def enter(lists: Keys, whose: Rows, other: Rows, score: Keys) -> None:
    """The pairs into the lists they belong to, which fall by score; ties by the lower place."""
    for pair in range(len(whose)):
        insert(lists[whose[pair]], (score[pair] << LOW) | (LAST - other[pair]))
