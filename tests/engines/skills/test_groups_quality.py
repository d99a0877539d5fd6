"""Groups of Danish phrases reach what was aimed at. Skipped where the phrases are not at hand."""

import pytest

from bench.groups import HERE, PHRASES, SEEDS, Letters, across, read_phrases, weighted_f1
from fodfaeste.engines.skills.groups import GroupFinder
from fodfaeste.formats.skill_group_words import read_group_words

DATA = HERE.parent / "shared" / "data"
AIM = 0.40
FITTED = 0.80  # 0.868 was measured, on phrases read before the last words were written: no forecast


@pytest.mark.skipif(
    not (DATA / PHRASES).is_file(), reason="the phrases of Kompetencer are not in the project"
)
def test_the_groups_of_open_phrases_are_found_better_than_was_aimed_at_and_than_by_letters():
    rows = read_phrases(DATA)
    finder = GroupFinder(read_group_words())
    ours, _plain = weighted_f1([group for _p, group in rows], [finder.group(phrase) for phrase, _g in rows])
    letters = max(across(rows, seed, lambda known: Letters(known).group)[0] for seed in range(SEEDS // 5))
    assert ours > FITTED > AIM
    assert ours > letters


def test_weighted_f1_counts_each_group_by_how_often_it_is_right():
    weighted, plain = weighted_f1(["a", "a", "a", "b"], ["a", "a", "b", "c"])
    assert weighted == pytest.approx(0.75 * 0.8)
    assert plain == pytest.approx(0.8 / 3)
