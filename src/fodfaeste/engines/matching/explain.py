"""Any pair explained: what of the needs is there, and every limit, met or not.

Nothing here is compiled: who asks about a pair does not wait for it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from fodfaeste.engines.matching import limits
from fodfaeste.engines.matching.answers import Group, Limit, Pair, Verdict
from fodfaeste.engines.matching.case import Case
from fodfaeste.engines.matching.checks import check_tables
from fodfaeste.engines.matching.codes import Bits
from fodfaeste.engines.matching.courses import Courses
from fodfaeste.engines.matching.day import day_of
from fodfaeste.engines.matching.forbidden import only_read
from fodfaeste.engines.matching.parts import needs_in_parts
from fodfaeste.engines.matching.scores import MET_LEVEL, Lists, Skills, Whole, lists_of, told_of
from fodfaeste.engines.matching.settings import Settings, settings_of
from fodfaeste.engines.matching.sides import lacking, seekers_of
from fodfaeste.engines.matching.weights import need_weights
from fodfaeste.engines.matching.wishes import with_section

#: Tables that say something of the citizen or of the opening, cut down to the one that is asked about.
_OF_CITIZEN = ("citizens", "citizen_skills", "wishes", "kinds_ruled_out")


def explain_pair(
    tables: Mapping[str, pl.DataFrame],
    citizen: str,
    opening: str,
    on: date,
    settings: Settings | None = None,
) -> Pair:
    """Why an opening is on a citizen's list or not, limit by limit and need by need.

    Raises KeyError for a citizen or opening that is not there. Where many pairs of the same tables are asked
    about, make these ready with `explaining`.
    """
    settings = settings or settings_of(tables)
    read = _cut(only_read(tables), citizen, opening)
    return _alone(read, on, settings).pair(citizen, opening)


def explaining(tables: Mapping[str, pl.DataFrame], case: Case, on: date, settings: Settings) -> "Explaining":
    """Tables and the case that was made of them, so that any of their pairs is explained at once."""
    read = only_read(tables)
    return Explaining(
        _sorted(read), case.skills, case.seekers.have, case.offered.need, case.courses, on, settings
    )


@dataclass(frozen=True, slots=True)
class Explaining:
    """Tables made ready: of each pair only what is its own is looked at."""

    read: Mapping[str, pl.DataFrame]  # in the order of their ids
    skills: Skills
    have: Bits
    need: Bits
    courses: Courses
    on: date
    settings: Settings

    def pair(self, citizen: str, opening: str) -> Pair:
        """Why the opening is on the citizen's list or not. Raises KeyError where one is not there."""
        read = {
            **self.read,
            **{name: _of(self.read[name], "citizen", citizen) for name in _OF_CITIZEN if name in self.read},
            "openings": _of(self.read["openings"], "opening", opening),
        }
        for table, name in (("citizens", citizen), ("openings", opening)):
            if read[table].is_empty():
                raise KeyError(name)
        who, what = (bisect_left(self.read[f"{side}s"][side], one) for side, one in
                     (("citizen", citizen), ("opening", opening)))  # fmt: skip
        skills = _one(self.skills, who, what)
        needs = needs_in_parts(skills, citizen=0, opening=0)
        score = sum(need.part for need in needs)
        group, course = _group(skills, self.courses) if score else (None, None)
        found = _limits(read, int(lacking(self.have[who]) & self.need[what]), self.on, self.settings)
        is_listed = score > 0 and all(limit.verdict is Verdict.MET for limit in found)
        return Pair(citizen, opening, score, group, course, is_listed, needs, found)


def _cut(read: dict[str, pl.DataFrame], citizen: str, opening: str) -> dict[str, pl.DataFrame]:
    """The tables of one citizen and one opening; its needs keep the weights they have among all."""
    cut = {**read, **{name: read[name].filter(citizen=citizen) for name in _OF_CITIZEN}}
    cut["openings"] = read["openings"].filter(opening=opening)
    cut["opening_skills"] = need_weights(read["opening_skills"]).filter(opening=opening)
    for table, name in (("citizens", citizen), ("openings", opening)):
        if cut[table].is_empty():
            raise KeyError(name)
    return cut


