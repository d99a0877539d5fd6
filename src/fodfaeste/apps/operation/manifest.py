"""The list in a backup: what it holds, so that it can be proved whole before anything is put back."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from fodfaeste.apps.operation.contents import Contents
from fodfaeste.apps.operation.versions import steps_unknown
from fodfaeste.core.errors import FodfaesteError

NAME = "manifest.json"
FORMAT = 1


class BackupRefused(FodfaesteError):
    """A backup is not whole, or not for this installation."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: every file with its SHA-256, and what was counted in the database."""

    made_at: str
    version: str
    vendor: str
    database: str
    files: dict[str, str]
    contents: Contents

    def write(self, folder: Path) -> str:
        """Write the list, and give its own SHA-256."""
        text = json.dumps({"format": FORMAT, **asdict(self)}, indent=1, sort_keys=True)
        (folder / NAME).write_text(text, encoding="utf-8")
        return hash_of(folder / NAME)


def manifest_in(folder: Path) -> Manifest:
    """The list of a backup. Its files are not looked at yet."""
    try:
        table = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if table.pop("format") != FORMAT:
            raise BackupRefused(f"{folder}: sikkerhedskopien er skrevet i en form, denne udgave ikke kender")
        return Manifest(**{**table, "contents": _contents(table["contents"])})
    except FileNotFoundError:
        raise BackupRefused(f"{folder}: her er ingen sikkerhedskopi (ingen {NAME})") from None
    except (ValueError, KeyError, TypeError):
        raise BackupRefused(f"{folder}: {NAME} kan ikke læses") from None


def _contents(table: dict[str, Any]) -> Contents:
    return Contents(**{**table, "steps": [(app, name) for app, name in table["steps"]]})


def check_files(manifest: Manifest, folder: Path) -> None:
    """Hold every file against the list; refuses and names the first that is missing, changed or too many."""
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {NAME}
    if extra := sorted(there - set(manifest.files)):
        raise BackupRefused(f"{folder}: {extra[0]} hører ikke til sikkerhedskopien")
    for name, wanted in sorted(manifest.files.items()):
        if name not in there:
            raise BackupRefused(f"{folder}: {name} mangler i sikkerhedskopien")
        if hash_of(folder / name) != wanted:
            raise BackupRefused(f"{folder}: {name} er ændret, siden sikkerhedskopien blev taget")


def check_version(manifest: Manifest, vendor: str) -> None:
    """Refuse a backup of a newer version, or of another kind of database."""
    if newer := steps_unknown(set(manifest.contents.steps)):
        app, name = newer[0]
        raise BackupRefused(
            f"Sikkerhedskopien er fra en nyere udgave, {manifest.version}: den kender {app}.{name}, "
            "som denne udgave ikke har. Installér den udgave, kopien er taget med, og prøv igen"
        )
    if manifest.vendor != vendor:
        raise BackupRefused(
            f"Sikkerhedskopien er af en {manifest.vendor}-database, og FODFAESTE_DATABASE er {vendor}"
        )


def check_contents(manifest: Manifest, found: Contents) -> None:
    """Hold what was put back against what was counted when the backup was taken."""
    wanted = manifest.contents
    for table in sorted(wanted.counts.keys() | found.counts.keys()):
        if wanted.counts.get(table) != found.counts.get(table):
            raise BackupRefused(
                f"Tabellen {table} har {found.counts.get(table)} rækker; kopien skulle have "
                f"{wanted.counts.get(table)}"
            )
    if (wanted.journal, wanted.steps) != (found.journal, found.steps):
        raise BackupRefused("Logbogens sidste forsegling er ikke den, som sikkerhedskopien blev taget med")


def hash_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
