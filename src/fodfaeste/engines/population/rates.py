"""What happens to people of an age in a year: how many die, leave, are born and come."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fodfaeste.core.population import AGES, WOMEN, Bands, ByAge, MoveCurve, NationalRates

Real = NDArray[np.float64]
Whole = NDArray[np.int64]

MONTHS = 12
SLOTS = AGES * MONTHS  # ages in whole months; the last is 100 years and 11 months, and over

#: Nobody's chance to die or leave in a month comes near to one, whatever a small table tells.
MOST_A_YEAR = 6.0


@dataclass(frozen=True, slots=True, eq=False)
class Rates:
    """The rates of one year. Sexes come first (men, women), then ages from 0 to 100 and over.

    Leaving is by the age at the beginning of the year and coming by the age at its end, as a year's stock
    tells it: so a class that leaves school together leaves together here.
    """

    deaths: Real  # [sex, age] a person and year
    births: Real  # [age] a woman and year
    boys: float  # of all born
    leaving: Real  # [sex, age at the beginning of the year] a person and year
    coming: Real  # [sex, age at the end of the year] persons a year

    def mortality(self) -> Real:
        """The hazard of dying in a month, by sex and age in whole years."""
        return self.deaths / MONTHS

    def moving_out(self) -> Real:
        """The hazard of leaving the municipality in a month, by sex and age in whole years.

        Somebody of an age was of that age at the beginning of the year, or of the one before: half each.
        """
        before = np.concatenate([self.leaving[:, :1], self.leaving[:, :-1]], axis=1)
        found: Real = (self.leaving + before) / (2 * MONTHS)
        return found


def by_age(numbers: ByAge) -> Real:
    """A list by age as an array: sex first."""
    return np.array(numbers, dtype=np.float64)


def stepped(bands: Bands) -> Real:
    """Bands as single years, each with its band's number."""
    ages = np.arange(AGES)
    band = np.searchsorted(np.array(bands.from_age), ages, side="right") - 1
    found = np.array([bands.men, bands.women])[:, np.maximum(band, 0)]
    found[:, band < 0] = 0.0
    return found


def national_deaths(rates: NationalRates) -> Real:
    """Deaths a person and year by single years of age.

    A band's number stands at its middle, and between middles the logarithm runs straight. The first year of
    life is a band of its own, and the band of 100 and over stands at 100.
    """
    bands = rates.deaths
    starts = np.array(bands.from_age, dtype=np.float64)
    middles = np.append((starts[:-1] + starts[1:] - 1) / 2, starts[-1])
    ages = np.arange(AGES, dtype=np.float64)
    logs = [np.log(np.maximum(side, 1e-9)) for side in (bands.men, bands.women)]
    found = np.array([np.exp(np.interp(ages, middles[1:], side[1:])) for side in logs])
    found[:, 0] = [bands.men[0], bands.women[0]]
    return found


def national_births(rates: NationalRates) -> Real:
    """Children a woman and year by single years of age."""
    bands = rates.births_by_age
    width = bands.from_age[1] - bands.from_age[0]
    found: Real = stepped(bands)[WOMEN] * rates.births_a_woman / width
    found[bands.from_age[-1] + width :] = 0.0
    return found


def move_curve(curve: MoveCurve) -> Real:
    """How often people move by single years of age, as Rogers and Castro have it; at no level."""
    ages = np.arange(AGES) + 0.5
    children = curve.a1 * np.exp(-curve.alpha1 * ages)
    since = ages - curve.mu2
    workers = curve.a2 * np.exp(-curve.alpha2 * since - np.exp(-curve.lambda2 * since))
    found: Real = children + workers + curve.c
    return found


def hazard(share: Real) -> Real:
    """A yearly rate from the share that an event hits within the year."""
    found: Real = -np.log1p(-np.minimum(share, 1 - np.exp(-MOST_A_YEAR)))
    return found
