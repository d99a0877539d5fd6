"""The simulation month by month: the truth, written to be read. `jumping` must come to the same, to the bit.

A month: who arrives that month is there; vacancies a searcher are told from who is there; seats that are free
go to those who have waited longest; everybody's waiting time is drawn on by the month's rates, and whose time
is out moves; all are counted as they stand at the month's end.
"""

import numpy as np

from fodfaeste.engines.matching.compiled import compiled, laid_in
from fodfaeste.engines.simulation.keys import LOT_BITS, ROW, ROW_BITS, Whole
from fodfaeste.engines.simulation.market import Market, open_market, refill, scaled, tighten
from fodfaeste.engines.simulation.moves import count_move
from fodfaeste.engines.simulation.spells import (
    Now,
    band,
    enter,
    holds_seat,
    is_waiting,
    lot,
    move,
    offer_factor,
    row_of,
)
from fodfaeste.engines.simulation.tables import Chance, Ground, Numbers, Policy
from fodfaeste.engines.simulation.tally import Tally

_BITS = 16

#: A place in the queue is one number: the month of the right from here, then a lot drawn, then the row.
_LONG_AGO = 1 << 14


@compiled
def every_month(
    ground: Ground, chance: Chance, policy: Policy, now: Now, market: Market, tally: Tally
) -> None:
    for month in range(ground.months):
        _who_searches(ground, chance, now, market, month)
        if month == 0:
            open_market(market)
        tighten(market, ground)
        for offer in range(len(ground.held)):
            _give_seats(ground, chance, policy, now, tally, offer, month)
        for person in range(len(now.state)):
            if now.arrives[person] <= month:
                _live_on(ground, chance, policy, now, market, tally, person, month)
                _count(ground, now, tally, person, month)
        refill(market, ground)


@laid_in
def _who_searches(ground: Ground, chance: Chance, now: Now, market: Market, month: int) -> None:
    market.searchers[:] = 0
    for person in range(len(now.state)):
        if now.arrives[person] <= month and ground.searching[now.state[person]]:
            field = now.field[person]
            market.searchers[field] += 1
            if month == 0:
                market.taken[field] += chance.leave[_row(ground, now, person, month), 0]


@laid_in
def _row(ground: Ground, now: Now, person: int, month: int) -> Whole:
    age = now.age[person] + month - now.arrives[person]
    return row_of(ground, now, person, np.int64(now.state[person]), age, month - now.since[person])


@compiled
def _give_seats(
    ground: Ground,
    chance: Chance,
    policy: Policy,
    now: Now,
    tally: Tally,
    offer: int,
    month: int,
) -> None:
    """The free seats of an offer to those who have waited longest; a lot is drawn between equals."""
    held = 0
    for person in range(len(now.state)):
        here = now.arrives[person] <= month
        held += here and now.offer[person] == offer and holds_seat(ground, now, person, month)
    queue = _queue(ground, chance, now, offer, month)
    entering = min(max(policy.seats[offer, month] - held, 0), len(queue))
    for place in queue[:entering]:
        person = place & ROW
        enter(now, person, offer, month)
        waited = min(month - now.right[person, offer], tally.waited.shape[2] - 1)
        tally.waited[month, offer, waited] += 1
        tally.entries[month, offer, now.group[person]] += 1
    tally.held[month, offer] = held + entering


@compiled
def _queue(ground: Ground, chance: Chance, now: Now, offer: int, month: int) -> Numbers:
    """Everybody who waits for the offer, the first in the queue first."""
    places, waiting = np.empty(len(now.state), np.int64), 0
    for person in range(len(places)):
        if now.arrives[person] <= month and is_waiting(ground, now, person, offer, month):
            since = max(np.int64(now.right[person, offer]) + _LONG_AGO, np.int64(0))
            drawn = lot(ground, chance, now, person, offer)
            places[waiting] = (since << (ROW_BITS + LOT_BITS)) | drawn
            waiting += 1
    return np.sort(places[:waiting])


@laid_in
def _live_on(
    ground: Ground,
    chance: Chance,
    policy: Policy,
    now: Now,
    market: Market,
    tally: Tally,
    person: int,
    month: int,
) -> None:
    state, field, row = now.state[person], now.field[person], _row(ground, now, person, month)
    if ground.final[state]:
        return
    rate, factor = np.int64(chance.leave[row, 0]), np.int64(chance.path[month])
    if ground.searching[state]:
        pull = (market.tightness[field] * offer_factor(chance, now, person, month)) >> _BITS
        market.taken[field] += scaled(rate, pull) >> _BITS
        to_work = scaled(rate, (pull * factor) >> _BITS)
    else:
        to_work = scaled(rate, factor)
    now.left[person] -= to_work + (chance.leave[row, 1] << _BITS)
    if now.left[person] > 0:
        return
    group = now.group[person]
    move(ground, chance, policy, now, person, month, row, to_work)
    count_move(ground, now, tally, person, month, state, group)


@laid_in
def _count(ground: Ground, now: Now, tally: Tally, person: int, month: int) -> None:
    """Everybody as they stand when the month is over."""
    state, group = now.state[person], now.group[person]
    age = now.age[person] + month + 1 - now.arrives[person]
    tally.stock[month, state, band(ground.duration_band, month + 1 - now.since[person])] += 1
    tally.ages[month, state, band(ground.told_band, age)] += 1
    tally.labels[month, state, group] += 1
    now.work[person] += state == ground.work
    now.claimed[person] += ground.in_effort[state]
    if ground.in_effort[state]:
        for offer in range(len(ground.held)):
            if now.right[person, offer] <= month:
                tally.due[month, offer, group] += 1
                tally.begun[month, offer, group] += (now.begun[person] >> offer) & 1
