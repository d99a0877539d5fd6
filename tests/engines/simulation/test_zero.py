"""What changes nothing comes to exactly nothing, in every run and every number."""

from dataclasses import fields, replace

import numpy as np

from fodfaeste.engines.simulation.model import NEVER, Outcome
from fodfaeste.engines.simulation.run import simulate
from tests.make import simulation as make


def is_nothing(outcome: Outcome) -> bool:
    """No count differs between the first policy and the second, and nobody gained or lost a month."""
    counts = (getattr(outcome.counts, field.name) for field in fields(outcome.counts))
    shifted = (getattr(outcome.shifted, field.name) for field in fields(outcome.shifted))
    return all(np.array_equal(each[:, 0], each[:, 1]) for each in counts) and not any(
        each.any() for each in shifted
    )


def test_the_same_policy_twice_differs_in_nothing() -> None:
    model = make.model(newcomers=60)
    outcome = simulate(model, [make.rights(model)] * 2, make.draws(model, 3, spread=0.2, path=True))
    assert is_nothing(outcome)


def test_seats_that_nobody_fills_change_nothing() -> None:
    model = make.model(newcomers=60)
    enough = make.rights(model, seats=500)
    assert is_nothing(simulate(model, [enough, make.rights(model, seats=900)], make.draws(model, 2)))


def test_rules_for_a_label_that_nobody_gets_change_nothing() -> None:
    model = make.model(newcomers=60)
    labels = model.rates.labels.copy()
    labels[..., 0] = 0
    people = replace(model.people, group=np.maximum(model.people.group, 1))
    model = replace(model, people=people, rates=replace(model.rates, labels=labels))
    today = make.rights(model)
    wait = today.wait.copy()
    wait[:, :, 0] = np.where(wait[:, :, 0] == NEVER, 0, NEVER)
    assert is_nothing(simulate(model, [today, replace(today, wait=wait)], make.draws(model, 2)))


def test_a_change_that_binds_somebody_is_seen() -> None:
    model = make.model(newcomers=60)
    today, none = make.rights(model), make.without_seats(make.rights(model))
    assert not is_nothing(simulate(model, [today, none], make.draws(model, 2)))
