"""Opening the tables of words in `packs/taxonomy`; an error names the file and the key."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from fodfaeste.core.errors import Rejected
from fodfaeste.formats.packs.library import packs_folder, shown


def read_words(file: str, folder: Path | None) -> tuple[dict[str, Any], str]:
    """The content of a table that is installed, or of one in a folder, and what to call the file."""
    path = (folder or packs_folder() / "taxonomy") / file
    name = f"{shown(path.parent)}/{file}"
    try:
        return tomllib.loads(path.read_text("utf-8")), name
    except (OSError, UnicodeDecodeError):
        raise Rejected("filen mangler eller er ikke UTF-8", file=name) from None
    except tomllib.TOMLDecodeError as error:
        raise Rejected(f"filen er ikke TOML: {error}", file=name) from None


def check_keys(data: Mapping[str, Any], wanted: Iterable[str], name: str, before: str = "") -> None:
    """Refuse a key too many or too few."""
    for key in sorted(set(data) ^ set(wanted)):
        raise Rejected("ukendt nøgle" if key in data else "nøglen mangler", file=name, field=f"{before}{key}")
