"""Finding skills and occupations of the taxonomy in use as one types, and what asks for what.

Nothing here asks the database. The names are made ready once for as long as the same import counts, so that
a key press costs a search in memory.
"""

from collections.abc import Iterable
from functools import lru_cache

import polars as pl

from fodfaeste.bridge.taxonomy import import_in_use, names_shown, taxonomy_here
from fodfaeste.core.taxonomy import CODE, FALLBACKS, OCCUPATION, SKILL, Shown, code_id
from fodfaeste.engines.skills import Found, Index

#: How many a search shows. More are found by typing more.
MOST_FOUND = 20

_TABLE = {SKILL: "skills", OCCUPATION: "occupations"}


def search_here(kind: str, query: str, language: str, limit: int = MOST_FOUND) -> list[Found]:
    """The skills or occupations whose names fit what was typed, best first."""
    spoken = tuple(dict.fromkeys((language.partition("-")[0], *FALLBACKS)))
    return _index(kind, *import_in_use()).search(query, spoken, limit)


@lru_cache(maxsize=4)
def _index(kind: str, folder: str, name: str | None) -> Index:
    """The names of one kind, for as long as the same import counts (`name`)."""
    return Index(taxonomy_here().labels(kind))


def known_here(kind: str, ids: Iterable[str]) -> set[str]:
    """Those of the ids that the taxonomy in use knows."""
    column = taxonomy_here().tables[_TABLE[kind]][kind]
    return set(column.filter(column.is_in(list(ids))))


def skills_asked(occupation: str) -> list[tuple[str, bool]]:
    """The skills an occupation asks for, and whether nearly every such job does; those first."""
    rows = taxonomy_here().tables["occupation_skills"].filter(pl.col(OCCUPATION) == occupation)
    return list(
        rows.sort("essential", descending=True, maintain_order=True).select(SKILL, "essential").rows()
    )


def occupations_asking(skill: str) -> list[str]:
    """The occupations in which nearly every job asks for a skill."""
    rows = taxonomy_here().tables["occupation_skills"].filter((pl.col(SKILL) == skill) & pl.col("essential"))
    return list(rows[OCCUPATION])


def isco_of(occupation: str) -> str | None:
    """The ISCO-08 unit group of an occupation, where the taxonomy tells it."""
    rows = taxonomy_here().tables["occupations"].filter(pl.col(OCCUPATION) == occupation)
    return rows["isco"][0] if rows.height else None


def isco_title(start: str, language: str) -> Shown | None:
    """What the group of an ISCO-08 code is called, where the classification was imported."""
    for scheme in ("isco08", "disco08"):
        concept = code_id(scheme, start)
        name = names_shown(CODE, [concept], language)[concept]
        if name.text != concept:
            return name
    return None


def occupations_of_isco(start: str) -> list[str]:
    """The occupations whose ISCO-08 code starts so."""
    return list(
        taxonomy_here().tables["occupations"].filter(pl.col("isco").str.starts_with(start))[OCCUPATION]
    )
