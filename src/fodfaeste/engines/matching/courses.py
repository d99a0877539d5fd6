"""The course that gives what is missing: the shortest, then the cheapest, then the first by id."""

from dataclasses import dataclass

import polars as pl

from fodfaeste.engines.matching.scores import MET_LEVEL, Lists, lists_of


@dataclass(frozen=True, slots=True)
class Courses:
    """The courses in the order they are preferred, and which of them give each skill."""

    ids: pl.Series
    giving: Lists  # skill → courses


def courses_of(courses: pl.DataFrame, course_skills: pl.DataFrame, names: pl.Series) -> Courses:
    """The catalogue of courses. A course without a known price comes after those with one."""
    ordered = courses.sort("weeks", "price", "course", nulls_last=True)
    rows = (
        course_skills.filter(pl.col("level") >= MET_LEVEL)
        .join(ordered.select("course").with_row_index("course_row"), on="course")
        .join(pl.DataFrame({"skill": names}).with_row_index("skill_row"), on="skill")
        .select(pl.col("skill_row", "course_row").cast(pl.Int64))
        .unique()
        .sort("skill_row", "course_row")
    )
    giving = lists_of(rows["skill_row"].to_numpy(), rows["course_row"].to_numpy(), len(names))
    return Courses(ordered["course"], giving)
