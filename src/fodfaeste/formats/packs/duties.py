"""Which systems outside must be told of what, by country: `packs/duties/<country>.toml`, read strictly."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from fodfaeste.core.words import Words
from fodfaeste.formats.packs.folder import LARGEST_FILE, read_items
from fodfaeste.formats.packs.library import packs_folder
from fodfaeste.formats.packs.problems import PackRefused, Problem
from fodfaeste.formats.packs.syntax import parse
from fodfaeste.formats.packs.table import Table

TOLD = ("talk", "offer", "plan", "cv", "job_log", "case", "notice", "invitation")
RECEIVERS = ("dfdg", "case_index", "digital_post", "calendar")
CERTAINTIES = ("official", "secondary", "unverified", "proposed")


@dataclass(frozen=True, slots=True)
class Duty:
    """One kind of thing that one receiver is told, and where it says so."""

    told: str
    receiver: str
    title: Words
    reference: str
    read_on: date
    certainty: str


def installed_duties(legal_system: str) -> tuple[Duty, ...]:
    """The duties of a country, as its file has them now."""
    path = packs_folder() / "duties" / f"{legal_system}.toml"
    stat = path.stat()
    return _kept(path, stat.st_mtime_ns, legal_system)


@lru_cache(maxsize=8)
def _kept(path: Path, _changed: int, legal_system: str) -> tuple[Duty, ...]:
    if path.stat().st_size > LARGEST_FILE:
        raise PackRefused([Problem(path.name, 1, "filen er for stor", f"højst {LARGEST_FILE} byte")])
    return duties_from(path.read_text(encoding="utf-8"), f"duties/{path.name}", legal_system)


def duties_from(text: str, shown: str, legal_system: str) -> tuple[Duty, ...]:
    """The duties in the text of a file, or PackRefused with every line that is wrong."""
    problems: list[Problem] = []
    root = parse(text, shown, problems)
    root.choice("legal_system", (legal_system,))
    duties = read_items(root, "duty", _duty)
    root.close()
    if problems:
        raise PackRefused(problems)
    return duties


def _duty(table: Table) -> Duty:
    return Duty(
        told=table.choice("told", TOLD),
        receiver=table.choice("receiver", RECEIVERS),
        title=table.words("title"),
        reference=table.text("reference"),
        read_on=table.day("read_on") or date.min,
        certainty=table.choice("certainty", CERTAINTIES),
    )
