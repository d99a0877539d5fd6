"""Where every key of a TOML file stands, so that an error names its line and a copy changes one value only.

`tomllib` reads the values and judges the syntax; this walk only finds places. It stops without complaint at
what it does not understand, because `tomllib` tells that better.
"""

import re
import tomllib
from bisect import bisect_right
from contextlib import suppress
from dataclasses import dataclass, field

Path = tuple[str | int, ...]

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BLANK = re.compile(r"[ \t]*")
_BLANK_LINES = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}(?!")|\'\'\'.*?\'{3,5}(?!\')|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'', re.DOTALL
)
_PLAIN = re.compile(
    r"true|false|[+-]?(?:inf|nan)|[+-]?[0-9][0-9A-Za-z_:.+-]*(?: [0-9]{2}:[0-9:.]+(?:[Zz]|[+-][0-9:]+)?)?"
)
_END_OF_STATEMENT = re.compile(r"[ \t\r]*(?:#[^\n]*)?(?:\n|$)")


@dataclass(frozen=True, slots=True)
class Place:
    """The line of a key, the column it starts in, and the stretch of text of its value."""

    line: int
    column: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Repeated:
    """A key given twice in the same table, or a table opened twice."""

    key: str
    line: int
    first_line: int


@dataclass(slots=True)
class Places:
    """Every place of one file."""

    of: dict[Path, Place] = field(default_factory=dict)
    repeated: list[Repeated] = field(default_factory=list)
    unfinished: int | None = None  # the line of the statement in which the walk gave up

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
        self.tables: dict[Path, int] = {}  # how far each array of tables has come
        self.written: set[Path] = set()  # given outright, not only as part of a longer name

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
                self.places.unfinished = None
                return
            self.places.unfinished = self.place(self.at).line
            if self.text[self.at] == "[":
                here = self.header()
            else:
                self.pair(here)
            self.take(_END_OF_STATEMENT)

    def header(self) -> Path:
        place = self.place(self.at)
        double = self.text.startswith("[[", self.at)
        self.expect("[[" if double else "[")
        path = self.inside_tables(self.key())
        self.expect("]]" if double else "]")
        self.around(path, 0, place)
        if path in self.written or (path in self.tables and not double):
            self.repeat(path, place)
        if double:
            self.places.of.setdefault(path, place)
            index = self.tables[path] = self.tables.get(path, -1) + 1
            path = (*path, index)
        if path not in self.written:
            self.written.add(path)
            self.places.of[path] = place
        return path

    def inside_tables(self, keys: Path) -> Path:
        """`[[a]]` then `[a.b]`: the second stands inside the latest `a`."""
        path: Path = ()
        for key in keys[:-1]:
            path = (*path, key)
            if path in self.tables:
                path = (*path, self.tables[path])
        return (*path, keys[-1])

    def around(self, path: Path, outside: int, place: Place) -> None:
        """A long name such as `a.b.c` also makes `a` and `a.b`."""
        for length in range(outside + 1, len(path)):
            self.places.of.setdefault(path[:length], place)

    def repeat(self, path: Path, place: Place) -> None:
        self.places.repeated.append(Repeated(str(path[-1]), place.line, self.places.of[path].line))

    def key(self) -> Path:
        parts: list[str | int] = []
        while True:
            self.take(_BLANK)
            if self.at < len(self.text) and self.text[self.at] in "\"'":
                parts.append(self.quoted())
            else:
                parts.append(self.take(_BARE_KEY))
            self.take(_BLANK)
            if not self.text.startswith(".", self.at):
                return tuple(parts)
            self.at += 1

    def quoted(self) -> str:
        """A key in quotes, with its escapes resolved as `tomllib` does it."""
        try:
            return str(tomllib.loads(f"key = {self.take(_STRING)}")["key"])
        except tomllib.TOMLDecodeError:
            raise _Stop from None

    def pair(self, table: Path) -> None:
        key_at = self.at
        path = (*table, *self.key())
        self.expect("=")
        self.take(_BLANK)
        start, place = self.at, self.place(key_at)
        known = self.clash(path, len(table))
        if known is not None:
            self.repeat(known, place)
            self.value((*path, -1))  # walked over, but kept apart from what stands there first
            return
        self.around(path, len(table), place)
        self.places.of[path] = place
        self.written.update(path[:length] for length in range(len(table) + 1, len(path) + 1))
        self.value(path)
        self.places.of[path] = self.place(key_at, start, self.at)

    def clash(self, path: Path, outside: int) -> Path | None:
        """What already stands where a key would go: the key itself, or a value where a table is needed."""
        for length in range(outside + 1, len(path)):
            place = self.places.of.get(path[:length])
            if place is not None and place.end:
                return path[:length]
        return path if path in self.places.of else None

    def value(self, path: Path) -> None:
        opening = self.text[self.at : self.at + 1]
        if opening in ('"', "'"):
            self.take(_STRING)
        elif opening == "[":
            self.array(path)
        elif opening == "{":
            self.inline_table(path)
        else:
            self.take(_PLAIN)

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
            if not self.text.startswith("]", self.at):
                self.expect(",")

    def inline_table(self, path: Path) -> None:
        self.expect("{")
        while True:
            self.take(_BLANK_LINES)
            if self.text.startswith("}", self.at):
                self.at += 1
                return
            self.pair(path)
            self.take(_BLANK_LINES)
            if not self.text.startswith("}", self.at):
                self.expect(",")


def places(text: str) -> Places:
    """Find every key of a TOML text. A text that is no TOML gives what was found before the trouble."""
    walk = _Walk(text)
    with suppress(_Stop, RecursionError):
        walk.document()
    return walk.places
