"""Those whose rate to work hangs on others: looked at each month, packed side by side."""

from typing import NamedTuple

import numpy as np

from fodfaeste.engines.matching.compiled import laid_in
from fodfaeste.engines.simulation.keys import Whole
from fodfaeste.engines.simulation.leaving import months_alike
from fodfaeste.engines.simulation.market import Market, scaled
from fodfaeste.engines.simulation.model import NO_OFFER
from fodfaeste.engines.simulation.movers import Movers
from fodfaeste.engines.simulation.spells import UP, Now, row_of
from fodfaeste.engines.simulation.tables import Chance, Ground, Months, Numbers, Rows, Small

_NONE = int(NO_OFFER)


class Search(NamedTuple):
    """A place for each who searches; the order of places means nothing. The last is by person."""

    size: Numbers  # how many, alone in an array
    who: Rows
    left: Numbers
    row: Rows
    until: Months  # the month another row of rates begins
    field: Small
    offer: Small  # whose effect is still felt
    entered: Months
    place: Rows


def search_for(people: int) -> Search:
    return Search(
        np.zeros(1, np.int64),
        np.empty(people, np.int32),
        np.empty(people, np.int64),
        np.empty(people, np.int32),
        np.empty(people, np.int16),
        np.empty(people, np.uint8),
        np.empty(people, np.uint8),
        np.empty(people, np.int16),
        np.empty(people, np.int32),
    )


@laid_in
def begin_search(
    ground: Ground, chance: Chance, now: Now, market: Market, search: Search, person: int, month: int
) -> None:
    at, field = search.size[0], now.field[person]
    search.size[0] += 1
    search.place[person], search.who[at] = at, person
    search.left[at], search.field[at] = now.left[person], field
    search.offer[at], search.entered[at] = now.offer[person], now.entered[person]
    _find_row(ground, now, search, at, month)
    market.searchers[field] += 1
    if month == 0:
        market.taken[field] += chance.leave[search.row[at], 0]


@laid_in
def _find_row(ground: Ground, now: Now, search: Search, at: int, month: int) -> None:
    person = search.who[at]
    duration = month - now.since[person]
    age = now.age[person] + month - now.arrives[person]
    search.row[at] = row_of(ground, now, person, np.int64(now.state[person]), age, duration)
    search.until[at] = month + months_alike(ground, age, duration)


@laid_in
def search_on(
    ground: Ground, chance: Chance, now: Now, market: Market, search: Search, movers: Movers, month: int
) -> None:
    """A month of everybody's search; who moves leaves the place to the last."""
    path = np.int64(chance.path[month])
    for at in range(search.size[0] - 1, -1, -1):
        if search.until[at] <= month:
            _find_row(ground, now, search, at, month)
        row, field = search.row[at], search.field[at]
        pull = (market.tightness[field] * _offer_factor(chance, search, at, month)) >> UP
        rate = chance.leave[row, 0]
        market.taken[field] += scaled(rate, pull) >> UP
        to_work = scaled(rate, (pull * path) >> UP)
        search.left[at] -= to_work + (chance.leave[row, 1] << UP)
        if search.left[at] <= 0:
            movers.who[movers.size[0]], movers.to_work[movers.size[0]] = search.who[at], to_work
            movers.size[0] += 1
            market.searchers[field] -= 1
            _give_up_place(search, at)


@laid_in
def _offer_factor(chance: Chance, search: Search, at: int, month: int) -> Whole:
    if search.offer[at] == _NONE:
        return 1 << UP
    after = month - search.entered[at]
    if after < chance.offer_factors.shape[1]:
        return np.int64(chance.offer_factors[search.offer[at], after])
    search.offer[at] = _NONE
    return 1 << UP


@laid_in
def _give_up_place(search: Search, at: int) -> None:
    search.size[0] -= 1
    last = search.size[0]
    search.who[at], search.left[at], search.row[at] = search.who[last], search.left[last], search.row[last]
    search.until[at], search.field[at] = search.until[last], search.field[last]
    search.offer[at], search.entered[at] = search.offer[last], search.entered[last]
    search.place[search.who[at]] = at
