"""Where every key of a TOML file stands, so that an error names its line and a copy changes one value only.

`tomllib` reads the values and judges the syntax; this walk only finds places. It stops without complaint at
what it does not understand, because `tomllib` tells that better.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

Path = tuple[str | int, ...]

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BLANK = re.compile(r"[ \t]*")
_BLANK_LINES = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}(?!")|\'\'\'.*?\'{3,5}(?!\')|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'', re.DOTALL
)
_PLAIN = re.compile(r"[^,\]}\n#]+")


@dataclass(frozen=True, slots=True)
class Place:
    """The line of a key, the column it starts in, and the stretch of text of its value."""

    line: int
    column: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Repeated:
    """A key given twice in the same table."""

    key: str
    line: int
    first_line: int


@dataclass(slots=True)
class Places:
    """Every place of one file."""

    of: dict[Path, Place] = field(default_factory=dict)
    repeated: list[Repeated] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """The line of a key, or of the nearest thing around it."""
        while path and path not in self.of:
            path = path[:-1]
        return self.of[path].line if path else 1


class _Stop(Exception):
    """The text is not what this walk understands."""


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.line_starts = [0, *(m.end() for m in re.finditer("\n", text))]
        self.places = Places()
        self.tables: dict[Path, int] = {}

    def place(self, at: int, start: int = 0, end: int = 0) -> Place:
        line = bisect_right(self.line_starts, at)
        return Place(line, at - self.line_starts[line - 1], start, end)

    def take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:
            raise _Stop
        self.at = match.end()
        return match.group()

    def expect(self, literal: str) -> None:
        if not self.text.startswith(literal, self.at):
            raise _Stop
        self.at += len(literal)

    def document(self) -> None:
        here: Path = ()
        while True:
            self.take(_BLANK_LINES)
            if self.at >= len(self.text):
                return
            if self.text[self.at] == "[":
                here = self.header()
            else:
                self.pair(here)

    def header(self) -> Path:
        start = self.at
        double = self.text.startswith("[[", start)
        self.expect("[[" if double else "[")
        path = self.inside_tables(self.key())
        self.expect("]]" if double else "]")
        if double:
            index = self.tables[path] = self.tables.get(path, -1) + 1
            path = (*path, index)
        self.places.of[path] = self.place(start)
        return path

    def inside_tables(self, keys: Path) -> Path:
        """`[[a]]` then `[a.b]`: the second stands inside the latest `a`."""
        path: Path = ()
        for key in keys[:-1]:
            path = (*path, key)
            if path in self.tables:
                path = (*path, self.tables[path])
        return (*path, keys[-1])

    def key(self) -> Path:
        parts: list[str | int] = []
        while True:
            self.take(_BLANK)
            if self.at < len(self.text) and self.text[self.at] in "\"'":
                parts.append(self.take(_STRING)[1:-1])
            else:
                parts.append(self.take(_BARE_KEY))
            self.take(_BLANK)
            if not self.text.startswith(".", self.at):
                return tuple(parts)
            self.at += 1

    def pair(self, table: Path) -> None:
        key_at = self.at
        path = (*table, *self.key())
        self.expect("=")
        self.take(_BLANK)
        start = self.at
        known = self.places.of.get(path)
        self.places.of.setdefault(path, self.place(key_at))
        self.value(path)
        place = self.place(key_at, start, self.at)
        if known is not None:
            self.places.repeated.append(Repeated(str(path[-1]), place.line, known.line))
        self.places.of[path] = place

    def value(self, path: Path) -> None:
        opening = self.text[self.at : self.at + 1]
        if opening in ('"', "'"):
            self.take(_STRING)
        elif opening == "[":
            self.array(path)
        elif opening == "{":
            self.inline_table(path)
        else:
            plain = self.take(_PLAIN)
            self.at -= len(plain) - len(plain.rstrip())

    def array(self, path: Path) -> None:
        self.expect("[")
        index = 0
        while True:
            self.take(_BLANK_LINES)
            if self.text.startswith("]", self.at):
                self.at += 1
                return
            start = self.at
            self.value((*path, index))
            self.places.of[(*path, index)] = self.place(start, start, self.at)
            index += 1
            self.take(_BLANK_LINES)
            if self.text.startswith(",", self.at):
                self.at += 1

    def inline_table(self, path: Path) -> None:
        self.expect("{")
        while True:
            self.take(_BLANK_LINES)
            if self.text.startswith("}", self.at):
                self.at += 1
                return
            self.pair(path)
            self.take(_BLANK_LINES)
            if self.text.startswith(",", self.at):
                self.at += 1


def places(text: str) -> Places:
    """Find every key of a TOML text. A text that is no TOML gives what was found before the trouble."""
    walk = _Walk(text)
    try:
        walk.document()
    except _Stop:
        pass
    return walk.places
