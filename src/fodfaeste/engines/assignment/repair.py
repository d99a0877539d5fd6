"""One more person of a group: the cheapest chain of moves that gives somebody of it something.

A person of the group takes a seat, the one who had it takes another, and so on, until a seat was free, or
someone gives up an offer who has another, or whose group can spare it: the shortest augmenting path.
"""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.assignment.graph import Graph
from fodfaeste.engines.assignment.problem import NO_GROUP, Problem

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]

_FAR = 1 << 33  # farther than any chain
_PAIRS = 28  # bits for the place of a pair beside its distance
_START = -1
_EVERYBODY = -2  # in place of a group
_MOST_SETTLED = 30  # chains and circles of gain that are followed
_LOOK = 32  # turns between two looks for a circle


@dataclass(frozen=True)
class Floors:
    """The least number of people of each group, and how many there are."""

    least: Numbers
    reached: Numbers

    def can_spare(self, group: Numbers) -> Flags:
        """Whether a citizen's group can spare someone. Who is in no group with a floor can be spared."""
        spare = np.append(self.reached > self.least, True)
        return spare[group]


def one_more(problem: Problem, graph: Graph, is_held: Flags, floors: Floors, group: int) -> Flags | None:
    """What is held after the cheapest chain; None where there is no chain.

    Where the sharing out can be made better for the same people, that is done instead.
    """
    search = _Search(problem, graph, is_held, floors, group)
    pairs = search.run() or search.chain()
    if not pairs:
        return None
    changed = is_held.copy()
    changed[pairs] = ~changed[pairs]
    return changed


def settled(problem: Problem, graph: Graph, is_held: Flags, least: Numbers) -> tuple[Flags, Numbers]:
    """The best sharing out of a graph within the floors, from one nearby, and what each group's floor costs.

    The cost is the score that one person fewer would give back: the distance, in what is left to move, from
    everything that is free to a seat that the group must have.
    """
    for _ in range(_MOST_SETTLED):
        group = problem.group[np.unique(graph.citizen[is_held])]
        floors = Floors(least, np.bincount(group[group != NO_GROUP], minlength=len(least)))
        search = _Search(problem, graph, is_held, floors, _EVERYBODY)
        pairs = search.run() or search.chain(below=0)
        if not pairs:
            break
        is_held = is_held.copy()
        is_held[pairs] = ~is_held[pairs]
    return is_held, search.prices(len(least))


