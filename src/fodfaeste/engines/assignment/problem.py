"""What is to be shared out: every pair that can be, the seats, the offers, what a first offer is worth."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.assignment.feasible import Feasible

Numbers = NDArray[np.int64]

#: Scores are scaled, so that the auction's smallest step is a part of one. Where the scale is above the
#: number of offers that may be given, all the steps together are less than one: the answer is the very best.
MOST_EXACT = 512
#: Where offers are more, the answer is within offers / scale of the best.
SCALE = 16


@dataclass(frozen=True)
class Problem:
    """Citizens and openings by number. Bonuses are scaled."""

    feasible: Feasible
    room: Numbers  # by opening: how many people may be advised to it
    offers: Numbers  # by citizen: the most that may be given
    group: Numbers  # by citizen: number of the group with a floor, or NO_GROUP
    bonus: Numbers  # by citizen: what a first offer is worth beyond its score
    scale: int

    @property
    def is_exact(self) -> bool:
        """Whether the smallest steps of all offers together are less than one of score."""
        return self.scale > int(self.offers.sum())

    def with_bonus(self, by_group: Numbers) -> "Problem":
        """The same, where a first offer to one of a group is worth more."""
        earns = np.where(self.group == NO_GROUP, 0, np.append(by_group, 0)[self.group])
        return replace(self, bonus=np.where(self.offers > 0, earns, 0))


NO_GROUP = -1


def scale_for(offers: Numbers) -> int:
    """As fine as it takes for the very best, or as fine as is worth its time."""
    most = int(offers.sum())
    return most + 1 if most < MOST_EXACT else SCALE
