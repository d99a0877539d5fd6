"""What is missing between a person and an occupation, and the shortest way to it by courses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from fodfaeste.engines.matching import Need
from fodfaeste.engines.matching.courses import Courses, courses_of
from fodfaeste.engines.skills.missing_cover import Giving, fewest
from fodfaeste.engines.skills.occupations import Occupations

_MILLIWEEKS = 1000


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The courses, the preferred first, and which of them give each skill that an occupation asks for."""

    courses: Courses
    weeks: tuple[float, ...]  # in step with courses.ids
    price: tuple[int | None, ...]

    @classmethod
    def of(cls, courses: pl.DataFrame, course_skills: pl.DataFrame, occupations: Occupations) -> "Catalogue":
        """The courses of the tables `courses` and `course_skills`."""
        ordered = courses_of(courses, course_skills, occupations.skills.names)
        told = pl.DataFrame({"course": ordered.ids}).join(
            courses.select("course", "weeks", "price"), on="course", how="left", maintain_order="left"
        )
        return cls(ordered, tuple(told["weeks"]), tuple(told["price"]))

    def giving(self, skill_row: int) -> list[int]:
        """The courses that give a skill, as their places in the catalogue."""
        start = self.courses.giving.start
        rows: list[int] = self.courses.giving.rows[start[skill_row] : start[skill_row + 1]].tolist()
        return rows


@dataclass(frozen=True, slots=True)
class Way:
    """The fewest courses that give every missing essential skill that a course gives at all."""

    courses: tuple[str, ...]  # the shortest first
    weeks: float  # taken one after another
    price: int | None  # None: a price is not known
    lacking: tuple[str, ...]  # essential skills that no course gives
    is_fewest: bool  # False: there were too many ways to try them all


@dataclass(frozen=True, slots=True)
class Missing:
    """What an occupation asks for, what of it a person has, and the way to what is missing."""

    occupation: str
    needs: tuple[Need, ...]  # essential ones first, and then what counts most
    giving: Mapping[str, tuple[str, ...]]  # missing skill → the courses that give it, the preferred first
    way: Way

    def of_kind(self, *, essential: bool, met: bool) -> list[Need]:
        """The needs of one kind: essential or optional, met or missing."""
        return [need for need in self.needs if need.essential is essential and need.is_met is met]


def what_is_missing(
    occupations: Occupations, catalogue: Catalogue, occupation: str, levels: Mapping[str, int]
) -> Missing:
    """What lies between a person and an occupation. `levels` are the person's skills at level 1-4.

    A need is met from level 2, as in matching. Raises KeyError for an occupation that asks for nothing.
    """
    needs = occupations.needs(occupation, levels)
    ordered = tuple(sorted(needs, key=lambda need: (not need.essential, -need.weight, need.skill)))
    lacked = [need for need in ordered if not need.is_met]
    giving = {need.skill: catalogue.giving(occupations.skill_row_of[need.skill]) for need in lacked}
    ids = catalogue.courses.ids
    return Missing(
        occupation,
        ordered,
        {skill: tuple(ids[row] for row in rows) for skill, rows in giving.items()},
        _way(catalogue, [(need.skill, giving[need.skill]) for need in lacked if need.essential]),
    )


def _way(catalogue: Catalogue, lacked: Iterable[tuple[str, list[int]]]) -> Way:
    skills: dict[int, int] = {}
    lacking = []
    for place, (skill, rows) in enumerate(lacked):
        if not rows:
            lacking.append(skill)
        for row in rows:
            skills[row] = skills.get(row, 0) | 1 << place
    ids = catalogue.courses.ids
    found, is_fewest = fewest(
        [
            Giving(ids[row], bits, round(catalogue.weeks[row] * _MILLIWEEKS), catalogue.price[row])
            for row, bits in skills.items()
        ]
    )
    prices = [one.price for one in found if one.price is not None]
    return Way(
        courses=tuple(one.course for one in found),
        weeks=sum(one.milliweeks for one in found) / _MILLIWEEKS,
        price=sum(prices) if len(prices) == len(found) else None,
        lacking=tuple(lacking),
        is_fewest=is_fewest,
    )
