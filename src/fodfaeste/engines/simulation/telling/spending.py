"""What benefits and offers cost, and how much of it the municipality and the state bear."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fodfaeste.core.words import Words
from fodfaeste.engines.simulation.model import Counts
from fodfaeste.engines.simulation.telling.figures import Figure, Measure

Oere = NDArray[np.int64]
_OERE = 100


@dataclass(frozen=True, slots=True)
class Prices:
    """What a month and a start cost in øre, in all and to the municipality; the state bears the rest."""

    state: Oere  # (S, D) a month in a state, by time in it
    state_municipal: Oere
    place: Oere  # (O,) a month in an offer
    place_municipal: Oere
    start: Oere  # (O,) coming into it
    start_municipal: Oere


_WORDS = {
    "spending": Words("Udgifter i alt", "Spending in all"),
    "spending_municipal": Words("heraf kommunen", "of it the municipality"),
    "spending_state": Words("heraf staten", "of it the state"),
    "spending_benefits": Words("heraf ydelser", "of it benefits"),
    "spending_offers": Words("heraf tilbud", "of it offers"),
}


def spending_figures(counts: Counts, prices: Prices) -> Iterator[Figure]:
    """Spending a month in kroner, by who bears it and by what it is for; summed in whole øre."""
    benefits = _of_states(counts, prices.state)
    offers = _of_offers(counts, prices.place, prices.start)
    municipal = _of_states(counts, prices.state_municipal)
    municipal += _of_offers(counts, prices.place_municipal, prices.start_municipal)
    total = benefits + offers
    for name, oere in (
        ("spending", total),
        ("spending_municipal", municipal),
        ("spending_state", total - municipal),
        ("spending_benefits", benefits),
        ("spending_offers", offers),
    ):
        yield Figure(Measure(name, _WORDS[name], "kroner", adds=True), "", oere / _OERE)


def _of_states(counts: Counts, price: Oere) -> Oere:
    cells: Oere = (counts.stock * price).sum((-2, -1), dtype=np.int64)
    return cells


def _of_offers(counts: Counts, place: Oere, start: Oere) -> Oere:
    months: Oere = (counts.held * place).sum(-1, dtype=np.int64)
    starts: Oere = (counts.entries.sum(-1) * start).sum(-1, dtype=np.int64)
    return months + starts
