"""The folder that a simulation is written to: whole or not at all."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from fodfaeste.core.errors import FodfaesteError, Rejected
from fodfaeste.design.simulation_files import SUMMARY


def check_folder(folder: Path) -> None:
    """Refuse to write over something that is no simulation of ours."""
    if (
        folder.exists()
        and not (folder / SUMMARY).is_file()
        and (not folder.is_dir() or any(folder.iterdir()))
    ):
        raise Rejected("mappen findes og er ingen simulation; vælg en tom eller ny mappe", file=str(folder))


def write_folder(files: Mapping[str, str], folder: Path) -> None:
    """Write the files into a folder beside its place, and move it there when it is whole."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.", suffix=".part"))
        try:
            for name, text in files.items():
                (part / name).write_text(text, "utf-8", newline="")
            part.chmod(0o755)
            _put_in_place(part, folder)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except OSError as error:
        raise FodfaesteError(f"{folder}: mappen kan ikke skrives: {error.strerror or error}") from None


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
