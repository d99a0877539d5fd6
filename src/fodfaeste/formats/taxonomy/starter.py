"""The starter taxonomy in `packs/taxonomy`, of our own words: strictly read, as every pack is."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from fodfaeste.core.errors import UsageError
from fodfaeste.core.taxonomy import OCCUPATION, SKILL, SKILL_TYPES
from fodfaeste.formats.packs.library import packs_folder, shown
from fodfaeste.formats.packs.problems import PackRefused, Problem
from fodfaeste.formats.packs.syntax import parse
from fodfaeste.formats.packs.table import Table
from fodfaeste.formats.taxonomy.build import build
from fodfaeste.formats.taxonomy.gathered import Gathered, OccupationFacts
from fodfaeste.formats.taxonomy.model import Source, Taxonomy
from fodfaeste.formats.taxonomy.stored import read_stored

SKILLS_FILE, OCCUPATIONS_FILE = FILES = ("starter.toml", "starter_occupations.toml")
FOLDER = "taxonomy"

#: A unit group: armed forces are 0110, 0210 and 0310; no other group starts with 0.
UNIT_GROUP = re.compile(r"0[1-3]10|[1-9][1-6][1-9][0-9]")


def taxonomy_in_use(stored: Path) -> Taxonomy:
    """The official taxonomy that was imported, else the starter."""
    return read_stored(stored) or read_starter()


def read_starter(folder: Path | None = None) -> Taxonomy:
    """Read the starter taxonomy, or raise PackRefused with every line that is wrong."""
    folder = folder or packs_folder() / FOLDER
    name = shown(folder)
    try:
        texts = {file: (folder / file).read_text("utf-8") for file in FILES}
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"{name}: her skal ligge {' og '.join(FILES)}, skrevet i UTF-8") from None
    return starter_from(texts, name)


def starter_from(texts: Mapping[str, str], name: str) -> Taxonomy:
    """Read the starter taxonomy from the texts of its files; `name` is what errors call the folder."""
    problems: list[Problem] = []
    skills, occupations = (parse(texts[file], f"{name}/{file}", problems) for file in FILES)
    if problems:
        raise PackRefused(problems)
    gathered = Gathered()
    head = skills.inner("taxonomy", "tabellen [taxonomy]") or Table.stand_in()
    head.identifier()
    version = head.text("version")
    head.words("title")
    head.close()
    _read_skills(skills, gathered)
    _read_occupations(occupations, gathered)
    if problems:
        raise PackRefused(problems)
    tables, coverage = build(gathered, [])
    counted = {SKILLS_FILE: len(gathered.skills), OCCUPATIONS_FILE: len(gathered.occupations)}
    sources = tuple(_source(file, texts[file], version, rows) for file, rows in counted.items())
    return Taxonomy(tables, sources, coverage=coverage)


def _source(file: str, text: str, version: str, rows: int) -> Source:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Source(f"packs/{FOLDER}", file, "starter", file.partition(".")[0], None, version, digest, rows)


def _read_skills(root: Table, gathered: Gathered) -> None:
    names, ids = _Names(), _Once()
    for table in root.inners("skill", "tabeller [[skill]]", required=True):
        concept = table.identifier()
        ids.check(table, concept)
        gathered.skills[concept] = table.choice("type", SKILL_TYPES)
        _name(table, SKILL, concept, (), gathered, names)
        table.close()
    root.close()


def _read_occupations(root: Table, gathered: Gathered) -> None:
    names, ids = _Names(), _Once()
    for table in root.inners("occupation", "tabeller [[occupation]]", required=True):
        concept, isco = table.identifier(), table.text("isco")
        ids.check(table, concept)
        if isco and not UNIT_GROUP.fullmatch(isco):
            right = "skriv de fire cifre af en enhedsgruppe i ISCO-08"
            table.problem("isco", f"»{isco}« er ingen enhedsgruppe", right)
        gathered.occupations[concept] = OccupationFacts(isco, None)
        _name(table, OCCUPATION, concept, table.texts("also"), gathered, names)
        asked: dict[str, bool] = {}
        for key, essential in (("essential", True), ("optional", False)):
            for index, skill in enumerate(table.texts(key, required=True, empty=not essential)):
                _ask(table, (key, index), skill, gathered, asked, essential)
        gathered.relations += [(concept, skill, essential) for skill, essential in asked.items()]
        table.close()
    root.close()


def _ask(
    table: Table,
    place: tuple[str, int],
    skill: str,
    gathered: Gathered,
    asked: dict[str, bool],
    essential: bool,
) -> None:
    """Note that an occupation asks for a skill; one that is nowhere, or named before, is a mistake."""
    path = (*table.path, *place)
    if skill not in gathered.skills:
        table.file.problem(path, f"der er ingen kompetence »{skill}«", f"se {SKILLS_FILE}")
    elif skill in asked:
        table.file.problem(path, f"»{skill}« står også i essential", "nævn den ét sted")
    else:
        asked[skill] = essential


def _name(
    table: Table, kind: str, concept: str, also: tuple[str, ...], gathered: Gathered, names: "_Names"
) -> None:
    title = table.words("title")
    gathered.name(kind, concept, "da", title.da, list(also))
    gathered.name(kind, concept, "en", title.en, [])
    for language, texts in (("da", (title.da, *also)), ("en", (title.en,))):
        for text in texts:
            names.check(table, language, text)


class _Once:
    """Tells an id that an earlier table has."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def check(self, table: Table, value: str) -> None:
        if value and value in self.seen:
            table.problem("id", f"id »{value}« er brugt før", "vælg et andet")
        self.seen.add(value)


class _Names:
    """Tells a name that something else of the same kind has in the same language."""

    def __init__(self) -> None:
        self.seen: set[tuple[str, str]] = set()

    def check(self, table: Table, language: str, text: str) -> None:
        key = language, text.casefold()
        if text and key in self.seen:
            table.problem(None, f"navnet »{text}« er brugt før", "giv hvert sit navn")
        self.seen.add(key)
