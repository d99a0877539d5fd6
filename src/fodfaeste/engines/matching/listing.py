"""What is told of the pairs that are listed: needs met, group, course and minutes."""

from concurrent.futures import ThreadPoolExecutor

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
from fodfaeste.engines.matching.sides import Offered
from fodfaeste.engines.matching.told import NO_COURSE, Known, traces_of, walk
from fodfaeste.engines.matching.travel import NEVER, UNKNOWN_PLACE

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
    met, course = np.zeros(count, dtype=np.int32), np.zeros(count, dtype=np.int32)
    is_whole = np.zeros(count, dtype=np.bool_)
    known = _known(case)

    def part(start: int) -> None:
        some = slice(start, start + _PAIRS)
        walk(best.citizen[some], best.opening[some], known, met[some], is_whole[some], course[some])

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(part, range(0, count, _PAIRS)))
    has_course = course != NO_COURSE
    columns = {
        "citizen": best.citizen,
        "opening": best.opening,
        "rank": best.rank,
        "score": best.score,
        "group": np.where(is_whole, 0, np.where(has_course, 1, 2)),
        "course": course,
        "needs_met": met,
        "minutes": _minutes_between(case, best),
    }
    told = pl.DataFrame([pl.Series(name, columns[name]).cast(kind) for name, kind in NUMBERS.items()])
    each_day = case.offered.attendance[best.opening] == ATTENDANCE_CODES.index(DAILY)
    return told.with_columns(
        course=pl.when(pl.Series(has_course)).then("course"),
        minutes=pl.when(pl.Series(each_day)).then("minutes"),
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


def _minutes_between(case: Case, best: Best) -> NDArray[np.int32]:
    """The shortest journey that counts; NEVER where there is none or a place is unknown."""
    if not len(case.travel.places):
        return np.full(len(best.rank), NEVER, dtype=np.int32)
    start, end = case.seekers.place[best.citizen], case.offered.place[best.opening]
    known = (start != UNKNOWN_PLACE) & (end != UNKNOWN_PLACE)
    return np.where(known, case.travel.minutes[start, end], NEVER).astype(np.int32, copy=False)
