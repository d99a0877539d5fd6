"""The grammar of a PX file: keyword after keyword, each with its language, its subjects and its words.

    KEYWORD[da]("subject")="word","word";

Words in a row with nothing between are one word over several lines; two quotes inside are one quote. The
last keyword is DATA, whose figures are handed on as they stand.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from fodfaeste.core.errors import Rejected
from fodfaeste.formats.statistics.cube import shown

MAX_KEYWORDS = 100_000
MAX_WORDS = 1_000_000
DATA = "DATA"

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What a PX file may name, as the standard library knows it. Others are refused, not guessed.
_CODEPAGES = frozenset(
    "utf-8 ascii iso8859-1 iso8859-4 iso8859-10 iso8859-15 cp1252 cp1257 cp850 cp865 cp437".split()
)
_ANSI, _OEM = "cp1252", "cp850"  # with CHARSET="ANSI", and without any CHARSET
_CODEPAGE = re.compile(rb'(?:^|[;\r\n])[ \t]*+CODEPAGE[ \t]*+=[ \t]*+"([^"\r\n]{1,40})"')
_CHARSET = re.compile(rb'(?:^|[;\r\n])[ \t]*+CHARSET[ \t]*+=[ \t]*+"([^"\r\n]{1,40})"')
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_WORD = r'"(?:[^"\r\n]++|"")*+"'
_HEAD = re.compile(
    rf"([A-Za-z][A-Za-z0-9_-]*+)\s*+(?:\[\s*+\"?([A-Za-z_-]{{1,20}})\"?\s*+\])?\s*+"
    rf"(?:\(\s*+({_WORD}(?:\s*+,\s*+{_WORD}){{0,9}}+)\s*+\))?\s*+=\s*+"
)
_PIECE = re.compile(rf"\s*+(?:({_WORD})|([A-Za-z0-9_.+-]++(?:\([^()\"]*+(?:{_WORD}[^()\"]*+)*+\))?)|([,;]))")
_CELL = re.compile(rf"\s*+(?:({_WORD})|([^\s\";]++)|(;))")
_SPACE = re.compile(r"\s*+")


@dataclass(frozen=True, slots=True)
class Keyword:
    """One keyword of the head, and the row that it begins in."""

    name: str
    language: str
    subjects: tuple[str, ...]
    words: tuple[str, ...]
    row: int


class PxText:
    """The text of a PX file: first its keywords, then its figures, each read once and in order."""

    def __init__(self, content: bytes, file: str) -> None:
        self.file = file
        self._text = _decoded(content, file)
        self._at, self._row, self._counted = 0, 1, 0
        self._pieces = 0
        found = _CONTROL.search(self._text.rstrip("\x1a"))
        if found:
            reason = f"filen har et ulovligt styretegn (U+{ord(found.group()):04X})"
            raise self.refuse(reason, at=found.start())

    def refuse(
        self, reason: str, *, field: str = "", at: int | None = None, row: int | None = None
    ) -> Rejected:
        """The refusal, with the row where the reading stands if no other is told."""
        return Rejected(reason, file=self.file, row=row or self._row_of(at), field=shown(field))

    def keywords(self) -> Iterator[Keyword]:
        """Every keyword before DATA. The text is left where the figures begin."""
        for _ in range(MAX_KEYWORDS):
            self._at = _end(_SPACE.match(self._text, self._at))
            head = _HEAD.match(self._text, self._at)
            if head is None:
                raise self._unread()
            row, name = self._row_of(head.start()), head[1].upper()
            self._at = head.end()
            if name == DATA:
                return
            subjects = tuple(_unquoted(word) for word in re.findall(_WORD, head[3] or ""))
            yield Keyword(name, (head[2] or "").lower(), subjects, self._words(name), row)
        raise self.refuse(f"filen har flere end {MAX_KEYWORDS} nøgleord")

    def cells(self) -> Iterator[tuple[str, int]]:
        """The figures and marks of DATA, without quotes, and where each stands; then the end of the file."""
        while True:
            found = _CELL.match(self._text, self._at)
            if found is None:
                raise self.refuse("tallene slutter ikke med semikolon; hent filen igen", field=DATA)
            self._at = found.end()
            if found[3]:
                break
            which = 1 if found[1] else 2
            yield found[2] or _unquoted(found[1]), found.start(which)
        if self._text[self._at :].strip(" \t\r\n\x1a"):
            raise self.refuse("der står noget efter tallene", field=DATA)

    def _words(self, name: str) -> tuple[str, ...]:
        """What stands between the sign of equality and the semicolon."""
        words: list[list[str]] = []  # each in its pieces
        before = ","
        while True:
            found = _PIECE.match(self._text, self._at)
            if found is None:
                raise self.refuse("et anførselstegn eller semikolon mangler", field=name)
            self._at = found.end()
            self._pieces += 1
            if self._pieces > MAX_WORDS:
                raise self.refuse(f"filen har flere end {MAX_WORDS} ord og tegn før sine tal", field=name)
            if found[3]:
                if before == ",":
                    raise self.refuse("en værdi mangler", field=name)
                if found[3] == ";":
                    return tuple("".join(pieces) for pieces in words)
                before = ","
            elif before == ",":
                words.append([_unquoted(found[1]) if found[1] else found[2]])
                before = "word" if found[1] else "bare"
            elif before == "word" and found[2] == "-":
                before = ","  # from one word to another, as in a time list
            elif before == "word" and found[1]:
                words[-1].append(_unquoted(found[1]))
            else:
                raise self.refuse("et komma eller semikolon mangler", field=name)

    def _unread(self) -> Rejected:
        rest = self._text[self._at : self._at + 80].split("\n")[0].strip()
        if not rest:
            return self.refuse("filen slutter uden tal", field=DATA)
        return self.refuse(f"»{shown(rest)}« er ikke et nøgleord med et lighedstegn")

    def _row_of(self, at: int | None) -> int:
        """The row of a place. Places mostly come in order, so only what is new is counted."""
        place = self._at if at is None else at
        if place < self._counted:
            self._row, self._counted = 1, 0
        self._row += self._text.count("\n", self._counted, place)
        self._counted = place
        return self._row


def _decoded(content: bytes, file: str) -> str:
    """The text: by its mark, else strict UTF-8, else the code page that the file itself names."""
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", _named(content, file)):
        try:
            return content.decode(encoding)
        except UnicodeError:
            continue
    reason = f"filens tegn kan ikke læses som {marked or _named(content, file)}"
    raise Rejected(reason, file=file, field="CODEPAGE")


def _named(content: bytes, file: str) -> str:
    head = content[:65_536]
    page, charset = _CODEPAGE.search(head), _CHARSET.search(head)
    if page is None:
        return _ANSI if charset and charset[1].strip().upper() == b"ANSI" else _OEM
    name = page[1].decode("ascii", "replace").strip()
    try:
        found = codecs.lookup(name).name
    except LookupError:
        found = ""
    if found not in _CODEPAGES:
        raise Rejected(f"tegnsættet »{shown(name)}« kendes ikke", file=file, field="CODEPAGE")
    return found


def _unquoted(word: str) -> str:
    return word[1:-1].replace('""', '"')


def _end(found: "re.Match[str] | None") -> int:
    assert found is not None  # no space is also a match
    return found.end()
