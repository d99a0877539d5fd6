"""The worst-off first: as few as can be with nothing, then as few as can be with the lowest score, and so on.

Each score is worth so much more than the next one up that no number of people makes up for it; with whole
numbers of any size the best sum of worths is the best order of the worst-off. First offers are shared out so,
what seats are left then to the most score: they make nobody worse off.
"""

from collections import deque
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from fodfaeste.core.errors import Rejected
from fodfaeste.engines.assignment.optimum import Found, Given, optimum
from fodfaeste.engines.assignment.problem import Problem
from fodfaeste.engines.assignment.scanned import Listed, chosen, every_pair
from fodfaeste.engines.matching.priced import Pairs

Numbers = NDArray[np.int64]

#: Beyond so many pairs the whole numbers grow too long to be worth the wait.
MOST_PAIRS = 20_000
_NOBODY = -1


@dataclass
class _First:
    """First offers, and the way to one more: people and openings by number."""

    pairs: list[list[tuple[int, int, int]]]  # of a citizen: opening, worth, place in the graph
    room: list[int]
    has: dict[int, tuple[int, int, int]] = field(default_factory=dict)  # citizen → the pair that is held
    at: dict[int, set[int]] = field(default_factory=dict)  # opening → citizens


def worst_first(problem: Problem, width: int) -> Found:
    """Share out for the worst-off first. The bound is that of the most score: the gap is the price."""
    every = every_pair(problem.scan, problem.offers > 0, MOST_PAIRS)
    if every is None:
        reason = f"de dårligst stillede først kan højst regnes for {MOST_PAIRS} par, og her er der flere"
        raise Rejected(reason)
    free = optimum(problem, width=width)
    citizen = np.repeat(np.arange(len(problem.offers)), np.diff(every.first))
    first = np.zeros(len(citizen), dtype=bool)
    first[_first_offers(problem, every, citizen)] = True
    room = problem.room - np.bincount(every.opening[first], minlength=len(problem.room))
    rest = chosen(every, ~first & (room[every.opening] > 0))
    left = replace(
        problem,
        scan=Listed(rest, len(room)),
        room=room,
        offers=np.maximum(problem.offers - 1, 0),
    )
    more = optimum(left, width=width).given
    both = [
        np.concatenate([of[first], then]).astype(np.int64)
        for of, then in (
            (citizen, more.citizen), (every.opening, more.opening), (every.score, more.score),
        )
    ]  # fmt: skip
    return replace(free, given=Given(*both))


def _first_offers(problem: Problem, every: Pairs, citizen: Numbers) -> list[int]:
    """The places of the pairs that are the best for the worst-off."""
    levels = np.unique(every.score)
    base = len(problem.offers) + 1
    worths = [0]
    for level in range(len(levels)):
        worths.append(worths[-1] + base ** (len(levels) - 1 - level))
    worth = [worths[place + 1] for place in np.searchsorted(levels, every.score)]
    pairs: list[list[tuple[int, int, int]]] = [[] for _ in range(len(problem.offers))]
    for place, (whose, opening) in enumerate(zip(citizen.tolist(), every.opening.tolist(), strict=True)):
        pairs[whose].append((opening, worth[place], place))
    first = _First(pairs, problem.room.tolist())
    while _one_more(first):
        pass
    return sorted(place for _, _, place in first.has.values())


def _one_more(first: _First) -> bool:
    """Give one more person something by the chain that is worth most; False where there is no seat for it."""
    gain = {citizen: 0 for citizen in range(len(first.pairs)) if citizen not in first.has}
    best: dict[int, tuple[int, int, int, int]] = {}  # opening → gain, citizen who comes, worth, place
    waiting = deque(gain)
    while waiting:
        citizen = waiting.popleft()
        for opening, worth, place in first.pairs[citizen]:
            brings = gain[citizen] + worth
            is_own = citizen in first.has and first.has[citizen][0] == opening
            if is_own or (opening in best and brings <= best[opening][0]):
                continue
            best[opening] = brings, citizen, worth, place
            for other in sorted(first.at.get(opening, ())):
                then = brings - first.has[other][1]
                if other not in gain or then > gain[other]:
                    gain[other] = then
                    waiting.append(other)
    free = [
        (brings[0], -opening)
        for opening, brings in best.items()
        if len(first.at.get(opening, ())) < first.room[opening]
    ]
    if not free:
        return False
    _follow(first, best, -max(free)[1])
    return True


def _follow(first: _First, best: dict[int, tuple[int, int, int, int]], opening: int) -> None:
    """Move everyone on a chain, from its end."""
    while opening != _NOBODY:
        _, citizen, worth, place = best[opening]
        before = first.has.get(citizen)
        first.has[citizen] = opening, worth, place
        first.at.setdefault(opening, set()).add(citizen)
        if before is not None:
            first.at[before[0]].discard(citizen)
        opening = _NOBODY if before is None else before[0]
