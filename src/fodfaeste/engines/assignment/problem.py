"""What is to be shared out: every pair that can be, the seats, the offers, and what a first offer is worth."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.assignment.feasible import Feasible

Numbers = NDArray[np.int64]

#: Scores are scaled, so that the auction's smallest step is a small part of one: with fewer offers than the
#: scale the auction's answer is the very best, with more it is within offers / scale of it.
MOST_SCALE = 16


@dataclass(frozen=True)
class Problem:
    """Citizens and openings by number. Bonuses are scaled."""

    feasible: Feasible
    room: Numbers  # by opening: how many people may be advised to it
    offers: Numbers  # by citizen: the most that may be given
    group: Numbers  # by citizen: number of the group with a floor, or NO_GROUP
    bonus: Numbers  # by citizen: what a first offer is worth beyond its score
    scale: int

    def with_bonus(self, by_group: Numbers) -> "Problem":
        """The same, where a first offer to one of a group is worth more."""
        earns = np.where(self.group == NO_GROUP, 0, np.append(by_group, 0)[self.group])
        return replace(self, bonus=np.where(self.offers > 0, earns, 0))


NO_GROUP = -1


def scale_for(room: Numbers, offers: Numbers) -> int:
    """As fine as it takes for the very best, or as fine as is worth its time."""
    return int(min(MOST_SCALE, 1 + min(room.sum(), offers.sum())))
