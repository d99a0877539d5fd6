"""An imported taxonomy as it is kept: one folder of Parquet an import, and a line that says which one counts.

    taxonomy/current            the name of the folder that counts, replaced in one stroke
    taxonomy/3f2a…/             taxonomy.json and one file a table

A reader meets the old one or the new one, never half of each. The one before is kept until the next import,
for a reader who has just opened it.
"""

import fcntl
import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

import polars as pl

from fodfaeste.core.errors import FodfaesteError, Rejected
from fodfaeste.core.taxonomy import TABLES, VERSION
from fodfaeste.formats.output import write_whole
from fodfaeste.formats.taxonomy.model import TYPES, Coverage, LeftOut, Source, Taxonomy

CURRENT, MANIFEST = "current", "taxonomy.json"
ID_DIGITS = 16

_NAME = re.compile(rf"[0-9a-f]{{{ID_DIGITS}}}")
_AGAIN = "Indlæs de officielle filer igen med fodfaeste import taxonomy."


def taxonomy_id(taxonomy: Taxonomy) -> str:
    """What tells one import from another: the files read, in their order, and the form they are kept in."""
    read = [(source.folder, source.file, source.layout, source.sha256) for source in taxonomy.sources]
    return hashlib.sha256(json.dumps([VERSION, read]).encode()).hexdigest()[:ID_DIGITS]


def write_stored(taxonomy: Taxonomy, root: Path) -> bool:
    """Keep a taxonomy as the one that counts. False where that very one counts already."""
    name = taxonomy_id(taxonomy)
    try:
        root.mkdir(parents=True, exist_ok=True)
        with _alone(root):
            before = stored_name(root)
            if before == name and _is_whole(root / name):
                return False
            if not _is_whole(root / name):
                _write_folder(taxonomy, root, name)
            _write_text(root / CURRENT, name)
            _tidy(root, {name, before})
    except OSError as error:
        raise FodfaesteError(f"{root}: taksonomien kan ikke gemmes: {error.strerror or error}") from None
    return True


def read_stored(root: Path) -> Taxonomy | None:
    """The imported taxonomy that counts, checked against its manifest; None where none has been imported."""
    if not (root / CURRENT).exists():
        return None
    name = stored_name(root)
    if name is None:
        raise Rejected(f"Filen kan ikke læses. {_AGAIN}", file=str(root / CURRENT))
    manifest = _manifest(root / name)
    try:
        return Taxonomy(
            {table: _table(root / name, table, manifest["tables"][table]["sha256"]) for table in TABLES},
            tuple(Source(**{**source, "notes": tuple(source["notes"])}) for source in manifest["sources"]),
            tuple(LeftOut(**left_out) for left_out in manifest["left_out"]),
            {language: Coverage(**counted) for language, counted in manifest["languages"].items()},
            tuple(manifest["notes"]),
        )
    except (KeyError, TypeError):
        raise Rejected(f"Taksonomien kan ikke læses. {_AGAIN}", file=str(root / name / MANIFEST)) from None


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """One import at a time."""
    with (root / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def stored_name(root: Path) -> str | None:
    """The folder that counts; None where there is none, or where the line that names it is damaged."""
    try:
        name = (root / CURRENT).read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if _NAME.fullmatch(name) else None


def _write_folder(taxonomy: Taxonomy, root: Path, name: str) -> None:
    part = Path(tempfile.mkdtemp(dir=root, prefix=f".{name}.", suffix=".part"))
    try:
        for table, rows in taxonomy.tables.items():
            rows.write_parquet(part / f"{table}.parquet")
        text = json.dumps(_manifest_of(taxonomy, part), indent=2, ensure_ascii=False)
        _write_text(part / MANIFEST, text)
        part.chmod(0o755)
        shutil.rmtree(root / name, ignore_errors=True)  # only what is damaged lies there
        part.rename(root / name)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _write_text(path: Path, text: str) -> None:
    def write(out: TextIO) -> None:
        out.write(f"{text}\n")

    write_whole(path, write)


def _manifest_of(taxonomy: Taxonomy, folder: Path) -> dict[str, Any]:
    return {
        "version": VERSION,
        "id": taxonomy_id(taxonomy),
        "sources": [asdict(source) for source in taxonomy.sources],
        "left_out": [asdict(left_out) for left_out in taxonomy.left_out],
        "languages": {language: asdict(counted) for language, counted in taxonomy.coverage.items()},
        "notes": list(taxonomy.notes),
        "tables": {
            name: {"rows": table.height, "sha256": _sha256(folder / f"{name}.parquet")}
            for name, table in taxonomy.tables.items()
        },
    }


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _is_whole(folder: Path) -> bool:
    """Whether a folder holds what its manifest says."""
    try:
        manifest = _manifest(folder)
        return all(
            _sha256(folder / f"{name}.parquet") == manifest["tables"][name]["sha256"] for name in TABLES
        )
    except (Rejected, OSError, KeyError, TypeError):
        return False


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    try:
        manifest: dict[str, Any] = json.loads(path.read_text("utf-8"))
        version = manifest["version"]
    except (OSError, ValueError, KeyError, TypeError):
        raise Rejected(f"Taksonomien kan ikke læses. {_AGAIN}", file=str(path)) from None
    if version != VERSION:
        reason = f"Taksonomien er gemt i form {version}; denne udgave læser {VERSION}. {_AGAIN}"
        raise Rejected(reason, file=str(path))
    return manifest


def _table(folder: Path, name: str, sha256: str) -> pl.DataFrame:
    path = folder / f"{name}.parquet"
    try:
        if _sha256(path) != sha256:
            raise Rejected(f"Filen er ændret, siden den blev gemt. {_AGAIN}", file=str(path))
        table = pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError):
        raise Rejected(f"Tabellen kan ikke læses. {_AGAIN}", file=str(path)) from None
    if dict(table.schema) != {column.name: TYPES[column.type] for column in TABLES[name].columns}:
        raise Rejected(f"Tabellen har ikke de kolonner, den skal have. {_AGAIN}", file=str(path))
    return table


def _tidy(root: Path, kept: set[str | None]) -> None:
    """Remove older imports, and what a killed import left behind."""
    for entry in root.iterdir():
        if entry.is_dir() and entry.name not in kept:
            shutil.rmtree(entry, ignore_errors=True)
