"""Danish words reduced to what they share: `betjene`, `betjener` and `betjening` are `betjen`.

A compound is taken apart where both parts are words that are known, so that `kassebetjening` shares both its
parts with »betjene kasse«.
"""

from collections.abc import Collection

_SPELT = str.maketrans({"é": "e", "è": "e", "á": "a", "à": "a", "ä": "æ", "ö": "ø", "ü": "y"})
_SHORTEST = 3
#: Long endings stand before short ones.
_ENDINGS = (
    "ationerne", "elserne", "ationens", "heden", "heder", "ationer", "ationen", "ingerne", "elsen", "elser",
    "ernes", "ering", "ation", "inger", "ingen", "erede", "erende", "ende", "erne", "eren", "erer", "eret",
    "enes", "else", "ede", "ere", "ing", "hed", "en", "er", "et", "es", "te", "e", "t",
)  # fmt: skip
_VOWELS = "aeiouyæøå"
_LINKS = ("", "s", "e", "er")
_SHORTEST_PART, _SHORTEST_LAST = 3, 4
_LONGEST_COMPOUND = 40


def stem(word: str) -> str:
    """What is left of a word without its ending."""
    word = word.translate(_SPELT).replace("aa", "å")
    if len(word) > _SHORTEST + 1 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    for ending in ("ningerne", "ningen", "ninger", "ning"):
        before = word.removesuffix(ending)
        if before != word and len(before) >= _SHORTEST and before[-1] not in _VOWELS and before[-2:] != "eg":
            return _single(before)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return _single(word.removesuffix(ending))
    return _single(word)


def _single(word: str) -> str:
    """A word that does not end in the same consonant twice."""
    if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in _VOWELS:
        return word[:-1]
    return word


def parts(word: str, known: Collection[str]) -> tuple[str, ...]:
    """The stems of the parts of a word; `known` holds the stems of words."""
    if len(word) <= _LONGEST_COMPOUND:
        for place in range(_SHORTEST_PART, len(word) - _SHORTEST_LAST + 1):
            last = stem(word[place:])
            if last not in known or len(last) < _SHORTEST:
                continue
            for link in _LINKS:
                first = word[:place].removesuffix(link)
                if len(first) < _SHORTEST_PART or (link and len(first) == place):
                    continue
                if stem(first) in known:
                    return (*parts(first, known), *parts(word[place:], known))
    return (stem(word),)
