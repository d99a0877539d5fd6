"""Places named in a text. A name that is an ordinary word counts only where its neighbours say so."""

from collections.abc import Iterator, Sequence

from fodfaeste.core.readings import Names, ReadingWords
from fodfaeste.engines.skills.reading_text import Word, words_of
from fodfaeste.engines.skills.reading_work import Told

_SHORT = 3  # letters of a name that is too short to stand alone
_POSTCODE = 4
_LONGEST = 6  # words of a name


class Places:
    """Finds places by name, whatever way of writing å and with or without a genitive s."""

    def __init__(self, places: Names, words: ReadingWords) -> None:
        self._before = frozenset(words.of("before", "place"))
        self._after = frozenset(words.of("after", "place"))
        self._ordinary = frozenset(_spelt(word) for word in words.of("ordinary", "place"))
        self.labels = dict(reversed(list(places)))
        self._codes: dict[tuple[str, ...], str] = {}
        for code, name in sorted(places):
            key = tuple(_spelt(word.form) for word in words_of(name))
            if key:
                self._codes.setdefault(key[:_LONGEST], code)
        self._firsts: dict[str, int] = {}
        for key in self._codes:
            for first in (key[0], f"{key[0]}s"):
                self._firsts[first] = max(self._firsts.get(first, 0), len(key))

    def told(self, words: Sequence[Word], first: int, last: int) -> Iterator[Told]:
        """The places that a sentence names; the longest name at a place."""
        for place in range(first, last):
            if not words[place].is_capital:
                continue
            most = self._firsts.get(_spelt(words[place].form), 0)
            for length in range(min(most, last - place), 0, -1):
                code = self._named(words, place, place + length)
                if code and self._counts(words, place, place + length, first, last):
                    yield Told(code, place, place + length)
                    break

    def _named(self, words: Sequence[Word], first: int, last: int) -> str | None:
        if any(words[place].gap.strip() not in ("", "-", ".") for place in range(first + 1, last)):
            return None
        key = tuple(_spelt(words[place].form) for place in range(first, last))
        return self._codes.get(key) or self._codes.get((*key[:-1], key[-1].removesuffix("s")))

    def _counts(self, words: Sequence[Word], place: int, end: int, first: int, last: int) -> bool:
        form = _spelt(words[place].form)
        is_ordinary = (
            form in self._ordinary or form.removesuffix("s") in self._ordinary or len(form) <= _SHORT
        )
        if end - place > 1 or not is_ordinary:
            return True
        if end < last and words[end].form in self._after and words[end].gap == " ":
            return True
        if place == first:
            return False
        before = words[place - 1].form
        is_near = words[place].gap in (" ", ": ")
        return is_near and (before in self._before or (before.isdecimal() and len(before) == _POSTCODE))


def _spelt(form: str) -> str:
    return form.replace("aa", "å")
