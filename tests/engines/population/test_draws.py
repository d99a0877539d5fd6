"""Numbers that hang on their key alone, and have the spread that they should have."""

import numpy as np
import pytest

from fodfaeste.engines.population.draws import comers, hits, key_of, normals
from fodfaeste.engines.population.rounding import Owed

MANY = 4_000


@pytest.mark.parametrize(("people", "chance"), [(23, 0.004), (7, 0.5), (40, 0.93), (2_000, 0.05)])
def test_hits_have_the_binomials_mean_and_spread(people, chance):
    found = hits(np.full(MANY, people), np.full(MANY, chance), key_of(1, 0, 0, 0))
    mean, variance = people * chance, people * chance * (1 - chance)
    assert abs(found.mean() - mean) < 4 * np.sqrt(variance / MANY)
    assert found.var() == pytest.approx(variance, rel=0.15)
    assert (found.min() >= 0) & (found.max() <= people)


@pytest.mark.parametrize("mean", [0.03, 4.0, 900.0])
def test_comers_have_poissons_mean_and_spread(mean):
    found = comers(np.full(MANY, mean), key_of(1, 0, 4, 0))
    assert abs(found.mean() - mean) < 4 * np.sqrt(mean / MANY)
    assert found.var() == pytest.approx(mean, rel=0.2)


def test_nobody_and_everybody():
    key = key_of(3, 1, 1, 1)
    assert hits(np.array([0, 9, 9]), np.array([0.5, 0.0, 1.0 - 1e-12]), key).tolist() == [0, 0, 9]
    assert comers(np.zeros(4), key).tolist() == [0, 0, 0, 0]


def test_every_part_of_the_key_makes_another_number():
    keys = {key_of(*parts) for parts in np.ndindex(4, 4, 4, 4)}
    assert len(keys) == 4**4


def test_normals_lie_around_nothing_with_the_spread_one():
    found = normals(MANY, key_of(1, 2, 5, 0))
    assert abs(found.mean()) < 0.06
    assert found.std() == pytest.approx(1, abs=0.05)


def test_what_is_rounded_away_is_given_later():
    owed, expected = Owed((3,)), np.array([0.2, 0.3, 0.1])
    given = [owed.whole(expected) for _time in range(100)]
    assert np.abs(np.sum(given, axis=0) - 100 * expected).max() <= 1
    assert all(each.sum() in (0, 1) for each in given)


def test_nobody_is_given_more_than_there_are_and_the_rest_is_owed():
    owed, little = Owed((2,)), np.full(2, 1e-9)
    assert owed.whole(np.array([3.0, 0.0]), np.array([1, 0])).tolist() == [1, 0]
    assert owed.whole(little, np.array([5, 5])).sum() == 2
    assert owed.whole(np.zeros(2), np.array([5, 5])).sum() == 0


def test_a_debt_follows_its_people():
    followed, stood = Owed((4,)), Owed((4,))
    for owed in (followed, stood):
        owed.whole(np.array([0.0, 9.0, 0.0, 0.0]), np.array([0, 1, 0, 0]))
    followed.grow_older()
    little = np.array([0.0, 1e-9, 1e-9, 0.0])
    assert followed.whole(little).tolist() == [0, 0, 8, 0]
    assert stood.whole(little).tolist() == [0, 8, 0, 0]


def test_a_small_chance_is_not_kept_waiting_for_the_great_ones():
    chances = np.array([0.001] * 500 + [0.1] * 20)
    given = Owed((520,)).whole(chances)
    assert given[:500].sum() <= 2
    assert given.sum() in (2, 3)