def _alone(read: dict[str, pl.DataFrame], on: date, settings: Settings) -> Explaining:
    """One citizen and one opening made ready."""
    check_tables(read)
    citizens = read["citizens"]
    day = day_of(read, citizens["place"], on, settings)
    seekers = seekers_of(citizens, read["wishes"], read["kinds_ruled_out"], day.travel, settings)
    owner, skill, level = told_of(read["citizen_skills"], citizens["citizen"], day.asked.names)
    told = pl.DataFrame({"skill": skill[owner >= 0], "level": level[owner >= 0]}).filter(pl.col("skill") >= 0)
    once = told.group_by("skill").agg(pl.col("level").max()).sort("skill")
    held = Lists(np.array([0, once.height]), once["skill"].to_numpy())
    skills = day.asked.beside(held, once["level"].to_numpy())
    return Explaining(_sorted(read), skills, seekers.have, day.offered.need, day.courses, on, settings)


def _sorted(read: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The tables that limits are read from, each in the order of its ids."""
    found = {name: _by(read[name], "citizen") for name in _OF_CITIZEN if name != "citizen_skills"}
    openings = with_section(_by(read["openings"], "opening"), read["employers"])
    return {**found, "openings": openings, "reach": _by(read["reach"], "from")}


def _by(table: pl.DataFrame, column: str) -> pl.DataFrame:
    return table if table[column].is_sorted() else table.sort(column, maintain_order=True)


def _of(table: pl.DataFrame, column: str, value: str) -> pl.DataFrame:
    """The rows of one, of a table in order."""
    first, last = bisect_left(table[column], value), bisect_right(table[column], value)
    return table.slice(first, last - first)


def _one(skills: Skills, citizen: int, opening: int) -> Skills:
    """The skills of one citizen and the needs of one opening."""
    held, asked = skills.held, skills.asked
    has = slice(held.start[citizen], held.start[citizen + 1])
    needs = slice(asked.start[opening], asked.start[opening + 1])
    return Skills(
        names=skills.names,
        held=_list(held.rows[has]),
        level=skills.level[has],
        asked=_list(asked.rows[needs]),
        weight=skills.weight[needs],
        essential=skills.essential[needs],
    )


def _list(rows: Whole) -> Lists:
    return lists_of(np.zeros(len(rows), dtype=np.int64), rows, 1)


def _group(skills: Skills, courses: Courses) -> tuple[str, str | None]:
    """The pair's group, and the first course that gives every essential need that is missing."""
    zero = np.zeros(1, dtype=np.int64)
    _, need, level = skills.needs_of(zero, zero)
    missing = skills.asked.rows[need][skills.essential[need] & (level < MET_LEVEL)]
    if not len(missing):
        return Group.ALL.value, None
    giving = courses.giving
    every = [set(giving.rows[giving.start[skill] : giving.start[skill + 1]].tolist()) for skill in missing]
    found = set.intersection(*every)
    return (Group.AFTER_COURSE.value, courses.ids[min(found)]) if found else (Group.SOME.value, None)


def _limits(read: Mapping[str, pl.DataFrame], bits: int, on: date, settings: Settings) -> tuple[Limit, ...]:
    citizen: dict[str, Any] = read["citizens"].row(0, named=True)
    opening: dict[str, Any] = read["openings"].row(0, named=True)
    ways = _of(read["reach"], "from", citizen["place"]) if citizen["place"] is not None else read["reach"]
    return (
        limits.dates(opening, on),
        limits.seats(opening),
        limits.place(citizen, opening, read["wishes"], ways, on, settings),
        limits.hours(citizen, opening),
        limits.lacked("shifts", bits),
        limits.lacked("licences", bits, is_known=citizen["licences"] is not None),
        limits.lacked("languages", bits, is_known=citizen["languages"] is not None),
        limits.lacked("demands", bits),
        limits.wish(read["wishes"], read["openings"]),
        limits.law(read["kinds_ruled_out"], opening),
    )
