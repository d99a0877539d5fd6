"""How the search goes about it changes no answer: blocks, memory, first pairs, circles on the way."""

from functools import partial

import numpy as np
import pytest

from fodfaeste.engines.assignment import assign, case, floors
from fodfaeste.engines.assignment.feasible import Feasible, Part
from fodfaeste.engines.assignment.graph import Graph
from fodfaeste.engines.assignment.problem import NO_GROUP, Problem, scale_for
from fodfaeste.engines.assignment.repair import Floors, one_more
from fodfaeste.engines.assignment.scanned import every_pair
from tests.engines.assignment.draw import drawn
from tests.engines.assignment.test_floors import two_groups
from tests.engines.matching.build import ON


def one_by_one(ready):
    """The pairs of one citizen at a time."""
    for part in every_pair(ready):
        for citizen in np.unique(part.citizen):
            own = part.citizen == citizen
            yield Part(part.citizen[own], part.opening[own], part.score[own])


@pytest.mark.parametrize("offers", [1, 2])
def test_small_blocks_that_are_not_kept_give_the_same(monkeypatch, offers):
    given = drawn(5, people=40, openings=20)
    one = assign(given, ON, offers=offers, floors={"job": 9}, width=2)
    monkeypatch.setattr(case, "every_pair", one_by_one)
    monkeypatch.setattr(case, "Feasible", partial(Feasible, most_kept=0))
    other = assign(given, ON, offers=offers, floors={"job": 9}, width=2)
    assert other.pairs.equals(one.pairs)
    assert (other.bound, other.rounds, other.floors) == (one.bound, one.rounds, one.floors)


def test_pairs_beyond_memory_leave_a_floor_that_is_not_met_unsettled(monkeypatch):
    monkeypatch.setattr(floors, "MOST_KEPT", 0)
    (floor,) = assign(two_groups(seats=3), ON, offers=1, floors={"svag": 4}).floors
    assert (floor.reached, floor.is_met, floor.is_certain) == (3, False, False)


def test_two_who_hold_each_others_best_change_places_before_a_third_is_helped():
    scores = {(0, 0): 1, (0, 1): 10, (1, 0): 10, (1, 1): 1, (2, 0): 1}
    key = np.array([citizen * 2 + opening for citizen, opening in scores])
    graph = Graph(3, 2, key, np.array(list(scores.values())))
    offers = np.ones(3, dtype=np.int64)
    group = np.array([NO_GROUP, NO_GROUP, 0])
    nothing = Feasible(lambda: iter(()), 3, 2, lambda part: part.score > 0)
    problem = Problem(nothing, np.array([1, 1]), offers, group, np.zeros_like(offers), scale_for(offers))
    wanted = Floors(least=np.array([1]), reached=np.array([0]))
    first = one_more(problem, graph, np.array([True, False, False, True, False]), wanted, 0)
    assert first.tolist() == [False, True, True, False, False]
    then = one_more(problem, graph, first, wanted, 0)
    assert then.tolist() == [False, True, False, False, True]
    full = one_more(problem, graph, then, Floors(np.array([2]), np.array([1])), 0)
    assert full is None
