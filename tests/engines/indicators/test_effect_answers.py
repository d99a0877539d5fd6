"""Where the data do not carry an effect, none is told, and the reason is given in words."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from fodfaeste.engines.indicators.effect_answers import Effect, Limits, Refusal
from fodfaeste.engines.indicators.effect_covariates import Covariates
from fodfaeste.engines.indicators.effect_sets import risk_sets
from fodfaeste.engines.indicators.effect_trial import Question, answers
from fodfaeste.engines.indicators.effect_words import SELF_SUPPORT
from tests.engines.indicators.effect_worlds import RECORDED, WORLDS, made


def small(outcomes=None, before=None, traits=None, people=300, months=(6,), **limits):
    """A country of few people, asked under narrow limits, with some of what is known replaced."""
    country = made(WORLDS["nothing is skewed"], people, 4)
    sets = risk_sets(country.courses, country.offers, RECORDED, seed=1)
    chance = np.random.default_rng(1)
    even = pl.Series(chance.integers(0, 2, sets.rows.height).astype(float))
    known = Covariates(pl.DataFrame({"age": chance.normal(size=sets.rows.height)}))
    few = replace(Limits(), **{"fewest_began": 20, "fewest_outcomes": 5, "fewest_alike": 10, **limits})
    found = answers(
        Question("kursus", SELF_SUPPORT, few, needed=("age",)),
        sets,
        Covariates(traits(sets)) if traits else known,
        {after: outcomes[after](sets) if after in (outcomes or {}) else even for after in months},
        even if before is None else before(sets),
        seed=1,
    )
    return found[0] if len(found) == 1 else found


def constant(value):
    return lambda sets: pl.Series([value] * sets.rows.height, dtype=pl.Float64)


def unseen(share):
    def values(sets):
        chance = np.random.default_rng(2)
        held = chance.integers(0, 2, sets.rows.height).astype(float)
        held[chance.random(len(held)) < share] = np.nan
        return pl.Series(held)

    return values


def unknown_age(sets):
    return pl.DataFrame({"age": [None] * sets.rows.height, "other": [1.0] * sets.rows.height})


def told_by_age(sets):
    """A trait that gives away who begins."""
    return pl.DataFrame({"age": np.where(sets.starts, 1.0, 0.0)})


def seen_by_those_who_begin(sets):
    return pl.Series(np.where(sets.starts, np.arange(sets.rows.height) % 2, np.nan))


@pytest.mark.parametrize(
    ("reason", "given"),
    [
        ("few_began", {"fewest_began": 200}),
        ("unfollowed", {"outcomes": {6: unseen(0.7)}}),
        ("few_compared", {"outcomes": {6: seen_by_those_who_begin}}),
        ("unknown", {"traits": unknown_age}),
        ("few_outcomes", {"outcomes": {6: constant(1.0)}}),
        ("overlap", {"traits": told_by_age, "people": 900}),
        ("overlap", {"fewest_alike": 10_000}),
        ("control_unknown", {"before": constant(None)}),
        ("control_unknown", {"before": constant(0.0)}),
    ],
)
def test_it_is_refused_in_words_where_the_data_do_not_carry_it(reason, given):
    answer = small(**given)
    assert isinstance(answer, Refusal)
    assert answer.reason == reason
    assert answer.words.da.endswith(".")
    assert answer.words.en.endswith(".")


def test_a_control_that_shows_an_effect_where_none_can_be_is_told_with_the_refusal():
    answer = small(before=lambda sets: pl.Series((sets.starts | (np.arange(len(sets.starts)) % 9 < 2)) * 1.0))
    assert answer.reason == "control_unknown"  # everybody who began worked: nothing to compare
    several = small(
        before=lambda sets: pl.Series((np.arange(len(sets.starts)) % 10 < np.where(sets.starts, 8, 3)) * 1.0)
    )
    assert several.reason == "control"
    assert not several.control.holds


def test_few_who_began_are_not_counted_in_a_refusal():
    assert small(outcomes={6: constant(None)}, most_unfollowed=1.0).began is None


def test_a_horizon_refused_leaves_the_others():
    near, far = small(months=(6, 48), outcomes={48: unseen(0.7)})
    assert isinstance(near, Effect)
    assert far.reason == "unfollowed"
