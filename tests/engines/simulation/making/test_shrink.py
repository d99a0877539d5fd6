"""Rates known to be true are found again from the moves they make, with an error that is told."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from fodfaeste.engines.simulation.making.expected import probabilities
from fodfaeste.engines.simulation.making.observed import DAYS_A_MONTH, Observed, observe
from fodfaeste.engines.simulation.making.shrink import LEAST, defaults_only, estimate, gamma_poisson
from tests.make.simulation import AWAY, BENEFIT, DEAD, INSURED, RETIRED, SICK, STUDYING, WORK, axes, rates

OF = axes()
TRUE = rates(OF).monthly
GOES = TRUE.sum(axis=(1, 2, 3, 4)) > 0
SPREAD = np.where(GOES, 0.3, 0.0)
SINCE, UNTIL = date(2024, 1, 1), date(2026, 1, 1)


def world(seed: int, months: float, true: np.ndarray = TRUE) -> Observed:  # type: ignore[type-arg]
    """Moves drawn from rates that are known, where so many person-months were lived in each cell."""
    plain = true[:, :, OF.sexes.index("unknown")]
    exposure = np.full(plain.shape[:-1], months)
    chances = probabilities(true)[:, :, OF.sexes.index("unknown")]
    events = np.random.default_rng(seed).poisson(exposure[..., None] * chances).astype(float)
    return Observed(SINCE, UNTIL, exposure, events, np.zeros(exposure.shape))


def ratio(found: np.ndarray, state: int, to: int) -> float:  # type: ignore[type-arg]
    return float(found[state, ..., to].sum() / TRUE[state, ..., to].sum())


def test_with_many_moves_the_default_no_longer_matters() -> None:
    wrong = TRUE * 1.6
    found = estimate(world(1, 400), wrong, SPREAD, OF)
    assert ratio(found.monthly, INSURED, WORK) == pytest.approx(1, abs=0.04)
    assert found.is_own[INSURED, WORK]
    assert found.spread[INSURED, WORK] < 0.03


def test_with_few_moves_the_default_is_kept() -> None:
    wrong = TRUE * 1.6
    found = estimate(world(1, 0.02), wrong, SPREAD, OF)
    assert found.moves.max() < LEAST
    assert not found.is_own.any()
    assert (found.monthly == wrong).all()
    assert (found.spread == SPREAD).all()


def test_that_nobody_moved_where_many_were_expected_to_is_told_by_the_data() -> None:
    true = TRUE.copy()
    true[INSURED, ..., SICK] = 0
    found = estimate(world(6, 40, true), TRUE, SPREAD, OF)
    assert found.moves[INSURED, SICK] == 0
    assert found.expected[INSURED, SICK] > 20
    assert ratio(found.monthly, INSURED, SICK) < 0.4


def test_a_way_that_the_country_does_not_know_is_found_where_many_went_it() -> None:
    unknown = TRUE.copy()
    unknown[INSURED, ..., BENEFIT] = 0
    spread = SPREAD.copy()
    spread[INSURED, BENEFIT] = 0
    found = estimate(world(7, 400), unknown, spread, OF)
    assert ratio(found.monthly, INSURED, BENEFIT) == pytest.approx(1, abs=0.1)
    assert found.is_own[INSURED, BENEFIT]
    assert not estimate(world(7, 0.1), unknown, spread, OF).monthly[INSURED, ..., BENEFIT].any()


def test_who_moved_away_or_died_is_in_no_snapshot() -> None:
    true = TRUE.copy()
    true[..., [AWAY, DEAD]] = 0
    found = estimate(world(6, 400, true), TRUE, SPREAD, OF)
    before, after = (probabilities(rates)[..., [AWAY, DEAD]] for rates in (TRUE, found.monthly))
    assert after[:RETIRED] == pytest.approx(before[:RETIRED], rel=1e-9)


def test_people_outside_the_effort_keep_the_default() -> None:
    wrong = TRUE * 1.6
    found = estimate(world(1, 400), wrong, SPREAD, OF)
    assert (found.monthly[WORK] == wrong[WORK]).all()
    assert (found.monthly[STUDYING] == wrong[STUDYING]).all()


def test_a_shape_by_time_in_the_state_is_found_on_top_of_the_level() -> None:
    flat = TRUE.mean(axis=4, keepdims=True) * np.ones_like(TRUE)
    found = estimate(world(2, 400), flat, SPREAD, OF).monthly[INSURED, ..., WORK].mean(axis=(0, 1, 2))
    true = TRUE[INSURED, ..., WORK].mean(axis=(0, 1, 2))
    assert found / true == pytest.approx(1, abs=0.08)


def test_the_interval_covers_the_truth_as_often_as_it_says() -> None:
    """400 worlds whose true level is drawn around the default as the default says it may be."""
    some, covered, errors = np.random.default_rng(3), 0, []
    for _ in range(400):
        usual, theta = 80.0, float(some.gamma(1 / 0.3**2, 0.3**2))
        level, error = gamma_poisson(float(some.poisson(usual * theta)), usual, 0.3)
        covered += abs(np.log(level / theta)) < 1.645 * error
        errors.append(level - theta)
    assert 0.85 <= covered / 400 <= 0.95
    assert abs(np.mean(errors)) < 3 * np.std(errors) / 20


def test_moves_are_found_again_from_days_as_a_snapshot_has_them() -> None:
    """Spells with exponential lengths in days, competing exits, two years seen: the rates come back."""
    some, count = np.random.default_rng(4), 4000
    work, sick = 0.10, 0.03
    months = some.exponential(1 / (work + sick), count)
    to = np.where(some.random(count) < work / (work + sick), "work", "sick")
    begins = [SINCE + timedelta(days=int(day)) for day in some.integers(0, 720, count)]
    ends = [
        day + timedelta(days=round(length * DAYS_A_MONTH) + 1)
        for day, length in zip(begins, months, strict=True)
    ]
    names = [f"c{number}" for number in range(count)]
    first = pl.DataFrame({"citizen": names, "state": ["insured"] * count, "begins": begins, "ends": ends})
    after = pl.DataFrame({"citizen": names, "state": to, "begins": ends})
    spells = pl.concat([first, after.with_columns(ends=pl.lit(None, pl.Date))])
    citizens = pl.DataFrame({"citizen": names, "birth_year": [1985] * count, "education": ["none"] * count})
    seen = observe(spells, citizens, OF, SINCE, UNTIL)
    lived = seen.exposure[INSURED].sum()
    assert seen.events[INSURED, ..., WORK].sum() / lived == pytest.approx(work, rel=0.06)
    assert seen.events[INSURED, ..., SICK].sum() / lived == pytest.approx(sick, rel=0.10)


def test_who_vanishes_is_shared_out_on_the_ways_out_of_the_effort() -> None:
    seen = world(5, 10)
    seen.events[:] = 0
    cell = (INSURED, 0, 0, 0)
    seen.vanished[cell] = 1000
    found = estimate(seen, TRUE, SPREAD, OF)
    assert found.vanished == pytest.approx(1000)
    gained = found.moves[INSURED]
    assert gained.sum() == pytest.approx(1000)
    assert gained[BENEFIT] == gained[SICK] == 0
    out = TRUE[INSURED, 0, 2, 0, 0]
    assert gained[WORK] / gained[STUDYING] == pytest.approx(out[WORK] / out[STUDYING])


def test_where_every_job_is_known_whoever_vanishes_has_not_found_work() -> None:
    seen = world(7, 200)
    for to in (STUDYING, RETIRED):
        seen.vanished[:] += np.where(np.array(OF.in_effort)[:, None, None, None], seen.events[..., to], 0)
        seen.events[..., to] = 0
    found = estimate(seen, TRUE, SPREAD, OF).monthly
    assert ratio(found, INSURED, WORK) == pytest.approx(1, abs=0.03)
    assert ratio(found, INSURED, STUDYING) == pytest.approx(1, abs=0.1)


def test_without_data_everything_is_the_country_s() -> None:
    found = defaults_only(TRUE, SPREAD)
    assert found.since is None
    assert not found.is_own.any()
    assert replace(found, monthly=TRUE * 2).spread is SPREAD
