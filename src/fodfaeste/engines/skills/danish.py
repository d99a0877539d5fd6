"""Danish titles as words: one spelling, one form, and which words name the work itself.

»Rengøringsassistenter, hotel« is the word `rengøringsassistent`, which names the work, and `hotel`, which
tells more about it. What stands after a comma, in parentheses or after a preposition tells more. Capitals,
accents, dashes, `aa` for `å`, plural and feminine endings do not count; an apprentice of a trade is taken as
the trade.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from fodfaeste.core.titles import TitleWords

_LETTERS = {"ä": "æ", "ö": "ø", "ü": "y", "é": "e", "è": "e", "ê": "e", "á": "a", "à": "a"}
_SPELT = str.maketrans(_LETTERS | {letter.upper(): plain.upper() for letter, plain in _LETTERS.items()})
#: A long dash as it stands in files of mixed encoding is a control sign.
_DASH = re.compile("\\s[-\u2010-\u2015\u2212]\\s|[\u0080-\u009f\u2013-\u2015\u2212]")
_PIECES = re.compile(r"[^\W_](?:[^\W_]|[+#&.-])*|[,;:/()]")
_MORE = frozenset("i på inden for til af med ved hos om under fra , ; : ( )".split())
_AA = re.compile(r"(?<!dat)(?<!klim)(?<!medi)(?<!kamer)(?<!drama)(?<!eri)(?<!sod)aa")
_AT = frozenset("i på ved hos , -".split())
_EMPTY = frozenset("og eller samt et en den det de speciale som der and of / - .".split())

#: What an ending of a person's word becomes: plural, definite and feminine. Long endings stand before short.
_ENDINGS = (
    ("erskerne", "er"), ("stenterne", "stent"), ("ulenterne", "ulent"), ("denterne", "dent"),
    ("isterne", "ist"), ("ørerne", "ør"), ("erinde", "er"), ("ersker", "er"), ("stenter", "stent"),
    ("ulenter", "ulent"), ("denter", "dent"), ("erske", "er"), ("ister", "ist"),
    ("erne", "er"), ("eren", "er"), ("ører", "ør"), ("ere", "er"),
)  # fmt: skip
_SHORTEST_STEM = 3
_SHORTEST_BEFORE_LONG = 2  # before an ending of five letters or more, which is hardly there by chance
_LONG = 5


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a title; `is_main` where it names the work itself."""

    text: str
    is_main: bool
    is_name: bool = False


def title_words(title: str, table: TitleWords) -> list[Word]:
    """The words of a title in their order, as they are compared."""
    found: list[Word] = []
    is_main, before = True, ""
    for written in _PIECES.findall(_plain(title)):
        piece = _AA.sub("å", written.lower()).strip(".")
        if piece in _MORE:
            is_main = is_main and not found
        else:
            is_name = before in _AT and written[0].isupper()
            for part in piece.split("-"):
                for word in table.rewritten.get(part.strip("."), (part.strip("."),)):
                    form = base_form(word, table.apprentices)
                    if form and form not in _EMPTY:
                        found.append(Word(form, is_main, is_name))
        before = piece
    return found


@lru_cache(maxsize=100_000)
def base_form(word: str, apprentices: tuple[str, ...] = ()) -> str:
    """A word without its ending, and without what says that somebody is learning it; empty if that is all."""
    for ending in apprentices:
        if word == ending:
            return ""
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    if word.endswith("fører"):
        return word
    for ending, becomes in _ENDINGS:
        shortest = _SHORTEST_BEFORE_LONG if len(ending) >= _LONG else _SHORTEST_STEM
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            return word.removesuffix(ending) + becomes
    return word


def _plain(title: str) -> str:
    """One way of spelling, and a comma where a dash divides."""
    text = _DASH.sub(" , ", unicodedata.normalize("NFC", title))
    return text.translate(_SPELT)
