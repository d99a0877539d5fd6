"""Titles of occupations named in a text: in its headline, after »søger«, »som« and their like, or a year."""

from collections.abc import Iterator, Sequence

from fodfaeste.core.readings import Names, ReadingWords
from fodfaeste.engines.skills.danish import base_form
from fodfaeste.engines.skills.reading_text import Word, words_of
from fodfaeste.engines.skills.reading_work import Told

_LONGEST = 6  # words of a title that is looked up
_NEAR = 4  # words between »søger« and the title


_YEAR = 4  # digits


class Occupations:
    """Finds occupations by the names that the taxonomy has for them."""

    def __init__(self, occupations: Names, words: ReadingWords) -> None:
        self.labels = dict(reversed(list(occupations)))
        self._before = frozenset(words.of("before", "title"))
        self._ids: dict[tuple[str, ...], str] = {}
        # A name that is shown goes before another occupation's other name.
        for id_, label in sorted(occupations, key=lambda row: (row[1] != self.labels[row[0]], row)):
            key = tuple(base_form(word.form) for word in words_of(label))
            if key and len(key) <= _LONGEST:
                self._ids.setdefault(key, id_)

    def told(self, words: Sequence[Word], first: int, last: int, is_headline: bool) -> Iterator[Told]:
        """The occupations that a sentence names, the longest name at a place."""
        for place in range(first, last):
            before = range(max(first, place - _NEAR), place)
            is_named = any(words[at].form in self._before or _is_year(words[at].form) for at in before)
            if not is_headline and not is_named:
                continue
            for length in range(min(_LONGEST, last - place), 0, -1):
                id_ = self._ids.get(tuple(base_form(words[at].form) for at in range(place, place + length)))
                if id_:
                    yield Told(id_, place, place + length)
                    break


def _is_year(form: str) -> bool:
    return form.isdecimal() and len(form) == _YEAR and form[:2] in ("19", "20")
