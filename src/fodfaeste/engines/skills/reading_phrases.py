"""Skills that a text tells in its own words: »du kan bevare overblikket«, »erfaring med robotter«.

Found by the words that stand before them and where they end. What the workplace is or gives is not taken,
and nothing from a sentence about the application or the terms.
"""

from collections.abc import Collection, Iterator, Sequence

from fodfaeste.core.readings import ReadingWords
from fodfaeste.engines.skills.reading_persons import Persons
from fodfaeste.engines.skills.reading_table import Table
from fodfaeste.engines.skills.reading_text import Word

_LONGEST = 14  # words of a phrase
_LONGEST_KNOWN = 6  # words of something one knows
_LONGEST_ONE = 2  # words of one of several nouns with »og« between
_AND = frozenset(("og", "eller", "samt"))
_NOT_LAST = _AND | {"at", "i", "med", "en", "et", "til", "på", "for", "af", "de", "det", "den"}
_AFTER_TASK = frozenset(("af", "til", "på", "i", "med", "for", "og"))
_ADJECTIVE_ENDINGS = ("ige", "ske", "elle", "ive", "ale", "ede", "ende", "bare")
_VERB_ENDINGS = ("e", "å")
_BREAKS = frozenset(".;:()!?•\n,")

Span = tuple[int, int]


