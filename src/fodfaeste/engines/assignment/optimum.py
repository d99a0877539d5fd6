"""Auction, look at all pairs at its prices, add the pairs it missed, and again: until none is missed."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.assignment.auction import Outcome, auction
from fodfaeste.engines.assignment.graph import together
from fodfaeste.engines.assignment.pricing import at_prices, leading
from fodfaeste.engines.assignment.problem import Problem
from fodfaeste.engines.matching.priced import Pairs

Numbers = NDArray[np.int64]

#: Pairs of each citizen to begin with, and the most that are added in a round.
WIDTH = 20
#: Rounds of looking at all pairs. Each is certified by itself, so that stopping costs only nearness.
MOST_ROUNDS = 30
#: Nearer to the bound than this part of it, nothing is looked for.
NEARNESS = 20_000
#: Steps of the auctions, as a shift of one of score. The first of a cold one is an eighth of a whole score.
_TOP, _WARM, _FIRST, _LATER, _FINER = 11, 6, 1, -2, 3
#: Pairs that are so little worse than what is held, in score, are added too: prices will move.
_MARGIN = 2_000


@dataclass(frozen=True)
class Given:
    """Pairs that are given, in the order of citizen and opening."""

    citizen: Numbers
    opening: Numbers
    score: Numbers


@dataclass(frozen=True)
class Found:
    """The best sharing out that was found, and what is certain of it."""

    given: Given
    graph: Pairs
    price: Numbers  # by opening, then by group, scaled
    worth: int  # scaled, what floors lack counted against it
    bound: int  # scaled: no sharing out over all pairs is worth more
    lacking: int  # people who have nothing beyond those of their groups who may
    rounds: int

    @property
    def value(self) -> int:
        """The scores of what is given, unscaled."""
        return int(self.given.score.sum())


def optimum(
    problem: Problem, *, graph: Pairs | None = None, price: Numbers | None = None, width: int = WIDTH
) -> Found:
    """Share out to the most worth over all feasible pairs; from pairs and prices of before, where given."""
    is_cold = price is None
    price = np.zeros(len(problem.room), dtype=np.int64) if price is None else price
    price = np.concatenate(
        [price, np.zeros(len(problem.room) + len(problem.idle) - len(price), dtype=np.int64)]
    )
    first = leading(problem, price, width) if graph is None else None
    graph = first.pairs if graph is None and first is not None else graph
    assert graph is not None
    shift, coarse = (_FIRST, _TOP) if is_cold else (_LATER, _WARM)
    best: Found | None = None
    for rounds in range(1, MOST_ROUNDS + 1):
        step = _step(problem, shift)
        outcome = auction(problem, graph, price, _step(problem, coarse), step)
        if first is not None and rounds == 1:
            found = _found(problem, graph, replace(outcome, price=price), first.bound, 0)
            if is_near(problem, found.worth, found.bound):
                return found  # at the prices that it began with, nothing better can be
        price, coarse, shift = outcome.price, _WARM, shift - _FINER
        priced = at_prices(problem, outcome, width, _MARGIN * problem.scale)
        best = _better(best, _found(problem, graph, outcome, priced.bound, rounds))
        if is_near(problem, best.worth, best.bound):
            break
        wider = together(graph, priced.pairs)
        if step == 1 and len(wider.opening) == len(graph.opening):
            break
        graph = wider
    assert best is not None
    return best


def _found(problem: Problem, graph: Pairs, outcome: Outcome, bound: int, rounds: int) -> Found:
    citizen = np.searchsorted(graph.first, outcome.held, side="right") - 1
    opening, score = (of[outcome.held].astype(np.int64) for of in (graph.opening, graph.score))
    order = np.lexsort((opening, citizen))
    given = Given(citizen[order], opening[order], score[order])
    worth = int(score.sum()) * problem.scale - outcome.lacking * problem.penalty
    return Found(given, graph, outcome.price, worth, bound, outcome.lacking, rounds)


def _better(best: Found | None, found: Found) -> Found:
    """The one that is worth more, bounded by the lower bound, with the pairs and prices of the last."""
    if best is None:
        return found
    bound = min(best.bound, found.bound)
    if found.worth < best.worth:
        best = replace(best, graph=found.graph, price=found.price)
    else:
        best = found
    return replace(best, bound=bound, rounds=found.rounds)


def is_near(problem: Problem, found: int, bound: int) -> bool:
    """Whether nothing better can be, or hardly anything, where offers are more than the steps of a score."""
    slack = 0 if problem.is_exact else bound // NEARNESS
    return found // problem.unit >= (bound - slack) // problem.unit


def _step(problem: Problem, shift: int) -> int:
    """A step of so many doublings of one of score; where only floors count, so much of the penalty."""
    if problem.scale:
        return max(1, problem.scale << shift if shift >= 0 else problem.scale >> -shift)
    return max(1, problem.penalty >> (_TOP + 2 - shift))
