"""The simulation from one event to the next: the same as `monthly`, to the bit, in a fraction of the time.

Who searches is looked at each month, for vacancies and offers move the rate to work. Everybody else's rates
are known at the start of the spell, and so is the month it ends in. Nobody is counted month by month: a spell
is counted when it ends, for all its months.
"""

from typing import NamedTuple

import numpy as np

from fodfaeste.engines.matching.compiled import compiled, laid_in
from fodfaeste.engines.simulation.keys import Whole
from fodfaeste.engines.simulation.leaving import Leaving, leaving_for, note_leaving
from fodfaeste.engines.simulation.market import Market, open_market, refill, scaled, tighten
from fodfaeste.engines.simulation.model import NO_OFFER
from fodfaeste.engines.simulation.queues import Queues, give_back, join, leave, queues_for, take_seat
from fodfaeste.engines.simulation.searching import (
    Movers,
    Search,
    begin_search,
    movers_for,
    search_for,
    search_on,
)
from fodfaeste.engines.simulation.seats import give_seats
from fodfaeste.engines.simulation.spans import count_spell
from fodfaeste.engines.simulation.spells import Now, holds_seat, move, row_of
from fodfaeste.engines.simulation.tables import Chance, Ground, Policy, Rows, Small
from fodfaeste.engines.simulation.tally import Lives, Tally

_NONE = int(NO_OFFER)


class Work(NamedTuple):
    """Where the engine keeps what it has to come back to."""

    leaving: Leaving
    search: Search
    queues: Queues
    movers: Movers
    carried: Small  # offers begun before the running spell, in the same effort
    arriving: Rows  # everybody by month of arrival
    arrived: Rows  # how many had arrived before each month


def work_for(ground: Ground, chance: Chance, policy: Policy) -> Work:
    people = len(ground.ids)
    return Work(
        leaving_for(ground, chance),
        search_for(people),
        queues_for(ground, policy),
        movers_for(people),
        ground.begun.copy(),
        np.argsort(ground.arrives, kind="stable").astype(np.int32),
        np.searchsorted(np.sort(ground.arrives), np.arange(ground.months + 1)).astype(np.int32),
    )


@compiled
def every_event(
    ground: Ground,
    chance: Chance,
    policy: Policy,
    now: Now,
    market: Market,
    work: Work,
    tally: Tally,
    lives: Lives,
) -> None:
    """`tally` has a month more than there is, for spells that last to the end."""
    for month in range(ground.months):
        for person in work.arriving[work.arrived[month] : work.arrived[month + 1]]:
            _settle(ground, chance, now, market, work, person, month)
            if holds_seat(ground, now, person, month):
                take_seat(ground, now, work.queues, person)
        if month == 0:
            open_market(market)
        tighten(market, ground)
        give_seats(ground, chance, policy, now, work.queues, work.search, tally, lives, month)
        work.movers.size[0] = 0
        search_on(ground, chance, now, market, work.search, work.movers, month)
        _call_leaving(work.leaving, work.movers, month)
        for at in range(work.movers.size[0]):
            person, to_work = work.movers.who[at], work.movers.to_work[at]
            _turn(ground, chance, policy, now, work, tally, lives, person, month, to_work)
            _settle(ground, chance, now, market, work, person, month + 1)
        refill(market, ground)
    for person in work.arriving[: work.arrived[ground.months]]:
        count_spell(ground, now, work.carried, tally, lives, person, ground.months)


@laid_in
def _call_leaving(leaving: Leaving, movers: Movers, month: int) -> None:
    person = leaving.first[month]
    while person >= 0:
        movers.who[movers.size[0]], movers.to_work[movers.size[0]] = person, -1
        movers.size[0] += 1
        person = leaving.after[person]


@laid_in
def _settle(
    ground: Ground, chance: Chance, now: Now, market: Market, work: Work, person: int, month: int
) -> None:
    """One begins a spell, or arrives in one, at the start of a month."""
    state = now.state[person]
    if ground.in_effort[state]:
        join(ground, now, work.queues, person)
    if ground.searching[state]:
        begin_search(ground, chance, now, market, work.search, person, month)
    elif not ground.final[state]:
        note_leaving(ground, chance, now, work.leaving, person, month)


@laid_in
def _turn(
    ground: Ground,
    chance: Chance,
    policy: Policy,
    now: Now,
    work: Work,
    tally: Tally,
    lives: Lives,
    person: int,
    month: int,
    to_work: Whole,
) -> None:
    """One's spell ends, is counted, and another begins."""
    state, offer = now.state[person], now.offer[person]
    age = ground.age[person] + month - ground.arrives[person]
    row = row_of(ground, person, np.int64(state), age, month - now.since[person])
    if to_work < 0:
        to_work = scaled(chance.to_work[row], np.int64(chance.path[month]))
    if ground.in_effort[state]:
        leave(ground, now, work.queues, person)
    count_spell(ground, now, work.carried, tally, lives, person, month)
    to = move(ground, chance, policy, now, person, month, row, to_work)
    if offer != _NONE and now.offer[person] == _NONE:
        give_back(ground, work.queues, offer, now.entered[person] + ground.held[offer], month)
    work.carried[person] = now.begun[person]
    tally.flows[month, state, to] += 1
    if ground.searching[state] and to == ground.work:
        tally.hires[month, ground.field[person]] += 1
