"""What is here is kept aside while something else takes its place, and put back where that goes wrong."""

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import Error, connection

from fodfaeste.apps.operation.backups import UNFINISHED, VAR, backup_make, content_copy, files_of_our_own
from fodfaeste.apps.operation.contents import contents_of
from fodfaeste.apps.operation.database_copies import database_replace
from fodfaeste.apps.operation.manifest import Manifest, check_contents
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.installation.folders import var_folder
from fodfaeste.installation.secrets import secrets_path


class RestoreUndone(FodfaesteError):
    """The copy could not be proved in its place; what was there before is there again."""


class RestoreHalf(FodfaesteError):
    """Neither the copy nor what was before stands whole; says where the latter lies."""


@contextmanager
def kept_aside(folder: Path, *, is_empty: bool) -> Iterator[Path | None]:
    """Database, files and keys as they are, kept until all has gone well, and else put back.

    Gives the backup that stays afterwards; none where nothing was there.
    """
    before, aside = None, folder / f"{UNFINISHED}before-{uuid.uuid4().hex}"
    if is_empty:
        aside.mkdir(mode=0o700)
        manifest = content_copy(aside, folder)
    else:
        before, manifest, _hash = backup_make(folder)
        aside = before
    keys = secrets_path().read_bytes()
    try:
        yield before
    except BaseException as fault:  # also when it is broken off by hand
        _put_back(aside, manifest, keys, fault)
        if isinstance(fault, FodfaesteError | Error | OSError):
            raise RestoreUndone(f"{fault}. Det, der var her før, er sat tilbage") from fault
        raise
    finally:
        if is_empty:
            shutil.rmtree(aside, ignore_errors=True)


def _put_back(aside: Path, manifest: Manifest, keys: bytes, fault: BaseException) -> None:
    try:
        if secrets_path().read_bytes() != keys:
            _write(secrets_path(), keys)
        connection.close()
        database_replace(aside / manifest.database)
        check_contents(manifest, contents_of())
        for file in list(files_of_our_own()):
            if Path(VAR, file.relative_to(var_folder())).as_posix() not in manifest.files:
                file.unlink()
        files_put_back(aside, manifest)
    except (FodfaesteError, Error, OSError) as worse:
        raise RestoreHalf(
            f"{fault}. Det, der var her før, kunne heller ikke sættes tilbage: {worse}. "
            f"Det ligger i {aside}; når fejlen er rettet: fodfaeste restore {aside} --replace"
        ) from worse


def files_put_back(folder: Path, manifest: Manifest) -> None:
    """Put the files of a backup in the installation's folder, each whole or not at all."""
    for name in manifest.files:
        top, _, inside = name.partition("/")
        if top == VAR:
            target = var_folder() / inside
            target.parent.mkdir(parents=True, exist_ok=True)
            _write(target, (folder / name).read_bytes())


def _write(target: Path, content: bytes) -> None:
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(target)
