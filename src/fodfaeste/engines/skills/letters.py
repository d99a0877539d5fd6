"""Letters as they are compared when somebody types.

`å` and `aa`, `æ` and `ae`, `ø` and `oe` are the same; `a` is not `å`. Accents and capitals do not count, and
neither does what stands between words. Every compared letter remembers where it stands in the text, so that
a match can be shown in the name as it is written, and never ends in the middle of an `å`.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache

_SPELT_OUT = {
    "å": "aa", "æ": "ae", "ø": "oe", "ä": "ae", "ö": "oe", "ß": "ss",
    "ð": "d", "þ": "th", "đ": "d", "ł": "l", "œ": "oe", "ĸ": "q",
}  # fmt: skip
_APOSTROPHES = "'’´`"


@dataclass(frozen=True, slots=True)
class Letters:
    """A text's letters and digits as they are compared."""

    text: str
    places: tuple[int, ...]  # for each letter, the place in the text of the sign it comes from
    words: tuple[int, ...]  # where in `text` a word starts

    def may_end(self, end: int) -> bool:
        """Whether a match can stop here: between two signs of the text, not inside one."""
        return end == len(self.text) or self.places[end] != self.places[end - 1]

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """A match as a stretch of the text as it is written."""
        return self.places[start], self.places[end - 1] + 1


def letters(text: str) -> Letters:
    """Take a text apart into compared letters and words."""
    kept: list[str] = []
    places: list[int] = []
    words: list[int] = []
    between = True
    for place, sign in enumerate(text):
        plain = _plain(sign)
        if not plain:
            # An accent or apostrophe belongs to the letter before it; anything else stands between words.
            between = between or not (unicodedata.combining(sign) or sign in _APOSTROPHES)
            continue
        if between:
            words.append(len(kept))
            between = False
        kept += plain
        places += [place] * len(plain)
    return Letters("".join(kept), tuple(places), tuple(words))


@cache
def _plain(sign: str) -> str:
    spelt = "".join(_SPELT_OUT.get(small, small) for small in sign.lower())
    bare = unicodedata.normalize("NFKD", spelt)
    return "".join(part for part in bare.casefold() if part.isalnum())
