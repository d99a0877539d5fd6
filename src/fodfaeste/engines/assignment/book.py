"""The auction's book: who may take what, who holds which seat at which bid, and what a seat costs.

To have nothing is held too, where a group has a floor: each group has places for so many, numbered after the
openings. Whoever has neither that nor an offer goes without at the price of the penalty.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.assignment.problem import Problem
from fodfaeste.engines.matching.arrays import Rows
from fodfaeste.engines.matching.priced import Pairs

Numbers = NDArray[np.int64]

#: In place of a pair: nothing, held as a place of one's group.
NOTHING = -1


class Book(NamedTuple):
    """Citizens, openings and pairs by number. Prices and bids are in scaled scores."""

    first_pair: Numbers  # citizen i has the pairs first_pair[i] to first_pair[i + 1]
    opening: Rows  # of a pair
    score: Rows  # of a pair
    scale: int
    penalty: int
    openings: int
    offers: Numbers  # the most a citizen may hold
    group: Numbers  # of a citizen, or NO_GROUP
    first_seat: Numbers  # opening j has the seats first_seat[j] to first_seat[j + 1]; then the groups
    seat: Rows  # the pair that holds a seat, or NOTHING; an opening's first `taken` seats are taken
    holder: Rows  # in step with seat: its citizen
    bid: Numbers  # in step with seat: a heap in each opening, the lowest first
    taken: Numbers  # by opening, then group
    price: Numbers  # by opening, then group
    hand: Rows  # citizen i holds the pairs hand[first_hand[i]] and on, `held` of them
    first_hand: Numbers
    held: Numbers  # by citizen
    is_idle: NDArray[np.bool_]  # by citizen: holds nothing, as a place of the group


def book_of(problem: Problem, graph: Pairs, price: Numbers) -> Book:
    """A book in which nobody holds anything, at some prices by opening, then by group."""
    room = np.concatenate([problem.room, problem.idle])
    seats, hands = _starts(room), _starts(problem.offers)
    start = price.copy()
    start[len(problem.room) :][problem.idle == 0] = problem.penalty  # where nobody may have nothing
    return Book(
        first_pair=graph.first,
        opening=graph.opening,
        score=graph.score,
        scale=problem.scale,
        penalty=problem.penalty,
        openings=len(problem.room),
        offers=problem.offers,
        group=problem.group,
        first_seat=seats,
        seat=np.zeros(seats[-1], dtype=np.int32),
        holder=np.zeros(seats[-1], dtype=np.int32),
        bid=np.zeros(seats[-1], dtype=np.int64),
        taken=np.zeros(len(room), dtype=np.int64),
        price=start,
        hand=np.zeros(hands[-1], dtype=np.int32),
        first_hand=hands,
        held=np.zeros(len(problem.offers), dtype=np.int64),
        is_idle=np.zeros(len(problem.offers), dtype=np.bool_),
    )


def _starts(counts: Numbers) -> Numbers:
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
