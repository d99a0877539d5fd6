"""A copy of a pack with a few values changed: what a leader tries before a council decides."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from fodfaeste.core.dates import Period
from fodfaeste.core.errors import UsageError
from fodfaeste.core.policy import Clause, Entry, Pack, Way
from fodfaeste.formats.packs.positions import Path, places

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,6})?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value in a rule that can be tried at another size: `branchespor.forsikret/any_of/0/after`.

    Where a rule has dated versions, the path of the second one in the file opens with `<id>@2`.
    """

    entry: str
    path: str
    fact: str
    operator: str  # "after", or the operator of a where
    value: str  # P6M, or a number


def parameters(pack: Pack) -> tuple[Parameter, ...]:
    """Every period and number in a pack's rules, in the order of the pack."""
    return tuple(p for name, index in _rules(pack) for p in _of_entry(name, pack.entries[index]))


def _rules(pack: Pack) -> Iterator[tuple[str, int]]:
    """The name by which a path calls each rule, and where the rule stands among the entries."""
    versions: Counter[str] = Counter()
    for index, entry in enumerate(pack.entries):
        versions[entry.id] += 1
        if entry.kind == "rule":
            yield entry.id if versions[entry.id] == 1 else f"{entry.id}@{versions[entry.id]}", index


def _of_entry(name: str, entry: Entry) -> Iterator[Parameter]:
    for way_path, way in _ways(entry.clauses, (name,)):
        if way.start is not None:
            yield Parameter(entry.id, "/".join((*way_path, "after")), way.start, "after", str(way.after))
        for where in way.where:
            if isinstance(where.value, float):
                path = "/".join((*way_path, "where", where.fact, where.operator))
                yield Parameter(entry.id, path, where.fact, where.operator, f"{where.value:g}")


def _ways(clauses: Iterable[Clause], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Way]]:
    for clause in clauses:
        for index, member in enumerate(clause.members):
            inside = (*path, clause.operator, str(index))
            if isinstance(member, Way):
                yield inside, member
            else:
                yield from _ways((member,), inside)


def changed(pack: Pack, changes: Mapping[str, str]) -> dict[str, str]:
    """The pack's files with the values at some parameter paths changed, and not a character more."""
    known = {parameter.path: parameter for parameter in parameters(pack)}
    text = pack.files["pack.toml"]
    found = places(text)
    edits = []
    for path, value in changes.items():
        if path not in known:
            raise UsageError(f"»{path}« er ingen værdi i {pack.name}; der er {', '.join(known)}")
        place = found.of[_toml_path(pack, path)]
        edits.append((place.start, place.end, _as_toml(known[path], value)))
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return {**pack.files, "pack.toml": text}


def _toml_path(pack: Pack, path: str) -> Path:
    name, *rest = path.split("/")
    return ("entry", dict(_rules(pack))[name], *(int(part) if part.isdigit() else part for part in rest))


def _as_toml(parameter: Parameter, value: str) -> str:
    if parameter.operator == "after":
        try:
            return json.dumps(str(Period.parse(value)))
        except ValueError:
            raise UsageError(f"»{value}« er ingen periode; skriv for eksempel P3M") from None
    if not _NUMBER.fullmatch(value):
        raise UsageError(f"»{value}« er intet tal; skriv for eksempel 3")
    return value
