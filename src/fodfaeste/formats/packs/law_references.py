"""The rules of the law that a policy names, and where in its files a value stands that falls short."""

import difflib
from collections.abc import Iterator

from fodfaeste.core.law import LawPack
from fodfaeste.core.policy import Entry
from fodfaeste.formats.packs.library import Found
from fodfaeste.formats.packs.positions import Path, places
from fodfaeste.formats.packs.problems import Problem

_POLICY, _LOCAL = "pack.toml", "local.toml"


def unknown_law_rules(found: Found, law: LawPack) -> Iterator[Problem]:
    """The rules named by a policy's lines that the law of its country does not have."""
    known = sorted({rule.id for rule in law.rules})
    for index, entry in enumerate(found.pack.entries):
        for number, rule in enumerate(entry.law):
            if rule in known:
                continue
            near = difflib.get_close_matches(rule, known, 1)
            hint = f"mente du »{near[0]}«? " if near else ""
            file, line = _place(found, _POLICY, ("entry", index, "law", number))
            wrong = f"»{rule}« er ikke en regel i loven i {law.id}"
            yield Problem(file, line, wrong, f"{hint}nævn en regel i loven, eller slet den")


def place_of(found: Found, entry: Entry, key: str) -> tuple[str, int]:
    """The file and line of a key of a line of the policy, or of an indicator or a number by its id."""
    pack = found.pack
    indicators, values = [one.id for one in pack.indicators], [one.id for one in pack.values]
    if key in indicators:
        return _place(found, _LOCAL, ("indicator", indicators.index(key), "target"))
    if key in values:
        return _place(found, _LOCAL, ("value", values.index(key), "value"))
    return _place(found, _POLICY, ("entry", pack.entries.index(entry), key))


def _place(found: Found, file: str, path: Path) -> tuple[str, int]:
    return f"{found.folder}/{file}", places(found.pack.files[file]).line(path)
