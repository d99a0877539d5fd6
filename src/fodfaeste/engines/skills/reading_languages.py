"""Languages and how well, in a text: »dansk i skrift og tale«, not »en dansk virksomhed«."""

from collections.abc import Iterator, Sequence

from fodfaeste.core.openings import LEVELS
from fodfaeste.core.readings import ReadingWords
from fodfaeste.engines.skills.reading_table import Table
from fodfaeste.engines.skills.reading_text import Word
from fodfaeste.engines.skills.reading_work import Told

_USUAL_LEVEL = 3  # »du taler dansk« says that one can do it alone
_AND = frozenset(("og", "eller", "samt", "sprog"))
_Level = tuple[int, int, int]  # where it begins and ends, and the level


class Languages:
    """Finds languages with their levels."""

    def __init__(self, words: ReadingWords) -> None:
        written = words.tables.get("language", {})
        self._table = Table(written)
        self._names = frozenset(each[0] for each in written.values() if each)
        self._levels = Table(words.tables.get("level", {}))
        self._about = Table({"": words.of("language", "about")})
        self._teaching = frozenset(words.of("teaching", "about"))
        self._after = frozenset(words.of("after", "about"))

    def told(self, words: Sequence[Word], first: int, last: int) -> Iterator[Told]:
        """The languages that a sentence tells, each as `da:3`."""
        found = [
            (place, end_code[1])
            for place in range(first, last)
            if (end_code := self._table.at(words, place, last)) and self._is_noun(words, place, last)
        ]
        if not found or any(words[place].form in self._teaching for place in range(first, last)):
            return
        levels = self._levels_in(words, first, last)
        is_about = bool(levels) or self._about.has(words, first, last)
        only = all(self._table.at(words, p, last) or words[p].form in _AND for p in range(first, last))
        for place, code in found:
            if is_about or only or words[place].form not in self._names:
                yield Told(f"{code}:{_nearest(place, levels)}", place, place + 1)

    def adjectives(self, words: Sequence[Word], first: int, last: int) -> frozenset[int]:
        """The places of the first half of »dansk virksomhed« and its like, which tells of no language."""
        names = (place for place in range(first, last) if self._table.at(words, place, last))
        return frozenset(place for place in names if not self._is_noun(words, place, last))

    def _is_noun(self, words: Sequence[Word], place: int, last: int) -> bool:
        """Whether the name of a language is not the first of two words, as in »dansk virksomhed«."""
        if words[place].form not in self._names or place + 1 == last:
            return True
        after = words[place + 1]
        return after.form in self._after or after.gap.strip() not in ("", "-") or after.gap == "- "

    def _levels_in(self, words: Sequence[Word], first: int, last: int) -> list[_Level]:
        found: list[_Level] = []
        place = first
        while place < last:
            here = self._levels.at(words, place, last)
            if here:
                found.append((place, here[0] - 1, int(here[1])))
            place = here[0] if here else place + 1
        return found


def _nearest(place: int, levels: Sequence[_Level]) -> int:
    """The level that stands nearest to a language; after it before before it."""
    far = {
        (start - place if start > place else place - end, start < place, -level): level
        for start, end, level in levels
    }
    return far[min(far)] if far else min(_USUAL_LEVEL, max(LEVELS))
