"""How much work there is to get, field by field: what some take, others cannot have that month.

The rate to work is scaled by (vacancies / searchers) to the power of the elasticity, both against what they
were at the start. Vacancies are drawn down by the rate at which people find work, not by who happened to find
it: in a field with few people the luck of one would else move all the others. What the country brings
(`Draw.path`) scales vacancies and hires alike, so it is left out here and laid on the rate itself.
"""

from typing import NamedTuple

import numpy as np

from fodfaeste.engines.matching.compiled import laid_in
from fodfaeste.engines.simulation.keys import Whole
from fodfaeste.engines.simulation.tables import Ground, Numbers

_ONE, _BITS = 1 << 16, 16

#: A factor on a rate is no higher than so many times one, whatever is multiplied: it bounds the sums.
_MOST = 16 << _BITS


class Market(NamedTuple):
    """By field. Rates are added up in 2^-32 a month."""

    searchers: Numbers  # at the start of the month
    taken: Numbers  # the rate to work of all of them together, this month
    usual_searchers: Numbers
    usual: Numbers  # what they took at the start
    vacancies: Numbers  # in the same measure
    tightness: Numbers  # the factor on the rate to work, parts of FACTOR_ONE
    invented: Numbers  # the rate of one more searcher, so that an empty field has a usual number too


def market_for(fields: int) -> Market:
    return Market(*(np.zeros(fields, np.int64) for _ in Market._fields))


@laid_in
def open_market(market: Market) -> None:
    """What is usual is what is there at the start: called when everybody who is there has been counted.

    Until then `searchers` and `taken` hold them and their rates to work.
    """
    searchers, taken = 0, 0
    for field in range(len(market.usual)):
        searchers += market.searchers[field]
        taken += market.taken[field]
    for field in range(len(market.usual)):
        market.invented[field] = taken // max(searchers, 1)
        market.usual_searchers[field] = market.searchers[field] + 1
        market.usual[field] = market.taken[field] + market.invented[field]
        market.vacancies[field] = market.usual[field]


@laid_in
def tighten(market: Market, ground: Ground) -> None:
    """The factor of the month that begins, from who searches then."""
    for field in range(len(market.usual)):
        market.tightness[field] = _ONE
        if ground.displacement and market.usual[field] > 0:
            vacancies = float(market.vacancies[field]) / float(market.usual[field])
            searchers = float(market.searchers[field] + 1) / float(market.usual_searchers[field])
            factor = (vacancies / searchers) ** ground.elasticity
            market.tightness[field] = int(min(max(factor, ground.least), ground.most) * _ONE + 0.5)
        market.taken[field] = (market.invented[field] * market.tightness[field]) >> _BITS


@laid_in
def refill(market: Market, ground: Ground) -> None:
    """The month's end: as many new vacancies as usual, less what was taken, and some of the way back."""
    for field in range(len(market.usual)):
        usual, vacancies = market.usual[field], market.vacancies[field]
        back = ((usual - vacancies) * ground.refill) >> _BITS
        market.vacancies[field] = max(vacancies + back + usual - market.taken[field], 0)


@laid_in
def scaled(rate: Whole, factor: Whole) -> Whole:
    """A rate of 2^-32 by a factor, as a rate of 2^-48."""
    return rate * min(factor, _MOST)
