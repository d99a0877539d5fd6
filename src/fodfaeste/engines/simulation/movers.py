"""Who moves in the running month, gathered before anybody is moved."""

from typing import NamedTuple

import numpy as np

from fodfaeste.engines.matching.compiled import laid_in
from fodfaeste.engines.simulation.market import scaled
from fodfaeste.engines.simulation.spells import Now, row_of
from fodfaeste.engines.simulation.tables import Chance, Ground, Numbers, Rows


class Movers(NamedTuple):
    """In no order that means anything."""

    size: Numbers  # how many, alone in an array
    who: Rows
    row: Rows  # their row of rates
    to_work: Numbers  # their rate to work in 2^-48; below 0: as the country has it
    ahead: Numbers  # what was read ahead


def movers_for(people: int) -> Movers:
    return Movers(
        np.zeros(1, np.int64),
        np.empty(people, np.int32),
        np.empty(people, np.int32),
        np.empty(people, np.int64),
        np.zeros(1, np.int64),
    )


@laid_in
def find_rows(ground: Ground, chance: Chance, now: Now, movers: Movers, month: int) -> None:
    """What each needs to move.

    People and rates lie far from each other in memory: short loops read them ahead, so that the processor
    fetches many at once. What those sums come to, nobody asks.
    """
    for at in range(movers.size[0]):
        movers.ahead[0] += now.since[movers.who[at]]
    for at in range(movers.size[0]):
        person = movers.who[at]
        age = now.age[person] + month - now.arrives[person]
        row = row_of(ground, now, person, np.int64(now.state[person]), age, month - now.since[person])
        movers.row[at] = row
        if movers.to_work[at] < 0:
            movers.to_work[at] = scaled(chance.leave[row, 0], np.int64(chance.path[month]))
    for at in range(movers.size[0]):
        rates = chance.rates[movers.row[at]]
        movers.ahead[0] += rates[0] + rates[len(rates) // 2]
