"""Room on the disks that the installation writes to."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from fodfaeste.installation.folders import var_folder

MEGABYTE = 1024 * 1024
LEAST = 50 * MEGABYTE  # below this nobody is let in


@dataclass(frozen=True, slots=True)
class Room:
    """A folder, and how much its disk has left."""

    folder: Path
    free: int
    total: int
    free_files: int
    total_files: int

    @property
    def share(self) -> float:
        return self.free / self.total if self.total else 1.0

    @property
    def share_of_files(self) -> float:
        # Some file systems count no files; then there is no end to them.
        return self.free_files / self.total_files if self.total_files else 1.0


def room_in(folder: Path) -> Room:
    """How much room the disk of a folder has left, for the user who runs this."""
    usage, files = shutil.disk_usage(folder), os.statvfs(folder)
    return Room(folder, usage.free, usage.total, files.f_favail, files.f_files)


def rooms() -> list[Room]:
    """Of the installation's own folder, and on SQLite of the database's."""
    return [room_in(folder) for folder in dict.fromkeys(_folders()) if folder.is_dir()]


def _folders() -> list[Path]:
    file = sqlite_file()
    return [var_folder(), *([file.parent] if file else [])]


def sqlite_file() -> Path | None:
    """The database's file; none on PostgreSQL, or where the database lives in memory."""
    if connection.vendor != "sqlite":
        return None
    name = str(connection.settings_dict["NAME"])
    return None if not name or name.startswith(("file:", ":memory:")) else Path(name).absolute()
