"""What matching says of a pair: each limit with its verdict and codes, and each need with its part."""

from dataclasses import dataclass
from enum import StrEnum

import polars as pl


class Verdict(StrEnum):
    """Whether a limit is met. Unknown is never listed and never a no: a fact is missing."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


class Group(StrEnum):
    """How far a person is from an opening, in the order people are shown."""

    ALL = "all"  # every essential need is met
    AFTER_COURSE = "after_course"  # one course gives every essential need that is missing
    SOME = "some"


GROUPS = [group.value for group in Group]
#: The columns of a list.
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


class Why(StrEnum):
    """Codes of limits that are not about a code list."""

    NOT_OPEN_YET = "not_open_yet"
    CLOSED = "closed"
    NO_SEAT = "no_seat"
    TOO_FEW_HOURS = "too_few_hours"
    TOO_MANY_HOURS = "too_many_hours"
    CITIZEN_PLACE = "citizen_place_unknown"
    OPENING_PLACE = "opening_place_unknown"
    NO_WAY = "no_way_known"
    OTHER_SEASON = "other_season"
    TOO_SELDOM = "too_seldom"
    TOO_FAR = "too_far"
    NO_NUMBER = "no_number"  # the pack does not say what daily travel is
    STAY_UNASKED = "stay_not_asked"
    STAY_REFUSED = "stay_not_wanted"


@dataclass(frozen=True, slots=True)
class Limit:
    """A hard limit of a pair, as `limits.py` names them: dates, seats, place, hours and so on."""

    name: str
    verdict: Verdict
    codes: tuple[str, ...] = ()  # what is lacking or in the way
    minutes: int | None = None  # place: the shortest journey that counts, where one is known


@dataclass(frozen=True, slots=True)
class Need:
    """A need of an opening and what a person has of it. The parts of a pair sum to its score."""

    skill: str
    weight: int  # of 2^14
    level: int | None
    essential: bool
    is_met: bool
    part: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A citizen and an opening: what meets, what does not, and whether the opening is listed."""

    citizen: str
    opening: str
    score: int
    group: str | None  # None: nothing of what is needed is there
    course: str | None
    listed: bool
    needs: tuple[Need, ...]
    limits: tuple[Limit, ...]
