"""How people move by default: a country's few numbers spread out over age, sex, education and duration."""

import numpy as np
from numpy.typing import NDArray

from fodfaeste.core.simulation import AGE, DURATION, EDUCATION, Country, Profile
from fodfaeste.engines.simulation.model import Axes

Numbers = NDArray[np.float64]


def default_rates(country: Country, axes: Axes) -> Numbers:
    """The rate a month from each state to each other, by age, sex, education and time in the state.

    The axes are those of `Rates.monthly`. A band takes the factor that holds where it begins; the pack's
    steps begin where bands do.
    """
    profiles = {profile.id: _spread_out(profile, axes) for profile in country.profiles}
    states = {state: number for number, state in enumerate(axes.states)}
    sizes = len(axes.age_from), len(axes.sexes), len(axes.educations), len(axes.duration_from)
    found = np.zeros((len(states), *sizes, len(states)))
    for rate in country.rates:
        cells = np.full(sizes, rate.per_thousand / 1000)
        for profile in rate.profiles:
            cells = cells * profiles[profile]
        found[states[rate.origin], ..., states[rate.destination]] = cells
    return found


def default_spread(country: Country, axes: Axes) -> Numbers:
    """How far each default may be wrong: the standard error of its logarithm. (S, S), 0 where nobody goes."""
    states = {state: number for number, state in enumerate(axes.states)}
    found = np.zeros((len(states), len(states)))
    for rate in country.rates:
        found[states[rate.origin], states[rate.destination]] = rate.spread
    return found


def _spread_out(profile: Profile, axes: Axes) -> Numbers:
    """The factors of a profile along its own axis; 1 long on the three others."""
    if profile.over == AGE:
        return np.array([profile.at(int(month) // 12) for month in axes.age_from]).reshape(-1, 1, 1, 1)
    if profile.over == DURATION:
        return np.array([profile.at(int(month)) for month in axes.duration_from]).reshape(1, 1, 1, -1)
    if profile.over == EDUCATION:
        return np.array([profile.at(code) for code in axes.educations]).reshape(1, 1, -1, 1)
    return np.array([profile.at(code) for code in axes.sexes]).reshape(1, -1, 1, 1)
