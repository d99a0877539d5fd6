"""The table of words of skill groups in `packs/taxonomy/skill_groups.toml`, strictly read."""

import math
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from fodfaeste.core.errors import Rejected
from fodfaeste.core.skill_groups import GroupWord, GroupWords
from fodfaeste.formats.word_files import check_keys, read_words

FILE = "skill_groups.toml"
_STRENGTHS = {"strong": 3.0, "plain": 2.0, "weak": 1.0}
_KEYS = {"id", "title", "usual", *_STRENGTHS}
_TITLES = {"da", "en"}


def read_group_words(folder: Path | None = None) -> GroupWords:
    """Read the table that is installed, or the one in a folder; an error names file and key."""
    data, name = read_words(FILE, folder)
    groups = _groups(data, name)
    return GroupWords(
        usual={group["id"]: float(group["usual"]) for group in groups},
        entries=tuple(entry for group in groups for entry in _entries(group, name)),
        silent=frozenset(" ".join(data["silent"]).split()),
    )


def _groups(data: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    """The groups, each once, with the keys that it must have and no others."""
    check_keys(data, ("group", "silent"), name)
    if not isinstance(data["silent"], list) or not all(map(_is_text, data["silent"])):
        raise Rejected("her skal stå tekster", file=name, field="silent")
    groups = data["group"]
    if not isinstance(groups, list) or not groups or not all(isinstance(group, dict) for group in groups):
        raise Rejected("her skal stå mindst én gruppe", file=name, field="group")
    seen: set[str] = set()
    for number, group in enumerate(groups, start=1):
        id_ = group.get("id")
        if not _is_text(id_) or id_ in seen:
            raise Rejected("en gruppe skal have sit eget id", file=name, field=f"group {number}.id")
        seen.add(id_)
        _check(group, name)
    return groups


def _check(group: Mapping[str, Any], name: str) -> None:
    place = partial("{}.{}".format, group["id"])
    for key in sorted(set(group) ^ _KEYS):
        raise Rejected("ukendt nøgle" if key in group else "nøglen mangler", file=name, field=place(key))
    titles = group["title"]
    if not isinstance(titles, dict) or set(titles) != _TITLES or not all(map(_is_text, titles.values())):
        raise Rejected("her skal stå en tekst på da og en på en", file=name, field=place("title"))
    if type(group["usual"]) not in (int, float) or not 0 <= group["usual"] < math.inf:
        raise Rejected("her skal stå et tal, 0 eller højere", file=name, field=place("usual"))
    for key in _STRENGTHS:
        if not isinstance(group[key], list) or not all(map(_is_text, group[key])):
            raise Rejected("her skal stå tekster", file=name, field=place(key))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _entries(group: Mapping[str, Any], name: str) -> list[GroupWord]:
    """The words of a group, each once."""
    found: list[GroupWord] = []
    seen: set[str] = set()
    for key, weight in _STRENGTHS.items():
        for word in " ".join(group[key]).split():
            field = f"{group['id']}.{key}"
            entry = _entry(word, group["id"], weight)
            if entry is None:
                raise Rejected(f"»{word}« kan ikke læses", file=name, field=field)
            if word in seen:
                raise Rejected(f"»{word}« står to gange i gruppen", file=name, field=field)
            seen.add(word)
            found.append(entry)
    return found


def _entry(word: str, group: str, weight: float) -> GroupWord | None:
    """An entry as it is written, or None where a mark is out of place."""
    begins, ends = word.endswith("-"), word.startswith("-")
    parts = tuple(word.removeprefix("-").removesuffix("-").split("_"))
    is_one = len(parts) == 1 and begins + ends < 2
    if any(part != part.strip("-") or not part for part in parts) or ((begins or ends) and not is_one):
        return None
    return GroupWord(parts, group, weight, begins, ends)
