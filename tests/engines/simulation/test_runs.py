"""Threads, the order of runs and where they are cut change nothing; several municipalities add up."""

from dataclasses import replace

import pytest

from fodfaeste.engines.simulation.outcomes import in_turn, together
from fodfaeste.engines.simulation.run import simulate
from tests.engines.simulation.same import differing, hash_of
from tests.make import simulation as make


@pytest.fixture(scope="module")
def case():
    model = make.model(300, newcomers=40)
    policies = [make.rights(model), make.rights(model, "earlier", wait=2)]
    return model, policies, make.draws(model, 7, spread=0.1)


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_any_number_of_threads_comes_to_the_same(case, threads: int) -> None:
    model, policies, draws = case
    assert hash_of(simulate(model, policies, draws, threads=threads)) == hash_of(
        simulate(model, policies, draws)
    )


@pytest.mark.parametrize("cut", [1, 3, 6])
def test_runs_done_later_are_those_done_at_once(case, cut: int) -> None:
    model, policies, draws = case
    parts = [simulate(model, policies, draws[:cut]), simulate(model, policies, draws[cut:], threads=1)]
    joined = in_turn(parts)
    assert joined.replicates == tuple(range(7))
    assert hash_of(joined) == hash_of(simulate(model, policies, draws))


def test_a_run_is_the_same_wherever_it_stands(case) -> None:
    model, policies, draws = case
    backwards = simulate(model, policies, draws[::-1])
    forwards = simulate(model, policies, draws)
    assert (backwards.counts.stock[::-1] == forwards.counts.stock).all()


def test_a_policy_is_the_same_beside_any_other(case) -> None:
    model, policies, draws = case
    alone, beside = simulate(model, policies[1:], draws), simulate(model, policies, draws)
    assert (alone.counts.stock[:, 0] == beside.counts.stock[:, 1]).all()
    assert alone.shifted.work_direct.shape == (7, 0)


def test_another_seed_is_another_country(case) -> None:
    model, policies, draws = case
    other = simulate(replace(model, seed=model.seed + 1), policies, draws)
    assert "flows" in differing(other, simulate(model, policies, draws))


def test_progress_hears_of_every_run(case) -> None:
    model, policies, draws = case
    heard: list[tuple[int, int]] = []
    simulate(model, policies, draws, progress=lambda done, of: heard.append((done, of)))
    assert heard == [(done, 7) for done in range(1, 8)]


def test_municipalities_add_up(case) -> None:
    model, policies, draws = case
    outcome = simulate(model, policies, draws)
    both = together([outcome, outcome])
    assert (both.counts.flows == 2 * outcome.counts.flows).all()
    assert (both.shifted.work_direct == 2 * outcome.shifted.work_direct).all()


def test_runs_that_are_not_the_same_do_not_add_up(case) -> None:
    model, policies, draws = case
    one, other = (simulate(model, policies, draws[at : at + 1]) for at in (0, 1))
    with pytest.raises(ValueError, match="same runs"):
        together([one, other])


def test_a_model_that_does_not_hold_together_is_refused(case) -> None:
    model, policies, draws = case
    with pytest.raises(ValueError, match="seats"):
        simulate(model, [replace(policies[0], seats=policies[0].seats[:, :-1])], draws)
    with pytest.raises(ValueError, match="path"):
        simulate(model, policies, [replace(draws[0], path=draws[0].path[1:])])
    wrong = replace(model.people, state=model.people.state + 20)
    with pytest.raises(ValueError, match="codes"):
        simulate(replace(model, people=wrong), policies, draws)
