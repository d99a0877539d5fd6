"""The packs of an installation, and which of them counts on a day."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fodfaeste.core.errors import UsageError
from fodfaeste.core.policy import Pack
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
class Library:
    """All policy packs, in order of municipality and period."""

    packs: tuple[Pack, ...]

    @classmethod
    def read(cls, root: Path | None = None) -> "Library":
        """Read every policy pack under a folder; everything wrong in any of them is told at once."""
        folder = (root or packs_folder()) / "policy"
        found, problems = [], []
        for path in sorted(folder.glob("*/*/pack.toml")):
            try:
                found.append(read_folder(path.parent, shown(path.parent)))
            except PackRefused as refused:
                problems += refused.problems
        if problems:
            raise PackRefused(problems)
        return cls.of(found)

    @classmethod
    def of(cls, packs: Iterable[Pack]) -> "Library":
        """A library of packs read one by one; periods of one municipality must not overlap."""
        ordered = tuple(sorted(packs, key=lambda p: (p.id, p.period_from)))
        for one, next_one in zip(ordered, ordered[1:], strict=False):
            if one.id == next_one.id and next_one.period_from <= one.period_to:
                wrong = f"perioden overlapper {one.name}"
                right = f"lad {next_one.name} begynde efter {one.period_to.isoformat()}"
                raise PackRefused([Problem(f"{next_one.name}/pack.toml", 1, wrong, right)])
        return cls(ordered)

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

    def replacing(self, packs: Iterable[Pack]) -> "Library":
        """The same library where the given packs stand in for those with the same id and version."""
        by_name: dict[str, Pack] = {pack.name: pack for pack in self.packs}
        by_name.update({pack.name: pack for pack in packs})
        return Library.of(by_name.values())
