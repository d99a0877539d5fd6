"""What the installation remembers of its backups: a small file beside the keys, nothing of people."""

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from fodfaeste.installation.folders import var_folder


@dataclass(frozen=True, slots=True)
class LastBackup:
    """The latest backup that was finished: when, where, how much, and the journal's last seal in it."""

    made_at: datetime
    folder: Path
    size: int
    journal: str


def last_backup() -> LastBackup | None:
    """The latest backup; none where none was ever made from here."""
    try:
        kept = json.loads(_path().read_text(encoding="utf-8"))
        made_at = datetime.fromisoformat(kept["made_at"])
        return LastBackup(made_at, Path(kept["folder"]), int(kept["size"]), str(kept["journal"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def backup_remember(backup: LastBackup) -> None:
    """Keep what is known of the latest backup. Whole or not at all."""
    content = {**asdict(backup), "made_at": backup.made_at.isoformat(), "folder": str(backup.folder)}
    temporary = _path().with_name(f".backup.{os.getpid()}")
    temporary.write_text(json.dumps(content, indent=1), encoding="utf-8")
    temporary.replace(_path())


def _path() -> Path:
    return var_folder() / "backup.json"
