"""The auction on a graph: ever smaller steps, each from the prices of the one before."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.assignment.book import Book, book_of
from fodfaeste.engines.assignment.forward import bid_all
from fodfaeste.engines.assignment.problem import NO_GROUP, Problem
from fodfaeste.engines.assignment.reverse import any_dear, asked_of, ease, hands, lower_all, thresholds
from fodfaeste.engines.matching.priced import Pairs

Numbers = NDArray[np.int64]

#: How much smaller each step is than the one before.
_FINER = 4  # as a shift
#: Bids for each thing that may be given before an auction from prices of 0 is given up.
_PATIENCE, _FOR_EVER = 30, 1 << 60
#: Times that prices which nobody else would pay are lowered, where floors make people bid without measure.
_EASED = 30


@dataclass(frozen=True)
class Outcome:
    """What everyone holds, and the prices that make it the best for them all."""

    held: Numbers  # the pairs of the graph that are held, ascending
    price: Numbers  # by opening, then by group, scaled
    threshold: Numbers  # by citizen, scaled: what another pair must bring to be better than what is held
    lacking: int  # people who have nothing beyond those of their groups who may


def auction(problem: Problem, graph: Pairs, price: Numbers, first_step: int, last_step: int) -> Outcome:
    """Share the seats out over the pairs of a graph to within `last_step` an offer.

    At once from prices of 0 where that is soon done; else, where many bid against each other for much the
    same, in ever smaller steps from some prices.
    """
    if not problem.is_exact:
        book = book_of(problem, graph, np.zeros_like(price))
        if bid_all(book, last_step, _PATIENCE * problem.places):
            return _outcome(problem, book)
    step = max(first_step, last_step)
    asked = None
    while True:
        book = book_of(problem, graph, price)
        bid_all(book, step, _FOR_EVER)
        if any_dear(book):
            asked = asked or asked_of(book)
            lower_all(book, *asked, step)
        if step == last_step:
            return _outcome(problem, book)
        # A little below what the coarse auction found, so that few prices have to be lowered after the next.
        price = np.maximum(book.price - step, 0)
        step = max(last_step, step >> _FINER)


def _outcome(problem: Problem, book: Book) -> Outcome:
    lacking = (problem.group != NO_GROUP) & (book.held == 0) & ~book.is_idle
    for _ in range(_EASED if len(problem.idle) else 0):
        if not ease(book, thresholds(book)):
            break
    return Outcome(hands(book), book.price, thresholds(book), int(lacking.sum()))
