"""Folders of official files, read into one taxonomy."""

from collections.abc import Callable
from pathlib import Path

from fodfaeste.core.errors import Rejected
from fodfaeste.formats.tables import MAX_ENTRIES, hide_cpr
from fodfaeste.formats.taxonomy import codes, esco
from fodfaeste.formats.taxonomy.build import build
from fodfaeste.formats.taxonomy.files import Opened, is_table, open_file
from fodfaeste.formats.taxonomy.gathered import Gathered, join
from fodfaeste.formats.taxonomy.layouts import Layout, language_of, recognise, version_of
from fodfaeste.formats.taxonomy.lines import Lines
from fodfaeste.formats.taxonomy.model import LeftOut, Source, Taxonomy

_NO_TABLE = "er ingen tabel (.csv, .tsv eller .txt, gerne pakket med gzip)"
_NO_USE = "kolonnerne hører ikke til en tabel, som Fodfæste bruger"
_TOLD_ALREADY = "hvilke kompetencer et erhverv kræver, er allerede læst"

_NAMED = {
    "occupations": esco.read_occupations,
    "skills": esco.read_skills,
    "groups": esco.read_groups,
}
_DANISH = {
    "disco08": codes.read_disco08,
    "db07": codes.read_db07,
    "udd": codes.read_disced15,
    "audd": codes.read_disced15,
}


def read_taxonomy(*folders: Path, tell: Callable[[str], None] = lambda _text: None) -> Taxonomy:
    """Read the official files in one or more folders; the first folder decides, later ones complete it.

    Raises Rejected with file, row, column and reason. `tell` is told of each file before it is read.
    """
    reading = _Reading(tell)
    for folder in folders:
        reading.folder(folder)
    if not reading.sources:
        shown = ", ".join(hide_cpr(folder.name) for folder in folders)
        raise Rejected("Ingen af filerne er en tabel, som Fodfæste bruger; se docs/taxonomy.md.", file=shown)
    tables, coverage = build(reading.all, reading.notes)
    return Taxonomy(tables, tuple(reading.sources), tuple(reading.left_out), coverage, tuple(reading.notes))


class _Reading:
    """What has been read so far, folder by folder."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self.tell = tell
        self.all = Gathered()
        self.sources: list[Source] = []
        self.left_out: list[LeftOut] = []
        self.notes: list[str] = []

    def folder(self, folder: Path) -> None:
        here = Gathered()
        name = hide_cpr(folder.resolve().name)
        for path in _entries(folder, name):
            self.file(path, name, here)
        self.notes += [f"{name}: {note}" for note in join(self.all, here)]

    def file(self, path: Path, folder: str, here: Gathered) -> None:
        shown = hide_cpr(path.name)
        if not path.is_file() or not is_table(path):
            self.left_out.append(LeftOut(folder, shown, _NO_TABLE))
            return
        opened = open_file(path)
        layout = recognise(path.name, opened.headings, opened.peek)
        if layout is None:
            self.left_out.append(LeftOut(folder, shown, _NO_USE))
            return
        if layout.table == "relations" and (self.all.relations or here.relations):
            # Every language of a release repeats them.
            self.left_out.append(LeftOut(folder, shown, _TOLD_ALREADY))
            return
        self.tell(f"Læser {folder}/{shown}")
        self.sources.append(_read(opened, layout, folder, here))


def _entries(folder: Path, shown: str) -> list[Path]:
    """What lies in a folder, by name."""
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        raise Rejected(f"Mappen kan ikke åbnes: {error.strerror}.", file=shown) from None
    if len(entries) > MAX_ENTRIES:
        raise Rejected(f"Mappen har flere end {MAX_ENTRIES} filer.", file=shown)
    return [path for path in entries if not path.name.startswith(".")]


def _read(opened: Opened, layout: Layout, folder: str, into: Gathered) -> Source:
    lines = Lines(opened, layout)
    language, version = _about(opened, layout, folder)
    if layout.table in _NAMED:
        _NAMED[layout.table](lines, language or "", into)
    elif layout.table in _DANISH:
        _DANISH[layout.table](lines, into)
    elif layout.table == "crosswalk":
        esco.read_crosswalk(lines, language or "", into)
    else:
        esco.read_relations(lines, into)
    return Source(
        folder=folder,
        file=opened.name,
        layout=layout.name,
        table=layout.table,
        language=language,
        version=version,
        sha256=opened.sha256,
        rows=lines.count,
        notes=tuple(opened.notes),
    )


def _about(opened: Opened, layout: Layout, folder: str) -> tuple[str | None, str | None]:
    """The language and the version of a file, as far as it or its folder tells them."""
    if layout.table in _DANISH:
        return codes.LANGUAGE, None
    if layout.table == "crosswalk":
        language = opened.opening.get("Classification 2 Language", "")
        if len(language) != 2:
            raise Rejected(
                "Filens begyndelse siger ikke sproget (Classification 2 Language).", file=opened.name
            )
        return language, opened.opening.get("Classification 2 Version") or None
    if layout.table == "relations":
        return None, version_of(folder)
    return language_of(opened.name), version_of(folder)
