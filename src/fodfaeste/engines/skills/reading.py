"""A Danish job text or CV read: skills, licences, languages, hours, shifts, places and titles, as proposals.

The text is taken apart once into words and sentences; each kind then has its own finder. What a text takes
back, or what the workplace gives, is not proposed. Time grows with the length of the text and no faster.
"""

from collections.abc import Iterable, Iterator, Sequence

from fodfaeste.core.readings import (
    HOURS,
    LANGUAGE,
    LICENCE,
    OCCUPATION,
    PLACE,
    SHIFT,
    SKILL,
    Names,
    Proposal,
    ReadingWords,
)
from fodfaeste.engines.skills.reading_languages import Languages
from fodfaeste.engines.skills.reading_phrases import Phrases
from fodfaeste.engines.skills.reading_places import Places
from fodfaeste.engines.skills.reading_said import ADVANTAGE, ASKED, GIVEN, TAKEN_BACK, Sayings
from fodfaeste.engines.skills.reading_skills import Skills
from fodfaeste.engines.skills.reading_text import Sentence, Word, sentences_of, words_of
from fodfaeste.engines.skills.reading_titles import Occupations
from fodfaeste.engines.skills.reading_work import Hours, Licences, Shifts, Told

#: What a text can say of each kind for it to be proposed.
_ALWAYS = frozenset((ASKED, ADVANTAGE, TAKEN_BACK, GIVEN))
_COUNTS = {PLACE: _ALWAYS, OCCUPATION: _ALWAYS, HOURS: _ALWAYS - {TAKEN_BACK}, SHIFT: _ALWAYS - {TAKEN_BACK}}
_ELSE = frozenset((ASKED, ADVANTAGE))


class Reader:
    """Names and words made ready once; `read` can then be asked of any text."""

    def __init__(self, skills: Names, occupations: Names, places: Names, words: ReadingWords) -> None:
        self._abbreviations = frozenset(words.of("abbreviations"))
        self._sayings = Sayings(words)
        self._skills, self._places = Skills(skills, words), Places(places, words)
        self._occupations = Occupations(occupations, words)
        self._phrases = Phrases(words, self._skills.verbs(skills))
        self._licences, self._shifts = Licences(words), Shifts(words)
        self._hours, self._languages = Hours(words), Languages(words)

    def read(self, text: str) -> tuple[Proposal, ...]:
        """What a text says, in the order of the text. Proposals of one kind never overlap."""
        words = words_of(text)
        sentences = sentences_of(text, words, self._abbreviations)
        said = self._sayings.of_text(words, sentences)
        found = [
            proposal
            for number, sentence in enumerate(sentences)
            for proposal in self._sentence(text, words, sentence, said, is_headline=number == 0)
        ]
        return tuple(sorted(found, key=lambda p: (p.start, p.end, p.kind, p.code)))

    def _sentence(
        self, text: str, words: Sequence[Word], sentence: Sentence, said: Sequence[int], *, is_headline: bool
    ) -> Iterator[Proposal]:
        for kind, labels, told in self._told(words, sentence.first, sentence.last, is_headline):
            for each in _longest(
                one for one in told if set(said[one.first : one.last]) <= _COUNTS.get(kind, _ELSE)
            ):
                start, end = words[each.first].start, words[each.last - 1].end
                yield Proposal(
                    kind=kind,
                    code=each.code,
                    label=labels.get(each.code, text[start:end]),
                    start=start,
                    end=end,
                    sentence_start=sentence.start,
                    sentence_end=sentence.end,
                    essential=ADVANTAGE not in said[each.first : each.last],
                )

    def _told(
        self, words: Sequence[Word], first: int, last: int, is_headline: bool
    ) -> Iterator[tuple[str, dict[str, str], Iterable[Told]]]:
        """What each finder finds in a sentence, and the labels of its codes."""
        yield SKILL, self._skills.labels, self._all_skills(words, first, last)
        yield LICENCE, {}, self._licences.told(words, first, last)
        yield LANGUAGE, {}, self._languages.told(words, first, last)
        yield HOURS, {}, self._hours.told(words, first, last)
        yield SHIFT, {}, self._shifts.told(words, first, last)
        yield PLACE, self._places.labels, self._places.told(words, first, last)
        yield OCCUPATION, self._occupations.labels, self._occupations.told(words, first, last, is_headline)

    def _all_skills(self, words: Sequence[Word], first: int, last: int) -> list[Told]:
        """Skills of the taxonomy, and phrases; where they share words, the taxonomy's name counts.

        A phrase that has one name in it is what the name is said of: the name is marked as long as it.
        """
        if self._phrases.is_formal(words, first, last):
            return []
        told = self._told_else(words, first, last)
        adjectives = self._languages.adjectives(words, first, last)
        named = [
            each
            for each in self._skills.told(words, first, last)
            if told.isdisjoint(range(each.first, each.last))
            and not adjectives.issuperset(range(each.first, each.last))
            and not self._phrases.is_of_workplace(words, first, each.first)
        ]
        found: list[Told] = []
        for start, end in self._phrases.told(words, first, last):
            left = [place for place in range(start, end) if place not in told]
            if len(left) < min(2, end - start):
                continue  # »arbejde i weekender« is a shift, »danskkundskaber« a language
            inside = [each for each in named if each.first < end and start < each.last]
            if not inside and not self._skills.is_vague(words, start, end):
                found.append(Told(self._skills.nearest(words, start, end), start, end))
            elif len(inside) == 1 and start <= inside[0].first and inside[0].last <= end:
                named.remove(inside[0])
                found.append(Told(inside[0].code, start, end))
        return [*named, *found]

    def _told_else(self, words: Sequence[Word], first: int, last: int) -> frozenset[int]:
        """The places of words that tell a language, a licence or a shift, and so no skill."""
        finders = (self._languages, self._licences, self._shifts)
        told = (each for finder in finders for each in finder.told(words, first, last))
        return frozenset(place for each in told for place in range(each.first, each.last))


def _longest(told: Iterable[Told]) -> list[Told]:
    """Those that remain when of two that share a word only the longer is kept."""
    kept: list[Told] = []
    taken: set[int] = set()
    for each in sorted(told, key=lambda one: (one.first - one.last, one.first, one.code)):
        if taken.isdisjoint(range(each.first, each.last)):
            taken.update(range(each.first, each.last))
            kept.append(each)
    return kept
