"""Checks that packs of policy and packs of law share: ids, dates and references, told at their place."""

import difflib
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from fodfaeste.core.policy import Clause, Way, Where
from fodfaeste.formats.packs.positions import Path
from fodfaeste.formats.packs.table import File

Known = Collection[str] | None  # None: not every id is sure, so a reference cannot be judged
VALIDITY = ("valid_from", "valid_to")


def check_unique(file: File, key: str, ids: list[str]) -> None:
    """An id names one item of its list."""
    first: dict[str, int] = {}
    for index, item_id in enumerate(ids):
        if item_id and item_id in first:
            line = file.places.line((key, first[item_id], "id"))
            right = f"giv den et andet id (det første står på linje {line})"
            file.problem((key, index, "id"), f"id »{item_id}« er brugt to gange", right)
            file.strange.add((key,))
        first.setdefault(item_id, index)


def check_order(path: Path, begins: date | None, ends: date | None, file: File) -> None:
    """What holds does not end before it begins."""
    if begins is not None and ends is not None and ends < begins:
        wrong = f"gyldigheden slutter {ends.isoformat()}, før den begynder {begins.isoformat()}"
        file.problem((*path, "valid_to"), wrong, "byt om på valid_from og valid_to")


def check_tiling(file: File, what: str, rows: list[tuple[Path, date | None, date | None]]) -> None:
    """Dated versions follow each other without overlap and without a gap."""
    for path, begins, ends in rows:
        read = [key for key, day in zip(VALIDITY, (begins, ends), strict=True) if day is not None]
        if read != [key for key in VALIDITY if file.gives((*path, key))]:
            return  # a date that is none has been told
        if begins is not None and ends is not None and ends < begins:
            return
    ordered = sorted(rows, key=lambda row: row[1] or date.min)
    for (before, _, ends), (path, begins, _) in pairwise(ordered):
        _check_neighbours(file, what, (before, ends), (path, begins))


def _check_neighbours(
    file: File, what: str, before: tuple[Path, date | None], after: tuple[Path, date | None]
) -> None:
    (before_path, ends), (path, begins) = before, after
    line = file.places.line((*before_path, "id"))
    place = (*path, "valid_from") if begins is not None else (*path, "id")
    if ends is None:
        right = f"giv den forrige (linje {line}) en valid_to, som er dagen før"
        file.problem(place, f"{what}: gyldigheden overlapper den forrige, som ikke slutter", right)
        return
    expected = ends + timedelta(days=1)
    right = f"lad den begynde {expected.isoformat()}, dagen efter den forrige (linje {line})"
    if begins is None or begins < expected:
        file.problem(place, f"{what}: gyldigheden overlapper den forrige", right)
    elif begins > expected:
        file.problem(place, f"{what}: der er hul i gyldigheden før {begins.isoformat()}", right)


def known_ids(file: File, key: str, ids: Iterable[str]) -> Known:
    """The ids that can be referred to. A missing or repeated id may be the very one meant."""
    found = set(ids)
    return None if () in file.strange or (key,) in file.strange or "" in found else found


def refer(file: File, path: Path, reference: str | None, known: Known, sort: str) -> None:
    """A reference names something that can be referred to."""
    if reference and known is not None and reference not in known:
        near = difflib.get_close_matches(reference, list(known), 1)
        hint = f"mente du »{near[0]}«? " if near else ""
        file.problem(path, f"»{reference}« er ikke {sort}", f"{hint}nævn {sort}")


def refer_each(file: File, path: Path, references: Iterable[str], known: Known, sort: str) -> None:
    """Every reference of a list does, and the one that does not is told on its own line."""
    for index, reference in enumerate(references):
        refer(file, (*path, index), reference, known, sort)


def wheres(clauses: tuple[Clause, ...], path: Path) -> Iterator[tuple[Path, Where]]:
    """Every condition of some clauses, with the place of the `where` it stands in."""
    for clause in clauses:
        yield from wheres_of(clause.members, (*path, clause.operator))


def wheres_of(members: Sequence[Way | Clause], path: Path) -> Iterator[tuple[Path, Where]]:
    """The same for the members of a list that stands at a place."""
    for index, member in enumerate(members):
        inside = (*path, index)
        if isinstance(member, Way):
            yield from (((*inside, "where"), where) for where in member.where)
        else:
            yield from wheres((member,), inside)
