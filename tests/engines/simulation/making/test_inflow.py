"""The way into the effort is brought to the level that the municipality has seen, by state."""

from dataclasses import replace

import numpy as np
import pytest

from fodfaeste.engines.simulation.making.inflow import with_inflow
from fodfaeste.engines.simulation.making.shrink import Estimated, defaults_only
from tests.make.simulation import (
    AWAY,
    DEAD,
    INSURED,
    NOT_READY,
    RETIRED,
    SICK,
    STUDYING,
    WORK,
    axes,
    people,
    rates,
)

OF = axes()
TRUE = rates(OF).monthly
GOES = TRUE.sum(axis=(1, 2, 3, 4)) > 0
EVERYBODY = people(OF, 20_000)
MONTHS = 24.0


def estimated(times: float) -> Estimated:
    """The country's rates out of work are so many times those of the municipality."""
    wrong = TRUE.copy()
    wrong[WORK] *= times
    return defaults_only(wrong, np.where(GOES, 0.3, 0.0))


def came(true: np.ndarray = TRUE) -> np.ndarray:  # type: ignore[type-arg]
    """How many come in two years by the true rates, and are still here."""
    sure = defaults_only(true, np.where(GOES, 0.3, 0.0))
    found = with_inflow(sure, EVERYBODY, OF, np.zeros(len(OF.states)), MONTHS, else_from=STUDYING)
    return found.expected.sum(axis=0)


@pytest.mark.parametrize("times", [0.6, 1.7])
def test_the_level_is_that_of_the_municipality(times: float) -> None:
    found = with_inflow(estimated(times), EVERYBODY, OF, came(), MONTHS, else_from=STUDYING)
    ratio = found.monthly[WORK, ..., SICK].sum() / TRUE[WORK, ..., SICK].sum()
    assert ratio == pytest.approx(1, abs=0.02)
    assert found.is_own[WORK, INSURED]
    assert found.spread[WORK, INSURED] < 0.03


def test_where_they_come_from_keeps_its_proportions() -> None:
    before = estimated(1.7)
    found = with_inflow(before, EVERYBODY, OF, came(), MONTHS, else_from=STUDYING)
    state = OF.states.index("benefit")
    times = [found.monthly[origin, 0, 0, 0, 0, state] / before.monthly[origin, 0, 0, 0, 0, state]
             for origin in (WORK, STUDYING)]  # fmt: skip
    assert times[0] == pytest.approx(times[1])


def test_moves_within_the_effort_and_out_of_it_are_left_alone() -> None:
    before = estimated(1.7)
    found = with_inflow(before, EVERYBODY, OF, came(), MONTHS, else_from=STUDYING)
    assert (found.monthly[INSURED] == before.monthly[INSURED]).all()
    assert (found.monthly[:, ..., WORK] == before.monthly[:, ..., WORK]).all()


def test_without_people_outside_the_effort_nothing_is_changed() -> None:
    inside = replace(EVERYBODY, state=np.full(20_000, NOT_READY, np.uint8))
    before = estimated(1.7)
    found = with_inflow(before, inside, OF, came(), MONTHS, else_from=STUDYING)
    assert (found.monthly == before.monthly).all()


def test_who_came_a_way_that_the_country_does_not_know_comes_from_outside() -> None:
    before = estimated(1.0)
    before.monthly[[WORK, STUDYING], ..., NOT_READY] = 0
    before.spread[[WORK, STUDYING], NOT_READY] = 0
    seen = came()
    seen[NOT_READY] = 240
    found = with_inflow(before, EVERYBODY, OF, seen, MONTHS, else_from=STUDYING)
    years = EVERYBODY.age_months // 12
    there = (EVERYBODY.state == STUDYING) & (years >= 25)  # the last band begins at 60
    rates_of_them = found.monthly[STUDYING, 1, 0, 0, 0, NOT_READY]
    assert rates_of_them * MONTHS * there.sum() == pytest.approx(240, rel=0.01)
    assert found.is_own[STUDYING, NOT_READY]
    assert not found.monthly[WORK, ..., NOT_READY].any()


def test_who_came_and_has_moved_away_again_is_in_no_snapshot() -> None:
    leaves, true = 0.05, TRUE.copy()
    true[..., [AWAY, DEAD]] = 0
    everybody = came(true)
    true[: RETIRED + 1, ..., AWAY] = leaves
    still_here = everybody * (1 - np.exp(-leaves * MONTHS)) / (leaves * MONTHS)
    before = defaults_only(true, np.where(GOES, 0.3, 0.0))
    found = with_inflow(before, EVERYBODY, OF, still_here, MONTHS, else_from=STUDYING)
    ratio = found.monthly[WORK, ..., SICK].sum() / true[WORK, ..., SICK].sum()
    assert ratio == pytest.approx(1, abs=0.04)
