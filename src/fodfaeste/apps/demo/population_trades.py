"""The occupations that invented people come from, with the skills that the taxonomy in use gives them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from fodfaeste.apps.demo.population_desk import Desk
from fodfaeste.formats.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Trade:
    """An occupation with its ISCO-08 unit group and the skills it asks for."""

    occupation: str
    isco: str
    essential: tuple[str, ...]
    optional: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trades:
    """Every occupation that has skills and a place in ISCO-08, and every skill that one of them asks for."""

    every: tuple[Trade, ...]
    skills: tuple[str, ...]
    by_major: Mapping[str, tuple[Trade, ...]]

    def draw(self, weights: Mapping[str, int], desk: Desk) -> Trade:
        """An occupation, by how often one of each ISCO-08 major group is drawn."""
        major = desk.rng.choices(list(weights), list(weights.values()))[0]
        return desk.rng.choice(self.by_major.get(major, self.every))


def trades_of(taxonomy: Taxonomy) -> Trades:
    """The occupations of a taxonomy that somebody may have worked in."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    asked = taxonomy.tables["occupation_skills"].sort("occupation", "skill")
    for occupation, skill, essential in asked.select("occupation", "skill", "essential").iter_rows():
        found.setdefault(occupation, ([], []))[not essential].append(skill)
    placed = taxonomy.tables["occupations"].filter(pl.col("isco").is_not_null())
    codes = dict(placed.select("occupation", "isco").iter_rows())
    every = tuple(
        Trade(occupation, codes[occupation], tuple(essential), tuple(optional))
        for occupation, (essential, optional) in found.items()
        if occupation in codes
    )
    majors: dict[str, list[Trade]] = defaultdict(list)
    for trade in every:
        majors[trade.isco[0]].append(trade)
    skills = sorted({skill for trade in every for skill in (*trade.essential, *trade.optional)})
    return Trades(every, tuple(skills), {major: tuple(some) for major, some in majors.items()})
