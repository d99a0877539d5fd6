"""How the search goes about it changes no answer: where the pairs come from, and in how many pieces."""

from dataclasses import replace

import numpy as np
import pytest

from fodfaeste.engines.assignment import assign
from fodfaeste.engines.assignment.case import sharing_of
from fodfaeste.engines.assignment.optimum import optimum
from fodfaeste.engines.assignment.scanned import Listed, every_pair
from tests.engines.assignment.draw import drawn
from tests.engines.matching.build import ON


def problem_of(offers: int):
    return sharing_of(drawn(5, people=40, openings=20), ON, None, offers, 1, [], []).problem


@pytest.mark.parametrize("offers", [1, 2])
def test_pairs_that_are_listed_are_shared_out_as_those_that_are_scanned(offers):
    problem = problem_of(offers)
    every = every_pair(problem.scan, problem.offers > 0, 10_000)
    listed = replace(problem, scan=Listed(every, problem.scan.openings))
    one, other = optimum(problem, width=2), optimum(listed, width=2)
    assert (one.worth, one.bound, one.rounds) == (other.worth, other.bound, other.rounds)
    assert np.array_equal(one.given.opening, other.given.opening)
    assert np.array_equal(one.price, other.price)


def test_pairs_beyond_memory_are_not_listed():
    problem = problem_of(1)
    assert every_pair(problem.scan, problem.offers > 0, 10) is None


def test_yesterdays_prices_give_as_much_in_fewer_rounds():
    given = drawn(5, people=70, openings=30)
    cold = assign(given, ON, offers=1, floors={}, width=2)
    warm = assign(given, ON, offers=1, floors={}, width=2, prices=cold.prices)
    assert (warm.value, warm.bound) == (cold.value, cold.bound)
    assert warm.rounds < cold.rounds
