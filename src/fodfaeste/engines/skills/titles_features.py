"""What two titles can have in common: stretches of letters, parts of compounds, and families of words.

A rare part weighs more than a common one, so that `rengøringsassistent` is compared by `rengøring` more than
by `assistent`, and a long part hardly more than a short one by its length alone.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fodfaeste.core.titles import TitleWords
from fodfaeste.engines.skills.danish import Word, title_words
from fodfaeste.engines.skills.danish_parts import Splitter
from fodfaeste.engines.skills.titles_spelling import Spelling

_USUAL_RARITY = 6.0
_USUAL_LENGTH = 6.0
_REPEATED = 0.3  # what a feature met again adds

PARTS, FAMILIES = KINDS = ("p:", "f:")  # how the name of a feature begins; letters never hold a colon

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each likeness counts; docs/decisions/0015-titles.md tells how they were found."""

    lengths: tuple[int, ...] = (3, 4)  # of stretches of letters
    rarity: float = 0.5
    shortness: float = 0.35
    parts: float = 1.5
    families: float = 3.5
    near: float = 2.0  # families whose words only often mean the same
    compound: float = 1.3  # how much more a family says that has a whole compound
    several: float = 0.3  # how much less one says whose word is in several
    plain: float = 0.9  # what the likeness without families keeps
    more: float = 1.15  # what tells more about the work, beside what names it
    long_labels: float = 0.1  # how much of a long label's disadvantage is taken off it
    first_label: float = 0.05  # what the name of an occupation is ahead of its other names
    field: float = 0.5  # what a field of work keeps when somebody's title is asked for


@dataclass(frozen=True, slots=True)
class Made:
    """The features of a title, and whether it names a field of work rather than somebody."""

    features: Features
    names_field: bool


class TitleFeatures:
    """Turns titles into features, knowing the words of the labels that they are held against."""

    def __init__(self, labels: Sequence[str], table: TitleWords, weights: Weights) -> None:
        self._table, self._weights = table, weights
        self._labels = [title_words(label, table) for label in labels]
        words = Counter(word.text for each in self._labels for word in each)
        self._splitter = Splitter(words, table.families)
        self._count = len(labels)
        self._spread = Counter(
            part for each in self._labels for part in {p for w in each for p in self._splitter.parts(w.text)}
        )
        self._words = words + Counter(table.families.keys())
        self._word_spelling, self._part_spelling = Spelling(self._words), Spelling(self._spread)
        self._of_word: dict[str, Features] = {}
        self._reading: dict[str, str] = {}

    def of_label(self, place: int) -> Made:
        """The features of one of the labels."""
        return self._of_words(self._labels[place])

    def of_title(self, title: str) -> Made:
        """The features of a title as somebody wrote it: misspelt words are read, unknown names left out."""
        words = title_words(title, self._table)
        kept = [word for word in words if not (word.is_name and self._strange(word.text))]
        return self._of_words([Word(self._read(word.text), word.is_main) for word in kept])

    def _read(self, word: str) -> str:
        if word not in self._reading:
            self._reading[word] = self._as_known(word)
        return self._reading[word]

    def _as_known(self, word: str) -> str:
        """A word as it stands where it or its parts are known, else as the known one that is nearest."""
        letters = word.replace("ae", "æ").replace("oe", "ø")
        for text in (word, letters):
            if text in self._words or not self._strange(text):
                return text
        read = self._word_spelling.nearest(letters)
        if read is not None:
            return read
        for part in self._strange(letters):
            letters = letters.replace(part, self._part_spelling.nearest(part) or part)
        return letters

    def _strange(self, word: str) -> list[str]:
        """The parts of a word that are in no label and no family."""
        return [p for p in self._splitter.parts(word) if p not in self._spread and not self._families(p)]

    def _of_words(self, words: Sequence[Word]) -> Made:
        found: Features = {}
        for word in words:
            factor = 1.0 if word.is_main else self._weights.more
            for name, weight in self._word(word.text).items():
                _add(found, name, weight * factor)
        names_field = any(word.is_main and word.text.endswith(self._table.fields) for word in words)
        return Made(found, names_field)

    def _word(self, word: str) -> Features:
        if word not in self._of_word:
            self._of_word[word] = self._made(word)
        return self._of_word[word]

    def _made(self, word: str) -> Features:
        parts = self._splitter.parts(word)
        found: Features = {}
        self._add_letters(found, word, parts)
        for part in parts:
            _add(found, PARTS + part, self._weights.parts)
            found.update(self._family_weights(part, 1.0))
        if len(parts) > 1:
            found.update(self._family_weights(word, self._weights.compound))
        return found

    def _family_weights(self, part: str, factor: float) -> Features:
        families = self._families(part)
        factor /= max(len(families), 1) ** self._weights.several
        near, same = self._weights.near * factor, self._weights.families * factor
        return {f"{FAMILIES}{family}": near if family in self._table.near else same for family in families}

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
