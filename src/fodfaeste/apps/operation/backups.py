"""Taking a backup: everything that cannot be made again but the keys, whole or not at all."""

import fcntl
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import DatabaseError, connection

from fodfaeste import __version__
from fodfaeste.apps.operation.database_copies import FILE_NAMES, database_copy
from fodfaeste.apps.operation.kept import LastBackup, backup_remember
from fodfaeste.apps.operation.manifest import NAME, Manifest, hash_of
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.installation import clock
from fodfaeste.installation.folders import var_folder

VAR = "var"
BACKUP = re.compile(r"fodfaeste-\d{8}T\d{6}Z(-\d+)?")
UNFINISHED, GOING = ".unfinished-", ".going-"

#: Made again by `make setup` or by the program itself; and the keys, which never lie beside what they open.
MADE_AGAIN = frozenset({"static", "compiled", "stamps", "check", "import_linter", "backup.json"})
KEYS = "secrets"
#: A trial writes messages to files instead of sending them, and not locked; in the database they are.
UNLOCKED = frozenset({"outbox"})


class BackupFailed(FodfaesteError):
    """No backup was taken; nothing is left of the try."""


def backup_make(folder: Path, *, keep: int | None = None) -> tuple[Path, Manifest, str]:
    """Take a backup into a folder; gives where it lies, what is in it, and the hash that proves it."""
    _make_private(folder)
    with _alone_in(folder):
        unfinished_sweep(folder)
        path = _free_name(folder)
        unfinished = folder / f"{UNFINISHED}{path.name}"
        try:
            unfinished.mkdir(mode=0o700)
            manifest = content_copy(unfinished, folder)
            proof = manifest.write(unfinished)
            _to_disk(unfinished)
            unfinished.rename(path)
            _flush(folder)
        except (OSError, DatabaseError, sqlite3.Error) as error:
            raise BackupFailed(f"Der er ikke taget nogen sikkerhedskopi: {_reason(error)}") from error
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
        size = sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
        backup_remember(LastBackup(clock.true_now(), path, size, manifest.contents.journal))
        if keep is not None:
            backups_prune(folder, keep)
    return path, manifest, proof


def backups_in(folder: Path) -> list[Path]:
    """The finished backups of a folder, oldest first."""
    found = (path for path in folder.iterdir() if BACKUP.fullmatch(path.name) and (path / NAME).is_file())
    return sorted(found, key=lambda path: path.name)


def content_copy(target: Path, folder: Path) -> Manifest:
    """Copy database and files into an empty folder, and list them; `folder` itself is left out."""
    made_at = clock.true_now()
    database = FILE_NAMES[connection.vendor]
    contents = database_copy(target / database)
    names = [database]
    for source in files_of_our_own(folder):
        name = Path(VAR, source.relative_to(var_folder()))
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target / name)
        names.append(name.as_posix())
    return Manifest(
        made_at=made_at.isoformat(timespec="seconds"),
        version=__version__,
        vendor=connection.vendor,
        database=database,
        files={name: hash_of(target / name) for name in sorted(names)},
        contents=contents,
    )


def files_of_our_own(away: Path | None = None) -> Iterator[Path]:
    """The files in the installation's folder that cannot be made again; never the keys or the database."""
    top = var_folder()
    for path in sorted(top.iterdir()) if top.is_dir() else []:
        is_ours = path.name not in MADE_AGAIN | UNLOCKED and not path.name.startswith((".", KEYS))
        if not is_ours or ".sqlite3" in path.name or (away and path.resolve() == away.resolve()):
            continue
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in inside if file.is_file() and not file.is_symlink())


def _make_private(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise BackupFailed(f"{folder}: {_reason(error)}") from None


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """One backup at a time in a folder."""
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupFailed(f"{folder}: der tages allerede en sikkerhedskopi hertil") from None
        yield


def _free_name(folder: Path) -> Path:
    name = f"fodfaeste-{clock.true_now():%Y%m%dT%H%M%SZ}"
    names = [name, *(f"{name}-{number}" for number in range(2, 100))]
    return next(folder / free for free in names if not (folder / free).exists())


def unfinished_sweep(folder: Path) -> None:
    """Take away what a backup that was killed left behind."""
    for path in folder.iterdir():
        if path.name.startswith((UNFINISHED, GOING)):
            shutil.rmtree(path, ignore_errors=True)


def backups_prune(folder: Path, keep: int) -> None:
    """Take away all but the newest backups of a folder."""
    for path in backups_in(folder)[:-keep]:
        # Renamed first: a backup with half of its files gone must not look like one.
        shutil.rmtree(path.rename(folder / f"{GOING}{path.name}"), ignore_errors=True)


def _to_disk(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(0o600)
        _flush(path)
    _flush(folder)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _reason(error: Exception) -> str:
    return error.strerror or "" if isinstance(error, OSError) else str(error)
