"""The packs of an installation, and which of them counts on a day."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fodfaeste.core.errors import UsageError
from fodfaeste.core.policy import Pack
from fodfaeste.formats.packs.positions import places
from fodfaeste.formats.packs.problems import PackRefused, Problem
from fodfaeste.formats.packs.reader import read_folder


def packs_folder() -> Path:
    """Where the packs lie: `FODFAESTE_PACKS`, else beside the source, else inside the installed package."""
    named = os.environ.get("FODFAESTE_PACKS")
    if named:
        return Path(named)
    package = Path(__file__).resolve().parents[2]
    beside_source = package.parents[1] / "packs"
    return beside_source if beside_source.is_dir() else package / "packs"


def shown(path: Path) -> str:
    """A path as the reader of an error would type it: relative where it lies below where they stand."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


@dataclass(frozen=True, slots=True)
class Found:
    """A pack and the folder it was read from, as errors call it."""

    pack: Pack
    folder: str


def read_folders(folders: Iterable[Path]) -> tuple[list[Found], list[Problem]]:
    """Read packs folder by folder: those that can be used, and everything that is wrong with the others."""
    found: list[Found] = []
    problems: list[Problem] = []
    for folder in folders:
        name = shown(folder)
        try:
            found.append(Found(read_folder(folder, name), name))
        except PackRefused as refused:
            problems += refused.problems
    return found, problems


def installed_folders(root: Path | None = None, slug: str = "*") -> list[Path]:
    """The folders of the installed policy packs, or of one municipality's."""
    return [path.parent for path in sorted(((root or packs_folder()) / "policy").glob(f"{slug}/*/pack.toml"))]


def installed_pack(slug: str, on: date, root: Path | None = None) -> Pack:
    """The pack of a municipality that counts on a day. A wrong pack of another's stops nobody here."""
    folders = {folder.parent.name for folder in installed_folders(root)}
    if slug not in folders:
        known = ", ".join(sorted(folders)) or "ingen"
        raise UsageError(f"der er ingen politik »{slug}«; der er {known}")
    return Library.read(root, slug).pack(slug, on)


def overlaps(found: Iterable[Found], beside: Iterable[Found] = ()) -> list[Problem]:
    """Two packs of one municipality for the same day, told of the later one, or of the one not `beside`."""
    standing = tuple(beside)
    ordered = sorted((*standing, *found), key=lambda f: (f.pack.id, f.pack.period_from, f.pack.period_to))
    problems = []
    for index, later in enumerate(ordered):
        for earlier in ordered[:index]:
            if earlier.pack.id == later.pack.id and later.pack.period_from <= earlier.pack.period_to:
                blamed, other = (earlier, later) if later in standing else (later, earlier)
                if blamed not in standing:
                    problems.append(_overlap(blamed, other))
    return problems


def _overlap(blamed: Found, other: Found) -> Problem:
    line = places(blamed.pack.files["pack.toml"]).line(("pack", "period"))
    begins, ends = other.pack.period_from.isoformat(), other.pack.period_to.isoformat()
    wrong = f"perioden overlapper {other.pack.name} i {other.folder}"
    right = f"lad den slutte før {begins} eller begynde efter {ends}"
    return Problem(f"{blamed.folder}/pack.toml", line, wrong, right)


@dataclass(frozen=True, slots=True)
class Library:
    """All policy packs, in order of municipality and period."""

    packs: tuple[Pack, ...]

    @classmethod
    def read(cls, root: Path | None = None, slug: str = "*") -> "Library":
        """Read the policy packs under a folder, or one municipality's; everything wrong is told at once."""
        found, problems = read_folders(installed_folders(root, slug))
        problems += overlaps(found)
        if problems:
            raise PackRefused(problems)
        return cls(tuple(sorted((f.pack for f in found), key=lambda pack: (pack.id, pack.period_from))))

    @property
    def slugs(self) -> tuple[str, ...]:
        """The municipalities that have a pack."""
        return tuple(dict.fromkeys(pack.id for pack in self.packs))

    def pack(self, slug: str, on: date) -> Pack:
        """The pack that counts on a day: in its period, else the latest before it, else the first to come."""
        versions = [pack for pack in self.packs if pack.id == slug]
        if not versions:
            raise UsageError(f"der er ingen politik »{slug}«; der er {', '.join(self.slugs) or 'ingen'}")
        begun = [pack for pack in versions if pack.period_from <= on]
        return begun[-1] if begun else versions[0]
