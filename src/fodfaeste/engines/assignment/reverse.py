"""Openings with a seat left lower their price until someone comes, or until a seat costs nothing.

Without it a price left over from a coarser auction would keep a seat empty that someone should have.
"""

import numpy as np

from fodfaeste.engines.assignment.book import NOTHING, Book, Numbers
from fodfaeste.engines.assignment.forward import NO_PLACE, drop_from_hand, outside
from fodfaeste.engines.matching.arrays import Rows
from fodfaeste.engines.matching.compiled import compiled
from fodfaeste.engines.matching.priced import FAR


@compiled
def any_dear(book: Book) -> bool:
    """Whether anything has a seat left and a price above 0."""
    found = False
    for place in range(len(book.price)):
        found |= _is_dear(book, place)
    return found


@compiled
def lower_all(book: Book, first: Numbers, asked: Rows, whose: Rows, step: int) -> None:
    """Let everything that has a seat left and a price above 0 find someone, or cost nothing."""
    queue, waits = np.zeros(len(book.price), np.int64), np.zeros(len(book.price), np.bool_)
    top = 0
    for place in range(len(book.price) - 1, -1, -1):
        if _is_dear(book, place):
            queue[top], waits[place] = place, True
            top += 1
    while top > 0:
        top -= 1
        place = queue[top]
        waits[place] = False
        if place < book.openings:
            left = _fill_seat(book, asked[first[place] : first[place + 1]], whose, place, step)
        else:
            left = _fill_idle(book, place - book.openings, step)
        for other in (place, left):
            if other != NO_PLACE and not waits[other] and _is_dear(book, other):
                queue[top], waits[other] = other, True
                top += 1


@compiled
def asked_of(book: Book) -> tuple[Numbers, Rows, Rows]:
    """The pairs of each opening, and the citizen of each pair."""
    first, asked = np.zeros(book.openings + 2, np.int64), np.zeros(len(book.opening), np.int32)
    whose = np.zeros(len(book.opening), np.int32)
    for opening in book.opening:
        first[opening + 2] += 1
    for opening in range(book.openings):
        first[opening + 2] += first[opening + 1]
    for citizen in range(len(book.held)):
        for pair in range(book.first_pair[citizen], book.first_pair[citizen + 1]):
            opening = book.opening[pair]
            asked[first[opening + 1]] = pair
            first[opening + 1] += 1
            whose[pair] = citizen
    return first, asked, whose


@compiled
def _is_dear(book: Book, place: int) -> bool:
    room = book.first_seat[place + 1] - book.first_seat[place]
    return bool(book.price[place] > 0 and book.taken[place] < room)


@compiled
def _fill_seat(book: Book, asked: Rows, whose: Rows, opening: int, step: int) -> int:
    """Give a seat to the one who gains most, at a price that no other would outbid; what this one leaves."""
    best, most, next_best = NO_PLACE, -FAR * 4, -FAR * 4
    for pair in asked:
        gain = book.score[pair] * book.scale - threshold(book, whose[pair])
        if gain > next_best and not _holds(book, whose[pair], pair):
            if gain > most:
                best, most, next_best = pair, gain, most
            else:
                next_best = gain
    if best == NO_PLACE or most <= step:
        book.price[opening] = 0
        return NO_PLACE
    left = _make_way(book, whose[best])
    _seat(book, opening, best, whose[best])
    citizen = whose[best]
    book.hand[book.first_hand[citizen] + book.held[citizen]] = best
    book.held[citizen] += 1
    book.price[opening] = min(book.price[opening], max(0, next_best - step))
    return left


@compiled
def _fill_idle(book: Book, group: int, step: int) -> int:
    """Let the one of a group whose only offer brings least go without it; what this one leaves."""
    best, most, next_best = NO_PLACE, -FAR * 4, -FAR * 4
    for citizen in range(len(book.held)):
        if book.group[citizen] == group and not book.is_idle[citizen] and book.held[citizen] < 2:
            gain = (
                -threshold(book, citizen)
                if book.held[citizen] == 0
                else -_brings(book, _least(book, citizen))
            )
            if gain > most:
                best, most, next_best = citizen, gain, most
            elif gain > next_best:
                next_best = gain
    place = book.openings + group
    if best == NO_PLACE or most <= step:
        book.price[place] = 0
        return NO_PLACE
    left = NO_PLACE
    if book.held[best] > 0:
        pair = _least(book, best)
        left = book.opening[pair]
        _leave(book, left, pair, best)
        drop_from_hand(book, best, pair)
    _seat(book, place, NOTHING, best)
    book.is_idle[best] = True
    book.price[place] = min(book.price[place], max(0, next_best - step))
    return left


