"""What a word of a Danish job ad speaks for: found as it stands, by its form, by its parts, or by its end.

`sygeplejersken` is a form of `sygeplejerske`; `danskundervisning` is first of all `undervisning`, and a
little `dansk`; `ansvarsbevidst` ends as words about people do; `rubust` is `robust` with a letter wrong.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fodfaeste.core.skill_groups import GroupWord
from fodfaeste.engines.skills.danish_parts import Splitter

_PIECES = re.compile(r"\.?[^\W_](?:[^\W_]|[+#&-])*")
_ENDINGS = (
    "s", "t", "n", "r", "e", "en", "et", "er", "es", "ns", "te", "ts", "st", "ene", "erne", "ens", "ets",
    "ers", "ere", "est", "ede", "ende", "ing", "else", "hed", "ning", "ingen", "inger", "elsen", "elser",
    "heden", "ningen", "ninger", "ingerne", "elserne", "ningerne",
)  # fmt: skip
_SHORTEST = 3  # letters that an ending leaves
_SHORTEST_VERB = 2  # `får` is a form of `få`
_LONG_END = 4  # an ending of an adjective that tells by itself what the word is about
_LONG_PART = 5  # a part that is believed though the rest of the word is unknown
_BETWEEN = 2  # words that may stand between two of a row
_LONGEST = 60  # letters; what is longer is no word
_LONG_WORD = 6  # a word that may have a letter wrong ...
_LONG_ENOUGH = 8  # ... and one that may have a letter too many or too few

WHOLE, LAST, FIRST, GUESSED = KINDS = ("whole", "last", "first", "guessed")
Evidence = list[tuple[GroupWord, str]]
_Table = Mapping[str, Sequence[GroupWord]]


@dataclass(frozen=True, slots=True)
class _Entries:
    """The entries by the words that they are looked up by."""

    whole: _Table
    begins: _Table
    ends: _Table
    rows: Mapping[tuple[str, ...], Sequence[GroupWord]]


def words_of(phrase: str) -> list[str]:
    """The words of a phrase in one spelling."""
    text = unicodedata.normalize("NFC", phrase).lower().replace("aa", "å").replace("é", "e")
    return [piece.rstrip("-&") for piece in _PIECES.findall(text)]


def forms(word: str) -> Iterator[str]:
    """A word as it stands, and what it may be a form of, the nearest first."""
    yield word
    yield word + "e"  # an imperative
    for ending in _ENDINGS:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= (_SHORTEST if ending != "r" else _SHORTEST_VERB):
            yield rest
            yield rest + "e"
            if rest[-1] == rest[-2]:
                yield rest[:-1]


class Speaking:
    """Knows what each word speaks for."""

    def __init__(self, entries: Iterable[GroupWord]) -> None:
        self._entries = _sorted(entries)
        self._rows = sorted(self._entries.rows.items(), key=lambda row: (-len(row[0]), row[0]))
        parts = {*self._entries.whole, *self._entries.begins}
        self._splitter = Splitter(parts, parts)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for known in sorted(self._entries.whole):
            self._by_length[len(known)].append(known)
        self._known: dict[str, Evidence] = {}

    def rows(self, words: Sequence[str]) -> tuple[set[int], Evidence]:
        """The places of words that say something together, and what they speak for; longest rows first."""
        known = [set(forms(word)) for word in words]
        all_known = set().union(*known)
        used: set[int] = set()
        found: Evidence = []
        for row, entries in self._rows:
            places = _places(row, known, used) if all_known.issuperset(row) else []
            if places:
                used.update(places)
                found += [(entry, WHOLE) for entry in entries]
        return used, found

    def word(self, word: str) -> Evidence:
        """What a word speaks for by itself."""
        if len(word) > _LONGEST:
            return []
        if word not in self._known:
            ways = (
                self._whole,
                self._by_long_end,
                self._by_parts,
                self._by_piece,
                self._by_end,
                self._misspelt,
            )
            self._known[word] = next((found for way in ways if (found := way(word))), [])
        return self._known[word]

    def _whole(self, word: str, kind: str = WHOLE) -> Evidence:
        """A word of the table in any of its forms, or one that begins as the table says."""
        entries = next((self._entries.whole[form] for form in forms(word) if form in self._entries.whole), ())
        if not entries:
            places = range(len(word), _SHORTEST - 1, -1)
            entries = next(
                (self._entries.begins[word[:n]] for n in places if word[:n] in self._entries.begins), ()
            )
        return [(entry, kind) for entry in entries]

    def _by_long_end(self, word: str) -> Evidence:
        return self._by_end(word, _LONG_END)

    def _by_end(self, word: str, shortest: int = 2) -> Evidence:
        for form in forms(word):
            for place in range(1, len(form) - shortest + 1):
                if form[place:] in self._entries.ends:
                    return [(entry, GUESSED) for entry in self._entries.ends[form[place:]]]
        return []

    def _by_parts(self, word: str) -> Evidence:
        """The parts of a compound; the last one says what it is."""
        if "-" in word:
            return self._spoken_by([part for part in word.split("-") if part])
        for form in forms(word):
            parts = self._splitter.parts(form)
            if len(parts) > 1:
                return self._spoken_by(parts)
        return []

    def _spoken_by(self, parts: Sequence[str]) -> Evidence:
        last = len(parts) - 1
        return [
            each for n, part in enumerate(parts) for each in self._whole(part, LAST if n == last else FIRST)
        ]

    def _by_piece(self, word: str) -> Evidence:
        """The longest known end or beginning of a compound whose other part is unknown."""
        for length in range(len(word) - 2, _LONG_PART - 1, -1):
            last = [each for each in self._whole(word[-length:], LAST) if len(each[0].words[0]) >= _LONG_PART]
            if last:
                return last
            if word[:length] in self._entries.whole:
                return [(entry, FIRST) for entry in self._entries.whole[word[:length]]]
        return []

    def _misspelt(self, word: str) -> Evidence:
        """A word of the table that one letter makes of this one, if there is only one such."""
        if len(word) < _LONG_WORD or not word.isalpha():
            return []
        lengths = range(len(word) - 1, len(word) + 2)
        near = [
            known for n in lengths for known in self._by_length.get(n, ()) if _one_letter_apart(word, known)
        ]
        return [(entry, GUESSED) for entry in self._entries.whole[near[0]]] if len(near) == 1 else []


def _places(row: Sequence[str], known: Sequence[set[str]], used: set[int]) -> list[int]:
    """Where the words of a row stand, in their order and near each other; empty if they do not."""
    for start in range(len(known) - len(row) + 1):
        places: list[int] = []
        for part in row:
            near = range(places[-1] + 1, min(places[-1] + 2 + _BETWEEN, len(known))) if places else [start]
            place = next((n for n in near if n not in used and part in known[n]), None)
            if place is None:
                break
            places.append(place)
        if len(places) == len(row):
            return places
    return []


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter makes one word of the other; in a short word, only a letter in another's place."""
    longer = abs(len(one) - len(other))
    if longer > 1 or (longer and len(one) < _LONG_ENOUGH):
        return False
    same = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(map(len, (one, other)))
    )
    rests = [(one[same + a :], other[same + b :]) for a, b in ((1, 1), (1, 0), (0, 1))]
    return any(left == right for left, right in rests)


def _sorted(entries: Iterable[GroupWord]) -> _Entries:
    whole: dict[str, list[GroupWord]] = defaultdict(list)
    begins: dict[str, list[GroupWord]] = defaultdict(list)
    ends: dict[str, list[GroupWord]] = defaultdict(list)
    rows: dict[tuple[str, ...], list[GroupWord]] = defaultdict(list)
    for entry in entries:
        if len(entry.words) > 1:
            rows[entry.words].append(entry)
        else:
            place = begins if entry.begins else ends if entry.ends else whole
            place[entry.words[0]].append(entry)
    return _Entries(dict(whole), dict(begins), dict(ends), dict(rows))
