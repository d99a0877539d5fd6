"""How many companies, jobs and public workplaces are made, and on what basis: our own tables, scaled."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from fodfaeste.apps.demo.population_sizes import Sizes, Town, sizes_read
from fodfaeste.core.words import Words

_HERE = Path(__file__).resolve().parent
#: Fewer companies than this would leave no room for the public ones beside the private.
SMALLEST = 60


@dataclass(frozen=True, slots=True)
class Industry:
    """A DB07 industry: how common, how large, and who works there."""

    code: str
    section: str
    title: str
    trade: str
    weight: float
    people: float
    occupations: tuple[str, ...]
    sea: bool = False


@dataclass(frozen=True, slots=True)
class PublicKind:
    """A kind of public workplace, whose it is, and how many inhabitants there are to one."""

    owner: str
    code: str
    name: str
    each: int


@dataclass(frozen=True, slots=True)
class WorkSizes:
    """Everything the invented companies of a municipality are drawn from."""

    slug: str
    firms: int
    jobs: int
    private_jobs: int
    sections: Mapping[str, float]
    owners: Mapping[str, float]
    basis: Words
    inhabitants: int
    number: int  # which municipality of the table; keeps its CVR numbers apart from the others'
    is_greenland: bool = False
    towns: Mapping[str, int] = field(default_factory=dict)

    def work_places(self, towns: Sequence[Town]) -> tuple[Town, ...]:
        """The towns by how many live there: in Greenland people in the effort are drawn by something else."""
        return tuple(replace(town, weight=self.towns.get(town.code, town.weight)) for town in towns)


def work_sizes_read(sizes: Sizes) -> WorkSizes | None:
    """The table of a municipality, scaled as its people are; `None` where it has none."""
    rows = {
        row["slug"]: (number, row) for number, row in enumerate(_table("companies_sizes")["municipality"])
    }
    if sizes.slug not in rows:
        return None
    number, row = rows[sizes.slug]
    whole = WorkSizes(**row | {"basis": Words(**row["basis"])}, inhabitants=sizes.inhabitants, number=number)
    part = sizes.total / sizes_read(sizes.slug).total
    return whole if part >= 1 else _scaled(whole, part)


def _scaled(whole: WorkSizes, part: float) -> WorkSizes:
    firms = max(SMALLEST, round(whole.firms * part))
    part = firms / whole.firms
    return replace(
        whole,
        firms=firms,
        jobs=round(whole.jobs * part),
        private_jobs=round(whole.private_jobs * part),
        inhabitants=round(whole.inhabitants * part),
    )


@cache
def industries() -> dict[str, Industry]:
    """The industries of the demo by their DB07 code."""
    return {
        row["code"]: Industry(**row | {"occupations": tuple(row["occupations"])})
        for row in _table("companies_industries")["industry"]
    }


@cache
def public_kinds() -> tuple[PublicKind, ...]:
    """The kinds of public workplaces."""
    return tuple(PublicKind(**row) for row in _table("companies_industries")["public"])


def names() -> dict[str, Any]:
    """What the invented companies and institutions are called."""
    return _table("companies_names")


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / f"{name}.toml").read_text(encoding="utf-8"))
