"""Packs that hold tables of facts, not a policy: every file is needed, and every row names its source."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from fodfaeste.core.errors import UsageError
from fodfaeste.core.statistics import SOURCE_KINDS, DataSource
from fodfaeste.formats.packs.checks import check_unique, known_ids, refer
from fodfaeste.formats.packs.folder import read_texts
from fodfaeste.formats.packs.library import shown
from fodfaeste.formats.packs.problems import PackRefused, Problem
from fodfaeste.formats.packs.syntax import parse
from fodfaeste.formats.packs.table import File, Table


def read_data_texts(folder: Path, names: Sequence[str]) -> dict[str, str]:
    """The texts of a folder in which every file must be there."""
    name = shown(folder)
    if not folder.is_dir():
        raise UsageError(f"{name}: mappen findes ikke")
    texts = read_texts(folder, name, names)
    right = f"mappen har {', '.join(names)}"
    lost = [Problem(f"{name}/{file}", 1, "filen mangler", right) for file in names if file not in texts]
    if lost:
        raise PackRefused(lost)
    return texts


def parse_all(texts: dict[str, str], name: str, problems: list[Problem]) -> dict[str, Table]:
    """The outermost tables of some texts; refused at once where one is no TOML."""
    tables = {file: parse(text, f"{name}/{file}", problems) for file, text in texts.items()}
    if problems:
        raise PackRefused(problems)
    return tables


def read_data_source(table: Table) -> DataSource:
    """One `[[source]]`: what was read, and when."""
    return DataSource(
        id=table.identifier(),
        what=table.text("what"),
        kind=table.choice("kind", SOURCE_KINDS),
        read_on=table.day("read_on") or date.max,
    )


def check_sources(
    file: File, sources: Iterable[DataSource], key: str, cited: Iterable[Sequence[str]], field: str = "source"
) -> None:
    """Every row of a kind names sources that the file has. `cited` has the names row by row."""
    known = known_ids(file, "source", [source.id for source in sources])
    for index, names in enumerate(cited):
        for place, name in enumerate(names):
            refer(file, (key, index, field, place), name, known, "en [[source]] i filen")


def check_sources_used(file: File, sources: Iterable[DataSource], used: Iterable[str]) -> None:
    """A source that no row names is told: it is forgotten, or a row has lost it."""
    ids = [source.id for source in sources]
    check_unique(file, "source", ids)
    named = set(used)
    for index, source in enumerate(ids):
        if source and source not in named:
            file.problem(
                ("source", index, "id"), f"kilden »{source}« bruges ikke", "nævn den, eller slet den"
            )


def whole_number(table: Table, key: str, *, least: int) -> int:
    """A whole number from `least` up."""
    value = table.number(key)
    if value is None:
        return least
    if value != int(value) or value < least:
        table.problem(key, f"»{key}« er {value:g}", f"der skal stå et helt tal fra {least}")
        return least
    return int(value)
