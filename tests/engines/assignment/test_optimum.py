"""Sharing out against the best there is, found by other means, and its certificate."""

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fodfaeste.engines.assignment import assign
from fodfaeste.engines.matching import match
from tests.engines.assignment import brute
from tests.engines.assignment.draw import drawn, small, tiny
from tests.engines.matching.build import ON, tables
from tests.engines.matching.draw import numbers, snapshots

MANY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SOME = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
OFFERS = st.sampled_from((1, 2, 3))


def scores(given, **rest):
    found = match(given, ON, by="citizen", top=10_000, **rest)
    return {(citizen, opening): score for citizen, opening, _, score, *_ in found.iter_rows()}


def room(given, ceiling=1):
    return {name: seats * ceiling for name, seats in given["openings"].select("opening", "seats").iter_rows()}


def check_kept(given, found, offers, ceiling=1, **rest):
    """Nobody has too much, no seat is given twice, and what is told of the pairs is so."""
    able, left = scores(given, **rest), room(given, ceiling)
    pairs = list(found.pairs.select("citizen", "opening").iter_rows())
    assert len(set(pairs)) == len(pairs)
    assert all(able[pair] == score for pair, score in zip(pairs, found.pairs["score"], strict=True))
    assert all(sum(o == name for _, o in pairs) <= left[name] for name in left)
    assert all(sum(c == name for c, _ in pairs) <= offers for name in given["citizens"]["citizen"])
    assert found.value == sum(able[pair] for pair in pairs)
    assert found.placements == len({citizen for citizen, _ in pairs})


@MANY
@given(given=small, offers=OFFERS, width=st.sampled_from((1, 2, 20)))
def test_few_people_get_the_very_best_sharing_out_and_it_is_certain(given, offers, width):
    found = assign(given, ON, offers=offers, width=width)
    best, _ = brute.best(scores(given), room(given), offers)
    assert (found.value, found.bound, found.gap) == (best, best, 0)
    check_kept(given, found, offers)


@SOME
@given(given=snapshots, number=numbers, offers=OFFERS)
def test_it_is_the_best_within_every_hard_limit(given, number, offers):
    found = assign(given, ON, offers=offers, settings=number)
    assert found.value == found.bound == brute.best(scores(given, settings=number), room(given), offers)[0]
    check_kept(given, found, offers, settings=number)


@SOME
@given(given=tiny, offers=OFFERS)
def test_the_flow_that_is_held_against_it_is_the_best_of_every_sharing_out(given, offers):
    able, left = scores(given), room(given)
    most = max(sum(able[pair] for pair in one) for one in brute.every(able, left, offers))
    assert brute.best(able, left, offers) == (most, True)


@pytest.mark.parametrize("offers", [1, 3])
@pytest.mark.parametrize("seed", range(4))
def test_among_more_people_the_best_lies_between_what_is_found_and_the_bound(seed, offers):
    given = drawn(seed, people=70, openings=30)
    best, _ = brute.best(scores(given), room(given), offers)
    found = assign(given, ON, offers=offers, width=3)
    assert found.value <= best <= found.bound
    assert found.gap <= 1e-4
    check_kept(given, found, offers)


@SOME
@given(given=small, offers=OFFERS, ceiling=st.sampled_from((1, 2, 5)))
def test_a_ceiling_is_people_for_each_seat(given, offers, ceiling):
    found = assign(given, ON, offers=offers, ceiling=ceiling)
    assert found.value == found.bound == brute.best(scores(given), room(given, ceiling), offers)[0]
    check_kept(given, found, offers, ceiling)


@SOME
@given(given=small, offers=OFFERS, random=st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(given, offers, random):
    shuffled = {
        name: table.sample(fraction=1, shuffle=True, seed=random.randrange(1000))
        for name, table in given.items()
    }
    floors = {"aktiv": 2}
    one = assign(given, ON, offers=offers, floors=floors)
    other = assign(shuffled, ON, offers=offers, floors=floors)
    assert other.pairs.equals(one.pairs)
    assert (other.value, other.bound, other.floors) == (one.value, one.bound, one.floors)


def test_the_best_few_of_everyone_are_the_wrong_pairs_to_share_out():
    """Everybody's best two are the same two; a third opening is nobody's best but would take one more."""
    people = [f"b{n}" for n in range(3)]
    levels = {"a": 4, "b": 3, "c": 1}
    given = tables(
        citizens=[{"citizen": name} for name in people],
        citizen_skills=[
            {"citizen": name, "skill": skill, "level": level}
            for name in people
            for skill, level in levels.items()
        ],
        openings=[{"opening": f"o{skill}"} for skill in levels],
        opening_skills=[{"opening": f"o{skill}", "skill": skill} for skill in levels],
    )
    cut_off = match(given, ON, by="citizen", top=2)
    listed = {(c, o): score for c, o, _, score, *_ in cut_off.iter_rows()}
    found = assign(given, ON, offers=1, width=2)
    assert brute.best(listed, room(given), 1)[0] == 28_672
    assert (found.value, found.bound, found.placements) == (32_768, 32_768, 3)


def test_equal_openings_and_one_person_too_many_are_no_war_of_prices():
    """Bids that rise by one at a time would be a million; the steps grow finer instead."""
    people = [f"b{n:03}" for n in range(151)]
    given = tables(
        citizens=[{"citizen": name} for name in people],
        citizen_skills=[{"citizen": name} for name in people],
        openings=[{"opening": f"o{n:03}"} for n in range(150)],
        opening_skills=[{"opening": f"o{n:03}"} for n in range(150)],
    )
    found = assign(given, ON, offers=1)
    assert (found.value, found.bound, found.placements) == (150 * 16384, 150 * 16384, 150)


def test_nobody_and_nothing_are_shared_out_to_nothing():
    for empty in (tables(citizens=[], citizen_skills=[]), tables(openings=[], opening_skills=[])):
        found = assign(empty, ON, offers=2)
        assert (found.pairs.height, found.value, found.bound, found.gap) == (0, 0, 0, 0)
        assert found.pairs.schema["others"] == pl.Int64


def test_at_least_one_offer_is_asked_for():
    with pytest.raises(ValueError, match="at least 1"):
        assign(tables(), ON, offers=0)
