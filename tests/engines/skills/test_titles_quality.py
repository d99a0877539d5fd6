"""Hidden ESCO labels are found better than by letters alone. Skipped where ESCO is not at hand."""

import statistics

import pytest

from bench.titles import HERE, Letters, hidden_questions, judged, label_index, names, read_corpus

DATA = HERE.parent / "shared" / "data"
MARGIN = 0.02  # 0.06 was measured


@pytest.mark.slow
@pytest.mark.skipif(
    not (DATA / "esco-da").is_dir(), reason="the Danish labels of ESCO are not in the project"
)
def test_a_hidden_label_is_found_nearer_the_top_than_by_letters_alone():
    corpus = read_corpus(DATA)
    questions = hidden_questions(corpus)[:150]
    ids, index = label_index(corpus)
    letters = Letters(list(zip(ids, (label for _id, label in corpus), strict=True)))
    ours, theirs = (
        statistics.fmean(judged(nearest, ids, corpus, questions))
        for nearest in (names(index), letters.nearest)
    )
    assert ours > theirs + MARGIN
