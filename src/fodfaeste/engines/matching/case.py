"""Everything matching needs, made ready once from the tables of a snapshot."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.engines.matching.bars import Bars, bars_of
from fodfaeste.engines.matching.checks import check_tables
from fodfaeste.engines.matching.courses import Courses, courses_of
from fodfaeste.engines.matching.forbidden import only_read
from fodfaeste.engines.matching.scores import Skills, skills_of
from fodfaeste.engines.matching.settings import Settings, settings_of
from fodfaeste.engines.matching.sides import Offered, Seekers, offered_of, seekers_of
from fodfaeste.engines.matching.travel import Travel, travel_on
from fodfaeste.engines.matching.weights import need_weights
from fodfaeste.engines.matching.wishes import meant_by, refusals, refused_by, with_section


@dataclass(frozen=True, slots=True)
class Case:
    """Citizens and openings of a day, each in the order of their ids."""

    seekers: Seekers
    offered: Offered
    travel: Travel
    bars: Bars
    worth: NDArray[np.bool_]  # openings that can be taken and weigh something
    skills: Skills
    courses: Courses


def case_of(tables: Mapping[str, pl.DataFrame], on: date, settings: Settings | None) -> Case:
    """Make a day ready. Raises Rejected where a table holds what has no meaning."""
    read = only_read(tables)
    check_tables(read)
    settings = settings or settings_of(tables)
    citizens = read["citizens"].sort("citizen")
    openings = with_section(read["openings"].sort("opening"), read["employers"])
    places = pl.concat([citizens["place"], openings["place"]]).drop_nulls().unique().sort()
    travel = travel_on(read["reach"], places, on, settings)
    skills = skills_of(
        need_weights(read["opening_skills"]), read["citizen_skills"], citizens["citizen"], openings["opening"]
    )
    seekers = seekers_of(citizens, read["wishes"], read["kinds_ruled_out"], travel, settings)
    offered = offered_of(openings, travel, on)
    known = refusals(read["wishes"])
    refused = refused_by(read["wishes"], citizens["citizen"], known, meant_by(known, openings))
    return Case(
        seekers=seekers,
        offered=offered,
        travel=travel,
        bars=bars_of(seekers, offered, refused),
        worth=offered.can_be_taken & skills.weighs(),
        skills=skills,
        courses=courses_of(read["courses"], read["course_skills"], skills.names),
    )
