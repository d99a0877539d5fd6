"""What two titles can have in common: stretches of letters, parts of compounds, and families of words.

A rare part weighs more than a common one, so that `rengøringsassistent` is compared by `rengøring` more than
by `assistent`, and a long part hardly more than a short one by its length alone.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fodfaeste.core.titles import TitleWords
from fodfaeste.engines.skills.danish import title_words
from fodfaeste.engines.skills.danish_parts import Splitter

_USUAL_RARITY = 6.0
_USUAL_LENGTH = 6.0
_REPEATED = 0.3  # what a feature met again adds

PART, FAMILY = KINDS = ("p:", "f:")  # how the name of a feature begins; letters never hold a colon

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each likeness counts; docs/decisions/0015-titles.md tells how they were found."""

    lengths: tuple[int, ...] = (3, 4)  # of stretches of letters
    rarity: float = 0.5
    shortness: float = 0.35
    parts: float = 1.5
    families: float = 3.5
    more: float = 1.15  # what tells more about the work, beside what names it
    long_labels: float = 0.1  # how much of a long label's disadvantage is taken off it
    first_label: float = 0.02  # what the name of an occupation is ahead of its other names
    field: float = 0.85  # what a field of work keeps when somebody's title is asked for


class TitleFeatures:
    """Turns titles into features, knowing the words of the labels that they are held against."""

    def __init__(self, labels: Sequence[str], table: TitleWords, weights: Weights) -> None:
        self._table, self._weights = table, weights
        taken = [title_words(label, table) for label in labels]
        self._splitter = Splitter({word.text for words in taken for word in words}, table.families)
        self._count = len(labels)
        self._spread = Counter(
            part for words in taken for part in {p for w in words for p in self._splitter.parts(w.text)}
        )
        self._of_word: dict[str, Features] = {}

    def features(self, title: str) -> Features:
        """The features of a title and the weight of each."""
        found: Features = {}
        for word in title_words(title, self._table):
            factor = 1.0 if word.is_main else self._weights.more
            for name, weight in self._word(word.text).items():
                _add(found, name, weight * factor)
        return found

    def names_field(self, title: str) -> bool:
        """Whether a title names a field of work rather than somebody."""
        words = title_words(title, self._table)
        return any(word.is_main and word.text.endswith(self._table.fields) for word in words)

    def _word(self, word: str) -> Features:
        if word not in self._of_word:
            self._of_word[word] = self._made(word)
        return self._of_word[word]

    def _made(self, word: str) -> Features:
        parts = self._splitter.parts(word)
        found: Features = {}
        self._add_letters(found, word, parts)
        for part in parts:
            _add(found, PART + part, self._weights.parts)
            for family in self._families(part):
                found[f"{FAMILY}{family}"] = self._weights.families
        if len(parts) > 1:
            for family in self._families(word):  # a family that has the whole compound says more
                found[f"{FAMILY}{family}"] = 2 * self._weights.families
        return found

    def _add_letters(self, found: Features, word: str, parts: tuple[str, ...]) -> None:
        """Stretches of letters, each as heavy as the parts that it lies over."""
        heavy = self._heaviness(word, parts)
        framed = f" {word} "
        for length in self._weights.lengths:
            for start in range(len(framed) - length + 1):
                _add(found, framed[start : start + length], sum(heavy[start : start + length]) / length)

    def _heaviness(self, word: str, parts: tuple[str, ...]) -> list[float]:
        """A weight for each letter of a word and for the space on either side of it."""
        heavy: list[float] = []
        at = 0
        for number, part in enumerate(parts):
            start = at if number == 0 else word.index(part, at)
            heavy += [heavy[-1]] * (start - at) if heavy else []
            heavy += [self._part_weight(part)] * len(part)
            at = start + len(part)
        heavy += [heavy[-1]] * (len(word) - at)
        return [heavy[0], *heavy, heavy[-1]]

    def _part_weight(self, part: str) -> float:
        rarity = math.log((self._count + 1) / (self._spread[part] + 1)) + 1
        by_rarity: float = (rarity / _USUAL_RARITY) ** self._weights.rarity
        by_length: float = (len(part) / _USUAL_LENGTH) ** -self._weights.shortness
        return by_rarity * by_length

    def _families(self, part: str) -> tuple[int, ...]:
        """The families of a part, also where it has a linking letter, or lacks one."""
        families = self._table.families
        forms = [part, part + "e"]
        forms += [part[:-1]] if part.endswith(("s", "e")) else []
        forms += [part[:-2]] if part.endswith(("er", "et", "en")) else []
        return next((families[form] for form in forms if form in families), ())


def _add(found: Features, name: str, weight: float) -> None:
    before = found.get(name)
    found[name] = weight if before is None else max(before, weight) + _REPEATED * min(before, weight)
