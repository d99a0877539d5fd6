"""What is told of the pairs that are listed: needs met, group, course and minutes."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.core.openings import ATTENDANCE_CODES, DAILY
from fodfaeste.engines.matching.answers import Group
from fodfaeste.engines.matching.case import Case
from fodfaeste.engines.matching.compiled import own
from fodfaeste.engines.matching.scan import Best
from fodfaeste.engines.matching.told import NO_COURSE, Known, walk
from fodfaeste.engines.matching.travel import NEVER, UNKNOWN_PLACE

Numbers = NDArray[np.int64]

GROUPS = [group.value for group in Group]
LISTED: dict[str, pl.DataType] = {
    "citizen": pl.String(),
    "opening": pl.String(),
    "rank": pl.Int64(),
    "score": pl.Int64(),
    "group": pl.Enum(GROUPS),
    "course": pl.String(),
    "needs_met": pl.Int64(),
    "needs": pl.Int64(),
    "minutes": pl.Int64(),
}


def listed(case: Case, best: Best) -> pl.DataFrame:
    """The pairs as a table with the columns of `LISTED`, in the order they are given."""
    return _told(case, best) if len(best.rank) else pl.DataFrame(schema=LISTED)


def _told(case: Case, best: Best) -> pl.DataFrame:
    count = len(best.rank)
    met, missing, course = (np.zeros(count, dtype=np.int64) for _ in range(3))
    walk(best.citizen, best.opening, _known(case), met, missing, course)
    group = np.where(missing > 0, np.where(course == NO_COURSE, 2, 1), 0)
    minutes = _minutes_between(case, case.seekers.place[best.citizen], case.offered.place[best.opening])
    each_day = case.offered.attendance[best.opening] == ATTENDANCE_CODES.index(DAILY)
    return pl.DataFrame(
        {
            "citizen": case.seekers.ids.gather(best.citizen),
            "opening": case.offered.ids.gather(best.opening),
            "rank": best.rank,
            "score": best.score,
            "group": pl.Series(GROUPS, dtype=pl.Enum(GROUPS)).gather(group),
            "course": _chosen(case.courses.ids, course),
            "needs_met": met,
            "needs": np.diff(case.skills.asked.start)[best.opening],
            "minutes": _chosen_minutes(minutes, each_day),
        },
        schema=LISTED,
    )


def _known(case: Case) -> Known:
    skills, giving = case.skills, case.courses.giving
    return Known(
        held_start=own(skills.held.start, np.int64),
        held=own(skills.held.rows, np.int32),
        level=own(skills.level, np.uint8),
        asked_start=own(skills.asked.start, np.int64),
        asked=own(skills.asked.rows, np.int32),
        essential=own(skills.essential, np.bool_),
        giving_start=own(giving.start, np.int64),
        giving=own(giving.rows, np.int64),
    )


def _minutes_between(case: Case, start: Numbers, end: Numbers) -> NDArray[np.int32]:
    """The shortest journey that counts between places; NEVER where there is none or a place is unknown."""
    if not len(case.travel.places):
        return np.full(len(start), NEVER, dtype=np.int32)
    known = (start != UNKNOWN_PLACE) & (end != UNKNOWN_PLACE)
    return np.where(known, case.travel.minutes[start, end], NEVER).astype(np.int32, copy=False)


def _chosen(ids: pl.Series, rows: Numbers) -> pl.Series:
    """The ids at some places; null at NO_COURSE."""
    places = pl.Series(np.where(rows == NO_COURSE, 0, rows))
    place = pl.select(pl.when(pl.Series(rows != NO_COURSE)).then(places)).to_series()
    return ids.gather(place)


def _chosen_minutes(minutes: NDArray[np.int32], daily: NDArray[np.bool_]) -> pl.Series:
    """The minutes of those who travel each day; null for others."""
    return pl.select(pl.when(pl.Series(daily)).then(pl.Series(minutes).cast(pl.Int64))).to_series()
