"""A copy of the Norddjurs pack to break, and where the reader must say it broke."""

import shutil
from dataclasses import dataclass
from pathlib import Path

NORDDJURS = Path(__file__).resolve().parents[3] / "packs" / "policy" / "norddjurs" / "2020"
MARK = "¶"


@dataclass(frozen=True)
class Break:
    """One way to break the pack: texts replaced (the first found), and ¶ in the line that must be named."""

    name: str
    edits: tuple[tuple[str, str], ...]
    told: str  # what the message must hold
    file: str = "pack.toml"


def way(name: str, *edits: tuple[str, str], told: str, file: str = "pack.toml") -> Break:
    return Break(name, edits, told, file)


def break_text(text: str, edits: tuple[tuple[str, str], ...]) -> tuple[str, int]:
    """The text with its first occurrences replaced, and the line that the mark stood in."""
    for old, new in edits:
        assert old in text, f"{old!r} no longer stands in the pack; choose another text to replace"
        text = text.replace(old, new, 1)
    assert text.count(MARK) == 1
    return text.replace(MARK, ""), text[: text.index(MARK)].count("\n") + 1


def norddjurs_copy(folder: Path) -> Path:
    """The real pack in another folder, outside the installed ones."""
    return Path(shutil.copytree(NORDDJURS, folder / "norddjurs" / "2020"))


def norddjurs_files() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(NORDDJURS.glob("*.toml"))}


def item(text: str, item_id: str) -> str:
    """The whole text of an item, from its [[...]] to the blank line after it."""
    start = text.rindex("[[", 0, text.index(f'\nid = "{item_id}"\n'))
    return text[start:].split("\n\n", 1)[0] + "\n"
