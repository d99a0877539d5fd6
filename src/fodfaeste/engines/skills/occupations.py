"""Occupations as what they ask for: each need weighed as the needs of openings are, among all occupations."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.core.errors import Rejected
from fodfaeste.core.openings import TOP_LEVEL
from fodfaeste.engines.matching import Need, need_weights
from fodfaeste.engines.matching.parts import needs_in_parts
from fodfaeste.engines.matching.scores import Lists, Skills, lists_of, skills_of

Numbers = NDArray[np.int64]

_NOBODY = pl.DataFrame(schema={"citizen": pl.String, "skill": pl.String, "level": pl.Int64})


@dataclass(frozen=True, slots=True)
class Occupations:
    """Every occupation that asks for something, in the order of their ids, made ready once."""

    ids: pl.Series
    skills: Skills  # as matching has them: the occupations stand where openings do, and nobody holds anything
    asking: Lists  # skill → the occupations that ask for it
    weight: Numbers  # in step with asking.rows
    essential: NDArray[np.bool_]  # in step with asking.rows
    many: Numbers  # how many needs each occupation has
    many_essential: Numbers
    row_of: Mapping[str, int]
    skill_row_of: Mapping[str, int]
    isco: tuple[str | None, ...]

    @classmethod
    def of(cls, occupation_skills: pl.DataFrame, occupations: pl.DataFrame) -> "Occupations":
        """The occupations of two tables of a taxonomy or a snapshot."""
        asked = occupation_skills.select(
            pl.col("occupation").alias("opening"),
            "skill",
            pl.lit(None, dtype=pl.Float64).alias("weight"),
            "essential",
        )
        ids = asked["opening"].unique().sort()
        skills = skills_of(need_weights(asked), _NOBODY, pl.Series([], dtype=pl.String), ids)
        owner = np.repeat(np.arange(len(ids)), np.diff(skills.asked.start))
        by_skill = np.argsort(skills.asked.rows, kind="stable")
        known = dict(occupations.select("occupation", "isco").iter_rows())
        return cls(
            ids=ids,
            skills=skills,
            asking=lists_of(skills.asked.rows[by_skill], owner[by_skill], len(skills.names)),
            weight=skills.weight[by_skill],
            essential=skills.essential[by_skill],
            many=np.bincount(owner, minlength=len(ids)),
            many_essential=np.bincount(owner[skills.essential], minlength=len(ids)),
            row_of={name: row for row, name in enumerate(ids)},
            skill_row_of={name: row for row, name in enumerate(skills.names)},
            isco=tuple(known.get(name) for name in ids),
        )

    def held(self, levels: Mapping[str, int]) -> tuple[Numbers, Numbers]:
        """Skills of a person as rows and levels; what no occupation asks for is left out."""
        row_of = self.skill_row_of
        known = sorted((row_of[skill], level) for skill, level in levels.items() if skill in row_of)
        check_levels(level for _row, level in known)
        pairs = np.array(known, dtype=np.int64).reshape(-1, 2)
        return pairs[:, 0], pairs[:, 1]

    def needs(self, occupation: str, levels: Mapping[str, int]) -> tuple[Need, ...]:
        """What an occupation asks for and what a person has of it. The parts sum to the score.

        Raises KeyError for an occupation that is not there or asks for nothing.
        """
        rows, held = self.held(levels)
        one = replace(self.skills, held=Lists(np.array([0, len(rows)]), rows), level=held)
        return needs_in_parts(one, citizen=0, opening=self.row_of[occupation])

    def meant_by(self, starts: Collection[str]) -> list[int]:
        """The occupations whose ISCO-08 code has one of these starts; one without a code is never meant."""
        wanted = tuple(start for start in starts if start)
        if not wanted:  # nearly everybody: then the codes are not gone through
            return []
        return [row for row, isco in enumerate(self.isco) if isco and isco.startswith(wanted)]


def check_levels(levels: Iterable[int]) -> None:
    """Refuse a level that has no meaning."""
    wrong = next((level for level in levels if not 1 <= level <= TOP_LEVEL), None)
    if wrong is not None:
        reason = f"»{wrong}« er intet niveau fra 1 til {TOP_LEVEL}"
        raise Rejected(reason, file="citizen_skills", field="level")
