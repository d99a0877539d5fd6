"""Words that are not known, read as a known word that they may be misspelt for.

`sygeplejeske` is `sygeplejerske` with a letter left out. One letter too many, too few, wrong or swapped with
the next is read past in long words, and `ae`, `oe` as `æ`, `ø`. The first letter is believed.
"""

from collections.abc import Collection, Mapping

_SHORTEST = 6  # shorter words are too often others


class Spelling:
    """The known words by what is left of them without one letter."""

    def __init__(self, words: Mapping[str, int]) -> None:
        """`words`: known words, and how often each is there."""
        self._words = words
        self._without: dict[str, list[str]] = {}
        for word in words:
            if len(word) >= _SHORTEST:
                for short in _without_one(word):
                    self._without.setdefault(short, []).append(word)

    def nearest(self, word: str) -> str | None:
        """The known word that this one may be misspelt for; None for none."""
        if len(word) < _SHORTEST:
            return None
        found = set(self._without.get(word, ()))
        for short in _without_one(word):
            found.update(self._without.get(short, ()))
            if short in self._words:
                found.add(short)
        near = [each for each in found if each[0] == word[0] and _is_one_step(word, each)]
        return min(near, key=lambda each: (-self._words[each], each), default=None)


def _without_one(word: str) -> Collection[str]:
    return {word[:place] + word[place + 1 :] for place in range(1, len(word))}


def _is_one_step(one: str, other: str) -> bool:
    """Whether a letter is too many, too few or wrong, or two neighbours have changed places."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    if len(one) != len(other):
        longer, shorter = (one, other) if len(one) > len(other) else (other, one)
        return longer[start + 1 :] == shorter[start:]
    return one[start + 1 :] == other[start + 1 :] or (
        one[start : start + 2] == other[start : start + 2][::-1] and one[start + 2 :] == other[start + 2 :]
    )
