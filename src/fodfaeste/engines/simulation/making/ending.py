"""How many die and move away: as the population's rates say, divided on states as the country's numbers."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from fodfaeste.core.population import MEN, WOMEN
from fodfaeste.core.simulation import DEAD, MOVED, Country
from fodfaeste.engines.population.rates import Rates, Whole
from fodfaeste.engines.simulation.making.shrink import Estimated
from fodfaeste.engines.simulation.model import Axes, People

Numbers = NDArray[np.float64]


def with_endings(
    estimated: Estimated, people: People, country: Country, axes: Axes, whole: Whole, rates: Rates
) -> Estimated:
    """The rates of dying and of moving away such that all of an age and sex do as the population's rates say.

    `whole`: people by sex and age in years, whom the population's rates are of. Which states have more deaths
    than others stays as the country's numbers have it.
    """
    monthly = estimated.monthly.copy()
    there = _there(people, axes)
    for role, hazard in ((DEAD, rates.mortality()), (MOVED, rates.moving_out())):
        to = axes.states.index(country.role(role))
        wanted = _by_band(hazard, whole, axes)  # (A, X)
        plain = monthly[:, :, :, 0, 0, to]  # neither education nor time in the state has a say
        expected = np.einsum("sa,sax->ax", there, plain)
        lived = there[~np.array(axes.final)].sum(axis=0)[:, None]
        times = np.divide(wanted * lived, expected, out=np.ones_like(expected), where=expected > 0)
        monthly[..., to] *= times[None, :, :, None, None]
    return replace(estimated, monthly=monthly)


def _there(people: People, axes: Axes) -> Numbers:
    """People at the start by state and band of ages."""
    here = people.arrives == 0
    age = np.maximum(np.searchsorted(axes.age_from, people.age_months[here], side="right") - 1, 0)
    found = np.zeros((len(axes.states), len(axes.age_from)))
    np.add.at(found, (people.state[here], age), 1.0)
    return found


def _by_band(hazard: Numbers, whole: Whole, axes: Axes) -> Numbers:
    """The mean hazard of each band of ages by sex, as many as there are of each year counting so much."""
    years = np.arange(hazard.shape[1])
    band = np.maximum(np.searchsorted(axes.age_from // 12, years, side="right") - 1, 0)
    size = len(axes.age_from)
    weight = whole + 1e-9
    sums = np.array([np.bincount(band, weight[sex] * hazard[sex], size) for sex in (MEN, WOMEN)])
    people = np.array([np.bincount(band, weight[sex], size) for sex in (MEN, WOMEN)])
    mean = np.divide(sums, people, out=np.zeros_like(sums), where=people > 0)
    both = np.divide(sums.sum(0), people.sum(0), out=np.zeros(size), where=people.sum(0) > 0)
    named = {"male": mean[MEN], "female": mean[WOMEN]}
    return np.array([named.get(sex, both) for sex in axes.sexes]).T
