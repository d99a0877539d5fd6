"""Totals that are known are met exactly, by factors on the odds that leave everybody's odds ratios."""

from dataclasses import replace

import numpy as np
import pytest

from fodfaeste.engines.simulation.making.align import (
    NOT_MET,
    TOO_FAR,
    Aligned,
    Flow,
    Refused,
    Stock,
    Total,
    align,
)
from fodfaeste.engines.simulation.making.expected import Crowd, probabilities, rates_of
from tests.make.simulation import BENEFIT, INSURED, SICK, STATES, WORK, axes, people, rates

OF = axes()
RATES = rates(OF).monthly
PEOPLE = people(OF, 3000, newcomers=60, months=12)
MONTHS = 12
BASE = Crowd(PEOPLE, OF, MONTHS).expected(probabilities(RATES))


def stock(state: int, times: float) -> Stock:
    return Stock(STATES[state], float(BASE.stock[state]) * times)


def flow(origin: int, to: int, times: float) -> Flow:
    return Flow(STATES[to], float(BASE.flows[origin, to]) * times, STATES[origin])


def aligned(*totals: Total) -> Aligned:
    found = align(RATES, PEOPLE, OF, totals, MONTHS)
    assert isinstance(found, Aligned), str(found)
    return found


def test_nobody_is_lost_or_made_in_what_is_expected() -> None:
    assert BASE.stock.sum() == pytest.approx(3000)
    assert BASE.flows.sum() == pytest.approx(MONTHS * 2940 + (MONTHS - PEOPLE.arrives[-60:]).sum())


def test_rates_and_chances_turn_into_each_other() -> None:
    assert rates_of(probabilities(RATES)) == pytest.approx(RATES, abs=1e-12)


def test_stocks_and_flows_are_met_at_once() -> None:
    found = aligned(stock(INSURED, 1.1), stock(SICK, 0.92), flow(BENEFIT, WORK, 1.15))
    assert found.error < 1e-9
    again = Crowd(PEOPLE, OF, MONTHS).expected(probabilities(found.monthly))
    assert again.stock[INSURED] == pytest.approx(found.totals[0].total, rel=1e-9)
    assert again.flows[BENEFIT, WORK] == pytest.approx(found.totals[2].total, rel=1e-9)


def test_what_was_expected_before_is_kept_beside_what_is_met() -> None:
    found = aligned(stock(INSURED, 1.1))
    assert found.raw == pytest.approx([BASE.stock[INSURED]])
    assert found.met == pytest.approx([BASE.stock[INSURED] * 1.1])
    assert found.months == MONTHS


def test_moves_from_everywhere_to_a_state_can_be_given() -> None:
    found = aligned(Flow("work", float(BASE.flows[:, WORK].sum() - BASE.flows[WORK, WORK]) * 1.2))
    assert found.error < 1e-9
    assert found.factors[0] > 1


def test_the_odds_of_work_against_staying_are_multiplied_by_one_number_for_everybody() -> None:
    found = aligned(flow(INSURED, WORK, 1.3))
    before, after = probabilities(RATES)[INSURED], probabilities(found.monthly)[INSURED]
    times = (after[..., WORK] / after[..., INSURED]) / (before[..., WORK] / before[..., INSURED])
    assert times == pytest.approx(found.factors[0], rel=1e-9)
    others = (after[..., SICK] / after[..., INSURED]) / (before[..., SICK] / before[..., INSURED])
    assert others == pytest.approx(1, rel=1e-9)


def test_what_is_met_already_changes_nothing() -> None:
    found = aligned(stock(INSURED, 1.0), flow(BENEFIT, WORK, 1.0))
    assert found.monthly == pytest.approx(RATES, rel=1e-8)


def test_too_far_is_refused_in_words() -> None:
    found = align(RATES, PEOPLE, OF, [flow(INSURED, SICK, 3.5)], MONTHS)
    assert isinstance(found, Refused)
    assert found.reason == TOO_FAR
    assert max(found.factors) > 3
    assert "mere end 3" in str(found)


def test_totals_that_cannot_be_met_are_refused() -> None:
    found = align(RATES, PEOPLE, OF, [Stock("insured", 10**7)], MONTHS)
    assert isinstance(found, Refused)
    assert found.reason == NOT_MET
    nobody = replace(PEOPLE, state=np.full(3000, STATES.index("dead"), np.uint8))
    assert isinstance(align(RATES, nobody, OF, [stock(INSURED, 1.0)], MONTHS), Refused)


def test_no_totals_is_no_change() -> None:
    assert aligned().monthly == pytest.approx(RATES)
