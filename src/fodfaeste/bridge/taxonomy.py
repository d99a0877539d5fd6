"""The names of the skills and occupations that an authority's people, openings and courses speak of."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import polars as pl

from fodfaeste.bridge.tables import schema_of
from fodfaeste.core.snapshot import TABLES
from fodfaeste.core.taxonomy import Shown, shown_in
from fodfaeste.formats.taxonomy import Taxonomy, stored_name, taxonomy_in_use
from fodfaeste.installation.folders import var_folder

#: Under the installation's own data.
TAXONOMY_FOLDER = "taxonomy"


def taxonomy_here() -> Taxonomy:
    """The taxonomy that counts in this installation: the imported one, else the starter."""
    return _kept(*import_in_use())


def import_in_use() -> tuple[str, str | None]:
    """What tells the import that counts from others: its folder, and its name there or None."""
    folder = var_folder() / TAXONOMY_FOLDER
    return str(folder), stored_name(folder)


@lru_cache(maxsize=2)
def _kept(folder: str, name: str | None) -> Taxonomy:
    """Read once for as long as the same import counts (`name`)."""
    return taxonomy_in_use(Path(folder))


def load_names(taxonomy: Taxonomy, tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The tables `skills`, `occupations` and `occupation_skills`.

    Every occupation comes along, not only those that openings name: what is near to a person is looked for
    among them all. Of skills those that something asks for, has or gives.
    """
    spoken = ("citizen_skills", "opening_skills", "course_skills")
    asked = taxonomy.tables["occupation_skills"]
    skills = pl.concat([asked.select("skill"), *(tables[name].select("skill") for name in spoken)]).unique()
    known = taxonomy.tables["occupations"].select("occupation", "isco")
    named = tables["openings"].select("occupation").drop_nulls()
    occupations = pl.concat([known.select("occupation"), named]).unique()
    found = {
        "skills": _titled(skills, taxonomy, "skill"),
        "occupations": _titled(occupations.join(known, on="occupation", how="left"), taxonomy, "occupation"),
        "occupation_skills": asked,
    }
    return {
        name: rows.select(list(schema_of(name))).cast(pl.Schema(schema_of(name))).sort(TABLES[name].key)
        for name, rows in found.items()
    }


def names_shown(kind: str, ids: Iterable[str], language: str) -> dict[str, Shown]:
    """The names to show of some skills or occupations; what the taxonomy does not know is its own name."""
    wanted = set(ids)
    labels = (
        taxonomy_here()
        .tables["labels"]
        .filter((pl.col("kind") == kind) & pl.col("preferred") & pl.col("id").is_in(wanted))
    )
    names: dict[str, dict[str, str]] = {one: {} for one in wanted}
    for one, spoken, label in labels.select("id", "language", "label").iter_rows():
        names[one][spoken] = label
    return {one: shown_in(known, language) or Shown(one, language) for one, known in names.items()}


def _titled(things: pl.DataFrame, taxonomy: Taxonomy, kind: str) -> pl.DataFrame:
    labels = taxonomy.tables["labels"].filter((pl.col("kind") == kind) & pl.col("preferred"))
    for language in ("da", "en"):
        titles = labels.filter(pl.col("language") == language).select(
            pl.col("id").alias(kind), pl.col("label").alias(f"title_{language}")
        )
        things = things.join(titles, on=kind, how="left")
    return things
