"""Reads a pack folder into a `Pack`, or refuses it with every line that is wrong."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from fodfaeste.core.errors import UsageError
from fodfaeste.core.policy import AdoptedText, Pack
from fodfaeste.formats.packs import items
from fodfaeste.formats.packs.consistency import check_consistency
from fodfaeste.formats.packs.folder import LARGEST_FILE, pack_hash, read_items, read_texts
from fodfaeste.formats.packs.problems import FILES, PackRefused, Problem
from fodfaeste.formats.packs.syntax import parse
from fodfaeste.formats.packs.table import Table

__all__ = ["LARGEST_FILE", "read_files", "read_folder"]


def read_folder(folder: Path, shown_as: str | None = None) -> Pack:
    """Read the pack in a folder, or raise PackRefused with every line that is wrong."""
    name = shown_as if shown_as is not None else str(folder)
    if not (folder / "pack.toml").is_file():
        raise UsageError(f"{name}: her er ingen pack.toml; angiv en mappe med en pakke")
    return read_files(read_texts(folder, name, FILES), name)


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
        groups=read_items(root, "group", items.read_group),
        offers=read_items(root, "offer", items.read_offer),
        entries=read_items(root, "entry", items.read_entry),
        figures=read_items(root, "figure", items.read_figure),
        questions=read_items(read["questions.toml"], "question", items.read_question),
        cases=read_items(read["cases.toml"], "case", items.read_case),
        indicators=read_items(read["local.toml"], "indicator", items.read_indicator),
        values=read_items(read["local.toml"], "value", items.read_value),
        industries=read_items(read["local.toml"], "industry", items.read_industry),
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
        adopted_by=table.known_text("adopted_by"),
        address=table.known_text("address"),
        sha256=sha256,
        read_on=table.day("read_on") or date.max,
        sections=table.texts("sections", required=True, empty=False),
    )
