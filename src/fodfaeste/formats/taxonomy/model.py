"""A taxonomy in memory: its tables as frames, where they came from, and what they hold by language."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from fodfaeste.core.taxonomy import TABLES, Label, Shown, shown_in

TYPES: dict[str, pl.DataType] = {"text": pl.String(), "whole": pl.Int64(), "flag": pl.Boolean()}


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: in which form, of which version, and how many rows."""

    folder: str
    file: str
    layout: str
    table: str
    language: str | None
    version: str | None
    sha256: str
    rows: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that was not read, and why."""

    folder: str
    file: str
    why: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a taxonomy has a name in a language; a relation needs one at both ends."""

    occupations: int
    skills: int
    relations: int
    codes: int


@dataclass(frozen=True)
class Taxonomy:
    """Occupations, skills, codes and names, ready for engines and screens."""

    tables: dict[str, pl.DataFrame]
    sources: tuple[Source, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    coverage: dict[str, Coverage] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def labels(self, kind: str) -> Iterator[Label]:
        """Every name of things of one kind."""
        rows = self.tables["labels"].filter(pl.col("kind") == kind)
        for concept, language, text, preferred in rows.select(
            "id", "language", "label", "preferred"
        ).iter_rows():
            yield Label(concept, language, text, preferred)

    def shown(self, kind: str, language: str) -> dict[str, Shown]:
        """The name to show of each thing of a kind, with the language it is in."""
        names: dict[str, dict[str, str]] = {}
        for label in self.labels(kind):
            if label.preferred:
                names.setdefault(label.id, {})[label.language] = label.text
        found = ((concept, shown_in(by_language, language)) for concept, by_language in names.items())
        return {concept: shown for concept, shown in found if shown is not None}


def frame(name: str, rows: list[tuple[object, ...]]) -> pl.DataFrame:
    """A table of the schema, in the order of its key."""
    schema = {column.name: TYPES[column.type] for column in TABLES[name].columns}
    return pl.DataFrame(rows, schema=schema, orient="row").sort(TABLES[name].key)
