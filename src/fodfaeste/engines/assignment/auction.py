"""The auction on a graph: ever smaller steps, each from the prices of the one before."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.assignment.book import Book, book_of, cleared
from fodfaeste.engines.assignment.forward import bid_all
from fodfaeste.engines.assignment.graph import Graph
from fodfaeste.engines.assignment.problem import Problem
from fodfaeste.engines.assignment.reverse import lower_all

Numbers = NDArray[np.int64]

#: How much smaller each step is than the one before.
_FINER = 3  # as a shift


@dataclass(frozen=True)
class Outcome:
    """What everyone holds, and the prices that make it the best for them all."""

    is_held: NDArray[np.bool_]  # by pair of the graph
    price: Numbers  # by opening, scaled
    threshold: Numbers  # by citizen, scaled: what another pair must bring to be better than what is held


def auction(problem: Problem, graph: Graph, price: Numbers, first_step: int, last_step: int) -> Outcome:
    """Share the seats out over the pairs of a graph, from some prices, to within `last_step` an offer."""
    book = book_of(graph, graph.score * problem.scale, problem.offers, problem.bonus, problem.room)
    prices, step = price, max(first_step, last_step)
    while True:
        book = cleared(book, prices)
        least = _round(book, step)
        prices = np.array(book.price, dtype=np.int64)
        if step == last_step:
            break
        step = max(last_step, step >> _FINER)
    return Outcome(np.array(book.is_held, dtype=bool), prices, least)


def _round(book: Book, step: int) -> Numbers:
    """Bid, then let what is left over get cheaper; everyone's threshold after it."""
    everyone = np.arange(len(book.held) - 1, -1, -1)
    bid_all(book, everyone, np.ones_like(everyone), step)
    nothing = np.zeros((2, len(book.price)), dtype=np.int64)
    least = np.zeros_like(everyone)
    lower_all(book, least, nothing[0], nothing[1], step)
    return np.array(least, dtype=np.int64)
