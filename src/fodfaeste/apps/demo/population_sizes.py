"""How many people of each group are made, and on what basis: our own tables, read and scaled."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from fodfaeste.apps.demo.population_groups import Group, group_read
from fodfaeste.core.errors import UsageError
from fodfaeste.core.words import Words

#: How far back the invented history reaches, and so how far back figures can be drawn.
HISTORY_MONTHS = 24
#: Below this the situations that the guided line is shown on would crowd out everyone else.
SMALLEST = 120

_TABLES = Path(__file__).resolve().parent / "sizes"


@dataclass(frozen=True, slots=True)
class Share:
    """A share that no source gives, with our reason."""

    id: str
    value: float
    of: Words
    reason: Words


@dataclass(frozen=True, slots=True)
class Town:
    """A town of the municipality and how heavily people are drawn to live there."""

    code: str
    name: str
    weight: int


@dataclass(frozen=True, slots=True)
class Team:
    """A team: which groups it serves, and whose homes, if it serves only some."""

    code: str
    name: str
    serves: str
    places: tuple[str, ...]
    caseload: int  # so many people in the effort does one case worker have


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """How a figure that the policy publishes is counted in the made people."""

    id: str
    benefits: tuple[str, ...]  # counted are those with one of these
    law_groups: tuple[str, ...]  # or those in one of these groups of the law
    match_groups: tuple[str, ...]
    of: int | None  # per cent of so many; None: a count
    decimals: int
    reading: Words


@dataclass(frozen=True, slots=True)
class Sizes:
    """Everything the invented population is drawn from."""

    slug: str
    code: str
    name: str
    policy: str
    time_zone: str
    prefix: str  # how references of people begin
    names: str  # which table of names people are given names from
    legal_system: str
    shown_team: str  # the team of the case worker one steps into the demo as
    inhabitants: int
    sources: tuple[Words, ...]
    groups: tuple[Group, ...]
    shares: Mapping[str, Share]
    towns: tuple[Town, ...]
    teams: tuple[Team, ...]
    figures: tuple[PublishedFigure, ...]
    industries: Mapping[str, int]
    industries_reason: Words

    @property
    def total(self) -> int:
        """How many people there are in all, those who left the effort within the history among them."""
        return sum(group.today + group.left for group in self.groups)

    def group(self, group_id: str) -> Group:
        """A group by its id."""
        return next(group for group in self.groups if group.id == group_id)

    def share(self, share_id: str) -> float:
        """A share by its id."""
        return self.shares[share_id].value

    def team(self, serves: str, place: str) -> Team:
        """The team that takes a person of a kind who lives in a place."""
        able = [team for team in self.teams if team.serves == serves]
        return next((team for team in able if place in team.places), able[-1])


def municipalities() -> tuple[str, ...]:
    """The municipalities there is a table for."""
    return tuple(sorted(path.stem for path in _TABLES.glob("*.toml")))


def sizes_read(slug: str, people: int | None = None) -> Sizes:
    """The table of a municipality, scaled to a number of people in all when one is given."""
    if slug not in municipalities():
        known = ", ".join(municipalities())
        raise UsageError(f"der er ingen demo for {slug!r}; vælg en af: {known}")
    sizes = _sizes(sizes_table(slug))
    if people is None or people == sizes.total:
        return sizes
    if people < SMALLEST:
        raise UsageError(f"demoen skal have mindst {SMALLEST} borgere; {people} er for få")
    return _scaled(sizes, people)


@cache
def sizes_table(slug: str) -> dict[str, Any]:
    """The file of a municipality as it is written: also what is read elsewhere than here."""
    return tomllib.loads((_TABLES / f"{slug}.toml").read_text(encoding="utf-8"))


@cache
def shares_table() -> dict[str, Any]:
    """What is assumed in the same way everywhere, where a municipality's own file does not say otherwise."""
    return tomllib.loads((_TABLES.parent / "shares.toml").read_text(encoding="utf-8"))


def _sizes(table: dict[str, Any]) -> Sizes:
    municipality, places = table["municipality"], table["places"]
    here = Fraction(municipality["inhabitants"], municipality["nation"])
    sources = (municipality["inhabitants_source"], municipality["nation_source"], places["source"])
    keys = ("slug", "code", "name", "policy", "inhabitants", "time_zone", "prefix", "names", "shown_team")
    legal_system = municipality["legal_system"]
    shares = [*shares_table()[legal_system], *table["share"]]
    return Sizes(
        **{key: municipality[key] for key in keys},
        legal_system=legal_system,
        sources=tuple(Words(**source) for source in sources),
        groups=tuple(group_read(row, here, HISTORY_MONTHS) for row in table["group"]),
        shares={row["id"]: _share(row) for row in shares},
        towns=tuple(_town(row, places["rural_each"]) for row in table["place"]),
        teams=tuple(_team(row) for row in table["unit"]),
        figures=tuple(_figure(row) for row in table.get("figure", ())),
        industries=table["industries"]["weights"],
        industries_reason=Words(**table["industries"]["reason"]),
    )


def _share(row: dict[str, Any]) -> Share:
    return Share(row["id"], row["value"], Words(**row["of"]), Words(**row["reason"]))


def _town(row: dict[str, Any], rural_each: int) -> Town:
    weight = row.get("seekers", row.get("inhabitants", 0) + rural_each * row.get("rural", True))
    return Town(row["code"], row["name"], weight)


def _team(row: dict[str, Any]) -> Team:
    return Team(row["code"], row["name"], row["serves"], tuple(row["places"]), row.get("caseload", 55))


def _figure(row: dict[str, Any]) -> PublishedFigure:
    return PublishedFigure(
        id=row["id"],
        benefits=tuple(row.get("benefits", ())),
        law_groups=tuple(row.get("law_groups", ())),
        match_groups=tuple(row.get("match_groups", ())),
        of=row.get("of"),
        decimals=row.get("decimals", 0),
        reading=Words(**row["reading"]),
    )


def _scaled(sizes: Sizes, people: int) -> Sizes:
    """The same table for another number of people: shares kept, rounded so that the sum is exact."""
    cells = [count for group in sizes.groups for count in (group.today, group.left)]
    exact = [Fraction(count * people, sum(cells)) for count in cells]
    whole = [int(share) for share in exact]
    by_rest = sorted(range(len(cells)), key=lambda i: (whole[i] - exact[i], i))
    for index in by_rest[: people - sum(whole)]:
        whole[index] += 1
    pairs = zip(whole[::2], whole[1::2], strict=True)
    groups = tuple(
        replace(group, today=today, left=left)
        for group, (today, left) in zip(sizes.groups, pairs, strict=True)
    )
    return replace(sizes, groups=groups)
