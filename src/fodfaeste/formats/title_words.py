"""The table of words of Danish titles in `packs/taxonomy/titles.toml`, strictly read."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from fodfaeste.core.errors import Rejected
from fodfaeste.core.titles import TitleWords
from fodfaeste.formats.word_files import check_keys, read_words

FILE = "titles.toml"
_FAMILIES = ("same", "near")
_LISTS = (*_FAMILIES, "apprentice", "field")
_TABLES = ("short", "forms")


def read_title_words(folder: Path | None = None) -> TitleWords:
    """Read the table that is installed, or the one in a folder; an error names the file and the key."""
    data, name = read_words(FILE, folder)
    _check(data, name)
    return TitleWords(
        families=_families([*data["same"], *data["near"]]),
        near=frozenset(range(len(data["same"]), len(data["same"]) + len(data["near"]))),
        rewritten={word: tuple(text.split()) for table in _TABLES for word, text in data[table].items()},
        apprentices=_longest_first(data["apprentice"]),
        fields=_longest_first(data["field"]),
    )


def _check(data: Mapping[str, Any], name: str) -> None:
    check_keys(data, (*_LISTS, *_TABLES), name)
    for key in (*_LISTS, *_TABLES):
        kind: type = list if key in _LISTS else dict
        held = data[key]
        texts = held.values() if isinstance(held, dict) else held if isinstance(held, list) else [None]
        if not isinstance(held, kind) or not all(isinstance(text, str) for text in texts):
            raise Rejected("her skal stå tekster", file=name, field=key)
    for key in _FAMILIES:
        for line in data[key]:
            words = line.split()
            if len(set(words)) != len(words) or len(words) < 2:
                raise Rejected(f"en familie er mindst to forskellige ord: »{line}«", file=name, field=key)


def _families(lines: Iterable[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        for word in line.split():
            found.setdefault(word, []).append(number)
    return {word: tuple(numbers) for word, numbers in found.items()}


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))
