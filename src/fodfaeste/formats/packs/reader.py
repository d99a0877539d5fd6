"""Reads a pack folder into a `Pack`, or refuses it with every line that is wrong."""

import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from fodfaeste.core.errors import UsageError
from fodfaeste.core.policy import AdoptedText, Pack
from fodfaeste.formats.packs import items
from fodfaeste.formats.packs.consistency import check_consistency
from fodfaeste.formats.packs.problems import FILES, PackRefused, Problem
from fodfaeste.formats.packs.syntax import parse
from fodfaeste.formats.packs.table import Table

LARGEST_FILE = 5_000_000  # bytes; the largest pack we know is a fiftieth of it

T = TypeVar("T")


def read_folder(folder: Path, shown_as: str | None = None) -> Pack:
    """Read the pack in a folder, or raise PackRefused with every line that is wrong."""
    name = shown_as if shown_as is not None else str(folder)
    if not (folder / "pack.toml").is_file():
        raise UsageError(f"{name}: her er ingen pack.toml; angiv en mappe med en pakke")
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.toml")):
        shown = f"{name}/{path.name}"
        if path.name not in FILES:
            problems.append(Problem(shown, 1, "ukendt fil i pakken", f"en pakke har {', '.join(FILES)}"))
        elif not path.is_file():
            problems.append(Problem(shown, 1, "ingen fil, men en mappe", "slet mappen"))
        elif path.stat().st_size > LARGEST_FILE:
            problems.append(Problem(shown, 1, "filen er for stor", f"højst {LARGEST_FILE} byte"))
        else:
            _read_text(path, shown, texts, problems)
    if problems:
        raise PackRefused(problems)
    return read_files(texts, name)


def _read_text(path: Path, shown: str, texts: dict[str, str], problems: list[Problem]) -> None:
    content = path.read_bytes()
    try:
        # Windows Notepad opens a file with a byte-order mark; it is no part of the text.
        texts[path.name] = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problems.append(Problem(shown, line, "tegn som ikke er UTF-8", "gem filen som UTF-8"))


def read_files(files: Mapping[str, str], name: str) -> Pack:
    """Read a pack from the texts of its files, by file name; `name` is what errors call the folder."""
    problems: list[Problem] = []
    read = {
        file_name: parse(files.get(file_name, ""), f"{name}/{file_name}", problems) for file_name in FILES
    }
    if problems:
        raise PackRefused(problems)
    pack = _build(read, dict(files))
    check_consistency(pack, {file_name: table.file for file_name, table in read.items()})
    if problems:
        raise PackRefused(problems)
    return pack


def pack_hash(files: Mapping[str, str]) -> str:
    """One SHA-256 over all files of a pack, by name and text."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name].encode())}\0".encode())
        digest.update(files[name].encode())
    return digest.hexdigest()


def _build(read: dict[str, Table], files: dict[str, str]) -> Pack:
    root = read["pack.toml"]
    head = root.inner("pack", "tabellen [pack]") or Table.stand_in()
    text = root.inner("text", "tabellen [text]") or Table.stand_in()
    municipality = head.inner("municipality", '{ code = "707", name = "…" }') or Table.stand_in()
    period = head.inner("period", "{ from = 2020-01-01, to = 2021-12-31 }") or Table.stand_in()
    pack = Pack(
        id=head.identifier(),
        version=head.text("version"),
        hash=pack_hash(files),
        municipality_code=municipality.text("code"),
        municipality_name=municipality.text("name"),
        legal_system=head.choice("legal_system", ("denmark", "greenland")),
        title=head.words("title"),
        period_from=period.day("from") or date.min,
        period_to=period.day("to") or date.max,
        on_expiry=head.choice("on_expiry", ("runs_on", "stops")),
        text=_adopted_text(text),
        groups=_all(root, "group", items.read_group),
        offers=_all(root, "offer", items.read_offer),
        entries=_all(root, "entry", items.read_entry),
        questions=_all(read["questions.toml"], "question", items.read_question),
        cases=_all(read["cases.toml"], "case", items.read_case),
        indicators=_all(read["local.toml"], "indicator", items.read_indicator),
        values=_all(read["local.toml"], "value", items.read_value),
        industries=_all(read["local.toml"], "industry", items.read_industry),
        files=files,
    )
    for table in (period, municipality, text, head, *read.values()):
        table.close()
    return pack


def _adopted_text(table: Table) -> AdoptedText:
    sha256 = table.text("sha256")
    if sha256 and not re.fullmatch(r"[0-9a-f]{64}", sha256):
        table.problem("sha256", "sha256 er ikke 64 tegn 0-9a-f", "skriv SHA-256 af den fil der blev læst")
    return AdoptedText(
        title=table.text("title"),
        adopted=table.known_day("adopted"),
        adopted_by=table.text("adopted_by"),
        address=table.known_text("address"),
        sha256=sha256,
        read_on=table.day("read_on") or date.max,
        sections=table.texts("sections", required=True, empty=False),
    )


def _all(root: Table, key: str, read: Callable[[Table], T]) -> tuple[T, ...]:
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
