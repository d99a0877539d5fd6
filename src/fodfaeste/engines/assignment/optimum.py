"""Auction, look at all pairs at its prices, add the pairs it missed, and again: until none is missed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.assignment.auction import auction
from fodfaeste.engines.assignment.graph import Graph
from fodfaeste.engines.assignment.pricing import at_prices, leading
from fodfaeste.engines.assignment.problem import NO_GROUP, Problem

Numbers = NDArray[np.int64]

#: Pairs of each citizen to begin with, and the most that are added in a round.
WIDTH = 20
#: Rounds of looking at all pairs. Each is certified by itself, so that stopping costs only nearness.
MOST_ROUNDS = 30
#: Nearer to the bound than its hundred-thousandth, nothing is looked for.
NEARNESS = 100_000
_TOP_STEP = 11  # the first step of a cold auction, as a shift of the scale: an eighth of the whole score
_WARM_STEP = 6  # of one that starts from prices
_FINER = 3


@dataclass(frozen=True)
class Found:
    """The best sharing out that was found, and what is certain of it."""

    graph: Graph
    is_held: NDArray[np.bool_]  # by pair of the graph
    price: Numbers
    bound: int  # scaled, bonuses counted: no sharing out over all pairs is worth more
    rounds: int

    @property
    def value(self) -> int:
        """The scores of what is given, unscaled and without bonuses."""
        return int(self.graph.score[self.is_held].sum())


def optimum(problem: Problem, start: Found | None = None, width: int = WIDTH) -> Found:
    """Share out to the most worth over all feasible pairs, from scratch or from what was found before."""
    graph = leading(problem, width) if start is None else start.graph
    price = np.zeros(len(problem.room), dtype=np.int64) if start is None else start.price
    best: Found | None = None
    coarse = _WARM_STEP if start is None else 0
    first = problem.scale << (_TOP_STEP if start is None else _WARM_STEP)
    for rounds in range(1, MOST_ROUNDS + 1):
        step = max(1, problem.scale << coarse >> (_FINER * (rounds - 1)) if coarse else 1)
        outcome = auction(problem, graph, price, first, step)
        price, first = outcome.price, problem.scale << _WARM_STEP
        priced = at_prices(problem, outcome, step, width)
        bound = priced.bound if best is None else min(best.bound, priced.bound)
        is_best = best is None or worth(problem, graph, outcome.is_held) >= worth(
            problem, best.graph, best.is_held
        )
        held = (graph, outcome.is_held) if best is None or is_best else (best.graph, best.is_held)
        best = Found(*held, price, bound, rounds)
        is_new = np.isin(priced.key, graph.key, assume_unique=True, invert=True)
        is_closed = step == 1 and not is_new.any()
        if is_closed or is_near(problem, worth(problem, *held), bound):
            break
        graph = graph.with_pairs(priced.key[is_new], priced.score[is_new])
    assert best is not None
    # The pairs that were added last are kept, so that the next search begins with them.
    place = np.searchsorted(graph.key, best.graph.key[best.is_held])
    is_held = np.zeros(len(graph.key), dtype=bool)
    is_held[place] = True
    return Found(graph, is_held, best.price, best.bound, best.rounds)


def is_near(problem: Problem, found: int, bound: int) -> bool:
    """Whether nothing better can be, or hardly anything, where offers are more than the steps of a score."""
    slack = 0 if problem.is_exact else bound // NEARNESS
    return found // problem.scale >= (bound - slack) // problem.scale


def worth(problem: Problem, graph: Graph, is_held: NDArray[np.bool_]) -> int:
    """Scaled scores of what is held, and the bonus of everyone who holds something."""
    someone = np.unique(graph.citizen[is_held])
    return int(graph.score[is_held].sum()) * problem.scale + int(problem.bonus[someone].sum())


def reached(problem: Problem, graph: Graph, is_held: NDArray[np.bool_], groups: int) -> Numbers:
    """How many of each group with a floor hold something."""
    group = problem.group[np.unique(graph.citizen[is_held])]
    return np.bincount(group[group != NO_GROUP], minlength=groups)
