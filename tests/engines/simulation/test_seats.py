"""Seats: never more than there are, to the longest waiting, free again when one leaves; lock-in, effect."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from fodfaeste.engines.simulation.model import FACTOR_ONE, NEVER, NO_OFFER, Model, Rights
from fodfaeste.engines.simulation.run import simulate
from tests.make import simulation as make

ENGINES = ("monthly", "jumping")


def still(count: int = 40, months: int = 12, lasts: int = 3) -> Model:
    """Insured people of one label who stay where they are, with one offer that nobody is in."""
    model = make.model(count, months=months, offers=1, lasts=(lasts,), displacement=False)
    everyone = np.ones(count, np.uint8)
    people = replace(
        model.people,
        state=everyone * make.INSURED,
        group=everyone * 0,
        came_from=everyone * 3,
        offer=everyone * NO_OFFER,
        begun=everyone * 0,
        since=np.zeros(count, np.int16),
        in_effort_since=np.zeros(count, np.int16),
        age_months=np.full(count, 30 * 12, np.int16),
    )
    rates = replace(model.rates, monthly=np.zeros_like(model.rates.monthly))
    return replace(model, people=people, rates=rates)


def given(model: Model, first: np.ndarray, seats: int) -> Rights:
    rights = make.rights(model, seats=seats)
    return replace(rights, first=first.astype(np.int16)[None], wait=np.full_like(rights.wait, NEVER))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("seats", [0, 1, 6, 30])
def test_no_more_seats_are_held_than_there_are(engine: Any, seats: int) -> None:
    model = make.model(900, newcomers=100, months=36)
    people = replace(model.people, offer=np.full(900, NO_OFFER, np.uint8), begun=np.zeros(900, np.uint8))
    model = replace(model, people=people)
    counts = simulate(model, [make.rights(model, seats=seats)], make.draws(model), engine=engine).counts
    assert counts.held.max() == seats
    assert counts.entries.sum() >= counts.held.max()


@pytest.mark.parametrize("engine", ENGINES)
def test_seats_go_to_those_who_have_waited_longest(engine: Any) -> None:
    """Against the plainest way there is: each month the longest waiting are taken from a list."""
    model = still(months=15)
    first = np.random.default_rng(2).integers(-6, 10, 40)
    counts = simulate(model, [given(model, first, seats=4)], make.draws(model), engine=engine).counts
    queue, inside, expected = sorted(first), [], np.zeros((15, 25), int)
    for month in range(15):
        inside = [entered for entered in inside if month - entered < 3]
        while queue and queue[0] <= month and len(inside) < 4:
            expected[month, min(month - queue.pop(0), 24)] += 1
            inside.append(month)
    assert (counts.waited[0, 0, :, 0] == expected).all()


def test_lots_between_equals_are_the_same_under_two_policies_and_another_in_each_run() -> None:
    model = still(count=50, months=4)
    today, later = (given(model, np.full(50, first), seats=5) for first in (0, 1))
    outcome = simulate(model, [today, replace(later, name="later")], make.draws(model, 3))
    assert (outcome.counts.entries[:, 0, 0] == outcome.counts.entries[:, 1, 1]).all()
    model = replace(model, rates=make.rates(model.axes))
    hires = simulate(model, [today], make.draws(model, 30)).counts.stock[:, 0, :, make.WORK].sum((1, 2))
    assert len(set(hires)) > 1


@pytest.mark.parametrize("engine", ENGINES)
def test_a_seat_is_held_for_the_months_of_the_offer(engine: Any) -> None:
    model = still(count=2, months=9, lasts=4)
    counts = simulate(
        model, [given(model, np.array([2, 99]), seats=3)], make.draws(model), engine=engine
    ).counts
    assert counts.held[0, 0, :, 0].tolist() == [0, 0, 1, 1, 1, 1, 0, 0, 0]
    assert counts.due[0, 0, :, 0, 0].tolist() == [0, 0, 1, 1, 1, 1, 1, 1, 1]
    assert counts.begun[0, 0].sum() == counts.entries[0, 0].sum() * 7 == 7


@pytest.mark.parametrize("engine", ENGINES)
def test_a_seat_is_free_again_when_one_finds_work(engine: Any) -> None:
    model = still(count=2, months=6, lasts=6)
    monthly = model.rates.monthly.copy()
    monthly[make.INSURED, ..., make.WORK] = 5.0
    model = replace(model, rates=replace(model.rates, monthly=monthly))
    people = replace(model.people, offer=np.array([0, NO_OFFER], np.uint8), begun=np.array([1, 0], np.uint8))
    people = replace(people, offer_month=np.zeros(2, np.int16), state=np.array([1, make.SICK], np.uint8))
    model = replace(model, people=people)
    counts = simulate(model, [given(model, np.array([0, 3]), 1)], make.draws(model), engine=engine).counts
    assert counts.flows[0, 0, 0, make.INSURED, make.WORK] == 1
    assert counts.entries[0, 0, :, 0, 0].tolist() == [0, 0, 0, 1, 0, 0]


def test_one_is_in_one_offer_at_a_time_and_never_twice_in_an_effort() -> None:
    model = make.model(400, months=60, offers=3)
    stays = np.where(np.isin(model.people.state, make.EFFORT), model.people.state, make.AWAY)
    rates = replace(model.rates, monthly=np.zeros_like(model.rates.monthly))
    nobody = replace(model.people, offer=np.full(400, NO_OFFER, np.uint8), begun=np.zeros(400, np.uint8))
    model = replace(model, people=replace(nobody, state=stays.astype(np.uint8)), rates=rates)
    rights = make.rights(model, seats=400, wait=0)
    counts = simulate(model, [rights], make.draws(model)).counts
    entitled = (rights.first != NEVER) & np.isin(stays, make.EFFORT)
    assert counts.entries.sum((0, 1, 2, 4)).tolist() == entitled.sum(1).tolist()
    assert counts.held.sum(-1).max() <= entitled.any(0).sum()


def test_lock_in_comes_first_and_the_effect_after_it() -> None:
    model = still(count=4_000, months=12)
    monthly = model.rates.monthly.copy()
    monthly[make.INSURED, ..., make.WORK] = 0.06
    model = replace(model, rates=replace(model.rates, monthly=monthly))
    draw = make.draws(model)[0]
    factors = np.array([[0.5] * 3 + [1.6] * 9]) * FACTOR_ONE
    draw = replace(draw, offer_factors=factors.astype(np.int32))
    all_at_once = given(model, np.zeros(4_000), seats=4_000)
    outcome = simulate(model, [make.without_seats(all_at_once), all_at_once], [draw])
    found = outcome.counts.flows[0, :, :, make.INSURED, make.WORK].cumsum(-1)
    assert found[1, 2] < 0.65 * found[0, 2]
    assert found[1, 11] > found[0, 11]
