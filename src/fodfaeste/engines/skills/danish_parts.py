"""Danish compounds taken apart: `kundeservicemedarbejder` is kunde + service + medarbejder.

What the parts are is learnt from the words at hand: a compound ends in a word that stands alone somewhere,
and begins with one that does, or that begins other compounds too. A linking s, e or er between them is left
out.
"""

from collections import Counter
from collections.abc import Collection, Iterable

_LINKS = ("", "s", "e", "er")
_SHORTEST_COMPOUND = 6
_SHORTEST_LAST = 4
_SHORTEST_FIRST = 4  # of a first part that is no word by itself
_SURE_LAST = 5  # a last part of the table as long as this is believed even after an unknown first part
_TWICE = 2
_Cut = tuple[tuple[int, int, int], str, str]


class Splitter:
    """Takes compounds apart by the words that are known."""

    def __init__(self, words: Iterable[str], table: Collection[str] = ()) -> None:
        self._words = set(words)
        self._table = table
        self._begins = self._beginnings()
        self._known: dict[str, tuple[str, ...]] = {}

    def parts(self, word: str) -> tuple[str, ...]:
        """The parts of a word in their order; the last one says what it is."""
        if word not in self._known:
            cut = max(self._cuts(word), default=None)
            self._known[word] = (*self.parts(cut[1]), *self.parts(cut[2])) if cut else (word,)
        return self._known[word]

    def _beginnings(self) -> Counter[str]:
        """How many words begin with something and go on with a word."""
        found: Counter[str] = Counter()
        for word in self._words:
            for place in range(_SHORTEST_FIRST, len(word) - _SHORTEST_LAST + 1):
                if word[place:] in self._words:
                    found[word[:place]] += 1
        return found

    def _cuts(self, word: str) -> list[_Cut]:
        """Where a word can be cut; best where the first part is surest, then where the last is long."""
        cuts: list[_Cut] = []
        if len(word) < _SHORTEST_COMPOUND:
            return cuts
        for place in range(2, len(word) - _SHORTEST_LAST + 1):
            last = word[place:]
            if last not in self._words and last not in self._table:
                continue
            for link in _LINKS:
                first = word[:place].removesuffix(link)
                if link and len(first) == place:
                    continue
                surety = self._surety(first, last)
                if surety is not None:
                    cuts.append(((surety, len(last), -len(link)), first, last))
        return cuts

    def _surety(self, first: str, last: str) -> int | None:
        """How sure it is that a first part is one, or None."""
        if first in self._table or (first in self._words and len(first) >= _SHORTEST_FIRST - 1):
            return 2
        if len(first) < _SHORTEST_FIRST:
            return None
        if self._begins[first] >= _TWICE:
            return 1
        return 0 if len(last) >= _SURE_LAST and last in self._table else None
