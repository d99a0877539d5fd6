"""Occupations near to what a person can, and near to each other.

Near to a person: floor(sum(weight · level) / 4), the covered share of 2^14 of what the occupation asks for,
as an opening is scored. Near to each other: the sum over shared skills of the smaller of the two weights,
the same from either side, and 2^14 for two that ask for the same.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.core.openings import TOP_LEVEL, WILL_NOT
from fodfaeste.engines.matching.scores import MET_LEVEL
from fodfaeste.engines.skills.occupations import Occupations, check_levels

Numbers = NDArray[np.int64]

NEAR_SCHEMA: dict[str, pl.DataType] = {
    "citizen": pl.String(),
    "rank": pl.Int64(),
    "occupation": pl.String(),
    "score": pl.Int64(),
    "essential": pl.Int64(),
    "essential_met": pl.Int64(),
    "optional": pl.Int64(),
    "optional_met": pl.Int64(),
}


@dataclass(frozen=True, slots=True)
class Near:
    """An occupation of which a person has something: how many of its needs there are, and are met."""

    occupation: str
    score: int
    essential: int
    essential_met: int
    optional: int
    optional_met: int


@dataclass(frozen=True, slots=True)
class Alike:
    """An occupation that asks for some of the same."""

    occupation: str
    shared: int  # of 2^14
    skills: int  # how many


def near_person(
    occupations: Occupations, levels: Mapping[str, int], top: int, refused: Collection[str] = ()
) -> list[Near]:
    """The occupations nearest to what a person can, the best covered first, ties by id.

    `levels` are the person's skills at level 1-4; `refused` the starts of ISCO-08 codes the person will not
    work in. What nothing is covered of is never listed.
    """
    found = _found(occupations, *occupations.held(levels), occupations.meant_by(refused), top)
    columns = (column.tolist() for column in found)
    return [Near(occupations.ids[row], *rest) for row, *rest in zip(*columns, strict=True)]


def near_occupations(tables: Mapping[str, pl.DataFrame], top: int) -> pl.DataFrame:
    """The nearest occupations of every citizen in a snapshot's tables, one row a citizen and occupation.

    Reads `citizens`, `citizen_skills`, `wishes` (what they will not), `occupations` and `occupation_skills`;
    nothing else of anybody. Ordered by citizen and rank.
    """
    occupations = Occupations.of(tables["occupation_skills"], tables["occupations"])
    people = tables["citizens"]["citizen"].unique().sort()
    refused = _refused(tables["wishes"])
    parts: list[tuple[str, tuple[Numbers, ...]]] = []
    for citizen, rows, levels in _held(tables["citizen_skills"], people, occupations):
        barred = occupations.meant_by(refused.get(citizen, ()))
        parts.append((citizen, _found(occupations, rows, levels, barred, top)))
    return _table(occupations, [part for part in parts if len(part[1][0])])


def alike(occupations: Occupations, occupation: str, top: int) -> list[Alike]:
    """The occupations that ask for most of the same as one, ties by id. KeyError for an unknown one."""
    own = occupations.row_of[occupation]
    asked = occupations.skills.asked
    rows = asked.rows[asked.start[own] : asked.start[own + 1]]
    weights = occupations.skills.weight[asked.start[own] : asked.start[own + 1]]
    place, at = occupations.asking.expanded(rows)
    others, count = occupations.asking.rows[at], len(occupations.ids)
    smaller = np.minimum(weights[place], occupations.weight[at])
    shared = _summed(others, smaller, count)
    shared[own] = 0
    skills = np.bincount(others, minlength=count)
    return [
        Alike(occupations.ids[row], int(shared[row]), int(skills[row]))
        for row in _first(shared, top).tolist()
    ]


def _found(
    occupations: Occupations, rows: Numbers, levels: Numbers, barred: Collection[int], top: int
) -> tuple[Numbers, ...]:
    """The rows of the best occupations for what one person has, and in step the columns of `Near`."""
    place, at = occupations.asking.expanded(rows)
    asking, level, count = occupations.asking.rows[at], levels[place], len(occupations.ids)
    scores = _summed(asking, occupations.weight[at] * level, count) // TOP_LEVEL
    scores[list(barred)] = 0
    best = _first(scores, top)
    met, essential = level >= MET_LEVEL, occupations.essential[at]
    met_of = [np.bincount(asking[met & kind], minlength=count)[best] for kind in (essential, ~essential)]
    wanted = occupations.many_essential[best]
    return best, scores[best], wanted, met_of[0], occupations.many[best] - wanted, met_of[1]


def _summed(rows: Numbers, values: Numbers, count: int) -> Numbers:
    """The sum of the values of each row: far below 2^53, so that a float holds it to the last unit."""
    return np.bincount(rows, weights=values, minlength=count).astype(np.int64)


def _first(scores: Numbers, top: int) -> Numbers:
    """The rows of the highest scores above 0, the highest first and then the first by id."""
    rows = np.flatnonzero(scores)
    keys = scores[rows] * len(scores) + (len(scores) - 1 - rows)  # each different
    if len(keys) > top:
        keys = np.partition(keys, len(keys) - top)[len(keys) - top :]
    return len(scores) - 1 - np.sort(keys)[::-1] % len(scores)


def _refused(wishes: pl.DataFrame) -> dict[str, list[str]]:
    """The starts of codes that each citizen will not work in."""
    rows = wishes.filter(kind="erhverv", strength=WILL_NOT).group_by("citizen").agg("what")
    return dict(rows.iter_rows())


def _held(
    citizen_skills: pl.DataFrame, people: pl.Series, occupations: Occupations
) -> Iterator[tuple[str, Numbers, Numbers]]:
    """Each citizen with the rows and levels of the skills that occupations ask for."""
    known = pl.DataFrame({"skill": occupations.skills.names}).with_row_index("row")
    held = citizen_skills.join(pl.DataFrame({"citizen": people}), on="citizen", how="semi")
    held = held.join(known, on="skill").group_by("citizen", "row").agg(pl.col("level").max())
    check_levels(held["level"].unique())
    for citizen, rows, levels in (
        held.sort("citizen", "row")
        .group_by("citizen", maintain_order=True)
        .agg(pl.col("row").cast(pl.Int64), "level")
        .iter_rows()
    ):
        yield citizen, np.array(rows, dtype=np.int64), np.array(levels, dtype=np.int64)


def _table(occupations: Occupations, parts: list[tuple[str, tuple[Numbers, ...]]]) -> pl.DataFrame:
    if not parts:
        return pl.DataFrame(schema=NEAR_SCHEMA)
    rows, *columns = (np.concatenate([found[column] for _, found in parts]) for column in range(6))
    counts = [len(found[0]) for _, found in parts]
    citizens = pl.Series([citizen for citizen, _ in parts]).gather(np.repeat(np.arange(len(parts)), counts))
    ranks = np.concatenate([np.arange(1, count + 1) for count in counts])
    names = list(NEAR_SCHEMA)[3:]
    told = {"citizen": citizens, "rank": ranks, "occupation": occupations.ids.gather(rows)}
    table = pl.DataFrame({**told, **dict(zip(names, columns, strict=True))})
    return table.cast(pl.Schema(NEAR_SCHEMA))
