"""Danish titles against the Danish labels of ESCO: how near the top the right one is, beside letters alone.

Two splits, each told for five folds: (a) titles of the open half of STAR's crosswalk that are no ISCO group
and match at most three occupations; (b) 1,200 alternative labels of ESCO, each hidden from the corpus and
asked for. The ids are those of labels (as MELO counts) or of occupations. The peer is TF-IDF over stretches
of two to four letters within words, in the same run. The data are not in the project: without them this says
so.

    .venv/bin/python bench/titles.py --data FOLDER [--titles 5000]
"""

import argparse
import csv
import gzip
import hashlib
import math
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fodfaeste.engines.skills.titles import TitleIndex
from fodfaeste.engines.skills.titles_features import Weights
from fodfaeste.formats.title_words import read_title_words

HERE = Path(__file__).resolve().parent.parent
FOLDS, HIDDEN, DEPTH = 5, 1_200, 100
FAMILIES = (0.0, 2.0, 3.5, 5.0)  # the weights of families of words that the folds choose between
Rows = list[tuple[str, str]]
Nearest = Callable[[str, int], Sequence[str]]


@dataclass(frozen=True)
class Question:
    """A title, the occupations that are right, and the place of the label that is hidden for it."""

    title: str
    right: frozenset[str]
    hidden: int | None = None

    @property
    def fold(self) -> int:
        return number(self.title) % FOLDS


def number(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)


