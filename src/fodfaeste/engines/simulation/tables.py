"""A model, a run's draw and a policy as the inner loops read them: whole numbers in plain arrays."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.matching.compiled import compiled, own
from fodfaeste.engines.simulation.keys import RATE_BITS
from fodfaeste.engines.simulation.model import FACTOR_ONE, Draw, Model, Rights

Small = NDArray[np.uint8]
Months = NDArray[np.int16]
Rows = NDArray[np.int32]
Numbers = NDArray[np.int64]

#: No rate is higher than so many a month: it bounds the sums, and nobody stays a month at that rate anyhow.
_MOST_RATE = 8


class Ground(NamedTuple):
    """What every run and policy shares: the axes as numbers, but for the people."""

    months: int
    seed: int
    work: int
    sexes: int
    educations: int
    searching: Small  # by state
    final: Small
    in_effort: Small
    age_band: Small  # by months of age; past the end counts as the last
    duration_band: Small  # by months in the state
    age_from: Months
    duration_from: Months
    told_from: Months
    told_band: Small  # by months of age
    labels: Numbers  # (S, A, G) shares added up, parts of 2^32
    held: Months  # by offer: months that a seat is held
    displacement: bool
    elasticity: float
    refill: int  # a part of FACTOR_ONE
    least: float
    most: float
    arriving: Rows  # everybody by month of arrival
    arrived: Rows  # how many have arrived before each month


class Chance(NamedTuple):
    """What one run takes for true."""

    replicate: int
    leave: Numbers  # (rows, 2) the rate to work, in 2^-32, and to all other states together
    rates: Numbers  # (rows, S)
    offer_factors: NDArray[np.int32]
    path: NDArray[np.int32]


class Policy(NamedTuple):
    """What one policy gives."""

    first: Months  # (O, n)
    wait: Months  # (O, S, G, C, K, U, E, A)
    seats: Rows  # (O, M)
    earliest: int  # no right that arises in the runs is older than this month


def ground_of(model: Model) -> Ground:
    axes, vacancies = model.axes, model.vacancies
    age_from, duration_from, told_from = (
        own(kind, np.int16) for kind in (axes.age_from, axes.duration_from, axes.told_age_from)
    )
    return Ground(
        model.months,
        model.seed,
        axes.work,
        len(axes.sexes),
        len(axes.educations),
        np.array(axes.searching, np.uint8),
        np.array(axes.final, np.uint8),
        np.array(axes.in_effort, np.uint8),
        _bands(age_from),
        _bands(duration_from),
        age_from,
        duration_from,
        told_from,
        _bands(told_from),
        own(np.rint(np.cumsum(model.rates.labels, axis=-1) * 2**RATE_BITS), np.int64),
        own(model.offers.months, np.int16),
        bool(vacancies.displacement),
        float(vacancies.elasticity),
        round(vacancies.refill * FACTOR_ONE),
        float(vacancies.least),
        float(vacancies.most),
        np.argsort(model.people.arrives, kind="stable").astype(np.int32),
        np.searchsorted(np.sort(model.people.arrives), np.arange(model.months + 1)).astype(np.int32),
    )


def chance_of(model: Model, draw: Draw) -> Chance:
    """The rates with the run's factors on them, as whole numbers, and added up as the loops ask for them."""
    monthly = own(model.rates.monthly, np.float64)
    states, rows = monthly.shape[0], monthly.size // monthly.shape[-1]
    rates = np.empty((rows, states), np.int64)
    leave = np.empty((rows, 2), np.int64)
    factors = own(draw.rate_factors, np.float64)
    _whole(monthly.reshape(rows, states), factors, model.axes.work, rates, leave)
    factors_of_offers, path = own(draw.offer_factors, np.int32), own(draw.path, np.int32)
    return Chance(draw.replicate, leave, rates, factors_of_offers, path)


def policy_of(rights: Rights) -> Policy:
    first, wait = own(rights.first, np.int16), own(rights.wait, np.int16)
    earliest = min(int(first.min(initial=0)), int(wait.min(initial=0)))
    return Policy(first, wait, own(rights.seats, np.int32), earliest)


@compiled
def _whole(
    monthly: NDArray[np.float64],
    factors: NDArray[np.float64],
    work: int,
    rates: Numbers,
    leave: Numbers,
) -> None:
    """Rates as whole numbers of 2^-32, rounded; none from a state to itself, none above what is bounded."""
    states = monthly.shape[1]
    each = len(monthly) // states
    for row in range(len(monthly)):
        state, others = row // each, 0
        for to in range(states):
            rate = min(monthly[row, to] * factors[state, to], float(_MOST_RATE)) * 2.0**RATE_BITS
            whole = 0 if to == state else int(rate + 0.5)
            rates[row, to] = whole
            others += whole
        leave[row, 0], leave[row, 1] = rates[row, work], others - rates[row, work]


def _bands(begins: Months) -> Small:
    """The band of each number of months: from its first month until the next band's."""
    months = np.arange(int(begins[-1]) + 1)
    return np.maximum(np.searchsorted(begins, months, side="right") - 1, 0).astype(np.uint8)
