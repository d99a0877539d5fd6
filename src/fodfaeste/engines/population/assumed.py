"""People by age and sex where only a municipality's total is known: an assumption, and marked as one."""

import numpy as np

from fodfaeste.core.population import AGES, ByAge, Month, NationalRates, Stock
from fodfaeste.engines.population.rates import Real, national_deaths, stepped
from fodfaeste.engines.population.rounding import shared_out


def assumed_stock(total: int, area: str, at: Month, national: NationalRates, file: str = "") -> Stock:
    """So many people, spread over ages as the country's profile has them, to the person.

    Within a group of ages the numbers fall as people die, so that the oldest are not all alike.
    """
    width = national.profile.from_age[1] - national.profile.from_age[0]
    alive = np.exp(-np.cumsum(national_deaths(national), axis=1))
    shares = _within(stepped(national.profile), alive, width)
    people = shared_out(total, shares)
    men, women = (tuple(float(number) for number in side) for side in people)
    found: ByAge = (men, women)
    return Stock(file, area, (at,), (found,))


def _within(profile: Real, alive: Real, width: int) -> Real:
    groups = np.arange(AGES) // width
    sums = np.array([np.bincount(groups, side) for side in alive])[:, groups]
    found: Real = profile * alive / sums
    return found
