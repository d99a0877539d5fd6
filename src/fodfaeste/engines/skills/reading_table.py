"""Phrases found in a list of words: the longest that begins at a place, and what it stands for.

A phrase is words with a space between; `*` at either end of a word says that it may go on there. Words of a
phrase stand together in the text, no comma between. »truck- og krancertifikat« has `truckcertifikat` too.
"""

from collections.abc import Iterable, Mapping, Sequence

from fodfaeste.engines.skills.reading_text import Word

_KEY = 3  # letters by which a word with `*` is looked up
_TOGETHER = frozenset(("", "-", "/", "–", "'", "’"))
_AND = frozenset(("og", "eller", "samt"))
_AS_FAR = 6  # words from »truck-« to the word that it shares its end with

_Pattern = tuple[tuple[str, ...], str]


class Table:
    """Phrases and what each stands for."""

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._by_first: dict[str, list[_Pattern]] = {}
        for code, written in phrases.items():
            for phrase in written:
                pattern = tuple(phrase.split(" "))
                self._by_first.setdefault(_key(pattern[0]), []).append((pattern, code))
        for patterns in self._by_first.values():
            patterns.sort(key=lambda each: (-len(each[0]), -sum(map(len, each[0])), each))

    def at(self, words: Sequence[Word], place: int, last: int) -> tuple[int, str] | None:
        """The place after the longest phrase that begins at a place, and what it stands for."""
        form = words[place].form
        keys = (form, f"{form[:_KEY]}*", f"*{form[-_KEY:]}")
        found = [
            (len(pattern), pattern, code)
            for key in keys
            for pattern, code in self._by_first.get(key, ())
            if _stands(pattern, words, place, last)
        ]
        if not found:
            return None
        length, _pattern, code = max(found, key=lambda each: (each[0], sum(map(len, each[1])), each))
        return place + length, code

    def has(self, words: Sequence[Word], first: int, last: int) -> bool:
        """Whether any phrase stands among some words."""
        return any(self.at(words, place, last) for place in range(first, last))

    def of_shared_end(self, words: Sequence[Word], place: int, last: int) -> str | None:
        """What »truck-« stands for in »truck- og krancertifikat«."""
        head = _head(words, place, last)
        form = words[place].form
        for start in range(1, len(head)):
            written = Word(0, 0, form + head[start:], "", is_capital=False)
            found = self.at([written], 0, 1)
            if found:
                return found[1]
        return None


def _head(words: Sequence[Word], place: int, last: int) -> str:
    """The word whose end a word with a hyphen after it shares; empty where there is none."""
    if place + 1 >= last or not _is_open(words[place + 1].gap):
        return ""
    for other in range(place + 1, min(last, place + _AS_FAR)):
        if words[other].form in _AND or (other + 1 < last and _is_open(words[other + 1].gap)):
            continue
        return words[other].form
    return ""


def _is_open(gap: str) -> bool:
    return gap[:1] in ("-", "–") and gap[1:2] in (" ", ",", "/")


def _key(first: str) -> str:
    if first.endswith("*"):
        return f"{first[:_KEY]}*"
    return f"*{first[-_KEY:]}" if first.startswith("*") else first


def _stands(pattern: Sequence[str], words: Sequence[Word], place: int, last: int) -> bool:
    if place + len(pattern) > last:
        return False
    for number, written in enumerate(pattern):
        word = words[place + number]
        if number and word.gap.strip() not in _TOGETHER:
            return False
        if not _is(written, word.form):
            return False
    return True


def _is(written: str, form: str) -> bool:
    if written.endswith("*"):
        return form.startswith(written[:-1])
    return form.endswith(written[1:]) if written.startswith("*") else form == written
