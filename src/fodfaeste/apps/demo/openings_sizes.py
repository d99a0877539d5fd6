"""What openings are made, and what work asks for: our own table, read."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).resolve().parent / "openings_sizes.toml"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of opening: how many to a thousand jobs, and what it is like."""

    id: str
    per_1000: float
    hours: tuple[int, int]
    needs: str
    seats: int
    greenland: bool
    isco: str


@dataclass(frozen=True, slots=True)
class WorkAsks:
    """What an occupation's work asks of body, mind, time and Danish."""

    isco: str
    demands: tuple[str, ...]
    shifts: tuple[str, ...]
    danish: int
    remote: float


@cache
def kinds() -> tuple[Kind, ...]:
    """The kinds of openings."""
    return tuple(Kind(**row | {"hours": tuple(row["hours"])}) for row in _table()["kind"])


@cache
def asks_of(isco: str) -> WorkAsks:
    """What the work of a unit group asks for: the longest beginning that fits."""
    fitting = [row for row in _table()["work"] if isco.startswith(row["isco"])]
    row = max(fitting, key=lambda each: len(each["isco"]))
    return WorkAsks(**row | {"demands": tuple(row["demands"]), "shifts": tuple(row["shifts"])})


@cache
def licences() -> tuple[tuple[str, str, float], ...]:
    """A skill, the licence that goes with it, and how often it is demanded."""
    return tuple((row["skill"], row["code"], row["share"]) for row in _table()["licence"])


def shares() -> Mapping[str, float]:
    """The shares of our own choosing."""
    found: Mapping[str, float] = _table()["share"]
    return found


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
