"""What an offer is taken to do to the way to work: from a finding, or nothing with a wide spread of ours."""

from dataclasses import dataclass
from math import exp, log, log1p

import numpy as np
from numpy.typing import NDArray

from fodfaeste.core.evidence import Evidence, Spread, spread
from fodfaeste.core.evidence_codes import LOG_HAZARD, PERCENT, POINTS
from fodfaeste.core.simulation import Country, OfferDefault
from fodfaeste.engines.simulation.model import FACTOR_ONE, Axes

#: A share in work that a draw may reach at the outside; beyond it a rate would be none or without end.
_LEAST_SHARE, _MOST_SHARE = 0.005, 0.995


@dataclass(frozen=True, slots=True)
class Effect:
    """An offer's effect as it can be drawn. `finding` is None where the spread is ours alone."""

    offer: str
    said: OfferDefault
    finding: str | None
    middle: float  # on the finding's own scale
    error: float
    unit: str
    published: bool  # False: the error is assumed by us

    def log_rate(self, steps: float) -> float:
        """The effect on the logarithm of the rate to work, so many standard errors from the middle.

        A change of the share in work becomes the change of a constant rate that gives it: the share with rate
        h after a time is 1 - exp(-h), so the rates go as the logarithms of the shares without work.
        """
        value = self.middle + steps * self.error
        if self.unit == LOG_HAZARD:
            return value
        before = (self.said.baseline_percent or 50.0) / 100
        gain = value / 100 * (before if self.unit == PERCENT else 1.0)
        after = min(max(before + gain, _LEAST_SHARE), _MOST_SHARE)
        return log(log1p(-after) / log1p(-before))


def effects(country: Country, evidence: Evidence, axes: Axes) -> tuple[Effect, ...]:
    """The effect of each offer of the axes, in their order."""
    return tuple(_effect(offer, country.offer(offer), evidence) for offer in axes.offers)


def _effect(offer: str, said: OfferDefault, evidence: Evidence) -> Effect:
    found = _read(said, evidence)
    if found is None:
        return Effect(offer, said, None, 0.0, said.spread, LOG_HAZARD, published=False)
    return Effect(offer, said, said.finding, found.middle, found.error, found.unit, found.published)


def _read(said: OfferDefault, evidence: Evidence) -> Spread | None:
    """The finding's size where one was read, in a unit that a rate can be made of."""
    finding = evidence.finding(said.finding) if said.finding else None
    found = spread(evidence, finding) if finding else None
    return found if found and found.unit in (LOG_HAZARD, POINTS, PERCENT) else None


def longest(offers: tuple[Effect, ...]) -> int:
    """Months from entry until every offer's effect is gone."""
    return max((effect.said.months + effect.said.fades_months for effect in offers), default=0)


def offer_factors(
    offers: tuple[Effect, ...], steps: NDArray[np.float64], lock_in_steps: NDArray[np.float64]
) -> NDArray[np.int32]:
    """Factors on the rate to work by month since entry, (O, T), each offer so many errors from its middle.

    While in the offer the lock-in; from its end the effect, whose logarithm falls on a straight line to zero.
    """
    found = np.ones((len(offers), longest(offers)))
    for number, effect in enumerate(offers):
        said = effect.said
        lock_in = said.lock_in_percent / 100 * exp(float(lock_in_steps[number]) * said.lock_in_spread)
        found[number, : said.months] = lock_in
        left = 1 - np.arange(said.fades_months) / said.fades_months
        size = effect.log_rate(float(steps[number]))
        found[number, said.months : said.months + said.fades_months] = np.exp(size * left)
    return np.rint(found * FACTOR_ONE).astype(np.int32)
