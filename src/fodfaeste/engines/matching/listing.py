"""What is told of the pairs that are listed: needs met, group, course and minutes."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.core.openings import ATTENDANCE_CODES, DAILY
from fodfaeste.engines.matching.answers import GROUPS, LISTED
from fodfaeste.engines.matching.case import Case
from fodfaeste.engines.matching.compiled import own
from fodfaeste.engines.matching.courses import Courses
from fodfaeste.engines.matching.scan import Best
from fodfaeste.engines.matching.scores import Asked, Skills
from fodfaeste.engines.matching.sides import UNTOLD_MINUTES, Offered
from fodfaeste.engines.matching.told import NO_COURSE, Known, traces_of, walk
from fodfaeste.engines.matching.travel import UNKNOWN_PLACE

Numbers = NDArray[np.int64]

#: The same as numbers, the way they travel: places by id, course null where there is none.
NUMBERS: dict[str, pl.DataType] = {
    "citizen": pl.Int32(),
    "opening": pl.Int32(),
    "rank": pl.Int32(),
    "score": pl.Int16(),
    "group": pl.UInt8(),
    "course": pl.Int32(),
    "needs_met": pl.Int32(),
    "minutes": pl.Int32(),
}
#: Pairs told of together by one thread.
_PAIRS = 50_000


def listed(case: Case, best: Best) -> pl.DataFrame:
    """The pairs as a table with the columns of `LISTED`, in the order they are given."""
    return named(in_numbers(case, best), case.seekers.ids, case.offered, case.skills, case.courses)


def named(
    told: pl.DataFrame, citizens: pl.Series, offered: Offered, skills: Skills | Asked, courses: Courses
) -> pl.DataFrame:
    """Pairs in numbers as a table with the columns of `LISTED`."""
    opening = told["opening"]
    needs = pl.Series(np.diff(skills.asked.start)).gather(opening)
    group = pl.Series(GROUPS, dtype=pl.Enum(GROUPS)).gather(told["group"])
    columns = {
        "citizen": citizens.gather(told["citizen"]),
        "opening": offered.ids.gather(opening),
        "group": group,
        "course": courses.ids.gather(told["course"]),
        "needs": needs,
    }
    return told.with_columns(**columns).select(pl.col(name).cast(kind) for name, kind in LISTED.items())


def in_numbers(case: Case, best: Best, threads: int | None = None) -> pl.DataFrame:
    """The pairs as a table with the columns of `NUMBERS`, in the order they are given."""
    count = len(best.rank)
    met, course, minutes = (np.empty(count, dtype=np.int32) for _ in range(3))
    group = np.empty(count, dtype=np.uint8)
    known = _known(case)

    def part(start: int) -> None:
        some = slice(start, start + _PAIRS)
        citizens, openings = best.citizen[some], best.opening[some]
        is_whole = np.empty(len(citizens), dtype=np.bool_)
        walk(citizens, openings, known, met[some], is_whole, course[some])
        group[some] = np.where(is_whole, 0, np.where(course[some] != NO_COURSE, 1, 2))
        minutes[some] = _minutes_between(case, citizens, openings)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(part, range(0, count, _PAIRS)))
    columns: dict[str, NDArray[Any]] = {
        "citizen": best.citizen,
        "opening": best.opening,
        "rank": best.rank,
        "score": best.score,
        "group": group,
        "course": course,
        "needs_met": met,
        "minutes": minutes,
    }
    told = pl.DataFrame([pl.Series(name, columns[name]).cast(kind) for name, kind in NUMBERS.items()])
    return told.with_columns(
        course=pl.when(pl.col("course") != NO_COURSE).then("course"),
        minutes=pl.when(pl.col("minutes") != UNTOLD_MINUTES).then("minutes"),
    )


def _known(case: Case) -> Known:
    skills, giving = case.skills, case.courses.giving
    return Known(
        held_start=own(skills.held.start, np.int64),
        held=own(skills.held.rows, np.int32),
        level=own(skills.level, np.uint8),
        asked_start=own(skills.asked.start, np.int64),
        asked=own(skills.asked.rows, np.int32),
        essential=own(skills.essential, np.uint8),
        giving_start=own(giving.start, np.int64),
        giving=own(giving.rows, np.int32),
        traces=traces_of(giving.start, own(giving.rows, np.int32)),
    )


def _minutes_between(case: Case, citizens: Numbers, openings: Numbers) -> NDArray[np.int32]:
    """The shortest journey that counts; `UNTOLD_MINUTES` where none is known or made each day."""
    untold = np.full(len(citizens), UNTOLD_MINUTES, dtype=np.int32)
    if not len(case.travel.places):
        return untold
    start, end = case.seekers.place[citizens], case.offered.place[openings]
    each_day = case.offered.attendance[openings] == ATTENDANCE_CODES.index(DAILY)
    is_known = (start != UNKNOWN_PLACE) & (end != UNKNOWN_PLACE)
    return np.where(each_day & is_known, case.travel.minutes[start, end], untold)
