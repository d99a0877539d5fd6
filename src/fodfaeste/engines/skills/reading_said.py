"""What a sentence says of what stands in it: asked for, an advantage, taken back, or given by the workplace.

A sentence is taken in parts. »Ikke krav om kørekort« takes back what stands in its part; »er en fordel« makes
its part an advantage, and »har du truckcertifikat, er det en fordel« the part before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from fodfaeste.core.readings import ReadingWords
from fodfaeste.engines.skills.reading_table import Table
from fodfaeste.engines.skills.reading_text import Sentence, Word

ASKED, ADVANTAGE, TAKEN_BACK, GIVEN = range(4)

_NEAR_AFTER, _NEAR_BEFORE = 4, 2  # words between a no and what it takes back the demand of
_HEADING = 7  # words of a line that can be a heading
_BREAKS = frozenset(";:()")
_GOES_ON = frozenset(("at", "hvis", "om", "når", "med"))
_POINTS_BACK = frozenset(("er", "vil", "så", "det", "dette"))
_ADDED, _ADDS = 4, frozenset(":(")  # »kørekort (ikke et krav)«, »kørekort: en fordel«
_SHORT = 7  # words of a sentence that is said of the one before it: »Det er ikke et krav.«
_THAT = frozenset(("det", "dette"))
_BUT = frozenset(("men", "og", "dog"))
_BEGINS = frozenset(("at", "som", "der", "hvor", "det", "er", "og"))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sentence: its words, and where it has a no, a demand and an advantage."""

    first: int
    last: int
    no: tuple[int, ...]
    demand: tuple[int, ...]
    advantage: tuple[int, ...]


class Sayings:
    """Tells for each word of a text what is said of it."""

    def __init__(self, words: ReadingWords) -> None:
        self._no, self._offer = Table({"": words.of("no")}), Table({"": words.of("offer")})
        self._not_no = frozenset(words.of("no_not"))
        self._demand, self._advantage = frozenset(words.of("demand")), frozenset(words.of("optional"))
        self._not_advantage = frozenset(words.of("optional_not"))
        self._parts, self._finite = frozenset(words.of("parts")), frozenset(words.of("finite"))

    def of_text(self, words: Sequence[Word], sentences: Sequence[Sentence]) -> list[int]:
        """What is said of each word; what a heading says counts for the lines below it."""
        said = [ASKED] * len(words)
        above, lines_below = ASKED, 0
        for number, sentence in enumerate(sentences):
            if lines_below and sentence.after_empty and words[sentence.first].gap.strip(" \n\t") == "":
                above = ASKED
            self._sentence(words, sentence, said, above)
            if number and self._is_of_before(words, sentence):
                before = sentences[number - 1]
                said[before.first : before.last] = [said[sentence.last - 1]] * (before.last - before.first)
            lines_below += 1
            if self._is_heading(words, sentence):
                above, lines_below = said[sentence.last - 1], 0
        return said

    def _is_of_before(self, words: Sequence[Word], sentence: Sentence) -> bool:
        """Whether a sentence is said of the one before it: »Det er ikke et krav.«"""
        if sentence.last - sentence.first > _SHORT or words[sentence.first].form not in _THAT:
            return False
        part = self._part(words, sentence.first, sentence.last)
        return words[sentence.last - 1].form in self._demand | self._advantage and bool(
            part.no or part.advantage
        )

    def _is_heading(self, words: Sequence[Word], sentence: Sentence) -> bool:
        if not sentence.ends_line or sentence.closing not in ("", ":"):
            return False
        is_short = sentence.last - sentence.first < _HEADING
        return sentence.closing == ":" or (is_short and self._offer.has(words, sentence.first, sentence.last))

    def _sentence(self, words: Sequence[Word], sentence: Sentence, said: list[int], above: int) -> None:
        first, last = sentence.first, sentence.last
        said[first:last] = [above] * (last - first)
        parts = self._parts_of(words, first, last)
        for number, part in enumerate(parts):
            if part.advantage:
                self._mark_advantage(words, parts, number, said)
        for number, part in enumerate(parts):
            for no in part.no:
                self._take_back(words, parts, number, no, said)
        offer = next((place for place in range(first, last) if self._offer.at(words, place, last)), last)
        said[offer:last] = [GIVEN] * (last - offer)

    def _parts_of(self, words: Sequence[Word], first: int, last: int) -> list[Part]:
        starts, has_verb = [first], False
        for place in range(first, last):
            word = words[place]
            if place > starts[-1] and self._breaks(word, has_verb):
                starts.append(place)
                has_verb = False
            has_verb = has_verb or word.form in self._finite
        ends = [*starts[1:], last]
        return [self._part(words, start, end) for start, end in zip(starts, ends, strict=True)]

    def _breaks(self, word: Word, has_verb: bool) -> bool:
        if word.form in self._parts or not _BREAKS.isdisjoint(word.gap) or " – " in word.gap:
            return True
        return "," in word.gap and (has_verb or word.form in _BEGINS)

    def _part(self, words: Sequence[Word], first: int, last: int) -> Part:
        no, demand, advantage = [], [], []
        for place in range(first, last):
            form = words[place].form
            if form in self._demand:
                demand.append(place)
            if form in self._advantage and (
                place == first or words[place - 1].form not in self._not_advantage
            ):
                advantage.append(place)
            found = self._no.at(words, place, last)
            if found and not any(
                words[p].form in self._not_no for p in range(place + 1, min(last, place + 3))
            ):
                no.append(place)
        return Part(first, last, tuple(no), tuple(demand), tuple(advantage))

    def _mark_advantage(
        self, words: Sequence[Word], parts: Sequence[Part], number: int, said: list[int]
    ) -> None:
        part = parts[number]
        turns = sorted([*part.advantage, *part.demand])
        for place in range(part.first, part.last):
            deciding = next((turn for turn in turns if turn >= place), turns[-1])
            if deciding in part.advantage:
                said[place] = ADVANTAGE
        if number and _points_back(words, part):
            before = parts[number - 1]
            if not before.demand:
                said[before.first : before.last] = [ADVANTAGE] * (before.last - before.first)
        after = parts[number + 1] if number + 1 < len(parts) else None
        if after and words[after.first].form in _GOES_ON:
            said[after.first : after.last] = [ADVANTAGE] * (after.last - after.first)

    def _take_back(
        self, words: Sequence[Word], parts: Sequence[Part], number: int, no: int, said: list[int]
    ) -> None:
        part = parts[number]
        if not any(no - _NEAR_BEFORE <= place <= no + _NEAR_AFTER for place in part.demand):
            _say(said, no, part.last)
            return
        before = parts[number - 1] if number else None
        if part.advantage or (before and before.advantage):
            return  # »en fordel, men ikke et krav«
        _say(said, part.first, part.last)
        if before and _points_back(words, part):
            _say(said, before.first, before.last)
        after = parts[number + 1] if number + 1 < len(parts) else None
        if after and words[after.first].form in _GOES_ON:
            _say(said, after.first, after.last)


def _points_back(words: Sequence[Word], part: Part) -> bool:
    """Whether a part is said of the part before it: »er det en fordel«."""
    first = part.first + (words[part.first].form in _BUT)
    is_added = part.last - part.first <= _ADDED and not _ADDS.isdisjoint(words[part.first].gap)
    return is_added or (first < part.last and words[first].form in _POINTS_BACK)


def _say(said: list[int], first: int, last: int) -> None:
    said[first:last] = [TAKEN_BACK] * (last - first)
