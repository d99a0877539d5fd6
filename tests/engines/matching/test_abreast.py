"""People who go abreast: full scores, which 16 bits do not hold, and groups that are not whole."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from fodfaeste.engines.matching import need_weights
from fodfaeste.engines.matching.case import case_of
from fodfaeste.engines.matching.priced import priced_pairs, ready_for
from fodfaeste.engines.matching.scan import best_pairs
from tests.engines.matching.build import ON, tables

SKILLS = ("a", "b", "c")
PEOPLE = 70  # two whole groups, and some more


@pytest.fixture(scope="module")
def town():
    """Every third has all at the highest level; openings ask every choice of skills, `c` weighs nothing."""
    chance = np.random.default_rng(2)
    levels = np.where(np.arange(PEOPLE)[:, None] % 3 == 0, 4, chance.integers(0, 5, (PEOPLE, 3)))
    asked = [some for size in (1, 2, 3) for some in itertools.combinations(SKILLS, size) if some != ("c",)]
    given = tables(
        citizens=[{"citizen": f"c{person:02}"} for person in range(PEOPLE)],
        citizen_skills=[
            {"citizen": f"c{person:02}", "skill": SKILLS[skill], "level": int(levels[person, skill])}
            for person, skill in zip(*np.nonzero(levels), strict=True)
        ],
        openings=[{"opening": f"o{number}"} for number in range(len(asked))],
        opening_skills=[
            {"opening": f"o{number}", "skill": skill, "weight": 0.0 if skill == "c" else 1.0}
            for number, some in enumerate(asked)
            for skill in some
        ],
    )
    weights = need_weights(given["opening_skills"])
    weighed = np.zeros((len(asked), 3), dtype=np.int64)
    for opening, skill, weight in weights.select("opening", "skill", "weight14").iter_rows():
        weighed[int(opening[1:]), SKILLS.index(skill)] = weight
    return case_of({**given, "opening_skills": weights}, ON, None), (levels @ weighed.T) // 4


def told(citizens, openings, scores, shape):
    found = np.zeros(shape, dtype=np.int64)
    found[citizens, openings] = scores
    return found


def test_full_scores_stand_on_the_lists_of_both_sides(town):
    case, scores = town
    found = best_pairs(case, openings=10, citizens=PEOPLE)
    assert np.count_nonzero(scores == 2**14) > 6 * PEOPLE // 3
    for best in (found.openings, found.citizens):
        assert np.array_equal(told(best.citizen, best.opening, best.score, scores.shape), scores)


def test_full_scores_are_found_at_prices(town):
    case, scores = town
    nothing = np.zeros(scores.shape[1], dtype=np.int64), np.zeros(PEOPLE, dtype=np.int64)
    pairs = priced_pairs(ready_for(case), *nothing, top=10, scale=16)
    whose = np.repeat(np.arange(PEOPLE), np.diff(pairs.first))
    assert np.array_equal(told(whose, pairs.opening, pairs.score, scores.shape), scores)


def test_somebody_who_is_barred_has_no_full_score(town):
    case, scores = town
    lack, need = case.bars.lack.copy(), case.bars.need.copy()
    lack[0, 0], need[1, 0] = 1, 1
    best = best_pairs(replace(case, bars=replace(case.bars, lack=lack, need=need)), openings=10).openings
    found = told(best.citizen, best.opening, best.score, scores.shape)
    assert (scores[0, 1], found[0, 1]) == (2**14, 0)
    assert np.array_equal(np.delete(found, 1, axis=1), np.delete(scores, 1, axis=1))
