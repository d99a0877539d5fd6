"""In countries where the effect of an offer is known, the engine finds it, or sees that it cannot."""

from functools import cache

import polars as pl
import pytest

from fodfaeste.engines.indicators.effect_answers import Effect, Limits, Refusal
from fodfaeste.engines.indicators.effect_estimate import Rows, chances
from tests.engines.indicators.effect_worlds import HIDDEN, WORLDS, asked, given, made, told, truth

SKEWED, WAITING = "skewed by what is measured, not in a line", "no effect, and many who wait"
MANY = 900


@cache
def found(name=SKEWED):
    """The answer in a country, and the truth there, in percentage points."""
    country = made(WORLDS[name], MANY, 3)
    sets, (effect,) = asked(country, (6,), 3)
    return effect, 100 * truth(told(sets.rows, 6), country, 6)


@pytest.mark.parametrize("name", WORLDS)
def test_the_effect_that_was_given_is_found(name):
    effect, right = found(name)
    assert isinstance(effect, Effect)
    assert effect.estimate == pytest.approx(right, abs=3 * effect.error)
    assert effect.low < effect.estimate < effect.high
    assert effect.error < 5


def test_an_effect_carries_all_that_it_rests_on():
    effect, _ = found()
    assert effect.began_percent - effect.otherwise_percent == pytest.approx(effect.estimate)
    assert effect.began >= Limits().fewest_began
    assert 0 < effect.alike <= effect.compared
    assert 0 < effect.unfollowed < 0.5
    assert effect.control.holds
    assert effect.definition.basis == "proposed"
    assert effect.sensitivity.strongest in {"x0", "x1"}
    assert 0 < effect.sensitivity.to_nothing < 1
    assert "education" in effect.unmeasured
    skew = effect.balance.filter(covariate=pl.lit("x0"))
    assert abs(skew["after"][0]) < abs(skew["before"][0]) / 2


def test_the_number_of_threads_changes_no_bit():
    of = given(made(WORLDS[SKEWED], MANY, 3), (6,), 3)
    rows = Rows(of.sets, *of.covariates.coded(), 3)
    assert chances(rows, 1).tobytes() == chances(rows, 2).tobytes()


def test_a_hidden_cause_that_was_there_before_is_refused():
    _, (answer,) = asked(made(HIDDEN, 2 * MANY, 3), (6,), 3)
    assert isinstance(answer, Refusal)
    assert answer.reason == "control"
    assert answer.control.low > 0
    assert "før forløbet" in answer.words.da


def test_waiting_for_an_offer_without_effect_is_not_taken_for_its_effect():
    country = made(WORLDS[WAITING], MANY, 3)
    people = country.courses.join(country.offers.select("citizen", "started"), on="citizen", how="left")
    after = people.select(
        part=pl.col("started").is_not_null(), gone=pl.col("left") <= pl.col("begins").dt.offset_by("12mo")
    )
    ever, never = (after.filter(pl.col("part") == part)["gone"].mean() for part in (True, False))
    assert ever - never < -0.25
    effect, right = found(WAITING)
    assert right == pytest.approx(0)
    assert effect.low < 0 < effect.high
