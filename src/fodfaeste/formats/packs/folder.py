"""The files of a pack's folder: their texts, their hash, and the lists of items in them."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from fodfaeste.formats.packs.problems import PackRefused, Problem
from fodfaeste.formats.packs.table import Table

LARGEST_FILE = 5_000_000  # bytes; the largest pack we know is a fiftieth of it

T = TypeVar("T")


def read_texts(folder: Path, name: str, names: Sequence[str]) -> dict[str, str]:
    """The texts of a folder's files by name; a file that is no part of such a pack is refused."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.toml")):
        shown = f"{name}/{path.name}"
        if path.name not in names:
            problems.append(Problem(shown, 1, "ukendt fil i pakken", f"en pakke har {', '.join(names)}"))
        elif not path.is_file():
            problems.append(Problem(shown, 1, "ingen fil, men en mappe", "slet mappen"))
        elif path.stat().st_size > LARGEST_FILE:
            problems.append(Problem(shown, 1, "filen er for stor", f"højst {LARGEST_FILE} byte"))
        else:
            _read_text(path, shown, texts, problems)
    if problems:
        raise PackRefused(problems)
    return texts


def _read_text(path: Path, shown: str, texts: dict[str, str], problems: list[Problem]) -> None:
    content = path.read_bytes()
    try:
        # Windows Notepad opens a file with a byte-order mark; it is no part of the text.
        texts[path.name] = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problems.append(Problem(shown, line, "tegn som ikke er UTF-8", "gem filen som UTF-8"))


def pack_hash(files: Mapping[str, str]) -> str:
    """One SHA-256 over all files of a pack, by name and text."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name].encode())}\0".encode())
        digest.update(files[name].encode())
    return digest.hexdigest()


def read_items(root: Table, key: str, read: Callable[[Table], T]) -> tuple[T, ...]:
    """Every item of a list in a file, each closed against keys that nobody asked for."""
    found = []
    for table in root.inners(key, f"[[{key}]]"):
        _check_opening(table)
        found.append(read(table))
        table.close()
    return tuple(found)


def _check_opening(table: Table) -> None:
    """Every item opens with its id, so that a line of the file is a line of the policy."""
    here = table.file.places.of
    header, opening = here.get(table.path), here.get((*table.path, "id"))
    if header and opening and (opening.line != header.line + 1 or opening.column != 0):
        table.problem("id", "»id« står ikke lige under [[…]]", "skriv id = først, uden indrykning")
