"""Checks the numbers of a pack that say how advice is shared out: their names, groups and sizes."""

from fodfaeste.core.policy import Pack
from fodfaeste.core.sharing import FLOOR, OFFERS, PER_SEAT, PREFIX, RANGES
from fodfaeste.formats.packs.checks import Known, known_ids, refer
from fodfaeste.formats.packs.positions import Path
from fodfaeste.formats.packs.table import File


def check_sharing_numbers(pack: Pack, main: File, local: File) -> None:
    """A number of sharing out is one that is used, in its range; the council's own is a figure."""
    groups = known_ids(main, "group", [group.id for group in pack.groups])
    for index, figure in enumerate(pack.figures):
        _check(main, ("figure", index), figure.id, figure.value, groups)
    for index, proposed in enumerate(pack.values):
        _check(local, ("value", index), proposed.id, proposed.value, groups)


def _check(file: File, path: Path, name: str, value: float, groups: Known) -> None:
    if not name.startswith(PREFIX):
        return
    kind = FLOOR if name.startswith(FLOOR) else name
    if kind not in RANGES:
        right = f"skriv {OFFERS}, {PER_SEAT} eller {FLOOR}<gruppe>"
        file.problem((*path, "id"), f"»{name}« er intet tal, der bruges", right)
        return
    if kind == FLOOR:
        refer(file, (*path, "id"), name.removeprefix(FLOOR), groups, "en [[group]]")
    place, (least, most) = (*path, "value"), RANGES[kind]
    if file.places.line(place) in {problem.line for problem in file.problems}:
        return  # a value that is no number has been told
    is_whole = kind == FLOOR or value == int(value)
    if not (is_whole and least <= value <= most):
        right = f"skriv et {'' if kind == FLOOR else 'helt '}tal fra {least} til {most}"
        file.problem(place, f"»{value:g}« kan ikke være {name}", right)
