"""What benefits and offers cost, and how much of it the municipality and the state bear."""

from collections.abc import Iterator

import numpy as np

from fodfaeste.core.words import Words
from fodfaeste.engines.simulation.model import Counts
from fodfaeste.engines.simulation.telling.figures import Figure, Measure
from fodfaeste.engines.simulation.telling.prices import Oere, Prices

_OERE = 100

_WORDS = {
    "spending": Words("Udgifter i alt", "Spending in all"),
    "spending_municipal": Words("Udgifter, kommunens del", "Spending, the municipality's part"),
    "spending_state": Words("Udgifter, statens del", "Spending, the state's part"),
    "spending_benefits": Words("Udgifter til ydelser", "Spending on benefits"),
    "spending_offers": Words("Udgifter til tilbud", "Spending on offers"),
}


def spending_figures(counts: Counts, prices: Prices) -> Iterator[Figure]:
    """Spending a month in kroner, by what it is for and by who bears it; summed in whole øre."""
    benefits = _benefits(counts, prices)
    offers = counts.held @ prices.in_offer + counts.entries.sum(-1, dtype=np.int64) @ prices.start
    both = benefits + offers
    for name, oere in (
        ("spending", both.sum(-1)),
        ("spending_municipal", both[..., 0]),
        ("spending_state", both[..., 1]),
        ("spending_benefits", benefits.sum(-1)),
        ("spending_offers", offers.sum(-1)),
    ):
        yield Figure(Measure(name, _WORDS[name], "kroner", adds=True), "", oere / _OERE)


def _benefits(counts: Counts, prices: Prices) -> Oere:
    """The municipality's and the state's part, (runs, policies, months, 2)."""
    stock = counts.stock.reshape(*counts.stock.shape[:-2], -1)
    months: Oere = stock.astype(np.int64) @ prices.month.reshape(-1, 2)
    return months
