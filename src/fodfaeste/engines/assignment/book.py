"""The auction's book: who may take what, who holds which seat at which bid, and what a seat costs."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.assignment.graph import Graph

Numbers = NDArray[np.int64]


class Book(NamedTuple):
    """Citizens, openings and pairs by number. Prices, bids and worths are in scaled scores."""

    first_pair: Numbers  # citizen i has the pairs first_pair[i] to first_pair[i + 1]
    citizen: Numbers  # of a pair
    opening: Numbers  # of a pair
    worth: Numbers  # of a pair
    first_asked: Numbers  # opening j has the pairs asked[first_asked[j]] to asked[first_asked[j + 1]]
    asked: Numbers
    offers: Numbers  # the most a citizen may hold
    bonus: Numbers  # what a citizen's first offer is worth beyond the pair
    first_seat: Numbers  # opening j has the seats first_seat[j] to first_seat[j + 1]
    seat: Numbers  # the pair that holds a seat; an opening's first `taken` seats are taken
    bid: Numbers  # in step with seat: a heap in each opening, the lowest first
    taken: Numbers  # by opening
    price: Numbers  # by opening
    hand: Numbers  # citizen i holds the pairs hand[first_hand[i]] and on, `held` of them
    first_hand: Numbers
    held: Numbers  # by citizen
    is_held: Numbers  # by pair


def book_of(graph: Graph, worth: Numbers, offers: Numbers, bonus: Numbers, room: Numbers) -> Book:
    """An empty book over the pairs of a graph, every price 0."""
    asked = np.argsort(graph.opening, kind="stable")
    first_asked = np.searchsorted(graph.opening[asked], np.arange(graph.openings + 1))
    nothing = np.zeros(len(graph.opening), dtype=np.int64)
    seats, hands = _starts(room), _starts(offers)
    return Book(
        first_pair=graph.first,
        citizen=graph.citizen,
        opening=graph.opening,
        worth=worth,
        first_asked=first_asked,
        asked=asked,
        offers=offers,
        bonus=bonus,
        first_seat=seats,
        seat=np.zeros(seats[-1], dtype=np.int64),
        bid=np.zeros(seats[-1], dtype=np.int64),
        taken=np.zeros(graph.openings, dtype=np.int64),
        price=np.zeros(graph.openings, dtype=np.int64),
        hand=np.zeros(hands[-1], dtype=np.int64),
        first_hand=hands,
        held=np.zeros(graph.citizens, dtype=np.int64),
        is_held=nothing,
    )


def _starts(counts: Numbers) -> Numbers:
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])


def cleared(book: Book, price: Numbers) -> Book:
    """The same pairs, nobody holding anything, at the given prices."""
    return book._replace(
        taken=np.zeros(len(book.taken), dtype=np.int64),
        held=np.zeros(len(book.held), dtype=np.int64),
        is_held=np.zeros(len(book.is_held), dtype=np.int64),
        price=price.copy(),
    )
