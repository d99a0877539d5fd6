"""The auction's book: who may take what, who holds which seat at which bid, and what a seat costs."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.assignment.graph import Graph
from fodfaeste.engines.assignment.loops import numbers

Numbers = NDArray[np.int64]


class Book(NamedTuple):
    """Citizens, openings and pairs by number. Prices, bids and worths are in scaled scores."""

    first_pair: list[int]  # citizen i has the pairs first_pair[i] to first_pair[i + 1]
    citizen: list[int]  # of a pair
    opening: list[int]  # of a pair
    worth: list[int]  # of a pair
    first_asked: list[int]  # opening j has the pairs asked[first_asked[j]] to asked[first_asked[j + 1]]
    asked: list[int]
    offers: list[int]  # the most a citizen may hold
    bonus: list[int]  # what a citizen's first offer is worth beyond the pair
    first_seat: list[int]  # opening j has the seats first_seat[j] to first_seat[j + 1]
    seat: list[int]  # the pair that holds a seat; an opening's first `taken` seats are taken
    bid: list[int]  # in step with seat: a heap in each opening, the lowest first
    taken: list[int]  # by opening
    price: list[int]  # by opening
    hand: list[int]  # citizen i holds the pairs hand[first_hand[i]] and on, `held` of them
    first_hand: list[int]
    held: list[int]  # by citizen
    is_held: list[int]  # by pair


def book_of(graph: Graph, worth: Numbers, offers: Numbers, bonus: Numbers, room: Numbers) -> Book:
    """An empty book over the pairs of a graph, every price 0."""
    asked = np.argsort(graph.opening, kind="stable")
    first_asked = np.searchsorted(graph.opening[asked], np.arange(graph.openings + 1))
    nothing = np.zeros(len(graph.opening), dtype=np.int64)
    seats, hands = _starts(room), _starts(offers)
    return Book(
        first_pair=numbers(graph.first),
        citizen=numbers(graph.citizen),
        opening=numbers(graph.opening),
        worth=numbers(worth),
        first_asked=numbers(first_asked),
        asked=numbers(asked),
        offers=numbers(offers),
        bonus=numbers(bonus),
        first_seat=numbers(seats),
        seat=numbers(np.zeros(seats[-1], dtype=np.int64)),
        bid=numbers(np.zeros(seats[-1], dtype=np.int64)),
        taken=numbers(np.zeros(graph.openings, dtype=np.int64)),
        price=numbers(np.zeros(graph.openings, dtype=np.int64)),
        hand=numbers(np.zeros(hands[-1], dtype=np.int64)),
        first_hand=numbers(hands),
        held=numbers(np.zeros(graph.citizens, dtype=np.int64)),
        is_held=numbers(nothing),
    )


def _starts(counts: Numbers) -> Numbers:
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])


def cleared(book: Book, price: Numbers) -> Book:
    """The same pairs, nobody holding anything, at the given prices."""
    return book._replace(
        taken=numbers(np.zeros(len(book.taken), dtype=np.int64)),
        held=numbers(np.zeros(len(book.held), dtype=np.int64)),
        is_held=numbers(np.zeros(len(book.is_held), dtype=np.int64)),
        price=numbers(price.copy()),
    )
