"""Finding an occupation or a skill while one types.

Every word typed must begin a word of the name, in any order, or all of it must begin one as a single piece:
»assistent køk« finds »Assistent i køkken«, and »it supporter« finds »It-supporter«. Best first: the whole
name, a name that starts so, a name with it as one piece, a name with the words apart. Among equals a finished
word goes before a begun one, the name shown before other names, the language asked for first before the
next, short before long, and then by the alphabet.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from fodfaeste.core.taxonomy import FALLBACKS, Label, shown_in
from fodfaeste.engines.skills.letters import Letters, letters

WHOLE, STARTS, INSIDE, APART = range(4)
MOST_WORDS = 12
LONGEST_QUERY = 200

_AFTER_ALL = "\U0010ffff"

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: its name as matched, the stretches that match, and the name to show."""

    id: str
    label: str
    language: str
    stretches: tuple[Stretch, ...]
    preferred: bool
    title: str
    title_language: str


@dataclass(frozen=True, slots=True)
class _Match:
    tier: int
    unfinished: bool
    stretches: tuple[Stretch, ...]


class Index:
    """Names made ready to be searched. The same names in another order give the same answers."""

    def __init__(self, labels: Iterable[Label]) -> None:
        self._labels = sorted(set(labels), key=lambda label: (label.id, label.language, label.text))
        self._letters = [letters(label.text) for label in self._labels]
        ends = sorted(
            (compared.text[start:], number)
            for number, compared in enumerate(self._letters)
            for start in compared.words
        )
        self._ends = [end for end, _number in ends]
        self._numbers = [number for _end, number in ends]
        self._titles: dict[str, dict[str, str]] = {}
        for label in self._labels:
            if label.preferred:
                self._titles.setdefault(label.id, {})[label.language] = label.text

    def search(self, query: str, languages: Sequence[str] = FALLBACKS, limit: int = 20) -> list[Found]:
        """The best matches in the given languages, one for each thing found, best first."""
        asked = letters(unicodedata.normalize("NFC", query[:LONGEST_QUERY]))
        if not asked.text or limit < 1:
            return []
        words = _words(asked)
        rank = {language: place for place, language in enumerate(dict.fromkeys(languages))}
        best: dict[str, tuple[tuple[Any, ...], int, _Match]] = {}
        for number in self._candidates(asked.text, words):
            label = self._labels[number]
            if label.language not in rank:
                continue
            match = _match(self._letters[number], asked.text, words)
            if match is None:
                continue
            key = (*self._order(number, match, rank[label.language]), label.text, label.id)
            if label.id not in best or key < best[label.id][0]:
                best[label.id] = key, number, match
        chosen = sorted(best.values(), key=lambda each: each[0])[:limit]
        return [self._found(number, match, languages) for _key, number, match in chosen]

    def _order(self, number: int, match: _Match, language: int) -> tuple[Any, ...]:
        label, compared = self._labels[number], self._letters[number]
        return match.tier, match.unfinished, not label.preferred, language, len(compared.text), compared.text

    def _candidates(self, whole: str, words: Sequence[str]) -> set[int]:
        """Names in which every word, or all of it as one piece, begins at a word."""
        found: set[int] | None = None
        for word in sorted(words, key=len, reverse=True):
            here = set(self._beginning(word))
            found = here if found is None else found & here
            if not found:
                break
        return (found or set()) | set(self._beginning(whole))

    def _beginning(self, start: str) -> Iterator[int]:
        first = bisect_left(self._ends, start)
        last = bisect_left(self._ends, start + _AFTER_ALL, first)
        return iter(self._numbers[first:last])

    def _found(self, number: int, match: _Match, languages: Sequence[str]) -> Found:
        label = self._labels[number]
        names = self._titles.get(label.id, {})
        first = next((language for language in languages if language in names), label.language)
        shown = shown_in(names, first)
        title, language = (shown.text, shown.language) if shown else (label.text, label.language)
        return Found(
            id=label.id,
            label=label.text,
            language=label.language,
            stretches=match.stretches,
            preferred=label.preferred,
            title=title,
            title_language=language,
        )


def _words(asked: Letters) -> list[str]:
    """The words typed, each once."""
    ends = (*asked.words[1:], len(asked.text))
    pairs = zip(asked.words, ends, strict=True)
    return list(dict.fromkeys(asked.text[start:end] for start, end in pairs))[:MOST_WORDS]


def _match(name: Letters, whole: str, words: Sequence[str]) -> _Match | None:
    """The best way in which a name matches, or None."""
    start = _start(name, whole, ())
    if start is not None:
        end = start + len(whole)
        tier = INSIDE if start else STARTS if end < len(name.text) else WHOLE
        return _Match(tier, not _is_finished(name, end), (name.stretch(start, end),))
    taken: list[Stretch] = []
    # Longest first: a word that begins another one would else take the only place of the longer.
    for word in sorted(words, key=len, reverse=True):
        start = _start(name, word, [begun for begun, _end in taken])
        if start is None:
            return None
        taken.append((start, start + len(word)))
    unfinished = not all(_is_finished(name, end) for _begun, end in taken)
    return _Match(APART, unfinished, tuple(name.stretch(*each) for each in sorted(taken)))


def _start(name: Letters, piece: str, taken: Sequence[int]) -> int | None:
    """The first word of a name that a piece begins; a word that it also ends goes before."""
    starts = [
        start
        for start in name.words
        if start not in taken and name.text.startswith(piece, start) and name.may_end(start + len(piece))
    ]
    return min(starts, key=lambda start: (not _is_finished(name, start + len(piece)), start), default=None)


def _is_finished(name: Letters, end: int) -> bool:
    return end == len(name.text) or end in name.words
