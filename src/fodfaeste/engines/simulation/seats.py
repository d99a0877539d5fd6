"""The free seats of an offer to those who have waited longest, as the jumping engine gives them."""

import numpy as np

from fodfaeste.engines.matching.compiled import laid_in
from fodfaeste.engines.simulation.keys import ROW
from fodfaeste.engines.simulation.queues import Queues, leave_one, take_seat
from fodfaeste.engines.simulation.searching import Search
from fodfaeste.engines.simulation.spells import Now, enter, holds_seat, lot
from fodfaeste.engines.simulation.tables import Chance, Ground, Numbers, Policy
from fodfaeste.engines.simulation.tally import Tally


@laid_in
def give_seats(
    ground: Ground,
    chance: Chance,
    policy: Policy,
    now: Now,
    queues: Queues,
    search: Search,
    tally: Tally,
    month: int,
) -> None:
    """Offer by offer; lots are drawn in one chain only, the one that there are not seats enough for."""
    for offer in range(len(ground.held)):
        queues.held[offer] -= queues.ends[month, offer]
        free, chain = policy.seats[offer, month] - queues.held[offer], queues.oldest[offer]
        while free > 0 and chain <= month - policy.earliest:
            waiting = _line_up(ground, now, queues, offer, chain, month)
            if waiting > free:
                _draw_lots(ground, chance, now, queues.line[:waiting], offer)
                _in_order(queues.line[:waiting])
                waiting = free
            for at in range(waiting):
                person = queues.line[at] & ROW
                _seat(ground, policy, now, queues, search, tally, person, offer, month)
            free, chain = free - waiting, chain + 1
        tally.held[month, offer] = queues.held[offer]


@laid_in
def _line_up(ground: Ground, now: Now, queues: Queues, offer: int, chain: int, month: int) -> int:
    """Those of a chain who sit in no seat; how many they are."""
    place, waiting = queues.first[offer, chain], 0
    if place < 0 and chain == queues.oldest[offer]:
        queues.oldest[offer] += 1
    while place >= 0:
        person = queues.who[place]
        if not holds_seat(ground, now, person, month):
            queues.line[waiting] = person
            waiting += 1
        place = queues.links[place, offer, 0]
    return waiting


@laid_in
def _draw_lots(ground: Ground, chance: Chance, now: Now, line: Numbers, offer: int) -> None:
    for at in range(len(line)):
        line[at] = lot(ground, chance, now, line[at], offer)


@laid_in
def _in_order(line: Numbers) -> None:
    """Sorts in place, Shell's way, the steps falling by four ninths."""
    step = 1
    while step < len(line):
        step = step * 9 // 4 + 1
    while step > 1:
        step = max((step - 1) * 4 // 9, 1)
        for at in range(step, len(line)):
            value, hole = line[at], at
            while hole >= step and line[hole - step] > value:
                line[hole] = line[hole - step]
                hole -= step
            line[hole] = value


@laid_in
def _seat(
    ground: Ground,
    policy: Policy,
    now: Now,
    queues: Queues,
    search: Search,
    tally: Tally,
    person: int,
    offer: int,
    month: int,
) -> None:
    group = now.group[person]
    leave_one(policy, now, queues, person, offer)
    enter(now, person, offer, month)
    take_seat(ground, now, queues, person)
    if ground.searching[now.state[person]]:
        at = search.place[person]
        search.offer[at], search.entered[at] = offer, month
    waited = min(month - np.int64(now.right[person, offer]), tally.waited.shape[2] - 1)
    tally.waited[month, offer, waited] += 1
    tally.entries[month, offer, group] += 1
    tally.begun[month, offer, group] += 1
