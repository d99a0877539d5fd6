"""What is the same whoever seeks: the openings of a day with what they ask, the journeys and the courses.

Made ready once. Everything about openings is seen from all of them: weights, numbers by id, the wishes there
are. So each part of the citizens is matched by itself as it would be among all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.engines.matching.courses import Courses, courses_of
from fodfaeste.engines.matching.scores import Asked, Lists, asked_of
from fodfaeste.engines.matching.settings import Settings
from fodfaeste.engines.matching.sides import Offered, offered_of
from fodfaeste.engines.matching.travel import Travel, travel_on
from fodfaeste.engines.matching.weights import need_weights
from fodfaeste.engines.matching.wishes import meant_by, refusals, with_section


@dataclass(frozen=True, slots=True)
class Day:
    """Openings in the order of their ids, and all that citizens are held against."""

    offered: Offered
    worth: NDArray[np.bool_]  # openings that can be taken and weigh something
    travel: Travel
    asked: Asked
    courses: Courses
    wishes: pl.DataFrame  # kind, what: each thing that somebody will not
    meant: Lists  # the openings that each of these speaks of
    settings: Settings

    def in_numbers(self) -> "Day":
        """The same without a name: what it takes to match, and nothing that tells who or what it is."""
        return replace(
            self,
            offered=replace(self.offered, ids=_unnamed(self.offered.ids)),
            travel=replace(self.travel, places=_unnamed(self.travel.places)),
            asked=replace(self.asked, names=_unnamed(self.asked.names)),
            courses=replace(self.courses, ids=_unnamed(self.courses.ids)),
            wishes=self.wishes.clear(),
        )


def day_of(read: Mapping[str, pl.DataFrame], homes: pl.Series, on: date, settings: Settings) -> Day:
    """Make ready what citizens with such homes are held against."""
    openings = with_section(_by_id(read["openings"], "opening"), read["employers"])
    places = pl.concat([homes, openings["place"]]).drop_nulls().unique().sort()
    travel = travel_on(read["reach"], places, on, settings)
    offered = offered_of(openings, travel, on)
    asked = asked_of(need_weights(_numbered(read["opening_skills"])), offered.ids)
    wishes = refusals(read["wishes"])
    return Day(
        offered=offered,
        worth=offered.can_be_taken & asked.weighs(),
        travel=travel,
        asked=asked,
        courses=courses_of(read["courses"], read["course_skills"], asked.names),
        wishes=wishes,
        meant=meant_by(wishes, openings),
        settings=settings,
    )


def _by_id(table: pl.DataFrame, column: str) -> pl.DataFrame:
    return table if table[column].is_sorted() else table.sort(column)


def _numbered(needs: pl.DataFrame) -> pl.DataFrame:
    """Needs whose ids are kept as numbers in the order of the ids: quicker to sort and to group."""
    return needs.with_columns(
        needs[name].cast(pl.Enum(needs[name].unique().sort())) for name in ("opening", "skill")
    )


def _unnamed(names: pl.Series) -> pl.Series:
    return pl.int_range(len(names), dtype=pl.Int32, eager=True)
