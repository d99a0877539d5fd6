"""A text as words and sentences, each with its place; the text itself is never changed.

Words are compared in small letters, accents composed. A sentence ends at a full stop, at a bullet, at an
empty line, and at a line's end where the next line begins anew rather than going on.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

_WORD = re.compile("[^\\W_][^\\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\\W_\u0300-\u036f]*)*")
_BULLET = re.compile(r"[•·▪●◦‣○■*]|\n[^\S\n]*[-–—+>o]\s")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_STOPS = ".!?"
_AFTER_STOP = ".!?…\"'”’»)"
_LONGEST_SHORT = 3  # a word as short as this before a full stop may be an abbreviation
_LONGEST_SENTENCE = 200  # words
_LONGEST_WORD = 60  # letters that are compared; what is longer is no word


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, how it is compared, and what stands before it."""

    start: int
    end: int
    form: str
    gap: str  # between the word before and this one
    is_capital: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and where its words begin and end in the list of words."""

    start: int
    end: int
    first: int
    last: int  # the word after its last one
    ends_line: bool  # nothing more stands on the line
    after_empty: bool  # an empty line stands before it
    closing: str  # the signs that end it


def words_of(text: str) -> list[Word]:
    """The words of a text in their order."""
    found: list[Word] = []
    at = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        written = text[start : min(end, start + _LONGEST_WORD)]
        form = unicodedata.normalize("NFC", written).lower()
        gap = text[at:start].replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
        found.append(Word(start, end, form, gap, written[0].isupper()))
        at = end
    return found


def sentences_of(text: str, words: Sequence[Word], abbreviations: Collection[str]) -> list[Sentence]:
    """The sentences of a text in their order; every word is in one. None is longer than can be read."""
    starts: list[int] = []
    for place, word in enumerate(words):
        if (
            not starts
            or place - starts[-1] == _LONGEST_SENTENCE
            or _begins_anew(words[place - 1], word, abbreviations)
        ):
            starts.append(place)
    return [_sentence(text, words, first, last) for first, last in pairwise([*starts, len(words)])]


def _sentence(text: str, words: Sequence[Word], first: int, last: int) -> Sentence:
    end = words[last - 1].end
    stop = words[last].start if last < len(words) else len(text)
    closing = end
    while closing < stop and text[closing] in _AFTER_STOP + ":":
        closing += 1
    gap = words[last].gap if last < len(words) else "\n"
    return Sentence(
        start=words[first].start,
        end=closing,
        first=first,
        last=last,
        ends_line="\n" in gap,
        after_empty=bool(_EMPTY_LINE.search(words[first].gap)),
        closing=text[end:closing],
    )


def _begins_anew(before: Word, word: Word, abbreviations: Collection[str]) -> bool:
    """Whether a sentence begins with a word."""
    gap = word.gap
    if gap == " ":
        return False
    if _BULLET.search(gap):
        return True
    starts_large = word.is_capital or word.form[0].isdigit()
    if "\n" in gap and (starts_large or ":" in gap or _EMPTY_LINE.search(gap)):
        return True
    if "!" in gap or "?" in gap:
        return gap[-1].isspace()
    if "." not in gap or not gap[-1].isspace() or before.form in abbreviations:
        return False
    if before.form.isdigit() and not word.is_capital:
        return False
    return word.is_capital or len(before.form) > _LONGEST_SHORT or "\n" in gap
