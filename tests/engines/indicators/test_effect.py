"""From a snapshot to what each offer did: which offers, which people, and what the answer hangs on."""

from functools import cache

import polars as pl
import pytest

from fodfaeste.engines.indicators.effect import HORIZONS, Asked, effects
from fodfaeste.engines.indicators.effect_answers import Effect, Limits
from fodfaeste.engines.indicators.effect_words import IN_WORK, OUTCOMES, SELF_SUPPORT, definition
from tests.engines.indicators.effect_worlds import (
    RECORDED,
    SINCE,
    WORLDS,
    dated_traits,
    given,
    made,
    tables_of,
    told,
    truth,
)

SIX = Asked(horizons=(6,))
WORLD = WORLDS["skewed by what is measured, not in a line"]


@cache
def country():
    return made(WORLD, 900, 11)


def some(kinds, people=60):
    """A few people's tables, with the offers named otherwise."""
    tables = tables_of(made(WORLD, people, 1))
    named = (
        tables["agreements"]
        .with_row_index("row")
        .with_columns(
            kind=pl.col("row").map_elements(lambda row: kinds[row % len(kinds)], return_dtype=pl.String)
        )
    )
    return {**tables, "agreements": named.drop("row")}


def test_what_the_offer_did_is_found_from_the_tables():
    (effect,) = effects(tables_of(country()), RECORDED, seed=1, traits=dated_traits(country()), asked=SIX)
    assert isinstance(effect, Effect)
    assert (effect.offer, effect.outcome, effect.months) == ("kursus", IN_WORK, 6)
    right = 100 * truth(told(given(country(), (), 1).sets.rows, 6), country(), 6)
    assert effect.estimate == pytest.approx(right, abs=3 * effect.error)
    assert {"age", "course_days", "talks", "x0"} <= set(effect.balance["covariate"])
    assert effect.unmeasured == ("education", "health", "motivation")


def test_the_same_seed_gives_the_same_whatever_else_is_asked():
    """Numbers are drawn for each offer by itself."""
    few = Limits(fewest_began=5, fewest_outcomes=2, fewest_alike=2, control_level=0.9999, most_unlike=1.0)
    asked = Asked(outcome=SELF_SUPPORT, horizons=(6,), limits=few)
    alone = effects(some(["a", "b"]), RECORDED, seed=1, offers=["b"], asked=asked)
    beside = effects(some(["a", "b"]), RECORDED, seed=1, asked=asked)
    assert [answer.offer for answer in beside] == ["a", "b"]
    assert str(alone[0]) == str(beside[1])


def test_every_kind_is_answered_after_each_number_of_months():
    found = effects(some(["b", "a"]), RECORDED, seed=1)
    assert [(answer.offer, answer.months) for answer in found] == [
        (kind, months) for kind in ("a", "b") for months in HORIZONS
    ]
    assert {answer.reason for answer in found} == {"few_began"}


@pytest.mark.parametrize("state", ["planned", "withdrawn"])
def test_an_offer_that_came_to_nothing_was_never_begun(state):
    tables = some(["a"])
    never = {**tables, "agreements": tables["agreements"].with_columns(state=pl.lit(state))}
    assert {answer.began for answer in effects(never, RECORDED, seed=1, asked=SIX)} == {None}


def test_a_table_that_is_missing_is_named():
    with pytest.raises(ValueError, match="contacts"):
        effects({name: table for name, table in some(["a"]).items() if name != "contacts"}, RECORDED, seed=1)


def test_what_was_not_written_down_before_the_course_cannot_be_tried():
    asked = Asked(horizons=(6,), written_from=SINCE.replace(year=2024))
    (answer,) = effects(tables_of(country()), RECORDED, seed=1, asked=asked)
    assert answer.reason == "control_unknown"


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_the_definition_is_proposed_and_says_what_is_compared(outcome):
    found = definition(outcome, 12)
    assert found.basis == "proposed"
    assert found.unit == "percentage_points"
    assert "12 måneder" in found.statement.da
    assert "lige så længe i forløbet" in found.statement.da.replace("\n", " ")
