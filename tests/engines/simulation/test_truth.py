"""What comes out is what the rates say, exactly expected; and what vacancies and chance do to it."""

from dataclasses import replace

import numpy as np

from fodfaeste.engines.simulation.model import FACTOR_ONE, Model
from fodfaeste.engines.simulation.run import simulate
from tests.make import simulation as make


def alike(count: int, months: int) -> Model:
    """People who are all alike and hang on nobody: each follows a Markov chain by month."""
    model = make.model(count, months=months, offers=0, displacement=False)
    one = model.people
    people = replace(
        one,
        state=np.full(count, make.INSURED, np.uint8),
        age_months=np.full(count, 41 * 12, np.int16),
        since=np.zeros(count, np.int16),
        sex=one.sex * 0,
        education=one.education * 0,
    )
    return replace(model, people=people)


def expected(model: Model, factor: float = 1.0) -> np.ndarray:
    """Shares by state and time in it at the end, by the exact chance of each path."""
    rates = model.rates.monthly[:, 2, 0, 0].copy()
    rates[..., make.WORK] *= factor
    bands = np.searchsorted(model.axes.duration_from, np.arange(model.months + 1), side="right") - 1
    shares = np.zeros((len(rates), model.months + 1))
    shares[make.INSURED, 0] = 1
    for _ in range(model.months):
        leave = rates[:, bands]
        total = leave.sum(-1)
        moves = -np.expm1(-total)[..., None] * leave / np.maximum(total, 1e-300)[..., None]
        arrive = (shares[..., None] * moves).sum((0, 1))
        stay = shares * np.exp(-total)
        shares = np.concatenate([arrive[:, None], stay[:, :-1]], axis=1)
    return shares.sum(-1)


def test_transitions_are_those_of_the_exact_expectation() -> None:
    model = alike(3_000, months=18)
    runs = 12
    counts = simulate(model, [make.rights(model)], make.draws(model, runs)).counts
    found, people = counts.stock[:, 0, -1].sum((0, -1)), 3_000 * runs
    share = expected(model)
    likely = share > 1e-3
    surprise = ((found - people * share)[likely] ** 2 / (people * share[likely])).sum()
    assert likely.sum() == 8
    assert surprise < 18.5  # one in a hundred, chi-square of seven


def test_the_country_moves_every_rate_to_work() -> None:
    model = alike(3_000, months=12)
    draws = [replace(draw, path=np.full(12, FACTOR_ONE * 7 // 10, np.int32)) for draw in make.draws(model, 6)]
    found = simulate(model, [make.rights(model)], draws).counts.stock[:, 0, -1, make.WORK].sum(-1)
    share = expected(model, factor=0.7)[make.WORK]
    error = np.sqrt(share * (1 - share) / 18_000)
    assert abs(found.mean() / 3_000 - share) < 3 * error


def test_with_few_vacancies_a_gain_is_partly_somebody_elses_loss() -> None:
    found = {}
    for displacement in (False, True):
        model = make.model(4_000, months=36, displacement=displacement)
        helped = make.rights(model, "helped", seats=60, wait=3)
        draws = [replace(d, offer_factors=d.offer_factors * 0 + 2 * FACTOR_ONE) for d in make.draws(model, 6)]
        found[displacement] = simulate(model, [make.without_seats(helped), helped], draws).shifted
    made, taken = found[False], found[True]
    assert made.work_direct.mean() > 0
    assert (made.work_others == 0).all()
    assert taken.work_others.mean() < -0.1 * taken.work_direct.mean()
    assert taken.work_direct.mean() < made.work_direct.mean() * 1.05


def test_common_random_numbers_cut_the_variance_of_a_difference_tenfold() -> None:
    model = make.model(3_000, months=36)
    policies = [make.rights(model, seats=40), make.rights(model, "earlier", wait=3, seats=60)]
    counts = simulate(model, policies, make.draws(model, 60)).counts
    claimed = counts.stock[:, :, :, list(make.EFFORT)].sum((2, 3, 4))
    common = (claimed[:30, 1] - claimed[:30, 0]).var()
    separate = (claimed[:30, 1] - claimed[30:, 0]).var()
    assert separate > 10 * common
