"""A snapshot as a folder of Parquet files: written whole, checked when it is read."""

import json
import shutil
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from fodfaeste.core.errors import Rejected
from fodfaeste.core.schema import Column, TableSchema
from fodfaeste.core.snapshot import TABLES, VERSION

MANIFEST = "snapshot.json"
TYPES: dict[str, pl.DataType] = {
    "text": pl.String(),
    "texts": pl.List(pl.String()),
    "day": pl.Date(),
    "instant": pl.Datetime("us", "UTC"),
    "whole": pl.Int64(),
    "decimal": pl.Float64(),
    "flag": pl.Boolean(),
}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything engines need of one authority on one day, with the packs that ran."""

    on: date
    authority: str
    packs: dict[str, str]  # norddjurs/2020 → hash
    tables: dict[str, pl.DataFrame]


def empty_table(schema: TableSchema) -> pl.DataFrame:
    """A table of the schema without rows."""
    return pl.DataFrame(schema={column.name: TYPES[column.type] for column in schema.columns})


def write_snapshot(snapshot: Snapshot, folder: Path) -> None:
    """Write a snapshot folder. It appears whole or not at all; an existing snapshot there is replaced."""
    if folder.exists() and not (folder / MANIFEST).is_file() and any(folder.iterdir()):
        raise Rejected(
            "mappen findes og er ikke et øjebliksbillede; vælg en tom eller ny mappe", file=str(folder)
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.", suffix=".part"))
    try:
        for name, schema in TABLES.items():
            table = snapshot.tables.get(name, empty_table(schema))
            table.select(c.name for c in schema.columns).write_parquet(part / f"{name}.parquet")
        manifest = {
            "version": VERSION,
            "on": snapshot.on.isoformat(),
            "authority": snapshot.authority,
            "packs": snapshot.packs,
        }
        (part / MANIFEST).write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", "utf-8")
        part.chmod(0o755)
        _put_in_place(part, folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _put_in_place(part: Path, folder: Path) -> None:
    if not folder.exists():
        part.rename(folder)
        return
    old = part.with_suffix(".old")
    folder.rename(old)
    try:
        part.rename(folder)
    except BaseException:
        old.rename(folder)
        raise
    shutil.rmtree(old)


def read_snapshot(folder: Path) -> Snapshot:
    """Read and check a snapshot folder. Raises Rejected with table, row, column and reason."""
    manifest = read_manifest(folder)
    tables = {name: read_table(folder, schema) for name, schema in TABLES.items()}
    on, authority = date.fromisoformat(manifest["on"]), str(manifest["authority"])
    return Snapshot(on, authority, dict(manifest["packs"]), tables)


def read_manifest(folder: Path) -> dict[str, Any]:
    """What a snapshot says of itself. Raises Rejected where it is none of ours."""
    path = folder / MANIFEST
    if not path.is_file():
        raise Rejected(f"her er intet øjebliksbillede ({MANIFEST} mangler)", file=str(folder))
    foreign = Rejected("filen hører ikke til et øjebliksbillede", file=str(path))
    try:
        manifest: dict[str, Any] = json.loads(path.read_text("utf-8"))
        version = manifest["version"]
    except (OSError, ValueError, KeyError, TypeError):
        raise foreign from None
    if version != VERSION:
        raise Rejected(f"øjebliksbilledet er version {version}; denne udgave læser {VERSION}", file=str(path))
    try:
        date.fromisoformat(manifest["on"])
    except (ValueError, KeyError, TypeError):
        raise foreign from None
    if not isinstance(manifest.get("authority"), str) or not isinstance(manifest.get("packs"), dict):
        raise foreign
    return manifest


def read_table(folder: Path, schema: TableSchema) -> pl.DataFrame:
    """Read and check one table. Raises Rejected with row, column and reason."""
    path = folder / f"{schema.name}.parquet"
    try:
        table = pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise Rejected(f"tabellen kan ikke læses: {error}", file=str(path)) from None
    check_names(table.columns, schema, str(path))
    for column in schema.columns:
        check_column(table[column.name], column, str(path))
    doubled = table.select(pl.struct(schema.key).is_duplicated().alias("d"))["d"].arg_true()
    if len(doubled):
        raise Rejected(
            "rækken står to gange", file=str(path), row=doubled[0] + 1, field=", ".join(schema.key)
        )
    return table.select(column.name for column in schema.columns)


def check_names(names: Collection[str], schema: TableSchema, file: str) -> None:
    """Refuse a table that has not the schema's columns, in whatever order."""
    wanted = [column.name for column in schema.columns]
    if set(names) != set(wanted):
        raise Rejected(f"tabellen skal have kolonnerne {', '.join(wanted)}", file=file)


def check_column(values: pl.Series, column: Column, file: str, first: int = 0) -> None:
    """Refuse a value that the schema does not know; `first` is the place of the first of them in the file."""
    if values.dtype != TYPES[column.type]:
        raise Rejected(f"skal være {column.type}, er {values.dtype}", file=file, field=column.name)
    if column.null == "never" and values.null_count():
        row = values.is_null().arg_true()[0] + first + 1
        raise Rejected("mangler, og må ikke mangle", file=file, row=row, field=column.name)
    if column.type == "decimal":
        strange = (~values.is_finite()).fill_null(value=False).arg_true()
        if len(strange):
            raise Rejected("er intet tal", file=file, row=strange[0] + first + 1, field=column.name)
    if column.codes:
        _check_codes(values, column, file, first)


def _check_codes(values: pl.Series, column: Column, file: str, first: int) -> None:
    """Refuse a value, or one in a list of values, that the column's codes do not have."""
    rows = pl.int_range(first + 1, first + len(values) + 1, eager=True)
    each = pl.DataFrame({"row": rows, "value": values})
    if column.type == "texts":
        each = each.explode("value")
    wrong = each.filter(pl.col("value").is_not_null() & ~pl.col("value").is_in(column.codes))
    if not wrong.is_empty():
        reason = f"»{wrong['value'][0]}« er ingen af {', '.join(column.codes)}"
        raise Rejected(reason, file=file, row=wrong["row"][0], field=column.name)
