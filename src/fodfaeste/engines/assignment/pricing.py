"""All feasible pairs at the auction's prices: a bound that nothing can beat, and the pairs it has missed.

At any prices, no sharing out is worth more than the price of every seat there is, and, for each citizen, the
most that any offers could bring after their prices. The bound holds for all pairs, not for those looked at.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.assignment.auction import Outcome
from fodfaeste.engines.assignment.problem import NO_GROUP, Problem
from fodfaeste.engines.matching.arrays import Rows
from fodfaeste.engines.matching.compiled import compiled
from fodfaeste.engines.matching.priced import FAR, Pairs

Numbers = NDArray[np.int64]

_UNDER = 6  # as a shift of the scale


@dataclass(frozen=True)
class Priced:
    """The bound, scaled, and the pairs that would bring someone more than the least that is held."""

    bound: int
    pairs: Pairs


def at_prices(problem: Problem, outcome: Outcome, width: int, margin: int) -> Priced:
    """Look at every feasible pair; beside what is held, `width` of each citizen's missed pairs at most."""
    price = outcome.price[: len(problem.room)]
    top = width + int(problem.offers.max(initial=0))
    near = np.maximum(outcome.threshold - margin, np.minimum(outcome.threshold, 0))
    found = problem.scan(price, near, top=top, scale=problem.scale)
    return Priced(bound_of(problem, outcome.price, outcome.threshold, found), found)


def bound_of(problem: Problem, prices: Numbers, least: Numbers, found: Pairs) -> int:
    """What no sharing out is worth more than, from what brings everybody more than `least` at some prices."""
    price, idle = np.split(prices, [len(problem.room)])
    without = -np.append(np.minimum(idle, problem.penalty), 0)[problem.group]
    seats = int((price * problem.room).sum()) + int((np.minimum(idle, problem.penalty) * problem.idle).sum())
    return seats + most_of(found.first, found.opening, found.score, price, problem.scale, least,
                           problem.offers, without)  # fmt: skip


def leading(problem: Problem, prices: Numbers, width: int) -> Priced:
    """The pairs to begin with: what brings each citizen most at some prices; the bound there."""
    # Who has the last seat may lose a step by it: a little under 0 is looked at too.
    least = np.where(problem.group == NO_GROUP, -problem.scale << _UNDER, -problem.penalty)
    least = np.where(problem.offers > 0, least, FAR)
    top = max(width, int(problem.offers.max(initial=0)))
    found = problem.scan(prices[: len(problem.room)], least, top=top, scale=problem.scale)
    return Priced(bound_of(problem, prices, least, found), found)


@compiled
def most_of(
    first: Numbers,
    opening: Rows,
    score: Rows,
    price: Numbers,
    scale: int,
    least: Numbers,
    offers: Numbers,
    without: Numbers,
) -> int:
    """What everyone's best offers would bring together: nothing that is not told brings more than `least`."""
    total = 0
    for citizen in range(len(offers)):
        if offers[citizen] == 0:
            continue
        for rank in range(offers[citizen]):
            at = first[citizen] + rank
            brings = least[citizen]
            if at < first[citizen + 1]:
                brings = score[at] * scale - price[opening[at]]
            total += max(brings, without[citizen] if rank == 0 else 0)
            if at >= first[citizen + 1] and brings <= 0:
                break
    return total
