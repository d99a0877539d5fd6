"""One TOML table read strictly: every key asked for is checked, every key not asked for is refused."""

import difflib
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from fodfaeste.core.dates import Period
from fodfaeste.core.words import Words
from fodfaeste.formats.packs.positions import Path, Places
from fodfaeste.formats.packs.problems import Problem

ID = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
_NOTHING = object()
_DAY = "en dato som 2020-01-21"


class File:
    """A file being read: its name, its places, and what is wrong with it so far."""

    def __init__(self, name: str, places: Places, problems: list[Problem]) -> None:
        self.name, self.places, self.problems = name, places, problems
        self.strange: set[Path] = set()  # tables with unknown keys, lists of items without an id each

    def problem(self, path: Path, wrong: str, right: str) -> None:
        self.problems.append(Problem(self.name, self.places.line(path), wrong, right))

    def gives(self, path: Path) -> bool:
        """Whether a key is written, be its value right or wrong."""
        return path in self.places.of


class Table:
    """A table of a file. Asking for a key that is missing or wrong notes a problem and gives a stand-in."""

    def __init__(self, file: File, data: dict[str, Any], path: Path = ()) -> None:
        self.file, self.data, self.path = file, data, path
        self.asked: list[str] = []
        self.missing: dict[str, str] = {}

    @classmethod
    def stand_in(cls) -> "Table":
        """An empty table for one that is missing: the loss is told once, and nothing of what it lacks."""
        return cls(File("", Places(), []), {})

    def problem(self, key: str | None, wrong: str, right: str) -> None:
        self.file.problem((*self.path, key) if key else self.path, wrong, right)

    def close(self) -> None:
        """Refuse every key that nobody asked for, and tell which keys are missing.

        A misspelt key is told once, where it stands, and not also as a key that is missing.
        """
        strange = [key for key in self.data if key not in self.asked]
        for key in strange:
            near = difflib.get_close_matches(key, self.missing, 1)
            if not near and len(strange) == len(self.missing) == 1:
                near = list(self.missing)
            near = near or difflib.get_close_matches(key, self.asked, 1)
            hint = f"mente du »{near[0]}«? " if near else ""
            self.problem(key, f"ukendt nøgle »{key}«", f"{hint}her kan stå: {', '.join(self.asked)}")
            self.missing.pop(near[0] if near else "", None)
            self.file.strange.add(self.path)
        for key, right in self.missing.items():
            self.problem(None, f"»{key}« mangler", f"skriv {key}: {right}")

    def has(self, key: str) -> bool:
        self.asked.append(key) if key not in self.asked else None
        return key in self.data

    def _get(self, key: str, required: bool, right: str) -> Any:
        if not self.has(key):
            if required:
                self.missing[key] = right
            return _NOTHING
        return self.data[key]

    def _typed(self, key: str, right: str, fits: Callable[[Any], bool], *, required: bool = True) -> Any:
        value = self._get(key, required, right)
        if value is not _NOTHING and not fits(value):
            self.problem(key, f"»{key}« er {_shown(value)}", f"der skal stå {right}")
            return _NOTHING
        return value

    def text(self, key: str) -> str:
        value = self._typed(key, '"tekst"', lambda v: isinstance(v, str) and bool(v.strip()))
        return "" if value is _NOTHING else str(value)

    def text_or_none(self, key: str) -> str | None:
        if not self.has(key):
            return None
        return self.text(key) or None

    def known_text(self, key: str) -> str | None:
        """A text, or None where the pack says `unknown`."""
        value = self.text(key)
        return None if value in ("unknown", "") else value

    def identifier(self, key: str = "id") -> str:
        value = self.text(key)
        if value and not ID.fullmatch(value):
            self.problem(
                key,
                f"»{value}« er ikke et id",
                "brug små bogstaver a-z, tal, punktum, bindestreg og understreg",
            )
            return ""
        return value

    def choice(self, key: str, options: Sequence[str]) -> str:
        right = f"én af {', '.join(options)}"
        value = self._typed(key, right, lambda v: isinstance(v, str) and bool(v.strip()))
        if value is _NOTHING:
            return ""
        if value not in options:
            near = difflib.get_close_matches(value, options, 1)
            hint = f"mente du »{near[0]}«? " if near else ""
            self.problem(key, f"»{value}« kan ikke være {key}", f"{hint}vælg mellem {', '.join(options)}")
            return ""
        return str(value)

    def integer_or_none(self, key: str) -> int | None:
        def fits(value: Any) -> bool:
            return type(value) is int and value > 0

        value = self._typed(key, "et helt tal over 0", fits, required=False)
        return None if value is _NOTHING else int(value)

    def number(self, key: str, *, required: bool = True) -> float | None:
        value = self._typed(
            key, "et tal", lambda v: type(v) in (int, float) and abs(v) < 1e12, required=required
        )
        return None if value is _NOTHING else float(value)

    def day(self, key: str, *, required: bool = True, right: str = _DAY) -> date | None:
        value = self._typed(key, right, _is_day, required=required)
        if value is _NOTHING:
            return None
        if not 1900 <= value.year <= 2100:
            self.problem(key, f"»{key}« er {value.isoformat()}", "der skal stå en dato mellem 1900 og 2100")
            return None
        return date(value.year, value.month, value.day)

    def known_day(self, key: str) -> date | None:
        """A date, or None where the pack says `unknown`."""
        if self.data.get(key) == "unknown":
            self.has(key)
            return None
        return self.day(key, right=f'{_DAY} eller "unknown"')

    def period(self, key: str) -> Period:
        value = self._typed(key, 'en periode som "P6M"', lambda v: isinstance(v, str))
        if value is _NOTHING:
            return Period()
        try:
            return Period.parse(value)
        except ValueError:
            self.problem(key, f"»{value}« er ingen periode", 'skriv for eksempel "P6M", "P2W" eller "P0D"')
            return Period()

    def texts(self, key: str, *, required: bool = False, empty: bool = True) -> tuple[str, ...]:
        found = self._list(
            key,
            'en liste som ["a", "b"]',
            lambda v: isinstance(v, str) and bool(v.strip()),
            required=required,
            empty=empty,
        )
        for index, text in enumerate(found):
            if text in found[:index]:
                self.file.problem(
                    (*self.path, key, index), f"»{text}« står to gange i {key}", "nævn det én gang"
                )
        return tuple(found)

    def flag(self, key: str) -> bool:
        """True or false; false where it is not said."""
        value = self._typed(key, "true eller false", lambda v: isinstance(v, bool), required=False)
        return value is True

    def integers(self, key: str) -> tuple[int, ...]:
        return tuple(self._list(key, "en liste som [1, 2]", lambda v: type(v) is int, required=True))

    def _list(
        self, key: str, right: str, fits: Callable[[Any], bool], *, required: bool, empty: bool = True
    ) -> list[Any]:
        """A list whose every member fits; a member that does not is told on its own line."""
        value = self._typed(
            key, right, lambda v: isinstance(v, list) and (empty or bool(v)), required=required
        )
        if value is _NOTHING:
            return []
        for index, member in enumerate(value):
            if not fits(member):
                path = (*self.path, key, index)
                self.file.problem(path, f"i »{key}« står {_shown(member)}", f"der skal stå {right}")
        return [member for member in value if fits(member)]

    def words(self, key: str) -> Words:
        inner = self.inner(key, '{ da = "…", en = "…" }')
        if inner is None:
            return Words("", "")
        words = Words(inner.text("da"), inner.text("en"))
        inner.close()
        return words

    def inner(self, key: str, right: str, *, required: bool = True) -> "Table | None":
        value = self._typed(key, right, lambda v: isinstance(v, dict), required=required)
        return None if value is _NOTHING else Table(self.file, value, (*self.path, key))

    def inners(self, key: str, right: str, *, required: bool = False) -> list["Table"]:
        """The tables of a list; none where the key is not given."""
        members = self._list(key, right, lambda v: isinstance(v, dict), required=required, empty=False)
        listed = self.data.get(key)
        if self.has(key) and not (isinstance(listed, list) and len(members) == len(listed) > 0):
            self.file.strange.add(self.path)
            return []
        return [Table(self.file, item, (*self.path, key, index)) for index, item in enumerate(members)]


def _is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _shown(value: Any) -> str:
    text = repr(value) if not isinstance(value, date) else value.isoformat()
    return text if len(text) <= 60 else text[:57] + "…"
