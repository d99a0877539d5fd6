"""What is told of the pairs that are listed: needs met, group, course and minutes."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.core.openings import ATTENDANCE_CODES, DAILY
from fodfaeste.engines.matching.answers import Group
from fodfaeste.engines.matching.case import Case
from fodfaeste.engines.matching.courses import NO_COURSE
from fodfaeste.engines.matching.scan import Best, minutes_between
from fodfaeste.engines.matching.scores import MET_LEVEL

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
#: Pairs told of together.
_PAIRS = 50_000


def listed(case: Case, best: Best) -> pl.DataFrame:
    """The pairs as a table with the columns of `LISTED`, in the order they are given."""
    parts = [
        _told(case, Best(*(column[start : start + _PAIRS] for column in _columns(best))))
        for start in range(0, len(best.rank), _PAIRS)
    ]
    return pl.concat(parts) if parts else pl.DataFrame(schema=LISTED)


def _columns(best: Best) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    return best.citizen, best.opening, best.rank, best.score


def _told(case: Case, best: Best) -> pl.DataFrame:
    count = len(best.rank)
    pair, need, level = case.skills.needs_of(best.citizen, best.opening)
    met = level >= MET_LEVEL
    missing = case.skills.essential[need] & ~met
    course = case.courses.covering(pair[missing], case.skills.asked.rows[need[missing]], count)
    is_short = np.bincount(pair[missing], minlength=count) > 0
    group = np.where(is_short, np.where(course == NO_COURSE, 2, 1), 0)
    minutes = minutes_between(case, case.seekers.place[best.citizen], case.offered.place[best.opening])
    each_day = case.offered.attendance[best.opening] == ATTENDANCE_CODES.index(DAILY)
    return pl.DataFrame(
        {
            "citizen": case.seekers.ids.gather(best.citizen),
            "opening": case.offered.ids.gather(best.opening),
            "rank": best.rank,
            "score": best.score,
            "group": pl.Series(GROUPS, dtype=pl.Enum(GROUPS)).gather(group),
            "course": _chosen(case.courses.ids, course),
            "needs_met": np.bincount(pair[met], minlength=count),
            "needs": np.bincount(pair, minlength=count),
            "minutes": _chosen_minutes(minutes, each_day),
        },
        schema=LISTED,
    )


def _chosen(ids: pl.Series, rows: Numbers) -> pl.Series:
    """The ids at some places; null at NO_COURSE."""
    places = pl.Series(np.where(rows == NO_COURSE, 0, rows))
    place = pl.select(pl.when(pl.Series(rows != NO_COURSE)).then(places)).to_series()
    return ids.gather(place)


def _chosen_minutes(minutes: NDArray[np.int32], daily: NDArray[np.bool_]) -> pl.Series:
    """The minutes of those who travel each day; null for others."""
    return pl.select(pl.when(pl.Series(daily)).then(pl.Series(minutes).cast(pl.Int64))).to_series()
