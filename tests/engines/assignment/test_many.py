"""Sharing out among more people than can be exact: its certificate, and one answer in every way to it."""

import hashlib

import numpy as np
import polars as pl
import pytest

from bench._matching_data import ON, made_up
from fodfaeste.engines.assignment import assign, auction
from fodfaeste.engines.assignment.case import sharing_of
from fodfaeste.engines.assignment.optimum import optimum

NEAR = 1e-4


@pytest.fixture(scope="module")
def town():
    given = made_up(800, 400, is_country=False)
    groups = pl.Series([f"g{number % 4}" for number in range(800)])
    return given | {"citizens": given["citizens"].with_columns(target_group=groups)}


def told(found):
    """Everything of an answer as one number."""
    rest = (found.value, found.bound, found.rounds, found.floors, found.prices.rows())
    return hashlib.sha256(repr((found.pairs.rows(), rest)).encode()).hexdigest()


@pytest.mark.parametrize("offers", [1, 3])
def test_it_is_near_what_nothing_can_beat(town, offers):
    found = assign(town, ON, offers=offers, floors={})
    assert found.value <= found.bound
    assert found.gap <= NEAR
    assert found.rounds <= 5


def test_floors_are_kept_and_the_bound_is_near(town):
    free = assign(town, ON, offers=1, floors={})
    counts = {count.group: count.advised for count in free.groups}
    floors = {group: counts[group] * 108 // 100 for group in ("g0", "g1")}
    found = assign(town, ON, offers=1, floors=floors)
    assert [(floor.reached, floor.is_met) for floor in found.floors] == [
        (least, True) for least in floors.values()
    ]
    assert found.gap <= NEAR
    assert found.value <= free.bound


def test_the_order_of_rows_changes_no_bit(town):
    floors = {"g0": 90}
    turned = {name: table.reverse() for name, table in town.items()}
    assert told(assign(town, ON, offers=2, floors=floors)) == told(
        assign(turned, ON, offers=2, floors=floors)
    )


def test_who_bids_without_end_shares_out_in_smaller_steps_instead(town, monkeypatch):
    at_once = assign(town, ON, offers=1, floors={})
    monkeypatch.setattr(auction, "_PATIENCE", 0)
    in_steps = assign(town, ON, offers=1, floors={})
    assert max(at_once.gap, in_steps.gap) <= NEAR
    assert in_steps.value <= at_once.bound
    assert at_once.value <= in_steps.bound


def test_the_same_days_prices_are_enough(town):
    problem = sharing_of(town, ON, None, 1, 1, [], []).problem
    cold = optimum(problem)
    warm = optimum(problem, price=cold.price)
    assert warm.rounds == 0
    assert warm.bound <= cold.bound * (1 + NEAR)
    assert np.isclose(warm.value, cold.value, rtol=NEAR)
