"""Openings with a seat left lower their price until someone comes, or until a seat costs nothing.

Without it a price left over from a coarser auction would keep a seat empty that someone should have.
"""

from fodfaeste.engines.assignment.book import Book, Numbers
from fodfaeste.engines.assignment.forward import NO_PAIR, drop_from_hand
from fodfaeste.engines.matching.compiled import compiled

_FAR = 1 << 60


@compiled
def lower_all(book: Book, least: Numbers, queue: Numbers, waits: Numbers, step: int) -> None:
    """Let every opening that has a seat left and a price above 0 find someone, or cost nothing.

    `least` is filled with each citizen's threshold, and kept.
    """
    for citizen in range(len(book.held)):
        least[citizen] = threshold(book, citizen)
    top = 0
    for opening in range(len(book.price) - 1, -1, -1):
        if _is_dear(book, opening):
            queue[top] = opening
            waits[opening] = 1
            top += 1
    while top > 0:
        top -= 1
        opening = queue[top]
        waits[opening] = 0
        left = fill_seat(book, least, opening, step)
        for other in (opening, left):
            if other != NO_PAIR and waits[other] == 0 and _is_dear(book, other):
                queue[top] = other
                waits[other] = 1
                top += 1


@compiled
def _is_dear(book: Book, opening: int) -> bool:
    room = book.first_seat[opening + 1] - book.first_seat[opening]
    return bool(book.price[opening] > 0 and book.taken[opening] < room)


@compiled
def fill_seat(book: Book, least: Numbers, opening: int, step: int) -> int:
    """Give a seat to the one who gains most, at a price that no other would outbid.

    The opening that this one leaves, or NO_PAIR.
    """
    best, most, next_best = NO_PAIR, -_FAR, -_FAR
    for place in range(book.first_asked[opening], book.first_asked[opening + 1]):
        pair = book.asked[place]
        gain = book.worth[pair] - least[book.citizen[pair]]
        if gain > next_best and book.is_held[pair] == 0:
            if gain > most:
                best, most, next_best = pair, gain, most
            else:
                next_best = gain
    if best == NO_PAIR or most <= step:
        _lower(book, least, opening, 0)
        return NO_PAIR
    left = _move(book, best)
    _lower(book, least, opening, min(book.price[opening], max(0, next_best - step)))
    return left


@compiled
def _lower(book: Book, least: Numbers, opening: int, price: int) -> None:
    """Lower a price, and with it what those who hold a seat would need to leave it."""
    book.price[opening] = price
    first = book.first_seat[opening]
    for place in range(first, first + book.taken[opening]):
        citizen = book.citizen[book.seat[place]]
        least[citizen] = threshold(book, citizen)


@compiled
def threshold(book: Book, citizen: int) -> int:
    """What a pair must bring, after its price, to be better for a citizen than the least that is held."""
    if book.offers[citizen] == 0:
        return _FAR
    if book.held[citizen] == 0:
        return int(-book.bonus[citizen])
    pair = _least(book, citizen)
    least = book.worth[pair] - book.price[book.opening[pair]]
    if book.held[citizen] < book.offers[citizen] and least > 0:
        return 0
    return int(least)


@compiled
def _least(book: Book, citizen: int) -> int:
    """The pair that brings a citizen least of those held."""
    first = book.first_hand[citizen]
    least = book.hand[first]
    for place in range(first + 1, first + book.held[citizen]):
        pair = book.hand[place]
        brings = book.worth[pair] - book.price[book.opening[pair]]
        if brings < book.worth[least] - book.price[book.opening[least]]:
            least = pair
    return int(least)


@compiled
def _move(book: Book, pair: int) -> int:
    """Seat a pair, in place of the least that its citizen holds where no other offer may be held."""
    citizen, opening = book.citizen[pair], book.opening[pair]
    left = NO_PAIR
    if book.held[citizen] > 0:
        least = _least(book, citizen)
        brings = book.worth[least] - book.price[book.opening[least]]
        if book.held[citizen] == book.offers[citizen] or brings <= 0:
            left = book.opening[least]
            _leave(book, least)
    book.seat[book.first_seat[opening] + book.taken[opening]] = pair
    book.taken[opening] += 1
    book.hand[book.first_hand[citizen] + book.held[citizen]] = pair
    book.held[citizen] += 1
    book.is_held[pair] = 1
    return left


@compiled
def _leave(book: Book, pair: int) -> None:
    """A pair gives up its seat. The heap of bids ends here: nobody bids after this."""
    opening = book.opening[pair]
    first = book.first_seat[opening]
    last = first + book.taken[opening] - 1
    place = first
    while book.seat[place] != pair:
        place += 1
    book.seat[place] = book.seat[last]
    book.taken[opening] -= 1
    drop_from_hand(book, pair)
