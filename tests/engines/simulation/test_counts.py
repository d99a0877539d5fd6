"""Nobody is lost: everybody stands somewhere, and where they stand follows from how they moved."""

import numpy as np
import pytest

from fodfaeste.engines.simulation.model import Counts, Model
from fodfaeste.engines.simulation.run import simulate
from tests.make import simulation as make


@pytest.fixture(scope="module")
def counted() -> tuple[Model, Counts]:
    model = make.model(700, newcomers=200, months=48)
    policies = [make.rights(model), make.rights(model, "earlier", wait=1, seats=30)]
    return model, simulate(model, policies, make.draws(model, 3, spread=0.1, path=True)).counts


def test_everybody_who_has_arrived_is_counted_once(counted: tuple[Model, Counts]) -> None:
    model, counts = counted
    here = np.array([(model.people.arrives <= month).sum() for month in range(48)])
    for by in (counts.stock, counts.ages, counts.labels):
        assert (by.sum((-2, -1)) == here).all()


def test_people_in_are_people_out_and_what_happened_to_them(counted: tuple[Model, Counts]) -> None:
    model, counts = counted
    states = len(model.axes.states)
    at_start = [model.people.state[model.people.arrives == month] for month in range(48)]
    arriving = np.array([np.bincount(states_of, minlength=states) for states_of in at_start])
    stock = counts.stock.sum(-1)
    before = np.concatenate([np.zeros_like(stock[:, :, :1]), stock[:, :, :-1]], axis=2)
    moved = counts.flows.sum(-2) - counts.flows.sum(-1)
    assert (stock == before + arriving + moved).all()


def test_the_three_ways_of_counting_agree_by_state(counted: tuple[Model, Counts]) -> None:
    _, counts = counted
    assert (counts.stock.sum(-1) == counts.ages.sum(-1)).all()
    assert (counts.stock.sum(-1) == counts.labels.sum(-1)).all()


def test_who_comes_and_goes_is_told_by_label_as_by_state(counted: tuple[Model, Counts]) -> None:
    model, counts = counted
    effort = np.array(model.axes.in_effort)
    out = counts.flows[..., effort, :].sum(-2)
    assert (counts.came.sum(-1) == counts.flows[..., ~effort, :][..., effort].sum((-2, -1))).all()
    assert (counts.left.sum(-1) == out[..., ~effort].sum(-1)).all()
    assert (counts.found_work.sum(-1) == out[..., model.axes.work]).all()
    assert (counts.left >= counts.found_work).all()
    assert (counts.found_work.sum((0, 1, 2)) > 0).sum() > 1


def test_who_is_dead_or_away_never_moves(counted: tuple[Model, Counts]) -> None:
    _, counts = counted
    assert counts.flows[..., [make.AWAY, make.DEAD], :].sum() == 0


def test_only_states_of_the_effort_have_labels_and_rights(counted: tuple[Model, Counts]) -> None:
    _, counts = counted
    others = [state for state in range(9) if state not in make.EFFORT]
    assert counts.labels[:, :, :, others, :-1].sum() == 0
    effort = counts.labels[:, :, :, list(make.EFFORT)].sum(-2)
    assert (counts.due <= effort[..., None, :]).all()
    assert (counts.begun <= counts.due).all()


def test_entries_are_told_by_label_and_by_wait_alike(counted: tuple[Model, Counts]) -> None:
    _, counts = counted
    assert (counts.entries.sum(-1) == counts.waited.sum(-1)).all()


def test_hires_are_the_searchers_who_came_to_work(counted: tuple[Model, Counts]) -> None:
    _, counts = counted
    found = counts.flows[..., [make.INSURED, make.BENEFIT], make.WORK].sum(-1)
    assert (counts.hires.sum(-1) == found).all()
