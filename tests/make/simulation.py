"""A made-up municipality to simulate: few people, short axes, and everything that can happen to them."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from fodfaeste.engines.simulation.model import (
    FACTOR_ONE,
    NEVER,
    NO_OFFER,
    Axes,
    Draw,
    Model,
    Offers,
    People,
    Rates,
    Rights,
    Vacancies,
)

WORK, INSURED, BENEFIT, NOT_READY, SICK, STUDYING, RETIRED, AWAY, DEAD = range(9)
STATES = ("work", "insured", "benefit", "not_ready", "sick", "studying", "retired", "away", "dead")
EFFORT = (INSURED, BENEFIT, NOT_READY, SICK)

#: From, to and the rate a month before age, education and time in the state have had their say.
_MOVES = (
    (WORK, INSURED, 0.012), (WORK, BENEFIT, 0.003), (WORK, SICK, 0.006), (WORK, STUDYING, 0.002),
    (INSURED, WORK, 0.11), (INSURED, BENEFIT, 0.02), (INSURED, SICK, 0.01), (INSURED, STUDYING, 0.006),
    (BENEFIT, WORK, 0.05), (BENEFIT, NOT_READY, 0.02), (BENEFIT, SICK, 0.008), (BENEFIT, STUDYING, 0.01),
    (NOT_READY, WORK, 0.008), (NOT_READY, BENEFIT, 0.03), (NOT_READY, RETIRED, 0.004),
    (SICK, WORK, 0.09), (SICK, INSURED, 0.02), (SICK, NOT_READY, 0.01),
    (STUDYING, WORK, 0.03), (STUDYING, BENEFIT, 0.006), (RETIRED, WORK, 0.0004),
)  # fmt: skip


def axes(offers: int = 3, groups: int = 4, fields: int = 3) -> Axes:
    return Axes(
        states=STATES,
        searching=tuple(state in (INSURED, BENEFIT) for state in range(len(STATES))),
        final=tuple(state in (AWAY, DEAD) for state in range(len(STATES))),
        in_effort=tuple(state in EFFORT for state in range(len(STATES))),
        work=WORK,
        age_from=np.array([16, 25, 40, 60], np.int16) * 12,
        duration_from=np.array([0, 1, 3, 6, 12, 24], np.int16),
        told_age_from=np.array([16, 30, 50], np.int16) * 12,
        sexes=("female", "male", "unknown"),
        educations=("none", "vocational", "higher", "unknown"),
        fields=tuple(f"field_{number}" for number in range(fields)),
        groups=(*(f"group_{number}" for number in range(groups - 1)), ""),
        offers=tuple(f"offer_{number}" for number in range(offers)),
    )


def people(of: Axes, count: int = 600, *, newcomers: int = 0, months: int = 24, seed: int = 1) -> People:
    """Everybody drawn at random; the last of them arrive later."""
    some = np.random.default_rng(seed)
    shares = (0.6, 0.08, 0.08, 0.07, 0.05, 0.05, 0.05, 0.01, 0.01)
    state = some.choice(len(STATES), count, p=shares).astype(np.uint8)
    effort = np.isin(state, EFFORT)
    none, offers = len(of.groups) - 1, len(of.offers)
    since = some.integers(0, 40, count).astype(np.int16)
    in_effort = np.where(effort, since + some.integers(0, 5, count), 0).astype(np.int16)
    in_offer = effort & (some.random(count) < 0.1) & (offers > 0)
    offer = np.where(in_offer, some.integers(0, max(offers, 1), count), NO_OFFER)
    begun = np.where(offer == NO_OFFER, 0, 1 << np.minimum(offer, 7)).astype(np.uint8)
    arrives = np.zeros(count, np.int16)
    if newcomers:
        arrives[-newcomers:] = some.integers(1, months, newcomers)
    return People(
        ids=some.permutation(count * 10)[:count].astype(np.uint32),
        arrives=arrives,
        state=state,
        since=since,
        age_months=some.integers(15 * 12, 80 * 12, count).astype(np.int16),
        sex=some.integers(0, len(of.sexes), count).astype(np.uint8),
        education=some.integers(0, len(of.educations), count).astype(np.uint8),
        field=some.integers(0, len(of.fields), count).astype(np.uint8),
        group=np.where(effort, some.integers(0, none + 1, count), none).astype(np.uint8),
        came_from=np.where(effort, some.integers(0, none + 1, count), none).astype(np.uint8),
        in_effort_since=in_effort,
        earlier=some.integers(0, 30, count).astype(np.int16),
        offer=offer.astype(np.uint8),
        offer_month=some.integers(0, 8, count).astype(np.int16),
        begun=begun,
    )


def rates(of: Axes, times: float = 1.0) -> Rates:
    """Rates that differ by age, sex, education and time in the state."""
    sizes = (len(of.age_from), len(of.sexes), len(of.educations), len(of.duration_from))
    states = len(of.states)
    age, sex, education, duration = np.meshgrid(*map(np.arange, sizes), indexing="ij")
    monthly = np.zeros((states, *sizes, states))
    for begins, ends, rate in _MOVES:
        monthly[begins, ..., ends] = rate * np.exp(0.1 * education - 0.15 * duration - 0.1 * age + 0.05 * sex)
    for state in range(RETIRED + 1):
        monthly[state, ..., AWAY] = 0.003
        monthly[state, ..., DEAD] = 0.0003 * np.exp(age)
        if state != RETIRED:
            monthly[state, ..., RETIRED] += np.where(age == sizes[0] - 1, 0.02, 0.0)
    labels = np.random.default_rng(7).random((states, sizes[0], len(of.groups)))
    return Rates(monthly * times, labels / labels.sum(-1, keepdims=True))


def model(
    count: int = 600,
    *,
    newcomers: int = 0,
    months: int = 24,
    offers: int = 3,
    seed: int = 1,
    displacement: bool = True,
    lasts: Sequence[int] = (3, 6, 1),
) -> Model:
    of = axes(offers)
    return Model(
        axes=of,
        people=people(of, count, newcomers=newcomers, months=months, seed=seed),
        rates=rates(of),
        vacancies=Vacancies(displacement, elasticity=0.5, refill=0.3, least=0.5, most=1.5),
        offers=Offers(np.array([lasts[offer % len(lasts)] for offer in range(offers)], np.int16)),
        months=months,
        seed=seed * 1_000_003,
    )


def rights(of: Model, name: str = "today", *, wait: int = 6, seats: int = 8, seed: int = 3) -> Rights:
    """Everybody with a label of their own has a right to every offer after so many months.

    Some labels have none to some offer; who has been long in the effort or unemployed before has it at once.
    """
    some = np.random.default_rng(seed)
    offers, groups = len(of.axes.offers), len(of.axes.groups)
    table = np.full((offers, len(STATES), groups, groups, 13, 7, 1, 2), wait, np.int16)
    table[..., 12, :, :, :] = min(wait, 1)
    table[..., 6, :, :] = min(wait, 2)
    table[..., 1] += table[..., 1] // 2
    table[some.random((offers, len(STATES), groups)) < 0.3] = NEVER
    table[:, :, -1] = NEVER
    everyone = of.people
    effort = np.isin(everyone.state, EFFORT)
    waits = table[:, everyone.state, everyone.group, everyone.came_from, 0, 0, 0, 0]
    first = np.where(waits == NEVER, NEVER, everyone.arrives - everyone.since + waits)
    return Rights(
        name=name,
        first=np.where(effort, first, NEVER).astype(np.int16),
        wait=table,
        seats=np.full((offers, of.months), seats, np.int32),
    )


def draws(of: Model, runs: int = 1, *, first: int = 0, spread: float = 0.0, path: bool = False) -> list[Draw]:
    """Runs with the middle parameters, or with some that are drawn and a country that changes."""
    return [_draw(of, replicate, spread, path) for replicate in range(first, first + runs)]


def _draw(of: Model, replicate: int, spread: float, path: bool) -> Draw:
    some = np.random.default_rng((replicate, 99))
    states, offers = len(of.axes.states), len(of.axes.offers)
    factors = [0.6, 0.6, 0.8, 1.3, 1.4, 1.3, 1.2, 1.1, 1.05]
    shifts = np.exp(some.normal(0, spread, (offers, 1)))
    wave = 1 + 0.3 * np.sin(np.arange(of.months) / 5) if path else np.ones(of.months)
    return Draw(
        replicate=replicate,
        rate_factors=np.exp(some.normal(0, spread, (states, states))),
        offer_factors=np.rint(shifts * factors * FACTOR_ONE).astype(np.int32),
        path=np.rint(wave * FACTOR_ONE).astype(np.int32),
    )


def without_seats(given: Rights, name: str = "no seats") -> Rights:
    return replace(given, name=name, seats=np.zeros_like(given.seats))
