"""The worst-off first, what one forced pair costs, and how advice is spread: against every sharing out."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from fodfaeste.core.errors import Rejected
from fodfaeste.engines.assignment import assign, cost_of, leximin
from fodfaeste.engines.assignment.spread import gini, spread_of
from tests.engines.assignment import brute
from tests.engines.assignment.draw import small, tiny
from tests.engines.assignment.test_optimum import OFFERS, check_kept, room, scores
from tests.engines.matching.build import ON, tables

#: More than all scores of a few people together.
MUCH = 5_000_000
MANY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@MANY
@given(given=tiny, offers=OFFERS)
def test_the_worst_off_are_as_well_off_as_in_any_sharing_out(given, offers):
    found = assign(given, ON, offers=offers, worst_first=True)
    able, people = scores(given), given["citizens"]["citizen"].to_list()
    pairs = list(found.pairs.select("citizen", "opening").iter_rows())
    best = max(brute.worst_off(able, people, one) for one in brute.every(able, room(given), offers))
    assert brute.worst_off(able, people, pairs) == best
    check_kept(given, found, offers)
    assert found.value <= found.bound


def test_too_many_pairs_for_the_worst_off_first_are_refused(monkeypatch):
    monkeypatch.setattr(leximin, "MOST_PAIRS", 0)
    with pytest.raises(Rejected, match="højst regnes for 0 par"):
        assign(tables(), ON, offers=1, worst_first=True)


def test_the_worst_off_first_takes_no_floors():
    with pytest.raises(ValueError, match="neither"):
        assign(tables(), ON, offers=1, worst_first=True, floors={"job": 1})


@MANY
@given(given=small, offers=OFFERS, at=st.integers(0, 30))
def test_a_forced_pair_costs_what_the_best_with_it_is_worth_less(given, offers, at):
    able, left = scores(given), room(given)
    assume(able)
    pair = sorted(able)[at % len(able)]
    free = assign(given, ON, offers=offers)
    found = assign(given, ON, offers=offers, forced=[pair])
    assert pair in set(found.pairs.select("citizen", "opening").iter_rows())
    check_kept(given, found, offers)
    # The flow is made to take the pair: it is worth more than everything else together.
    with_it = brute.best(able | {pair: MUCH}, left, offers)[0] - MUCH + able[pair]
    assert found.value == found.bound == with_it
    cost = brute.best(able, left, offers)[0] - with_it
    assert cost_of(free, found) == (cost, cost)


def test_a_forced_pair_that_cannot_be_is_refused():
    given = tables(citizens=[{}, {"citizen": "d", "place": "ø"}], citizen_skills=[{}, {"citizen": "d"}])
    for pair in (("d", "o"), ("e", "o"), ("c", "p")):
        with pytest.raises(Rejected):
            assign(given, ON, offers=1, forced=[pair])


def test_more_forced_pairs_than_seats_are_refused():
    given = tables(citizens=[{}, {"citizen": "d"}], citizen_skills=[{}, {"citizen": "d"}])
    with pytest.raises(Rejected, match="pladser"):
        assign(given, ON, offers=1, forced=[("c", "o"), ("d", "o")])


def test_someone_who_has_something_by_force_counts_for_the_floor():
    given = tables(
        citizens=[{"target_group": "job"}, {"citizen": "d", "target_group": "aktiv"}],
        citizen_skills=[{"level": 1}, {"citizen": "d"}],
    )
    found = assign(given, ON, offers=1, forced=[("c", "o")], floors={"job": 1})
    assert [(floor.reached, floor.is_met) for floor in found.floors] == [(1, True)]


@MANY
@given(counts=st.lists(st.integers(0, 9), max_size=12))
def test_gini_is_half_the_mean_difference_over_the_mean(counts):
    differences = sum(abs(a - b) for a in counts for b in counts)
    wanted = Fraction(differences, 2 * len(counts) * sum(counts)) if sum(counts) else Fraction(0)
    assert gini(np.array(counts, dtype=np.int64)) == wanted


def test_the_spread_counts_openings_by_the_people_advised_to_them():
    spread = spread_of(np.array([3, 0, 0, 1], dtype=np.int64))
    assert (spread.openings, spread.most, spread.gini) == ({0: 2, 1: 1, 3: 1}, 3, 0.625)
