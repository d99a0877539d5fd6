"""Danish titles against the Danish labels of ESCO: how near the top the right one is, beside letters alone.

Splits, each told for five folds: (a) titles of the open half of STAR's crosswalk that are no ISCO group and
match at most three occupations; (a+) those that match more; (b) 1,200 alternative labels of ESCO, hidden from
the corpus 300 at a time and asked for; (b+) 1,500 others. The ids are those of labels (as MELO counts) or of
occupations. The peer is TF-IDF over stretches of two to four letters within words, in the same run. Then the
whole command is timed. The data are not in the project: without them this says so.

    .venv/bin/python bench/titles.py --data FOLDER [--titles 20000]
"""

import argparse
import csv
import gzip
import hashlib
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fodfaeste.engines.skills.titles import TitleIndex
from fodfaeste.engines.skills.titles_features import Weights
from fodfaeste.formats.title_words import read_title_words

HERE = Path(__file__).resolve().parent.parent
FOLDS, PARTS, DEPTH = 5, 4, 100
HIDDEN, MORE_HIDDEN, FEW = 1_200, 1_500, 3
FACTORS = (0.0, 0.6, 1.0, 1.4)  # of the weights of families of words, that the folds choose between
Rows = list[tuple[str, str]]
Nearest = Callable[[str, int], Sequence[str]]
Make = Callable[[Rows], Nearest]


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


def crosswalk_questions(folder: Path, corpus: Rows, *, few: bool = True) -> list[Question]:
    """Split (a), or (a+)."""
    path = folder / "star-esco-crosswalk/DK_mapping_open_half.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as file:
        rows = [row for row in csv.reader(file) if len(row) > 6]
    right: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row[0].startswith("http"):
            right[row[4]].add(row[0])
    groups = {label.lower() for id_, label in corpus if "/isco/" in id_}
    return [
        Question(title, frozenset(ids))
        for title, ids in right.items()
        if (len(ids) <= FEW) == few and title.lower() not in groups
    ]


def hidden_questions(corpus: Rows, start: int = 0, count: int = HIDDEN) -> list[Question]:
    """Split (b), or (b+): alternative labels that no other occupation has."""
    spread = Counter(label.lower() for _id, label in corpus)
    firsts = {id_: place for place, (id_, _label) in reversed(list(enumerate(corpus)))}
    may = [
        place
        for place, (id_, label) in enumerate(corpus)
        if "/isco/" not in id_ and firsts[id_] != place and spread[label.lower()] == 1
    ]
    may.sort(key=lambda place: number(corpus[place][1]))
    return [Question(corpus[p][1], frozenset({corpus[p][0]}), p) for p in may[start : start + count]]


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


def judged(
    make: Make, ids: list[str], corpus: Rows, questions: list[Question], parts: int = PARTS
) -> list[float]:
    """The reciprocal rank of each question. What is hidden, part by part, is not in the corpus asked."""
    owner = dict(zip(ids, (id_ for id_, _label in corpus), strict=True))
    values = [0.0] * len(questions)
    parts = parts if questions[0].hidden is not None else 1
    for part in range(parts):
        mine = [place for place in range(len(questions)) if place % parts == part]
        hidden = {questions[place].hidden for place in mine}
        rows = zip(ids, (label for _id, label in corpus), strict=True)
        nearest = make([row for place, row in enumerate(rows) if place not in hidden])
        for place in mine:
            found = (owner[id_] for id_ in nearest(questions[place].title, DEPTH))
            values[place] = reciprocal(found, questions[place].right)
    return values


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


def letters(labels: Rows) -> Nearest:
    return Letters(labels).nearest


def ours(factor: float = 1.0) -> Make:
    """Our index, its families of words weighing so many times what they do."""
    plain = Weights()
    weights = replace(plain, families=plain.families * factor, near=plain.near * factor)

    def make(labels: Rows) -> Nearest:
        index = TitleIndex(labels, read_title_words(), weights)
        return lambda title, top: [near.id for near in index.nearest(title, top)]

    return make


