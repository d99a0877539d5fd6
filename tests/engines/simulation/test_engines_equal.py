"""The two engines come to the same, to the bit; and the month's engine to what its text says."""

import sys
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from fodfaeste.engines.simulation.model import Model, Rights
from fodfaeste.engines.simulation.run import simulate
from tests.engines.simulation.same import differing
from tests.make import simulation as make

#: What differs from case to case: people, newcomers, months, offers, seats, drawn parameters.
CASES = {
    "few seats": {"seats": 3},
    "seats for all": {"seats": 5_000, "wait": 0},
    "newcomers": {"newcomers": 150, "seats": 12},
    "eight offers": {"offers": 8, "seats": 5, "newcomers": 40},
    "no offers": {"offers": 0},
    "every job made": {"displacement": False, "seats": 20},
    "drawn": {"spread": 0.2, "path": True, "newcomers": 60, "seats": 9},
    "one month": {"months": 1, "newcomers": 0},
    "ten years": {"count": 200, "months": 120, "newcomers": 30, "path": True},
    "hardly anybody": {"count": 5, "months": 60},
}


def case(
    count: int = 500, wait: int = 4, seats: int = 8, spread: float = 0.0, path: bool = False, **told: Any
) -> tuple[Model, list[Rights], list[Any]]:
    model = make.model(count, **told)
    policies = [
        make.rights(model, wait=wait, seats=seats),
        make.rights(model, "earlier", wait=max(wait - 3, 0), seats=seats + 4),
        make.without_seats(make.rights(model, wait=wait)),
    ]
    return model, policies, make.draws(model, 2, spread=spread, path=path)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("seed", [1, 2])
def test_the_engines_are_equal_in_every_number(name: str, seed: int) -> None:
    model, policies, draws = case(seed=seed, **CASES[name])
    monthly = simulate(model, policies, draws, engine="monthly", threads=1)
    jumping = simulate(model, policies, draws, engine="jumping", threads=2)
    assert differing(monthly, jumping) == []
    assert jumping.counts.stock.sum() > 0


def test_the_engines_are_equal_where_match_groups_are_the_states() -> None:
    """As in Greenland: everybody registered searches, whatever the group, and goes from group to group."""
    model, policies, draws = case(newcomers=50, seats=6)
    axes = model.axes
    searching = tuple(state in make.EFFORT for state in range(len(axes.states)))
    registered = replace(model, axes=replace(axes, searching=searching))
    monthly = simulate(registered, policies, draws, engine="monthly")
    assert differing(monthly, simulate(registered, policies, draws)) == []


def test_the_engines_are_equal_where_a_right_is_older_than_the_spell() -> None:
    model, policies, draws = case(seats=2)
    older = [replace(rights, wait=(rights.wait - 9).clip(-9, 20)) for rights in policies]
    assert differing(simulate(model, older, draws, engine="monthly"), simulate(model, older, draws)) == []


def test_the_engines_are_equal_where_seats_come_and_go() -> None:
    model, policies, draws = case(newcomers=40)
    some = np.random.default_rng(6)
    moving = [replace(rights, seats=some.integers(0, 30, rights.seats.shape)) for rights in policies]
    assert differing(simulate(model, moving, draws, engine="monthly"), simulate(model, moving, draws)) == []


def test_the_month_engine_comes_to_the_same_uncompiled(monkeypatch: pytest.MonkeyPatch) -> None:
    model, policies, draws = case(count=60, newcomers=10, months=9, seats=2, spread=0.1, path=True)
    compiled = simulate(model, policies, draws[:1], engine="monthly")
    for name, module in list(sys.modules.items()):
        if name.startswith("fodfaeste.engines.simulation."):
            for function, kept in list(vars(module).items()):
                if hasattr(kept, "py_func"):
                    monkeypatch.setattr(module, function, kept.py_func)
    assert differing(compiled, simulate(model, policies, draws[:1], engine="monthly", threads=1)) == []