class _Search:
    """Distances from everybody of the group who has nothing, by Bellman and Ford, many pairs at once.

    For everybody: from all who have an offer to come, and from all seats that can be left.
    """

    def __init__(self, problem: Problem, graph: Graph, is_held: Flags, floors: Floors, group: int) -> None:
        self.problem, self.graph, self.is_held, self.floors, self.group = (
            problem,
            graph,
            is_held,
            floors,
            group,
        )
        self.hand = np.flatnonzero(is_held)
        self.holds = np.bincount(graph.citizen[self.hand], minlength=graph.citizens)
        self.taken = np.bincount(graph.opening[self.hand], minlength=graph.openings)
        self.has_nothing = (self.holds == 0) & (problem.offers > 0)
        begins = self.has_nothing & (problem.group == group)
        self.to_opening = np.full(graph.openings, _FAR)
        if group == _EVERYBODY:
            begins = self.holds < problem.offers
            self.to_opening[self.taken > 0] = 0
        self.to_citizen = np.where(begins, 0, _FAR)
        self.lost = np.full(graph.citizens, _START)  # the pair a citizen loses on the chain
        self.gained = np.full(graph.openings, _START)  # the pair that takes an opening's seat
        self.stands_in = np.full(graph.citizens, _START)  # for whom of the same group a citizen stands in
        self.moved = begins

    def run(self) -> list[int]:
        """Until no distance gets shorter; the pairs of a circle of gain, where one is met on the way."""
        for turn in itertools.count(1):
            if not self.moved.any():
                return []
            if turn % _LOOK == 0:
                for citizen in np.flatnonzero(self.moved):
                    pairs, is_circle = self._walk([], int(citizen))
                    if is_circle:
                        return pairs
            asks = np.flatnonzero(self.moved[self.graph.citizen] & ~self.is_held)
            shorter = self._reach(self.to_opening, self.gained, self.graph.opening, asks, self._asking(asks))
            if turn == 1 and self.group == _EVERYBODY:
                shorter[self.taken > 0] = True
            gives = self.hand[shorter[self.graph.opening[self.hand]]]
            away = self.to_opening[self.graph.opening[gives]] + self.graph.score[gives]
            self.moved = self._reach(self.to_citizen, self.lost, self.graph.citizen, gives, away)
            self.stands_in[self.moved] = _START
            self._stand_in()
        raise AssertionError

    def _asking(self, pairs: Numbers) -> Numbers:
        return self.to_citizen[self.graph.citizen[pairs]] - self.graph.score[pairs]

    def _reach(self, nearest: Numbers, by: Numbers, at: Numbers, pairs: Numbers, away: Numbers) -> Flags:
        """Shorten the distances of what some pairs reach; ties by the place of the pair."""
        found = np.full(len(nearest), (_FAR << _PAIRS) | ((1 << _PAIRS) - 1))
        np.minimum.at(found, at[pairs], (away << _PAIRS) | pairs)
        shorter: Flags = (found >> _PAIRS) < nearest
        nearest[shorter] = found[shorter] >> _PAIRS
        by[shorter] = found[shorter] & ((1 << _PAIRS) - 1)
        return shorter

    def _stand_in(self) -> None:
        """Where a group can spare nobody, somebody else of it may stand in for one who loses all."""
        leaves = self.moved & (self.holds == 1) & ~self.floors.can_spare(self.problem.group)
        for group in np.unique(self.problem.group[leaves]):
            if group == self.group:
                continue  # those of it who have nothing begin at 0 already
            who = np.flatnonzero(leaves & (self.problem.group == group))
            nearest = who[np.argmin(self.to_citizen[who])]
            others = self.has_nothing & (self.problem.group == group)
            others &= self.to_citizen > self.to_citizen[nearest]
            self.to_citizen[others] = self.to_citizen[nearest]
            self.stands_in[others] = nearest
            self.moved = self.moved | others

    def chain(self, below: int = _FAR) -> list[int]:
        """The pairs of the cheapest chain: to an opening with a free seat, or to one who can be spared."""
        free = np.where(self.taken < self.problem.room, self.to_opening, _FAR)
        spare = self.floors.can_spare(self.problem.group) & (self.problem.group != self.group)
        gives_up = np.where((self.holds > 1) | ((self.holds == 1) & spare), self.to_citizen, _FAR)
        nearest = min(free.min(initial=_FAR), gives_up.min(initial=_FAR))
        if nearest >= below:
            return []
        if nearest == free.min():
            last = int(self.gained[np.argmin(free)])
            return self._walk([last], int(self.graph.citizen[last]))[0]
        return self._walk([], int(np.argmin(gives_up)))[0]

    def prices(self, groups: int) -> Numbers:
        """For each group that can spare nobody how much nearer than nothing its people are."""
        needed = (self.holds == 1) & ~self.floors.can_spare(self.problem.group)
        nearest = np.zeros(groups, dtype=np.int64)
        np.minimum.at(nearest, self.problem.group[needed], self.to_citizen[needed])
        return -nearest

    def _walk(self, pairs: list[int], citizen: int) -> tuple[list[int], bool]:
        """The pairs from a citizen back to the beginning, or those of a circle that is met on the way."""
        seen: dict[int, int] = {}
        while citizen not in seen:
            seen[citizen] = len(pairs)
            if self.stands_in[citizen] != _START:
                citizen = int(self.stands_in[citizen])
            elif self.lost[citizen] != _START:
                lost = int(self.lost[citizen])
                gained = int(self.gained[self.graph.opening[lost]])
                if gained == _START:
                    return [*pairs, lost], False
                pairs += [lost, gained]
                citizen = int(self.graph.citizen[gained])
            else:
                return pairs, False
        return pairs[seen[citizen] :], True