def label_ids(corpus: Rows) -> list[str]:
    return [f"{place:05d}" for place in range(len(corpus))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data")
    parser.add_argument("--titles", type=int, default=20_000, help="so many are timed")
    args = parser.parse_args()
    if not (args.data / "esco-da").is_dir():
        print(f"skipped: no Danish ESCO in {args.data} (--data FOLDER with esco-da and star-esco-crosswalk)")
        return
    corpus = read_corpus(args.data)
    splits = {
        "a crosswalk": crosswalk_questions(args.data, corpus),
        "a+ crosswalk": crosswalk_questions(args.data, corpus, few=False),
        "b hidden label": hidden_questions(corpus),
        "b+ hidden label": hidden_questions(corpus, HIDDEN, MORE_HIDDEN),
    }
    print(f"{len(corpus)} labels; " + "; ".join(f"{name}: {len(qs)}" for name, qs in splits.items()))
    print(f"{'MRR':44} all     folds")
    for name, questions in splits.items():
        told(name, corpus, questions)
    timed(corpus, args.titles)


def told(name: str, corpus: Rows, questions: list[Question]) -> None:
    ids = label_ids(corpus)
    line(f"{name}: letters, id a label", questions, judged(letters, ids, corpus, questions))
    runs = {factor: judged(ours(factor), ids, corpus, questions) for factor in FACTORS}
    line(f"{name}: without families, id a label", questions, runs[0.0])
    line(f"{name}: as shipped, id a label", questions, runs[1.0])
    line(f"{name}: chosen by the other folds", questions, chosen_by_the_others(questions, runs))
    if questions[0].hidden is None:
        ids = [id_ for id_, _label in corpus]
        line(f"{name}: as shipped, ids in no order", questions, in_no_order(corpus, questions))
        line(f"{name}: letters, id an occupation", questions, judged(letters, ids, corpus, questions))
        line(f"{name}: as shipped, id an occupation", questions, judged(ours(), ids, corpus, questions))


def in_no_order(corpus: Rows, questions: list[Question]) -> list[float]:
    """The mean over five orders of the ids, which tell equals apart and then say nothing."""
    runs = []
    for run in range(5):
        order = sorted(range(len(corpus)), key=lambda place: number(f"{run} {place}"))
        ids = [""] * len(corpus)
        for at, place in enumerate(order):
            ids[place] = f"{at:05d}"
        runs.append(judged(ours(), ids, corpus, questions))
    return [statistics.fmean(values) for values in zip(*runs, strict=True)]


def timed(corpus: Rows, count: int) -> None:
    """The whole command from its start: CPU seconds of all its processes, and by the clock."""
    more = ("", " (m/k)", ", deltid", " i Odense", " til kommune", " - vikar", " søges")
    labels = [label for _id, label in corpus]
    titles = (f"{labels[n % len(labels)]}{more[(n + n // len(labels)) % len(more)]}" for n in range(count))
    with tempfile.TemporaryDirectory() as folder:
        queries, rows, out = (str(Path(folder) / name) for name in ("q.tsv", "c.tsv", "o.tsv"))
        Path(queries).write_text("".join(f"{n}\t{title}\n" for n, title in enumerate(titles)), "utf-8")
        Path(rows).write_text("".join(f"{n}\t{label}\n" for n, label in enumerate(labels)), "utf-8")
        start = "import sys; from fodfaeste.cli import main; sys.exit(main())"
        command = [
            sys.executable,
            "-c",
            start,
            "titles",
            "--queries",
            queries,
            "--corpus",
            rows,
            "--out",
            out,
        ]
        runs = [_measured([*command, "--workers", "2"]) for _run in range(3)]
    cpu, clock = (statistics.median(each) for each in zip(*runs, strict=True))
    print(
        f"whole command, {count:,} titles, N = 10, two workers: {cpu:.1f} CPU s, {clock:.1f} s by the clock"
    )
    print(f"titles/s: {2 * count / cpu:,.0f} on two free cores, {count / clock:,.0f} on this machine now")


def _measured(command: list[str]) -> tuple[float, float]:
    before, started = os.times(), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return used, time.perf_counter() - started


if __name__ == "__main__":
    main()
