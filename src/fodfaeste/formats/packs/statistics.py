"""Reads `packs/indicators`: what each public figure counts, refused with every line that is wrong."""

import re
from datetime import date
from pathlib import Path

from fodfaeste.core.statistics import (
    ADJUSTMENTS,
    COUNTED,
    FREQUENCIES,
    Break,
    IndicatorDefinition,
    NotWith,
    Statistics,
)
from fodfaeste.formats.packs.checks import check_order, check_unique, known_ids, refer
from fodfaeste.formats.packs.data_tables import (
    check_sources,
    check_sources_used,
    parse_all,
    read_data_source,
    read_data_texts,
)
from fodfaeste.formats.packs.folder import read_items
from fodfaeste.formats.packs.library import packs_folder, shown
from fodfaeste.formats.packs.problems import PackRefused, Problem
from fodfaeste.formats.packs.table import File, Table

FILE = "indicators.toml"
_PERIOD = re.compile(r"(?:19|20)\d{2}(?:-(?:0[1-9]|1[0-2]))?")
_WELL_READ = ("official_data", "authority")


def read_statistics(folder: Path | None = None) -> Statistics:
    """The definitions of public figures in a folder, or the installed ones."""
    folder = folder or packs_folder() / "indicators"
    return statistics_from(read_data_texts(folder, (FILE,))[FILE], shown(folder))


def statistics_from(text: str, shown_as: str) -> Statistics:
    """The definitions of public figures in the text of their file."""
    problems: list[Problem] = []
    root = parse_all({FILE: text}, shown_as, problems)[FILE]
    found = Statistics(
        read_items(root, "source", read_data_source), read_items(root, "indicator", _definition)
    )
    root.close()
    _check(found, root.file)
    if problems:
        raise PackRefused(problems)
    return found


def _definition(table: Table) -> IndicatorDefinition:
    source = table.inner("source", '{ producer = "…", table = "…" }') or Table.stand_in()
    definition = IndicatorDefinition(
        id=table.identifier(),
        legal_system=table.choice("legal_system", ("denmark", "greenland")),
        title=table.words("title"),
        statement=table.words("statement"),
        numerator=table.words("numerator"),
        denominator=table.words("denominator"),
        age=table.words("age"),
        lag=table.words("lag"),
        adjustment=table.choice("adjustment", ADJUSTMENTS),
        unit=table.choice("unit", COUNTED),
        producer=source.text("producer"),
        table=None if source.data.get("table") == "none" and source.has("table") else source.text("table"),
        frequency=table.choice("frequency", FREQUENCIES),
        valid_from=table.day("valid_from", required=False),
        valid_to=table.day("valid_to", required=False),
        breaks=_breaks(table),
        not_with=tuple(_not_with(inner) for inner in _listed(table, "not_with")),
        certainty=table.choice("certainty", ("official", "secondary", "unverified")),
        sources=table.texts("sources", required=True, empty=False),
        read_on=table.day("read_on") or date.max,
    )
    source.close()
    return definition


def _listed(table: Table, key: str) -> list[Table]:
    """The tables of a list that is always written, also where it is empty."""
    if table.data.get(key) == []:
        table.has(key)
        return []
    return table.inners(key, "en liste som [{ … }], eller []", required=True)


def _breaks(table: Table) -> tuple[Break, ...]:
    found = []
    for inner in _listed(table, "breaks"):
        on, period = inner.day("on", required=False), inner.text_or_none("period")
        if ("on" in inner.data) == ("period" in inner.data):
            inner.problem(None, "et brud har én tid", 'skriv enten on = 2025-07-01 eller period = "2025-07"')
        if period is not None and not _PERIOD.fullmatch(period):
            inner.problem("period", f"»{period}« er ingen tid", 'skriv "2025" eller "2025-07"')
        found.append(Break(on, period, inner.words("what")))
        inner.close()
    return tuple(found)


def _not_with(inner: Table) -> NotWith:
    named = NotWith(inner.identifier(), inner.words("reason"))
    inner.close()
    return named


def _check(found: Statistics, file: File) -> None:
    """What one table alone cannot tell."""
    definitions = found.definitions
    check_unique(file, "indicator", [d.id for d in definitions])
    check_sources(file, found.sources, "indicator", [d.sources for d in definitions], "sources")
    check_sources_used(file, found.sources, [source for d in definitions for source in d.sources])
    read_well = {source.id for source in found.sources if source.kind in _WELL_READ}
    known = known_ids(file, "indicator", [d.id for d in definitions])
    for index, definition in enumerate(definitions):
        path = ("indicator", index)
        check_order(path, definition.valid_from, definition.valid_to, file)
        if definition.certainty == "official" and not read_well & set(definition.sources):
            right = "nævn en kilde, der er officiel, eller skriv secondary"
            file.problem((*path, "certainty"), "»official« uden en officiel kilde", right)
        for place, named in enumerate(definition.not_with):
            refer(file, (*path, "not_with", place, "id"), named.id, known, "et tal i filen")
        _check_not_with(found, file, index, definition)


def _check_not_with(found: Statistics, file: File, index: int, definition: IndicatorDefinition) -> None:
    """A figure that one is mistaken for is another one, named once, and it says the same of this one."""
    seen: set[str] = set()
    for place, named in enumerate(definition.not_with):
        path = ("indicator", index, "not_with", place, "id")
        other = found.definition(named.id)
        if named.id == definition.id != "":
            file.problem(path, "et tal kan ikke forveksles med sig selv", "nævn et andet, eller slet det")
        elif named.id and named.id in seen:
            file.problem(path, f"»{named.id}« står to gange i not_with", "nævn det én gang")
        elif other and definition.id not in [back.id for back in other.not_with]:
            line = file.places.line(("indicator", found.definitions.index(other)))
            right = f"nævn »{definition.id}« med en grund i not_with dér (linje {line})"
            file.problem(path, f"»{named.id}« nævner ikke »{definition.id}«", right)
        seen.add(named.id)
