"""Everything matching needs, made ready once from the tables of a snapshot."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.engines.matching.bars import Bars, bars_of
from fodfaeste.engines.matching.checks import check_tables
from fodfaeste.engines.matching.courses import Courses
from fodfaeste.engines.matching.day import Day, day_of
from fodfaeste.engines.matching.folk import Folk, folk_of
from fodfaeste.engines.matching.forbidden import only_read
from fodfaeste.engines.matching.scores import Skills
from fodfaeste.engines.matching.settings import Settings, settings_of
from fodfaeste.engines.matching.sides import Offered, Seekers
from fodfaeste.engines.matching.travel import Travel
from fodfaeste.engines.matching.wishes import Refused


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
    citizens = read["citizens"]
    day = day_of(read, citizens["place"], on, settings or settings_of(tables))
    folk = folk_of(
        citizens["citizen"].sort(),
        lambda: iter([citizens]),
        lambda: iter([read["citizen_skills"]]),
        read["wishes"],
        read["kinds_ruled_out"],
        day,
    )
    return case_for(day, folk)


def case_for(day: Day, folk: Folk) -> Case:
    """Some citizens on a day, the first of them numbered 0."""
    refused = Refused(folk.unwilling, folk.wishes, day.meant)
    return Case(
        seekers=folk.seekers,
        offered=day.offered,
        travel=day.travel,
        bars=bars_of(folk.seekers, day.offered, refused),
        worth=day.worth,
        skills=day.asked.beside(folk.held, folk.level),
        courses=day.courses,
    )
