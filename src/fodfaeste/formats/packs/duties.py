"""Which systems outside must be told of what, by country: `packs/duties/duties.toml`, read strictly."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from fodfaeste.core.words import Words
from fodfaeste.formats.packs.data_tables import parse_all, read_data_texts
from fodfaeste.formats.packs.folder import read_items
from fodfaeste.formats.packs.library import packs_folder, shown
from fodfaeste.formats.packs.problems import PackRefused, Problem
from fodfaeste.formats.packs.table import Table

FILE = "duties.toml"
LEGAL_SYSTEMS = ("denmark", "greenland")
TOLD = ("talk", "offer", "plan", "cv", "job_log", "case", "notice", "invitation")
RECEIVERS = ("dfdg", "case_index", "digital_post", "calendar")
CERTAINTIES = ("official", "secondary", "unverified", "proposed")


@dataclass(frozen=True, slots=True)
class Duty:
    """One kind of thing that one receiver is told in one country, and where it says so."""

    legal_system: str
    told: str
    receiver: str
    title: Words
    reference: str
    read_on: date
    certainty: str


def installed_duties(legal_system: str) -> tuple[Duty, ...]:
    """The duties of a country, as the file has them now."""
    folder = packs_folder() / "duties"
    kept = _kept(folder, (folder / FILE).stat().st_mtime_ns)
    return tuple(duty for duty in kept if duty.legal_system == legal_system)


@lru_cache(maxsize=2)
def _kept(folder: Path, _changed: int) -> tuple[Duty, ...]:
    return read_duties(folder)


def read_duties(folder: Path) -> tuple[Duty, ...]:
    """The duties in a folder, or PackRefused with every line that is wrong."""
    return duties_from(read_data_texts(folder, (FILE,)), shown(folder))


def duties_from(texts: dict[str, str], name: str) -> tuple[Duty, ...]:
    """The duties in the text of a file, or PackRefused with every line that is wrong."""
    problems: list[Problem] = []
    root = parse_all(texts, name, problems)[FILE]
    duties = read_items(root, "duty", _duty)
    root.close()
    if problems:
        raise PackRefused(problems)
    return duties


def _duty(table: Table) -> Duty:
    return Duty(
        legal_system=table.choice("legal_system", LEGAL_SYSTEMS),
        told=table.choice("told", TOLD),
        receiver=table.choice("receiver", RECEIVERS),
        title=table.words("title"),
        reference=table.text("reference"),
        read_on=table.day("read_on") or date.min,
        certainty=table.choice("certainty", CERTAINTIES),
    )
