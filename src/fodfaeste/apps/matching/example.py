"""The worked example of the published formula: one opening among 38, one person, reckoned by the engine."""

import math
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import polars as pl
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fodfaeste.bridge.matching import Tables
from fodfaeste.bridge.tables import schema_of, table
from fodfaeste.core.openings import REMOTE
from fodfaeste.core.snapshot import TABLES
from fodfaeste.engines.matching import Need, explain_pair

OPENINGS = 38
WHOLE = 2**14
OPTIONAL_WEIGHS = 0.4
OPENING, PERSON = "a00", "anna"


@dataclass(frozen=True, slots=True)
class Asked:
    """A need of the example: how many of the openings have it, and how well the person masters it."""

    skill: str
    title: str | Promise
    openings: int
    is_essential: bool
    level: int | None

    @property
    def weight(self) -> float:
        """Heavier the fewer openings ask for it; what is only an advantage weighs less."""
        rarity = math.log((OPENINGS + 1) / (self.openings + 1)) + 1
        return rarity if self.is_essential else OPTIONAL_WEIGHS * rarity


ASKED = (
    Asked("kunder", _("Tale med kunder"), openings=35, is_essential=True, level=3),
    Asked("bage", _("Bage brød"), openings=2, is_essential=True, level=2),
    Asked("kasse", _("Betjene en kasse"), openings=15, is_essential=False, level=None),
)


@dataclass(frozen=True, slots=True)
class ExampleLine:
    """A need of the example with its share of a hundred, and what of that the person gets."""

    asked: Asked
    share: int
    points: int


@lru_cache(maxsize=1)
def example_lines() -> tuple[ExampleLine, ...]:
    """The needs of the example as the engine weighs and covers them."""
    pair = explain_pair(example_tables(), PERSON, OPENING, date(2026, 1, 1))
    needs: dict[str, Need] = {need.skill: need for need in pair.needs}
    return tuple(
        ExampleLine(one, _of_hundred(needs[one.skill].weight), _of_hundred(needs[one.skill].part))
        for one in ASKED
    )


def _of_hundred(part: int) -> int:
    return round(part * 100 / WHOLE)


def example_tables() -> Tables:
    """The tables of the example. An opening that asks for none of the three asks for something else."""
    needs = [
        (f"a{number:02}", one.skill, None, one.is_essential)
        for one in ASKED
        for number in range(one.openings)
    ]
    needs += [(f"a{number:02}", "andet", None, True) for number in range(1, OPENINGS)]
    opening = {"opening": OPENING, "kind": "ordinaert_job", "attendance": REMOTE, "seats": 1}
    filled = {
        "citizens": pl.DataFrame([{"citizen": PERSON}], schema=schema_of("citizens")),
        "openings": pl.DataFrame([opening], schema=schema_of("openings")),
        "opening_skills": table("opening_skills", needs),
        "citizen_skills": pl.DataFrame(
            [{"citizen": PERSON, "skill": one.skill, "level": one.level} for one in ASKED if one.level],
            schema=schema_of("citizen_skills"),
        ),
    }
    return {**{name: table(name, []) for name in TABLES}, **filled}
