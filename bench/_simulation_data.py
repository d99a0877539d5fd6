"""A made-up municipality to simulate, as large as one likes. Every rate is assumed; none is a statistic.

Fifteen states, twelve ages, three sexes, four educations, eight times in the state, thirteen labels, six
offers with too few seats and eleven fields of work; newcomers come every month.
"""

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

STATES = (
    "work", "insured", "job_ready", "activity_ready", "education_ready", "sick", "clarification",
    "integration", "flex_job", "studying", "early_pension", "retired", "outside", "moved", "dead",
)  # fmt: skip
(WORK, INSURED, READY, ACTIVITY, YOUNG, SICK, CLARIFIED, INTEGRATION, FLEX, STUDYING, EARLY, RETIRED, OUTSIDE,
 MOVED, DEAD) = range(15)  # fmt: skip
SEARCHING = (INSURED, READY, ACTIVITY, YOUNG, INTEGRATION)
EFFORT = (*SEARCHING, SICK, CLARIFIED)
OFFER_MONTHS = (3, 6, 3, 1, 4, 12)
YEARLY = 0.022  # newcomers of those who are there

#: From, to, and how many of a thousand go a month.
_MOVES = (
    (WORK, INSURED, 6), (WORK, READY, 1), (WORK, SICK, 4), (WORK, STUDYING, 2), (WORK, OUTSIDE, 2),
    (WORK, FLEX, 0.2), (INSURED, WORK, 90), (INSURED, READY, 5), (INSURED, SICK, 6), (INSURED, STUDYING, 4),
    (INSURED, OUTSIDE, 4), (READY, WORK, 50), (READY, ACTIVITY, 10), (READY, SICK, 3), (READY, STUDYING, 6),
    (READY, OUTSIDE, 6), (ACTIVITY, WORK, 8), (ACTIVITY, READY, 10), (ACTIVITY, CLARIFIED, 6),
    (ACTIVITY, FLEX, 3), (ACTIVITY, EARLY, 3), (ACTIVITY, OUTSIDE, 5), (YOUNG, STUDYING, 40),
    (YOUNG, WORK, 25), (YOUNG, ACTIVITY, 8), (SICK, WORK, 60), (SICK, INSURED, 6),
    (SICK, CLARIFIED, 8), (SICK, OUTSIDE, 3),
    (CLARIFIED, FLEX, 25), (CLARIFIED, EARLY, 12), (CLARIFIED, ACTIVITY, 10), (CLARIFIED, WORK, 8),
    (INTEGRATION, WORK, 22), (INTEGRATION, READY, 14), (INTEGRATION, STUDYING, 6), (FLEX, SICK, 3),
    (FLEX, OUTSIDE, 1), (FLEX, WORK, 1), (STUDYING, WORK, 18), (STUDYING, INSURED, 5), (STUDYING, YOUNG, 3),
    (OUTSIDE, WORK, 10), (OUTSIDE, READY, 4), (OUTSIDE, STUDYING, 3), (RETIRED, WORK, 0.3),
)  # fmt: skip
_SHARES = {
    WORK: 0.76, INSURED: 0.025, READY: 0.02, ACTIVITY: 0.025, YOUNG: 0.008, SICK: 0.022, CLARIFIED: 0.006,
    INTEGRATION: 0.006, FLEX: 0.03, STUDYING: 0.06, OUTSIDE: 0.038,
}  # fmt: skip


def model(people: int, months: int = 120, *, seed: int = 5, displacement: bool = True) -> Model:
    axes = Axes(
        states=STATES,
        searching=tuple(state in SEARCHING for state in range(len(STATES))),
        final=tuple(state >= MOVED for state in range(len(STATES))),
        in_effort=tuple(state in EFFORT for state in range(len(STATES))),
        work=WORK,
        age_from=np.arange(16, 88, 6, dtype=np.int16) * 12,
        duration_from=np.array([0, 1, 3, 6, 9, 12, 24, 48], np.int16),
        told_age_from=np.array([16, 25, 30, 40, 50, 60, 67], np.int16) * 12,
        sexes=("female", "male", "unknown"),
        educations=("none", "vocational", "higher", "unknown"),
        fields=tuple(map(str, range(11))),
        groups=(*map(str, range(13)), ""),
        offers=tuple(map(str, range(len(OFFER_MONTHS)))),
    )
    vacancies = Vacancies(displacement, elasticity=0.5, refill=0.3, least=0.5, most=1.5)
    everybody = people_of(axes, people, months)
    return Model(axes, everybody, _rates(axes), vacancies, _offers(), months, seed)


