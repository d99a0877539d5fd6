"""Reads a folder of law into a `LawPack`, or refuses it with every line that is wrong."""

import zoneinfo
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from fodfaeste.core.errors import UsageError
from fodfaeste.core.law import LawPack, LawRule
from fodfaeste.formats.packs import law_items
from fodfaeste.formats.packs.folder import pack_hash, read_items, read_texts
from fodfaeste.formats.packs.items import read_question
from fodfaeste.formats.packs.law_consistency import check_law
from fodfaeste.formats.packs.library import packs_folder, shown
from fodfaeste.formats.packs.problems import LAW_FILES, PackRefused, Problem
from fodfaeste.formats.packs.syntax import parse
from fodfaeste.formats.packs.table import Table

HEAD = "law.toml"
RULE_FILES = ("offers.toml", "contact.toml", "groups.toml", "rights.toml", "economy.toml")


def read_law_folder(folder: Path, shown_as: str | None = None) -> LawPack:
    """Read the law in a folder, or raise PackRefused with every line that is wrong."""
    name = shown_as if shown_as is not None else str(folder)
    if not (folder / HEAD).is_file():
        raise UsageError(f"{name}: her er ingen {HEAD}; angiv en mappe med en lov")
    return read_law_files(read_texts(folder, name, LAW_FILES), name)


def read_law_files(files: Mapping[str, str], name: str) -> LawPack:
    """Read a law from the texts of its files, by file name; `name` is what errors call the folder."""
    problems: list[Problem] = []
    read = {file: parse(files.get(file, ""), f"{name}/{file}", problems) for file in LAW_FILES}
    if problems:
        raise PackRefused(problems)
    rules = {file: read_items(read[file], "rule", law_items.read_rule) for file in RULE_FILES}
    pack = _build(read, dict(files), tuple(rule for found in rules.values() for rule in found))
    check_law(pack, rules, {file: table.file for file, table in read.items()})
    if problems:
        raise PackRefused(problems)
    return pack


@dataclass(frozen=True, slots=True)
class FoundLaw:
    """A law and the folder it was read from, as errors call it."""

    pack: LawPack
    folder: str


def read_law_folders(folders: Iterable[Path]) -> tuple[list[FoundLaw], list[Problem]]:
    """Read laws folder by folder: those that can be used, and everything that is wrong with the others."""
    found: list[FoundLaw] = []
    problems: list[Problem] = []
    for folder in folders:
        name = shown(folder)
        try:
            found.append(FoundLaw(read_law_folder(folder, name), name))
        except PackRefused as refused:
            problems += refused.problems
    return found, problems


def installed_law_folders(root: Path | None = None) -> list[Path]:
    """The folders of the installed laws."""
    return [path.parent for path in sorted(((root or packs_folder()) / "law").glob(f"*/{HEAD}"))]


def installed_law(legal_system: str, root: Path | None = None) -> LawPack:
    """The installed law of a legal system. What is wrong with another law stops nobody here."""
    folders = {folder.name: folder for folder in installed_law_folders(root)}
    if legal_system not in folders:
        known = ", ".join(folders) or "ingen"
        raise UsageError(f"der er ingen lov for »{legal_system}«; der er {known}")
    return read_law_folder(folders[legal_system])


def _build(read: dict[str, Table], files: dict[str, str], rules: tuple[LawRule, ...]) -> LawPack:
    head = read[HEAD].inner("law", "tabellen [law]") or Table.stand_in()
    pack = LawPack(
        id=head.identifier(),
        hash=pack_hash(files),
        title=head.words("title"),
        legal_system=head.choice("legal_system", ("denmark", "greenland")),
        time_zone=_time_zone(head),
        acts=read_items(read[HEAD], "act", law_items.read_act),
        sources=read_items(read[HEAD], "source", law_items.read_law_source),
        offers=read_items(read["offers.toml"], "offer", law_items.read_law_offer),
        groups=read_items(read["groups.toml"], "group", law_items.read_law_group),
        rules=rules,
        questions=read_items(read["questions.toml"], "question", read_question),
        cases=read_items(read["cases.toml"], "case", law_items.read_law_case),
        files=files,
    )
    for table in (head, *read.values()):
        table.close()
    return pack


def _time_zone(head: Table) -> str:
    name = head.text("time_zone")
    if name and name not in zoneinfo.available_timezones():
        head.problem("time_zone", f"»{name}« er ingen tidszone", 'skriv for eksempel "Europe/Copenhagen"')
    return name
