"""The simulation from one event to the next: the same as `monthly`, to the bit, in a fraction of the time.

Who searches is looked at each month, for vacancies and offers move the rate to work. Everybody else's rates
are known at the start of the spell, and so is the month it ends in. Nobody is counted month by month: a spell
is counted when it ends, for all its months.
"""

from typing import NamedTuple

from fodfaeste.engines.matching.compiled import compiled, laid_in
from fodfaeste.engines.simulation.leaving import Leaving, call_leaving, leaving_for, note_leaving
from fodfaeste.engines.simulation.market import Market, open_market, refill, tighten
from fodfaeste.engines.simulation.model import NO_OFFER
from fodfaeste.engines.simulation.movers import Movers, find_rows, movers_for
from fodfaeste.engines.simulation.moves import count_move
from fodfaeste.engines.simulation.queues import Queues, give_back, join, leave, queues_for, take_seat
from fodfaeste.engines.simulation.searching import Search, begin_search, search_for, search_on
from fodfaeste.engines.simulation.seats import give_seats
from fodfaeste.engines.simulation.spans import count_spell
from fodfaeste.engines.simulation.spells import Now, holds_seat, move
from fodfaeste.engines.simulation.tables import Chance, Ground, Policy
from fodfaeste.engines.simulation.tally import Tally

_NONE = int(NO_OFFER)


class Work(NamedTuple):
    """Where the engine keeps what it has to come back to."""

    leaving: Leaving
    search: Search
    queues: Queues
    movers: Movers


def work_for(people: int, ground: Ground, chance: Chance, policy: Policy) -> Work:
    return Work(
        leaving_for(people, ground, chance),
        search_for(people),
        queues_for(people, ground, policy),
        movers_for(people),
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
) -> None:
    """`tally` has a month more than there is, for spells that last to the end."""
    for month in range(ground.months):
        for person in ground.arriving[ground.arrived[month] : ground.arrived[month + 1]]:
            _settle(ground, chance, policy, now, market, work, person, month)
            if holds_seat(ground, now, person, month):
                take_seat(ground, now, work.queues, person)
        if month == 0:
            open_market(market)
        tighten(market, ground)
        give_seats(ground, chance, policy, now, work.queues, work.search, tally, month)
        work.movers.size[0] = 0
        search_on(ground, chance, now, market, work.search, work.movers, month)
        call_leaving(work.leaving, work.movers, month)
        find_rows(ground, chance, now, work.movers, month)
        for at in range(work.movers.size[0]):
            person = work.movers.who[at]
            _turn(ground, chance, policy, now, work, tally, at, month)
            _settle(ground, chance, policy, now, market, work, person, month + 1)
        refill(market, ground)
    for person in ground.arriving[: ground.arrived[ground.months]]:
        count_spell(ground, now, tally, person, ground.months)


@laid_in
def _settle(
    ground: Ground,
    chance: Chance,
    policy: Policy,
    now: Now,
    market: Market,
    work: Work,
    person: int,
    month: int,
) -> None:
    """One begins a spell, or arrives in one, at the start of a month."""
    state = now.state[person]
    if ground.in_effort[state]:
        join(ground, policy, now, work.queues, person)
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
    at: int,
    month: int,
) -> None:
    """One's spell ends, is counted, and another begins."""
    person = work.movers.who[at]
    state, group, offer = now.state[person], now.group[person], now.offer[person]
    if ground.in_effort[state]:
        leave(ground, policy, now, work.queues, person)
    count_spell(ground, now, tally, person, month)
    move(ground, chance, policy, now, person, month, work.movers.row[at], work.movers.to_work[at])
    if offer != _NONE and now.offer[person] == _NONE:
        give_back(ground, work.queues, offer, now.entered[person] + ground.held[offer], month)
    now.carried[person] = now.begun[person]
    count_move(ground, now, tally, person, month, state, group)
