"""The sums behind an effect: its error by person, whether the sides are alike, and hidden causes."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from fodfaeste.engines.indicators.effect_checks import alike, balance, overlap, sensitivity
from fodfaeste.engines.indicators.effect_covariates import Covariates
from fodfaeste.engines.indicators.effect_estimate import FOLDS, Contrast, Rows, contrast, odds
from fodfaeste.engines.indicators.effect_sets import RiskSets
from fodfaeste.engines.indicators.survival_courses import OPEN

BEGAN = date(2021, 1, 1)
SIZE = 40


def rows_of(people, begins, traits=None):
    """A row for each of some people, in a month of its own; those of whom it is true begin in it."""
    month = pl.DataFrame({"citizen": people}).select(m=pl.int_range(pl.len()).over("citizen"))["m"]
    days = [BEGAN + timedelta(days=30 * number + 3) for number in month]
    frame = pl.DataFrame(
        {
            "citizen": people,
            "begins": BEGAN,
            "left": OPEN,
            "started": [day if begun else None for day, begun in zip(days, begins, strict=True)],
            "month": month,
            "day": days,
        },
        schema_overrides={"started": pl.Date},
    )
    held = np.zeros((len(people), 1)) if traits is None else np.asarray(traits, float)
    return Rows(RiskSets(frame), held, (False,) * held.shape[1], 1)


def half(size=SIZE):
    return rows_of([f"p{number:03}" for number in range(size)], [number % 2 == 0 for number in range(size)])


def test_with_nothing_to_adjust_for_the_effect_is_a_difference_of_shares():
    rows, chance = half(), np.full(SIZE, 0.5)
    outcome = np.where(rows.starts, np.arange(SIZE) % 4 == 0, np.arange(SIZE) % 8 == 1).astype(float)
    found = contrast(rows, outcome, chance, np.zeros(SIZE))
    assert found.began == pytest.approx(outcome[rows.starts].mean())
    assert found.estimate == pytest.approx(outcome[rows.starts].mean() - outcome[~rows.starts].mean())
    sides = [outcome[side].var() / side.sum() for side in (rows.starts, ~rows.starts)]
    assert found.error == pytest.approx(np.sqrt(sum(sides) * SIZE / (SIZE - 1)))


def test_what_is_foretold_is_taken_from_both_sides():
    rows, chance = half(), np.full(SIZE, 0.3)
    outcome = rows.starts * 0.25 + np.linspace(0, 1, SIZE)
    assert contrast(rows, outcome, chance, np.linspace(0, 1, SIZE)).estimate == pytest.approx(0.25)


def test_comparisons_count_by_their_odds_of_beginning():
    rows = half()
    chance = np.where(np.arange(SIZE) < SIZE / 2, 0.2, 0.8)
    outcome = np.where(np.arange(SIZE) < SIZE / 2, 0.0, 1.0) * ~rows.starts
    found = contrast(rows, outcome, chance, np.zeros(SIZE))
    assert found.estimate == pytest.approx(-4 / (4 + 0.25))
    assert odds(np.array([0.5, 0.999])) == pytest.approx([1, 49])


def test_one_person_compared_in_many_months_is_still_one():
    people = [f"p{number:03}" for number in range(SIZE)]
    begins = [number % 2 == 0 for number in range(SIZE)]
    waited = [who for who, begun in zip(people, begins, strict=True) if not begun]
    once, often = (
        rows_of(people, begins),
        rows_of([*people, *waited * 3], [*begins, *[False] * 3 * len(waited)]),
    )
    outcome = (np.arange(SIZE) % 3 == 0).astype(float)
    again = np.concatenate([outcome, np.tile(outcome[1::2], 3)])
    one = contrast(once, outcome, np.full(SIZE, 0.4), np.zeros(SIZE))
    many = contrast(often, again, np.full(len(again), 0.4), np.zeros(len(again)))
    assert (many.estimate, many.error) == pytest.approx((one.estimate, one.error))


def test_rows_of_unknown_outcome_are_left_out():
    rows, chance = half(), np.full(SIZE, 0.5)
    outcome = (np.arange(SIZE) % 3 == 0).astype(float)
    outcome[:10] = np.nan
    found = contrast(rows, outcome, chance, np.zeros(SIZE))
    known = ~np.isnan(outcome)
    expected = outcome[known & rows.starts].mean() - outcome[known & ~rows.starts].mean()
    assert found.estimate == pytest.approx(expected)


def test_everyone_is_in_one_third_with_all_their_rows():
    rows = rows_of(["a", "b", "c", "d", "e", "f"] * 3, [False] * 18)
    by_person = {person: set(rows.fold[rows.person == person]) for person in range(6)}
    assert all(len(folds) == 1 for folds in by_person.values())
    assert sorted(np.bincount(rows.fold)) == [6] * FOLDS


def test_balance_is_told_before_and_after_weighting():
    rows = half()
    age = np.where(rows.starts, 1.0, (np.arange(SIZE) // 2) % 2)
    chance = np.where(age == 1, 0.5, 1e-9)
    found = balance(Covariates(pl.DataFrame({"age": age, "same": 1.0})), rows, chance, np.zeros(SIZE))
    assert found["covariate"].to_list() == ["age"]
    spread = np.sqrt((0 + 0.25) / 2)
    assert found["before"][0] == pytest.approx(0.5 / spread)
    assert found["after"][0] == pytest.approx(0, abs=1e-6)


def test_a_level_that_few_have_is_held_back():
    rows = half()
    kind = ["few" if number < 6 else "many" for number in range(SIZE)]
    found = balance(Covariates(pl.DataFrame({"kind": kind})), rows, np.full(SIZE, 0.5), np.zeros(SIZE))
    few = found.filter(level=pl.lit("few")).row(0, named=True)
    assert few["suppressed"]
    assert few["before"] is None
    assert few["after"] is None


def test_overlap_counts_people_and_holds_back_the_few():
    rows = half(80)
    chance = np.where(np.arange(80) < 60, 0.31, np.where(np.arange(80) < 76, 0.61, 0.99))
    found = overlap(rows, chance, np.zeros(80))
    shown = {round(low, 2): began for low, began in found.bins.select("low", "began").rows() if began != 0}
    assert shown == {0.3: 30, 0.6: None, 0.95: None}
    assert found.without_like == pytest.approx(2 / 40)
    assert found.outside == pytest.approx(4 / 80)


def test_comparisons_are_worth_less_when_few_of_them_count():
    rows = half()
    assert alike(rows, np.full(SIZE, 0.5), np.zeros(SIZE)) == SIZE / 2
    assert alike(rows, np.where(np.arange(SIZE) == 1, 0.98, 1e-6), np.zeros(SIZE)) == 1
    assert alike(half(), np.zeros(SIZE), np.zeros(SIZE)) == 0


def test_a_hidden_cause_of_the_told_strength_takes_the_effect_to_nothing():
    size = 400
    chance = np.random.default_rng(1)
    cause = np.arange(size) // 2 % 5 + (np.arange(size) % 2 == 0)
    traits = np.stack([chance.normal(size=size), cause], axis=1)
    begins = [number % 2 == 0 for number in range(size)]
    rows = rows_of([f"p{number:03}" for number in range(size)], begins, traits)
    outcome = (traits[:, 1] + chance.normal(size=size) > 2.5).astype(float)
    effect = Contrast(0.10, 0.02, 0.5)
    told = sensitivity(
        ["noise", "cause"], rows, outcome, np.full(size, 0.5), np.full(size, 0.5), effect,
        lambda covariate: np.full(size, 0.5), threads=1,
    )  # fmt: skip
    assert told.strongest == "cause"
    most = 0.5  # the outcome lies a half from what was foretold, and all weights are one
    strength = told.to_nothing
    assert most * strength / np.sqrt(1 - strength) == pytest.approx(0.10)
    near = told.to_interval
    assert most * near / np.sqrt(1 - near) == pytest.approx(0.10 - 1.959964 * 0.02)
    assert told.would_move == 0  # it has no say in who begins