class Phrases:
    """Finds skills told in other words than the taxonomy's."""

    def __init__(self, words: ReadingWords, verbs: Collection[str]) -> None:
        def table(*names: str) -> Table:
            return Table({"": [each for name in names for each in words.of(name, "phrase")]})

        self._can, self._knows, self._nouns = table("can"), table("knows"), table("nouns")
        self._not_can = frozenset(words.of("not_can", "phrase"))
        self._ends, self._formal, self._doing = (
            table("ends", "ends_with_more"),
            table("formal"),
            table("doing"),
        )
        self._empty_verbs = frozenset(words.of("empty_verbs", "phrase"))
        self._not_first = frozenset(words.of("not_first", "phrase"))
        self._finite = frozenset(words.of("finite"))
        plain = (verb for verb in verbs if not verb.endswith(_ADJECTIVE_ENDINGS))
        self._verbs = frozenset((*words.of("verbs", "phrase"), *plain))
        self._persons = Persons(words, self._ends)

    def is_formal(self, words: Sequence[Word], first: int, last: int) -> bool:
        """Whether a sentence is about the application or the terms."""
        return self._formal.has(words, first, last)

    def is_of_workplace(self, words: Sequence[Word], first: int, place: int) -> bool:
        """Whether what stands at a place is what the workplace does."""
        return self._persons.are_others(words, first, place)

    def told(self, words: Sequence[Word], first: int, last: int) -> list[Span]:
        """The words of each phrase of a sentence, in their order; none lies over another."""
        found: list[Span] = []
        for spans in (
            self._done(words, first, last),
            self._line(words, first, last),
            self._known(words, first, last),
            self._nouns_told(words, first, last),
            self._persons.told(words, first, last),
        ):
            for span in spans:
                if all(span[1] <= start or end <= span[0] for start, end in found):
                    found.append(span)
        return sorted(found)

    def _done(self, words: Sequence[Word], first: int, last: int) -> Iterator[Span]:
        """What somebody can do: verbs after »du kan«, »lyst til at« and their like."""
        place = first
        while place < last:
            found = self._can.at(words, place, last)
            start = found[0] if found else place
            if (
                not found
                or not self._is_verb(words, start, last)
                or self._are_others(words, first, place, start)
            ):
                place += 1
                continue
            end = self._end(words, start, last, _LONGEST)
            yield from self._cut_at_verbs(words, start, end)
            place = max(end, place + 1)

    def _is_verb(self, words: Sequence[Word], place: int, last: int) -> bool:
        if place >= last or words[place].form in self._empty_verbs or self._ends.at(words, place, last):
            return False
        if not _BREAKS.isdisjoint(words[place].gap):
            return False
        form = words[place].form
        return form in self._verbs or form.endswith(_VERB_ENDINGS) or form.removesuffix("r") in self._verbs

    def _are_others(self, words: Sequence[Word], first: int, place: int, start: int) -> bool:
        """Whether it is not the reader who can: »vi kan«, »det kan forekomme«."""
        if start == place + 1 > first + 1 and words[place - 1].form in self._not_can:
            return True
        return self._persons.are_others(words, first, place)

    def _cut_at_verbs(self, words: Sequence[Word], start: int, end: int) -> Iterator[Span]:
        """One phrase a verb: »skrive rapporter og holde møder« is two, »udfordre og udvikle sig« one."""
        begins = start
        for place in range(start + 2, end - 1):
            if words[place].form in _AND and words[place + 1].form in self._verbs:
                yield begins, place
                begins = place + 1
        yield begins, end

    def _end(self, words: Sequence[Word], start: int, last: int, longest: int) -> int:
        """The place after a phrase's last word."""
        end = min(last, start + longest)
        for place in range(start + 1, end):
            is_over = not _BREAKS.isdisjoint(words[place].gap) or self._ends.at(words, place, last)
            if is_over or self._knows.at(words, place, last):
                end = place
                break
        while end - 1 > start and words[end - 1].form in _NOT_LAST:
            end -= 1
        return end

    def _line(self, words: Sequence[Word], first: int, last: int) -> Iterator[Span]:
        """A line of a list: »Har overblik over flere opgaver«, »Opstart af bageri«."""
        begins, after = words[first].form, words[first + 1].form if first + 1 < last else ""
        if self._persons.is_somebody(after) or not words[first].is_capital or not after:
            return
        is_verb = begins == "har" or (begins.endswith("r") and begins.removesuffix("r") in self._verbs)
        has_verb = any(words[place].form in self._finite for place in range(first, last))
        if self._knows.has(words, first, last):
            return
        is_task = not has_verb and after in _AFTER_TASK and self._doing.at(words, first, last)
        if is_verb and begins not in self._empty_verbs:
            yield first, self._end(words, first, last, _LONGEST)
        elif is_task:
            end = self._end(words, first, last, _LONGEST)
            start = first
            for place in range(first + 2, end - 1):
                if words[place].form in _AND and self._doing.at(words, place + 1, end):
                    yield start, place
                    start = place + 1
            yield start, end

    def _known(self, words: Sequence[Word], first: int, last: int) -> Iterator[Span]:
        """What somebody knows: nouns after »erfaring med« and their like, each for itself."""
        for place in range(first, last):
            found = self._knows.at(words, place, last)
            if not found or self._persons.are_others(words, first, place):
                continue
            start = found[0]
            while start < last and words[start].form in self._not_first:
                start += 1
            if start >= last or words[start].form == "at" or self._ends.at(words, start, last):
                continue
            yield from self._each(words, start, self._end(words, start, last, _LONGEST_KNOWN))

    def _each(self, words: Sequence[Word], start: int, end: int) -> list[Span]:
        """Short nouns with »og« between are one each; »modtagelse af varer og gæster« is one."""
        spans: list[Span] = []
        begins = start
        for place in range(start + 1, end - 1):
            if words[place].form in _AND:
                spans.append((begins, place))
                begins = place + 1
        spans.append((begins, end))
        is_short = all(last - first <= _LONGEST_ONE for first, last in spans)
        return spans if is_short else [(start, end)]

    def _nouns_told(self, words: Sequence[Word], first: int, last: int) -> Iterator[Span]:
        """»kommunikative og pædagogiske evner«: a noun of the list, and the adjectives before it."""
        for place in range(first, last):
            if not self._nouns.at(words, place, last) or self._persons.are_others(words, first, place):
                continue
            start = place
            while start > first and self._goes_before(words, start - 1):
                start -= 1
            while start < place and words[start].form in (*self._not_first, *_AND):
                start += 1
            if start < place or not words[place].form.startswith(
                ("evne", "kompetence", "færdighed", "forståelse")
            ):
                yield start, place + 1

    def _goes_before(self, words: Sequence[Word], place: int) -> bool:
        form = words[place].form
        is_adjective = form.endswith(_ADJECTIVE_ENDINGS) and words[place + 1].gap in (" ", ", ")
        return is_adjective or (form in _AND and words[place + 1].gap == " ")
