"""Hidden ESCO labels are found better than by letters alone. Skipped where ESCO is not at hand."""

import statistics

import pytest

from bench.titles import HERE, hidden_questions, judged, label_ids, letters, ours, read_corpus

DATA = HERE.parent / "shared" / "data"
MARGIN = 0.02  # 0.08 was measured


@pytest.mark.slow
@pytest.mark.skipif(
    not (DATA / "esco-da").is_dir(), reason="the Danish labels of ESCO are not in the project"
)
def test_a_hidden_label_is_found_nearer_the_top_than_by_letters_alone():
    corpus = read_corpus(DATA)
    questions = hidden_questions(corpus)[:150]
    mine, theirs = (
        statistics.fmean(judged(make, label_ids(corpus), corpus, questions, parts=1))
        for make in (ours(), letters)
    )
    assert mine > theirs + MARGIN
