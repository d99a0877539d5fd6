"""What a month costs the municipality and the state in øre, by state and time in it, and what offers cost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from fodfaeste.core.law import LawPack
from fodfaeste.core.simulation import Country
from fodfaeste.core.simulation_costs import MUNICIPALITY, Cost, Refund
from fodfaeste.engines.simulation.model import Axes

Oere = NDArray[np.int64]
#: The per cents of each rule of the law that says the state's share: rule -> name of the value -> per cent.
Percents = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Costs:
    """Whole øre. The last axis everywhere: the municipality's part, the state's part."""

    month: Oere  # (S, D, 2) a month in a state, by time in it
    start: Oere  # (O, 2) one start in an offer
    in_offer: Oere  # (O, 2) a month in an offer, beside the benefit


def percents_of(law: LawPack, country: Country, on: date) -> Percents:
    """The per cents of the country's refunds on a day, from the law's own rules."""
    asked = {refund.rule for refund in country.refunds}
    return {rule.id: dict(rule.values) for rule in law.rules if rule.id in asked and rule.holds(on)}


def costs(country: Country, axes: Axes, percents: Percents) -> Costs:
    """What everything costs. A state of which the pack says nothing costs nothing that is counted here."""
    refunds = {refund.id: refund for refund in country.refunds}
    month = np.zeros((len(axes.states), len(axes.duration_from), 2), np.int64)
    for cost in country.costs:
        for duration, begins in enumerate(axes.duration_from):
            percent = _state_percent(cost, refunds, percents, int(begins))
            month[axes.states.index(cost.state), duration] = shared(cost.oere, percent)
    offers = [country.offer(offer) for offer in axes.offers]
    return Costs(
        month,
        _of_offers([shared(offer.start_oere, 100 - offer.municipal_percent) for offer in offers]),
        _of_offers([shared(offer.month_oere, 100 - offer.municipal_percent) for offer in offers]),
    )


def shared(oere: int, state_percent: float) -> tuple[int, int]:
    """The municipality's and the state's part of an amount; the odd øre is the municipality's."""
    state = oere * round(state_percent * 100) // 10_000
    return oere - state, state


def _state_percent(cost: Cost, refunds: Mapping[str, Refund], percents: Percents, month: int) -> float:
    """The state's per cent from a month in the state on."""
    if cost.refund is None:
        return 0.0 if cost.bearer == MUNICIPALITY else 100.0
    refund = refunds[cost.refund]
    step = next(step for step in reversed(refund.steps) if month >= step.from_month)
    return percents[refund.rule][step.value]


def _of_offers(parts: list[tuple[int, int]]) -> Oere:
    return np.array(parts, np.int64).reshape(len(parts), 2)
