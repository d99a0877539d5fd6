"""What somebody is like, as a text says it: »fleksibel«, »tydelig i ord«; not »en stabil arbejdsplads«."""

from collections.abc import Iterator, Sequence

from fodfaeste.core.readings import ReadingWords
from fodfaeste.engines.skills.reading_table import Table
from fodfaeste.engines.skills.reading_text import Word

_FAR = 14  # words back to somebody
_LONGEST_MORE = 4  # words after »i« that tell in what
_WORKPLACE = frozenset(("vi", "vores", "afdelingen", "kommunen", "skolen", "virksomheden", "os"))
_READER = frozenset(("du", "dig", "man", "jeg", "din", "dine", "dit"))
_ASKING = frozenset(("forventer", "søger", "ønsker", "lægger", "vægter", "leder", "forestiller", "håber"))
_SOUGHT = frozenset(("søger", "søges", "leder", "ønsker"))
_NOT_IN_WHAT = frozenset(("de", "den", "det", "en", "et", "til", "for", "med", "på", "som"))
_SOMEBODY = frozenset(("person", "kollega", "medarbejder", "medarbejdere", "kolleger", "menneske", "type"))
_BETWEEN = frozenset(
    ("og", "eller", "samt", "en", "meget", "både", "i", "til", "med", "over", "som", "når", "men")
)


class Persons:
    """Finds words for what somebody is like, and tells who is spoken of."""

    def __init__(self, words: ReadingWords, ends: Table) -> None:
        self._sure = frozenset(words.of("sure", "phrase"))
        self._unsure = frozenset(words.of("unsure", "phrase"))
        self._manner = frozenset(words.of("manner", "phrase"))
        self._person = Table({"": words.of("person", "phrase")})
        self._ends = ends

    def is_somebody(self, form: str) -> bool:
        """Whether a word is one for the reader or the workplace."""
        return form in _READER or form in _WORKPLACE

    def are_others(self, words: Sequence[Word], first: int, place: int) -> bool:
        """Whether the nearest somebody before a word is the workplace, which asks for nothing there."""
        for other in range(place - 1, max(first, place - _FAR) - 1, -1):
            if words[other].form in _READER:
                return False
            if words[other].form in _WORKPLACE:
                beside = (words[at].form for at in range(max(first, other - 1), min(place, other + 2)))
                return _ASKING.isdisjoint(beside)
        return False

    def told(self, words: Sequence[Word], first: int, last: int) -> Iterator[tuple[int, int]]:
        """The words that tell what somebody is like, each for itself."""
        is_person = is_sought = False
        for place in range(first, last):
            form = words[place].form
            is_person = is_person or self._person.at(words, place, last) is not None
            is_sought = is_sought or form in _SOUGHT
            if form not in self._sure and not (form in self._unsure and is_person):
                continue
            if self.are_others(words, first, place) or (
                self._is_before_noun(words, place, last) and not is_sought
            ):
                continue
            starts = place - (place > first and words[place - 1].form in self._manner)
            yield starts, self._end(words, place, last)

    def _is_before_noun(self, words: Sequence[Word], place: int, last: int) -> bool:
        """Whether a word tells of the noun after it: »stabil medarbejdergruppe«."""
        if place + 1 >= last or words[place + 1].gap != " ":
            return False
        after = words[place + 1]
        if after.is_capital or after.form in _SOMEBODY or after.form in _BETWEEN:
            return False
        is_other = after.form in self._sure or after.form in self._unsure or after.form in self._manner
        return not is_other and not self._ends.at(words, place + 1, last)

    def _end(self, words: Sequence[Word], place: int, last: int) -> int:
        """The place after »tydelig i sine forventninger«, or after the one word."""
        if place + 2 >= last or words[place + 1].form != "i" or words[place + 1].gap != " ":
            return place + 1
        end = min(last, place + 2 + _LONGEST_MORE)
        for other in range(place + 2, end):
            form = words[other].form
            if words[other].gap != " " or form in _NOT_IN_WHAT or self._ends.at(words, other, last):
                end = other
                break
        while words[end - 1].form in _BETWEEN:
            end -= 1
        return end
