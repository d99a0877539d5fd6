"""A Danish job text or CV read: skills, licences, languages, hours, shifts and places, as proposals."""

import re

from fodfaeste.core.readings import OCCUPATION, PLACE, SKILL, Names, Proposal, ReadingWords

_WORDS = re.compile(r"[^\W_]+")
_SENTENCES = re.compile(r"[^\n.!?]+[.!?]*")
_LONGEST = 8  # words of a name that is looked up


class Reader:
    """Names and words made ready once; `read` can then be asked of any text."""

    def __init__(self, skills: Names, occupations: Names, places: Names, words: ReadingWords) -> None:
        self._words = words
        self._names: dict[tuple[str, ...], tuple[str, str, str]] = {}
        for kind, names in ((SKILL, skills), (OCCUPATION, occupations), (PLACE, places)):
            shown = dict(reversed(names))
            for code, name in names:
                key = tuple(word.lower() for word in _WORDS.findall(name))
                self._names.setdefault(key, (kind, code, shown[code]))

    def read(self, text: str) -> tuple[Proposal, ...]:
        """What a text says, in the order of the text. Proposals of one kind never overlap."""
        found = [p for s in _SENTENCES.finditer(text) for p in self._sentence(text, s.start(), s.end())]
        return tuple(found)

    def _sentence(self, text: str, start: int, end: int) -> list[Proposal]:
        words = list(_WORDS.finditer(text, start, end))
        found: list[Proposal] = []
        at = 0
        while at < len(words):
            for length in range(min(_LONGEST, len(words) - at), 0, -1):
                key = tuple(word.group().lower() for word in words[at : at + length])
                if key in self._names:
                    kind, code, label = self._names[key]
                    last = words[at + length - 1].end()
                    found.append(Proposal(kind, code, label, words[at].start(), last, start, end))
                    at += length - 1
                    break
            at += 1
        return found
