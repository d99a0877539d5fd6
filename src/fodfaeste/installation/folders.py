"""Where the installation keeps its files, and where compiled functions are kept between two starts."""

import os
from pathlib import Path


def var_folder() -> Path:
    """Where the installation keeps its own files."""
    chosen = os.environ.get("FODFAESTE_VAR")
    return Path(chosen) if chosen else project_folder() / "var"


def project_folder() -> Path:
    """The source tree; for an installed wheel the folder the command is started in."""
    root = Path(__file__).resolve().parents[3]
    return root if (root / "pyproject.toml").exists() else Path.cwd()


def keep_compiled() -> None:
    """Let numba keep what it compiled among our own files, never in anybody's home folder."""
    # NUMBA_CACHE_DIR: where compiled functions are kept; else the folder `compiled` beside the database.
    os.environ.setdefault("NUMBA_CACHE_DIR", str(var_folder() / "compiled"))
