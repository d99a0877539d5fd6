"""Skill groups of Danish phrases from job ads: weighted macro-F1 beside guessing the most usual and letters.

The phrases are the 138 open ones of Kompetencer (LREC 2022); equal phrases are kept in one fold. Letters are
TF-IDF over two to four letters within words, the group of the nearest phrase of the other folds. Each way is
told over five folds drawn with each of ten seeds, and ours also for all phrases with the interval that
drawing phrases again gives. The shipped words are not learnt in a fold: which of them were written before the
phrases were read stands in docs/decisions/0022-skill-groups.md. The data are not in the project: without them
this says so.

    .venv/bin/python bench/groups.py --data FOLDER [--table FOLDER]
"""

import argparse
import math
import random
import statistics
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from fodfaeste.engines.skills.groups import GroupFinder, GroupWeights
from fodfaeste.formats.skill_group_words import read_group_words

HERE = Path(__file__).resolve().parent.parent
PHRASES = "kompetencer-train/2_da_train.tsv"
FOLDS, SEEDS, DRAWS = 5, 10, 2_000
CHOSEN = {"usual": (0.5, 1.0, 1.5), "fields_in_long": (0.3, 0.6, 1.0), "opening": (1.0, 1.2, 1.5)}
Rows = Sequence[tuple[str, str]]
Answer = Callable[[str], str]


def read_phrases(folder: Path) -> list[tuple[str, str]]:
    lines = (folder / PHRASES).read_text("utf-8").splitlines()
    return [(phrase, group) for phrase, group in (line.split("\t") for line in lines)]


def weighted_f1(gold: Sequence[str], found: Sequence[str]) -> tuple[float, float]:
    """Macro-F1 weighted by how often each group is right, and the plain one over all groups that occur."""
    each = {group: f1(gold, found, group) for group in sorted({*gold, *found})}
    often = Counter(gold)
    weighted = sum(each[group] * often[group] for group in often) / len(gold)
    return weighted, statistics.fmean(each.values())


def f1(gold: Sequence[str], found: Sequence[str], group: str) -> float:
    both = sum(right == group == answer for right, answer in zip(gold, found, strict=True))
    return 2 * both / (sum(right == group for right in gold) + sum(answer == group for answer in found))


class Letters:
    """The peer: the group of the phrase that shares most letters with this one."""

    def __init__(self, rows: Rows) -> None:
        vectors = [self.letters(phrase) for phrase, _group in rows]
        spread = Counter(gram for vector in vectors for gram in vector)
        self.rarity = {gram: math.log((len(rows) + 1) / (n + 1)) + 1 for gram, n in spread.items()}
        self.known = [
            (self.unit(vector), group) for vector, (_phrase, group) in zip(vectors, rows, strict=True)
        ]
        self.usual = most_usual(rows)

    @staticmethod
    def letters(text: str) -> dict[str, float]:
        words = [f" {word} " for word in text.lower().split()]
        found = Counter(w[i : i + n] for w in words for n in (2, 3, 4) for i in range(len(w) - n + 1))
        return {gram: 1 + math.log(count) for gram, count in found.items()}

    def unit(self, vector: dict[str, float]) -> dict[str, float]:
        weighed = {gram: weight * self.rarity[gram] for gram, weight in vector.items() if gram in self.rarity}
        length = math.sqrt(sum(weight**2 for weight in weighed.values())) or 1.0
        return {gram: weight / length for gram, weight in weighed.items()}

    def group(self, phrase: str) -> str:
        asked = self.unit(self.letters(phrase))
        near = [
            (sum(w * unit.get(gram, 0.0) for gram, w in asked.items()), group) for unit, group in self.known
        ]
        best = max(near, key=lambda each: each[0])
        return best[1] if best[0] > 0 else self.usual


def most_usual(rows: Rows) -> str:
    return max(sorted({group for _phrase, group in rows}), key=Counter(group for _phrase, group in rows).get)


def folds(rows: Rows, seed: int) -> list[list[int]]:
    """The places of the phrases of each fold, equal phrases together."""
    phrases = sorted({phrase for phrase, _group in rows})
    random.Random(seed).shuffle(phrases)
    fold = {phrase: n % FOLDS for n, phrase in enumerate(phrases)}
    return [[n for n, (phrase, _group) in enumerate(rows) if fold[phrase] == each] for each in range(FOLDS)]


def across(rows: Rows, seed: int, learn: Callable[[Rows], Answer]) -> tuple[float, float]:
    """A way judged on every phrase, having learnt from the other folds."""
    found = [""] * len(rows)
    for held in folds(rows, seed):
        out = set(held)
        answer = learn([row for n, row in enumerate(rows) if n not in out])
        for n in held:
            found[n] = answer(rows[n][0])
    return weighted_f1([group for _phrase, group in rows], found)


def interval(rows: Rows, answer: Answer) -> tuple[float, float]:
    """Between what the weighted figure lies in 95 of 100 draws of as many phrases."""
    pairs = [(group, answer(phrase)) for phrase, group in rows]
    draw = random.Random(0)
    drawn = sorted(
        weighted_f1(*zip(*draw.choices(pairs, k=len(pairs)), strict=True))[0] for _each in range(DRAWS)
    )
    return drawn[int(0.025 * DRAWS)], drawn[int(0.975 * DRAWS)]


def guess(rows: Rows) -> Answer:
    """The group that most phrases have, whatever is asked."""
    usual = most_usual(rows)
    return lambda _phrase: usual


def chosen_by_the_others(finders: Sequence[GroupFinder]) -> Callable[[Rows], Answer]:
    """The setting of the weights that is best on the phrases given."""

    def learn(rows: Rows) -> Answer:
        gold = [group for _phrase, group in rows]
        return max(
            finders, key=lambda finder: weighted_f1(gold, [finder.group(p) for p, _g in rows])[0]
        ).group

    return learn


def line(name: str, figures: Sequence[tuple[float, float]]) -> None:
    weighted, plain = ([figure[n] for figure in figures] for n in (0, 1))
    spread = f"{min(weighted):.3f}-{max(weighted):.3f}" if len(figures) > 1 else ""
    print(f"{name:52} {statistics.fmean(weighted):.3f} {spread:12} {statistics.fmean(plain):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data")
    parser.add_argument("--table", type=Path, help="a folder with another skill_groups.toml")
    args = parser.parse_args()
    if not (args.data / PHRASES).is_file():
        print(f"skipped: no phrases in {args.data} (--data FOLDER with {PHRASES})")
        return
    rows, table = read_phrases(args.data), read_group_words(args.table)
    finder = GroupFinder(table)
    settings = [replace(GroupWeights(), **{key: value}) for key, values in CHOSEN.items() for value in values]
    ways: dict[str, Callable[[Rows], Answer]] = {
        "the most usual group": guess,
        "letters, nearest phrase of the other folds": lambda known: Letters(known).group,
        "ours, weights chosen by the other folds": chosen_by_the_others(
            [GroupFinder(table, s) for s in settings]
        ),
    }
    print(f"{len(rows)} phrases, {len(table.entries)} words\n{'':52} weighted F1        plain")
    for name, learn in ways.items():
        line(name, [across(rows, seed, learn) for seed in range(SEEDS)])
    gold = [group for _phrase, group in rows]
    line("ours, as shipped", [weighted_f1(gold, [finder.group(phrase) for phrase, _group in rows])])
    low, high = interval(rows, finder.group)
    print(f"{'ours, as shipped, in 95 of 100 draws of phrases':52} {low:.3f}-{high:.3f}")


if __name__ == "__main__":
    main()