@compiled
def threshold(book: Book, citizen: int) -> int:
    """What a pair must bring, after its price, to be better for a citizen than the least that is held."""
    if book.offers[citizen] == 0:
        return FAR
    if book.is_idle[citizen]:
        return outside(book, citizen)
    if book.held[citizen] == 0:
        return 0 if book.group[citizen] < 0 else -book.penalty
    least = _brings(book, _least(book, citizen))
    return min(least, 0) if book.held[citizen] < book.offers[citizen] else least


@compiled
def thresholds(book: Book) -> Numbers:
    """Everybody's."""
    least = np.zeros(len(book.held), np.int64)
    for citizen in range(len(least)):
        least[citizen] = threshold(book, citizen)
    return least


@compiled
def ease(book: Book, least: Numbers) -> bool:
    """Lower each price to what the next one would pay, at everybody's thresholds; whether any fell."""
    wanted = np.zeros(len(book.price), np.int64)
    for citizen in range(len(least)):
        first, held = book.first_hand[citizen], book.held[citizen]
        for pair in range(book.first_pair[citizen], book.first_pair[citizen + 1]):
            gain = book.score[pair] * book.scale - least[citizen]
            if gain > wanted[book.opening[pair]] and pair not in book.hand[first : first + held]:
                wanted[book.opening[pair]] = gain
        if book.group[citizen] >= 0 and not book.is_idle[citizen] and held < 2 and book.offers[citizen] > 0:
            gain = -_brings(book, book.hand[first]) if held else book.penalty
            place = book.openings + book.group[citizen]
            wanted[place] = max(wanted[place], gain)
    has_fallen = False
    for place in range(len(wanted)):
        has_fallen |= wanted[place] < book.price[place]
        book.price[place] = min(book.price[place], wanted[place])
    return has_fallen


@compiled
def hands(book: Book) -> Numbers:
    """The pairs that are held, ascending."""
    pairs, count = np.zeros(len(book.hand), np.int64), 0
    for citizen in range(len(book.held)):
        first = book.first_hand[citizen]
        for place in range(first, first + book.held[citizen]):
            pairs[count] = book.hand[place]
            count += 1
    return np.sort(pairs[:count])


@compiled
def _brings(book: Book, pair: int) -> int:
    return int(book.score[pair] * book.scale - book.price[book.opening[pair]])


@compiled
def _least(book: Book, citizen: int) -> int:
    """The pair that brings a citizen least of those held."""
    first = book.first_hand[citizen]
    least = book.hand[first]
    for place in range(first + 1, first + book.held[citizen]):
        if _brings(book, book.hand[place]) < _brings(book, least):
            least = book.hand[place]
    return int(least)


@compiled
def _holds(book: Book, citizen: int, pair: int) -> bool:
    first = book.first_hand[citizen]
    return pair in book.hand[first : first + book.held[citizen]]


@compiled
def _make_way(book: Book, citizen: int) -> int:
    """Give up what a better pair takes the place of; the opening or group that is left, or NO_PLACE."""
    if book.is_idle[citizen]:
        place = book.openings + book.group[citizen]
        _leave(book, place, NOTHING, citizen)
        book.is_idle[citizen] = False
        return int(place)
    if book.held[citizen] == 0:
        return NO_PLACE
    least = _least(book, citizen)
    if book.held[citizen] < book.offers[citizen] and _brings(book, least) > 0:
        return NO_PLACE
    _leave(book, book.opening[least], least, citizen)
    drop_from_hand(book, citizen, least)
    return int(book.opening[least])


@compiled
def _seat(book: Book, place: int, pair: int, citizen: int) -> None:
    at = book.first_seat[place] + book.taken[place]
    book.seat[at], book.holder[at] = pair, citizen
    book.taken[place] += 1


@compiled
def _leave(book: Book, place: int, pair: int, citizen: int) -> None:
    """A seat is given up. The heap of bids ends here: nobody bids after this."""
    first = book.first_seat[place]
    last = first + book.taken[place] - 1
    at = first
    while book.seat[at] != pair or book.holder[at] != citizen:
        at += 1
    book.seat[at], book.holder[at] = book.seat[last], book.holder[last]
    book.taken[place] -= 1
