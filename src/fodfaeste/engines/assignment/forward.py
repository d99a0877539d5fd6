"""Bidding: whoever has offers to come bids for the best seats left, as high as the next best lets them.

Bertsekas, "The auction algorithm for assignment and other transportation problems" (1992): when nobody bids
any more, everyone holds what is best for them at the prices, to within `step` for each offer.
"""

import numpy as np

from fodfaeste.engines.assignment.book import NOTHING, Book, Numbers
from fodfaeste.engines.matching.arrays import Rows
from fodfaeste.engines.matching.compiled import compiled

NOBODY, NO_PLACE = -1, -1


@compiled
def bid_all(book: Book, step: int, patience: int) -> bool:
    """Let everyone bid until nobody wants more; False where it takes more bids than one has patience for."""
    # The book is opened once: to hand it over for each bid would take longer than the bid.
    first_pair, opening, score, price, scale = (
        book.first_pair, book.opening, book.score, book.price, book.scale,
    )  # fmt: skip
    seat, holder, bids, first_seat, taken = book.seat, book.holder, book.bid, book.first_seat, book.taken
    hand, first_hand, held, offers = book.hand, book.first_hand, book.held, book.offers
    group, is_idle, penalty, openings = book.group, book.is_idle, book.penalty, book.openings
    everyone, most = len(held), np.max(offers) if len(offers) else 0
    stack, waits, top = np.arange(everyone - 1, -1, -1), np.ones(everyone, np.bool_), everyone
    best, gains = np.zeros(most + 1, np.int64), np.zeros(most + 1, np.int64)
    while top > 0 and patience > 0:
        top -= 1
        citizen = stack[top]
        waits[citizen] = False
        left = offers[citizen] - held[citizen]
        if left <= 0 or is_idle[citizen]:
            continue
        without, least, nothing = 0, 0, NO_PLACE
        if held[citizen] == 0 and group[citizen] >= 0:
            nothing = openings + group[citizen]
            without, least = -min(price[nothing], penalty), -penalty
        start = first_hand[citizen]
        count = _wished(first_pair[citizen], first_pair[citizen + 1], opening, score, price, scale,
                        hand, start, start + held[citizen], least, left + 1, best, gains)  # fmt: skip
        several, following = _several(gains, count, left, without, least)
        if several == 0 and (
            nothing == NO_PLACE or -without >= penalty or first_seat[nothing] == first_seat[nothing + 1]
        ):
            continue
        for at in range(max(several, 1)):
            pair, place = NOTHING, nothing
            bid = min(penalty, step - following)
            if several:
                pair, place = best[at], opening[best[at]]
                bid = score[pair] * scale - following + step
                hand[start + held[citizen]] = pair
                held[citizen] += 1
            else:
                is_idle[citizen] = True
            lost, loser = _take(seat, holder, bids, first_seat, taken, price, place, pair, citizen, bid)
            patience -= 1
            if loser == NOBODY:
                continue
            if lost == NOTHING:
                is_idle[loser] = False
            else:
                _drop(hand, first_hand[loser], held, loser, lost)
            if not waits[loser]:
                stack[top], waits[loser] = loser, True
                top += 1
    return top == 0


@compiled
def _several(gains: Numbers, count: int, left: int, without: int, least: int) -> tuple[int, int]:
    """How many pairs to bid for, and what the next best would bring; 0 where nothing is better."""
    if count == 0:
        return 0, least
    if gains[0] <= without:
        return 0, gains[0]
    several = 1
    while several < min(left, count) and gains[several] > 0:
        several += 1
    following = gains[several] if several < count else without
    return several, max(following, without if several == 1 else 0)


@compiled
def _take(
    seat: Rows,
    holder: Rows,
    bids: Numbers,
    first_seat: Numbers,
    taken: Numbers,
    price: Numbers,
    place: int,
    pair: int,
    citizen: int,
    bid: int,
) -> tuple[int, int]:
    """Seat someone; who had the lowest bid leaves a full opening: the pair and the citizen, or NOBODY."""
    first, room = first_seat[place], first_seat[place + 1] - first_seat[place]
    lost, loser = NOTHING, NOBODY
    if taken[place] < room:
        taken[place] += 1
        _rise(seat, holder, bids, first, taken[place] - 1, pair, citizen, bid)
    else:
        lost, loser = seat[first], holder[first]
        _sink(seat, holder, bids, first, room, pair, citizen, bid)
    if taken[place] == room:
        price[place] = max(price[place], bids[first])
    return lost, loser


@compiled
def outside(book: Book, citizen: int) -> int:
    """What it is worth to a citizen to have no offer at all."""
    group = book.group[citizen]
    return 0 if group < 0 else -min(book.price[book.openings + group], book.penalty)


@compiled
def _wished(
    first: int,
    last: int,
    opening: Rows,
    score: Rows,
    price: Numbers,
    scale: int,
    hand: Rows,
    first_held: int,
    last_held: int,
    least: int,
    wanted: int,
    best: Numbers,
    gains: Numbers,
) -> int:
    """The pairs not held that bring most and more than `least`, the most first; how many."""
    count = 0
    for pair in range(first, last):
        brings = score[pair] * scale - price[opening[pair]]
        if brings <= least:
            continue
        is_held = False
        for place in range(first_held, last_held):
            is_held |= hand[place] == pair
        if is_held:
            continue
        at = min(count, wanted - 1)
        count = min(count + 1, wanted)
        while at > 0 and gains[at - 1] < brings:
            gains[at], best[at] = gains[at - 1], best[at - 1]
            at -= 1
        gains[at], best[at] = brings, pair
        if count == wanted:
            least = gains[count - 1]
    return count


@compiled
def drop_from_hand(book: Book, citizen: int, pair: int) -> None:
    """A citizen holds a pair no more."""
    _drop(book.hand, book.first_hand[citizen], book.held, citizen, pair)


@compiled
def _drop(hand: Rows, first: int, held: Numbers, citizen: int, pair: int) -> None:
    place, last = first, first + held[citizen] - 1
    while hand[place] != pair:
        place += 1
    hand[place] = hand[last]
    held[citizen] -= 1


@compiled
def _rise(
    seat: Rows, holder: Rows, bids: Numbers, first: int, place: int, pair: int, citizen: int, bid: int
) -> None:
    """Put a bid into the heap from its last place."""
    while place > 0 and bids[first + (place - 1) // 2] > bid:
        here, above = first + place, first + (place - 1) // 2
        seat[here], holder[here], bids[here] = seat[above], holder[above], bids[above]
        place = (place - 1) // 2
    seat[first + place], holder[first + place], bids[first + place] = pair, citizen, bid


@compiled
def _sink(
    seat: Rows, holder: Rows, bids: Numbers, first: int, room: int, pair: int, citizen: int, bid: int
) -> None:
    """Put a bid into the heap in place of the lowest."""
    place = 0
    while 2 * place + 1 < room:
        lower = 2 * place + 1
        if lower + 1 < room and bids[first + lower + 1] < bids[first + lower]:
            lower += 1
        if bids[first + lower] >= bid:
            break
        here, below = first + place, first + lower
        seat[here], holder[here], bids[here] = seat[below], holder[below], bids[below]
        place = lower
    seat[first + place], holder[first + place], bids[first + place] = pair, citizen, bid
