"""What a month costs the municipality and the state, in øre, by state and time in it, and offers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fodfaeste.core.simulation import Country
from fodfaeste.core.simulation_costs import MUNICIPALITY, Cost
from fodfaeste.engines.simulation.making.costs import Percents
from fodfaeste.engines.simulation.model import Axes

Oere = NDArray[np.int64]
_ALL = 100


@dataclass(frozen=True, slots=True)
class Prices:
    """Whole øre. The last axis everywhere: the municipality's part, the state's part."""

    month: Oere  # (S, D, 2) a month in a state, by time in it
    start: Oere  # (O, 2) one start in an offer
    in_offer: Oere  # (O, 2) a month in an offer, beside the benefit


def prices_of(country: Country, axes: Axes, percents: Percents) -> Prices:
    """What everything costs. A state of which the pack says nothing costs nothing that is counted here."""
    month = np.zeros((len(axes.states), len(axes.duration_from), 2), np.int64)
    for cost in country.costs:
        for band, begins in enumerate(axes.duration_from.tolist()):
            borne = _borne_by_the_state(cost, country, percents, begins)
            month[axes.states.index(cost.state), band] = _shared(cost.oere, borne)
    offers = [country.offer(offer) for offer in axes.offers]
    starts = [_shared(offer.start_oere, _ALL - offer.municipal_percent) for offer in offers]
    months = [_shared(offer.month_oere, _ALL - offer.municipal_percent) for offer in offers]
    return Prices(month, _of_offers(starts), _of_offers(months))


def _shared(oere: int, percent: float) -> tuple[int, int]:
    """The municipality's and the state's part of an amount; the odd øre is the municipality's."""
    state = oere * round(percent * _ALL) // (_ALL * _ALL)
    return oere - state, state


def _borne_by_the_state(cost: Cost, country: Country, percents: Percents, month: int) -> float:
    """The state's per cent from a month in the state on."""
    if cost.refund is None:
        return 0.0 if cost.bearer == MUNICIPALITY else float(_ALL)
    refund = next(one for one in country.refunds if one.id == cost.refund)
    step = next(step for step in reversed(refund.steps) if month >= step.from_month)
    return percents[refund.rule][step.value]


def _of_offers(parts: list[tuple[int, int]]) -> Oere:
    return np.array(parts, np.int64).reshape(len(parts), 2)
