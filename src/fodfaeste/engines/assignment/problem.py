"""What is to be shared out: every pair that can be, the seats, the offers, and who must have something."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.assignment.scanned import Scan

Numbers = NDArray[np.int64]

#: Scores are scaled, so that the auction's smallest step is a part of one. Where the scale is above twice
#: what may be given, all the steps together are less than half of one: the answer is the very best.
MOST_EXACT = 512
#: Where offers are more, the answer is within offers / scale of the best.
SCALE = 16
#: What it costs at most, scaled, that one more person of a group has something: beyond, a floor is given up.
PENALTY = 1 << 28
NO_GROUP = -1


@dataclass(frozen=True)
class Problem:
    """Citizens and openings by number.

    A floor of a group is a ceiling on how many of its people may have nothing: that is held too, in so many
    places, and its price is what the floor costs.
    """

    scan: Scan
    room: Numbers  # by opening: how many people may be advised to it
    offers: Numbers  # by citizen: the most that may be given
    group: Numbers  # by citizen: number of the group with a floor, or NO_GROUP
    idle: Numbers  # by group: how many of its people may have nothing
    scale: int
    penalty: int = PENALTY  # scaled

    @cached_property
    def places(self) -> int:
        """How many things may be given: offers, and nothing where it is counted."""
        return int(self.offers.sum()) + int((self.group != NO_GROUP).sum())

    @property
    def unit(self) -> int:
        """The least by which one sharing out is better than another, scaled."""
        return self.scale or self.penalty

    @property
    def is_exact(self) -> bool:
        """Whether the smallest steps of all offers together are less than that."""
        return self.unit > self.places

    def with_floors(self, group: Numbers, least: Numbers) -> "Problem":
        """The same where at least so many people of each group are to have something."""
        counted = np.where(self.offers > 0, group, NO_GROUP)
        people = np.bincount(counted[counted != NO_GROUP], minlength=len(least))
        idle = np.maximum(people - least, 0)
        exact = replace(self, group=counted, idle=idle)
        return replace(exact, scale=scale_for(exact.places)) if self.scale else exact

    def covering(self) -> "Problem":
        """The same where only the floors count, each person lacking as much as any other."""
        offers = np.where(self.group != NO_GROUP, np.minimum(self.offers, 1), 0)
        covering = replace(self, offers=offers, scale=0)
        return replace(covering, penalty=2 * covering.places + 1)


def scale_for(places: int) -> int:
    """As fine as it takes for the very best, or as fine as is worth its time."""
    return 2 * places + 1 if places < MOST_EXACT else SCALE