def read_corpus(folder: Path) -> Rows:
    """(occupation, label), the preferred label of each first; groups last."""
    rows: Rows = []
    with gzip.open(folder / "esco-da/occupations_da.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            others = [label for label in row["altLabels"].split("|") if label]
            rows += [(row["conceptUri"], label) for label in [row["preferredLabel"], *others]]
    with (folder / "esco-da/ISCOGroups_da.csv").open(encoding="utf-8") as file:
        rows += [(row["conceptUri"], row["preferredLabel"]) for row in csv.DictReader(file)]
    return rows


def crosswalk_questions(folder: Path, corpus: Rows) -> list[Question]:
    """Split (a)."""
    path = folder / "star-esco-crosswalk/DK_mapping_open_half.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as file:
        rows = [row for row in csv.reader(file) if len(row) > 6]
    right: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row[0].startswith("http"):
            right[row[4]].add(row[0])
    groups = {label.lower() for id_, label in corpus if "/isco/" in id_}
    return [
        Question(t, frozenset(ids)) for t, ids in right.items() if len(ids) <= 3 and t.lower() not in groups
    ]


def hidden_questions(corpus: Rows) -> list[Question]:
    """Split (b): alternative labels that no other occupation has."""
    spread = Counter(label.lower() for _id, label in corpus)
    firsts = {id_: place for place, (id_, _label) in reversed(list(enumerate(corpus)))}
    may = [
        place
        for place, (id_, label) in enumerate(corpus)
        if "/isco/" not in id_ and firsts[id_] != place and spread[label.lower()] == 1
    ]
    may.sort(key=lambda place: number(corpus[place][1]))
    return [Question(corpus[p][1], frozenset({corpus[p][0]}), p) for p in may[:HIDDEN]]


class Letters:
    """The peer: TF-IDF over two to four letters within words, cosine, sublinear."""

    def __init__(self, labels: Rows) -> None:
        vectors = [self.letters(label) for _id, label in labels]
        spread = Counter(gram for vector in vectors for gram in vector)
        self.rarity = {gram: math.log((len(labels) + 1) / (n + 1)) + 1 for gram, n in spread.items()}
        self.rows: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for row, vector in enumerate(vectors):
            length = math.sqrt(sum((w * self.rarity[g]) ** 2 for g, w in vector.items())) or 1.0
            for gram, weight in vector.items():
                self.rows[gram].append((row, weight * self.rarity[gram] / length))
        self.ids = [id_ for id_, _label in labels]

    @staticmethod
    def letters(text: str) -> dict[str, float]:
        words = [f" {word} " for word in text.lower().split()]
        found = Counter(w[i : i + n] for w in words for n in (2, 3, 4) for i in range(len(w) - n + 1))
        return {gram: 1 + math.log(count) for gram, count in found.items()}

    def nearest(self, title: str, top: int) -> list[str]:
        scores: dict[int, float] = defaultdict(float)
        for gram, weight in self.letters(title).items():
            for row, share in self.rows.get(gram, ()):
                scores[row] += weight * self.rarity[gram] * share
        order = sorted(scores, key=lambda row: (-round(scores[row], 6), self.ids[row]))
        return list(dict.fromkeys(self.ids[row] for row in order))[:top]


def reciprocal(found: Iterable[str], right: frozenset[str]) -> float:
    return next((1 / rank for rank, id_ in enumerate(found, start=1) if id_ in right), 0.0)


def judged(nearest: Nearest, ids: list[str], corpus: Rows, questions: list[Question]) -> list[float]:
    """The reciprocal rank of each question. A hidden label is struck from the list that is found."""
    owner = dict(zip(ids, (id_ for id_, _label in corpus), strict=True))
    found = []
    for question in questions:
        struck = ids[question.hidden] if question.hidden is not None else None
        places = [id_ for id_ in nearest(question.title, DEPTH) if id_ != struck]
        found.append(reciprocal((owner[id_] for id_ in places), question.right))
    return found


def by_fold(questions: list[Question], values: list[float]) -> list[float]:
    return [
        statistics.fmean(v for q, v in zip(questions, values, strict=True) if q.fold == fold)
        for fold in range(FOLDS)
    ]


def line(name: str, questions: list[Question], values: list[float]) -> None:
    folds = " ".join(f"{value:.3f}" for value in by_fold(questions, values))
    print(f"{name:44} {statistics.fmean(values):.3f}   {folds}")


def chosen_by_the_others(questions: list[Question], runs: dict[float, list[float]]) -> list[float]:
    """Each fold judged with the weight that is best on the other four."""
    found = []
    for place, question in enumerate(questions):
        others = [n for n, other in enumerate(questions) if other.fold != question.fold]
        best = max(runs, key=lambda weight: statistics.fmean(runs[weight][n] for n in others))
        found.append(runs[best][place])
    return found


def label_index(corpus: Rows, weights: Weights | None = None) -> tuple[list[str], TitleIndex]:
    """An index with an id for each label."""
    ids = [f"{place:05d}" for place in range(len(corpus))]
    rows = zip(ids, (label for _id, label in corpus), strict=True)
    return ids, TitleIndex(rows, read_title_words(), weights)


def names(index: TitleIndex) -> Nearest:
    return lambda title, top: [near.id for near in index.nearest(title, top)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data")
    parser.add_argument("--titles", type=int, default=5_000, help="so many are timed")
    args = parser.parse_args()
    if not (args.data / "esco-da").is_dir():
        print(f"skipped: no Danish ESCO in {args.data} (--data FOLDER with esco-da and star-esco-crosswalk)")
        return
    corpus = read_corpus(args.data)
    splits = {
        "a crosswalk": crosswalk_questions(args.data, corpus),
        "b hidden label": hidden_questions(corpus),
    }
    print(f"{len(corpus)} labels; " + "; ".join(f"{name}: {len(qs)}" for name, qs in splits.items()))
    print(f"{'MRR':44} all     folds")
    told(corpus, splits)
    timed(corpus, splits, args.titles)


def told(corpus: Rows, splits: dict[str, list[Question]]) -> None:
    ids, _index = label_index(corpus)
    letters = Letters(list(zip(ids, (label for _id, label in corpus), strict=True)))
    made = {w: label_index(corpus, replace(Weights(), families=w))[1] for w in FAMILIES}
    for name, questions in splits.items():
        line(f"{name}: letters, id a label", questions, judged(letters.nearest, ids, corpus, questions))
        runs = {w: judged(names(index), ids, corpus, questions) for w, index in made.items()}
        line(f"{name}: without families, id a label", questions, runs[0.0])
        line(f"{name}: as shipped, id a label", questions, runs[Weights().families])
        line(f"{name}: chosen by the other folds", questions, chosen_by_the_others(questions, runs))
    questions = splits["a crosswalk"]
    whole = [id_ for id_, _label in corpus]
    line(
        "a crosswalk: letters, id an occupation",
        questions,
        judged(Letters(corpus).nearest, whole, corpus, questions),
    )
    index = TitleIndex(corpus, read_title_words())
    line(
        "a crosswalk: as shipped, id an occupation", questions, judged(names(index), whole, corpus, questions)
    )


def timed(corpus: Rows, splits: dict[str, list[Question]], count: int) -> None:
    """CPU seconds of one core; two workers have two."""
    started = time.process_time()
    _ids, index = label_index(corpus)
    built = time.process_time() - started
    titles = [question.title for questions in splits.values() for question in questions]
    runs = []
    for _run in range(3):
        started = time.process_time()
        for place in range(count):
            index.nearest(titles[place % len(titles)], 10)
        runs.append(time.process_time() - started)
    rate = count / statistics.median(runs)
    print(f"made ready in {built:.2f} s; {rate:,.0f} titles a CPU second, N = 10")


if __name__ == "__main__":
    main()
