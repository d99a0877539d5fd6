"""The scan at prices against every pair reckoned one by one: prices, thresholds, ties, threads and blocks."""

from dataclasses import replace

import numpy as np
import pytest

from bench._matching_data import ON, made_up
from fodfaeste.engines.matching.case import case_of
from fodfaeste.engines.matching.priced import FAR, priced_pairs, ready_for
from fodfaeste.engines.matching.scan import best_pairs
from tests.engines.assignment.draw import drawn
from tests.engines.matching.build import ON as DAY


def reckoned(case, price, least, top, scale):
    """The same from all pairs inside the limits, sorted in Python."""
    every = best_pairs(case, openings=len(case.offered.ids)).openings
    wanted = {}
    for citizen, opening, score in zip(every.citizen, every.opening, every.score, strict=True):
        brings = int(score) * scale - int(price[opening])
        if brings > least[citizen]:
            wanted.setdefault(int(citizen), []).append((-brings, int(opening), int(score)))
    return {citizen: [pair[1:] for pair in sorted(pairs)[:top]] for citizen, pairs in wanted.items()}


def told(found):
    return {
        citizen: list(zip(found.opening[a:b].tolist(), found.score[a:b].tolist(), strict=True))
        for citizen, (a, b) in enumerate(zip(found.first, found.first[1:], strict=False))
        if b > a
    }


@pytest.mark.parametrize("top", [1, 3, 50])
@pytest.mark.parametrize("seed", range(6))
def test_few_pairs_at_drawn_prices_are_those_that_bring_most(seed, top):
    case, chance = case_of(drawn(seed, people=12, openings=10), DAY, None), np.random.default_rng(seed)
    scale = (0, 1, 16, 1025)[seed % 4]
    price = chance.choice((0, 0, 4096, 12288, 20_000), 10) * max(scale, 1)
    least = chance.choice((0, -5_000, 4_000, FAR), 12) * np.int64(1)
    least = np.where(least == FAR, FAR, least * max(scale, 1))
    found = priced_pairs(ready_for(case), price, least, top=top, scale=scale)
    known = told(found)
    assert {c: [o for o, _ in pairs] for c, pairs in known.items()} == {
        c: [o for o, _ in pairs] for c, pairs in reckoned(case, price, least, top, scale).items()
    }
    assert scale == 0 or known == reckoned(case, price, least, top, scale)


@pytest.fixture(scope="module")
def town():
    """More openings than a tile has columns, so that ties and thresholds run across them."""
    return case_of(made_up(400, 1_500, is_country=True), ON, None)


def drawn_prices(case):
    chance = np.random.default_rng(3)
    price = np.where(chance.random(len(case.offered.ids)) < 0.3, 0, chance.integers(0, 150_000, 1_500))
    return price, np.where(chance.random(400) < 0.5, 0, chance.integers(-90_000, 60_000, 400))


def test_many_pairs_at_drawn_prices_are_those_that_bring_most(town):
    price, least = drawn_prices(town)
    found = priced_pairs(ready_for(town), price, least, top=20, scale=16)
    assert told(found) == reckoned(town, price, least, 20, 16)


@pytest.mark.parametrize(("threads", "block"), [(1, None), (2, 7), (3, 50)])
def test_threads_and_blocks_change_nothing(town, threads, block):
    price, least = drawn_prices(town)
    one = priced_pairs(ready_for(town), price, least, top=20, scale=16)
    other = priced_pairs(ready_for(town, block=block), price, least, top=20, scale=16, threads=threads)
    assert all(np.array_equal(getattr(one, of), getattr(other, of)) for of in ("first", "opening", "score"))


def test_at_no_price_they_are_the_best_pairs_of_matching(town):
    nothing = np.zeros(1_500, dtype=np.int64)
    found = priced_pairs(ready_for(town), nothing, np.zeros(400, dtype=np.int64), top=20, scale=16)
    best = best_pairs(town, openings=20).openings
    assert np.array_equal(found.opening, best.opening)
    assert np.array_equal(found.score, best.score)


def test_an_opening_that_cannot_be_taken_is_no_pair(town):
    closed = replace(town, worth=town.worth & (np.arange(1_500) % 2 == 0))
    price, least = drawn_prices(town)
    found = priced_pairs(ready_for(closed), price, least, top=20, scale=16)
    assert len(found.opening)
    assert (found.opening % 2 == 0).all()