def rights(of: Model, name: str, wait: int, seats: int) -> Rights:
    """A right to each offer for half of the labels after so many months; seats for 10,000 people."""
    some = np.random.default_rng(8)
    offers, groups = len(of.axes.offers), len(of.axes.groups)
    table = np.full((offers, 1, groups, groups, 25, 1, 1, 1), wait, np.int16)
    table[..., 24, :, :, :] = min(wait, 1)
    table[some.random((offers, 1, groups)) < 0.5] = NEVER
    table[:, :, -1] = NEVER
    at, people = of.people, len(of.people.ids)
    waits = table[:, 0, at.group, at.came_from, 0, 0, 0, 0]
    first = np.where(waits == NEVER, NEVER, at.arrives - at.since + waits)
    first[:, ~np.isin(at.state, EFFORT)] = NEVER
    held = np.full((offers, of.months), seats * people // 10_000, np.int32)
    return Rights(name, first.astype(np.int16), table, held)


def draws(of: Model, runs: int, *, first: int = 0, spread: float = 0.05) -> list[Draw]:
    """Runs with rates and effects drawn; the country as usual."""
    path = np.full(of.months, FACTOR_ONE, np.int32)
    after = np.concatenate([np.full(3, 0.6), 1 + 0.25 * 0.93 ** np.arange(33)])
    found = []
    for replicate in range(first, first + runs):
        some = np.random.default_rng((3, replicate))
        effects = after * np.exp(some.normal(0, 0.08, (len(OFFER_MONTHS), 1)))
        factors = np.exp(some.normal(0, spread, (len(STATES),) * 2))
        found.append(Draw(replicate, factors, np.rint(effects * FACTOR_ONE).astype(np.int32), path))
    return found


def people_of(axes: Axes, count: int, months: int, seed: int = 1) -> People:
    some = np.random.default_rng(seed)
    newcomers = int(count * YEARLY * months / 12)
    everybody = count + newcomers
    age = some.integers(16 * 12, 95 * 12, everybody)
    age[count:] = some.integers(16 * 12, 50 * 12, newcomers)
    state = some.choice(list(_SHARES), everybody, p=list(_SHARES.values()))
    state = np.where(age >= 67 * 12, RETIRED, state)
    effort, none = np.isin(state, EFFORT), len(axes.groups) - 1
    since = np.minimum(some.integers(0, 30, everybody), age)
    offer = np.where(effort & (some.random(everybody) < 0.1), some.integers(0, 6, everybody), int(NO_OFFER))
    arrives = np.concatenate([np.zeros(count, int), some.integers(1, max(months, 2), newcomers)])
    return People(
        ids=np.arange(everybody, dtype=np.uint32),
        arrives=arrives.astype(np.int16),
        state=state.astype(np.uint8),
        since=since.astype(np.int16),
        age_months=age.astype(np.int16),
        sex=some.integers(0, 3, everybody).astype(np.uint8),
        education=some.choice(4, everybody, p=[0.25, 0.4, 0.2, 0.15]).astype(np.uint8),
        field=some.integers(0, len(axes.fields), everybody).astype(np.uint8),
        group=np.where(effort, some.integers(0, none, everybody), none).astype(np.uint8),
        came_from=np.full(everybody, none, np.uint8),
        in_effort_since=np.where(effort, since, 0).astype(np.int16),
        earlier=some.integers(0, 40, everybody).astype(np.int16),
        offer=offer.astype(np.uint8),
        offer_month=some.integers(0, 6, everybody).astype(np.int16),
        begun=np.where(offer == int(NO_OFFER), 0, 1 << np.minimum(offer, 7)).astype(np.uint8),
    )


def _offers() -> Offers:
    return Offers(np.array(OFFER_MONTHS, np.int16))


def _rates(axes: Axes) -> Rates:
    """Longer in a state, less likely to leave it; older, less likely to work; the young study."""
    sizes = (len(axes.age_from), len(axes.sexes), len(axes.educations), len(axes.duration_from))
    age, sex, education, duration = np.meshgrid(*map(np.arange, sizes), indexing="ij")
    monthly = np.zeros((len(STATES), *sizes, len(STATES)))
    for begins, ends, of_thousand in _MOVES:
        shape = np.ones(sizes)
        if ends == WORK:
            shape = np.exp(-0.2 * duration + 0.15 * (education - 1) - 0.05 * np.maximum(age - 6, 0))
        elif begins == WORK:
            shape = np.exp(-0.25 * duration - 0.15 * (education - 1) + 0.02 * age)
        if ends == STUDYING:
            shape = np.exp(-0.5 * age)
        monthly[begins, ..., ends] = of_thousand / 1000 * shape
    for begins in range(MOVED):
        monthly[begins, ..., MOVED] = 0.004 * np.exp(-0.15 * age)
        monthly[begins, ..., DEAD] = 2e-5 * np.exp(0.62 * age) * (1 + 0.3 * sex)
        if begins != RETIRED:
            monthly[begins, ..., RETIRED] = np.where(age >= 9, 0.06, np.where(age >= 8, 0.008, 0))
    labels = np.random.default_rng(4).random((len(STATES), sizes[0], len(axes.groups)))
    return Rates(monthly, labels / labels.sum(-1, keepdims=True))
