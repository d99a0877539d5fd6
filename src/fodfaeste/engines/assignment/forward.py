"""Bidding: whoever has an offer to come bids for the best seat left, as high as the next best lets them.

Bertsekas, "The auction algorithm for assignment and other transportation problems" (1992): when nobody bids
any more, everyone holds what is best for them at the prices, to within `step` for each offer.
"""

from fodfaeste.engines.assignment.book import Book, Numbers
from fodfaeste.engines.matching.compiled import compiled

NO_PAIR = -1


@compiled
def bid_all(book: Book, stack: Numbers, waits: Numbers, step: int) -> None:
    """Let everyone on the stack bid until nobody wants more. `waits`: 1 for those on it."""
    top = len(stack)
    while top > 0:
        top -= 1
        citizen = stack[top]
        waits[citizen] = 0
        pair, bid = best_bid(book, citizen, step)
        if pair == NO_PAIR:
            continue
        lost = take_seat(book, pair, bid)
        if book.held[citizen] < book.offers[citizen]:
            stack[top] = citizen
            waits[citizen] = 1
            top += 1
        if lost != NO_PAIR and waits[book.citizen[lost]] == 0:
            stack[top] = book.citizen[lost]
            waits[book.citizen[lost]] = 1
            top += 1


@compiled
def best_bid(book: Book, citizen: int, step: int) -> tuple[int, int]:
    """The pair a citizen wants most of those not held, and the bid that leaves it as good as the next."""
    if book.held[citizen] >= book.offers[citizen]:
        return NO_PAIR, 0
    # What the pair must bring at least. The first offer may cost more than it brings: it earns the bonus.
    floor = 0 if book.held[citizen] > 0 else -book.bonus[citizen]
    best, most, next_best = NO_PAIR, floor, floor
    for pair in range(book.first_pair[citizen], book.first_pair[citizen + 1]):
        if book.is_held[pair] == 0:
            brings = book.worth[pair] - book.price[book.opening[pair]]
            if brings > most:
                best, most, next_best = pair, brings, most
            elif brings > next_best:
                next_best = brings
    if best == NO_PAIR:
        return NO_PAIR, 0
    return best, book.worth[best] - next_best + step


@compiled
def take_seat(book: Book, pair: int, bid: int) -> int:
    """Seat a pair; the pair with the lowest bid leaves a full opening, and is given back."""
    opening, citizen = book.opening[pair], book.citizen[pair]
    first = book.first_seat[opening]
    room = book.first_seat[opening + 1] - first
    lost = NO_PAIR
    if book.taken[opening] < room:
        book.taken[opening] += 1
        _rise(book, first, book.taken[opening] - 1, pair, bid)
    else:
        lost = book.seat[first]
        drop_from_hand(book, lost)
        _sink(book, first, room, pair, bid)
    book.hand[book.first_hand[citizen] + book.held[citizen]] = pair
    book.held[citizen] += 1
    book.is_held[pair] = 1
    if book.taken[opening] == room:
        book.price[opening] = book.bid[first]
    return lost


@compiled
def drop_from_hand(book: Book, pair: int) -> None:
    """A citizen holds a pair no more."""
    citizen = book.citizen[pair]
    first = book.first_hand[citizen]
    last = first + book.held[citizen] - 1
    place = first
    while book.hand[place] != pair:
        place += 1
    book.hand[place] = book.hand[last]
    book.held[citizen] -= 1
    book.is_held[pair] = 0


@compiled
def _rise(book: Book, first: int, place: int, pair: int, bid: int) -> None:
    """Put a bid into the heap from its last place."""
    while place > 0 and book.bid[first + (place - 1) // 2] > bid:
        above = (place - 1) // 2
        book.bid[first + place] = book.bid[first + above]
        book.seat[first + place] = book.seat[first + above]
        place = above
    book.bid[first + place] = bid
    book.seat[first + place] = pair


@compiled
def _sink(book: Book, first: int, room: int, pair: int, bid: int) -> None:
    """Put a bid into the heap in place of the lowest."""
    place = 0
    while 2 * place + 1 < room:
        below = 2 * place + 1
        if below + 1 < room and book.bid[first + below + 1] < book.bid[first + below]:
            below += 1
        if book.bid[first + below] >= bid:
            break
        book.bid[first + place] = book.bid[first + below]
        book.seat[first + place] = book.seat[first + below]
        place = below
    book.bid[first + place] = bid
    book.seat[first + place] = pair
