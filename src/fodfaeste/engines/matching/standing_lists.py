"""The lists of some or of all as they stand, told as `match` tells them."""

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.core.openings import ATTENDANCE_CODES, DAILY, STAY
from fodfaeste.engines.matching.bars import Bars
from fodfaeste.engines.matching.case import Case
from fodfaeste.engines.matching.courses import courses_of
from fodfaeste.engines.matching.keys import unfolded
from fodfaeste.engines.matching.listing import listed
from fodfaeste.engines.matching.match import Side as Which
from fodfaeste.engines.matching.scan import Best
from fodfaeste.engines.matching.scores import Lists, Skills
from fodfaeste.engines.matching.side import Side
from fodfaeste.engines.matching.sides import Offered, Seekers
from fodfaeste.engines.matching.standing import Standing
from fodfaeste.engines.matching.travel import UNKNOWN_PLACE

Numbers = NDArray[Any]


def lists_standing(standing: Standing, by: Which, of: pl.Series | None = None) -> pl.DataFrame:
    """The lists of some of one side, or of all, with the columns of `match`, in the order of ids and rank."""
    own, other = standing.people, standing.jobs
    if by == "opening":
        own, other = other, own
    ids = own.order.everyone()[0] if of is None else of.unique().sort()
    slots = own.slots_of(ids)
    keys = np.ascontiguousarray(own.half.keys[slots, : standing.top])
    row, label, rank, score = unfolded(keys)
    others = other.order.slots(label)
    citizens, openings = (slots[row], others) if by == "citizen" else (others, slots[row])
    people, citizen = np.unique(citizens, return_inverse=True)
    jobs, opening = np.unique(openings, return_inverse=True)
    case = _case(standing, people, jobs)
    return listed(case, Best(citizen.astype(np.int64), opening.astype(np.int64), rank, score))


def _case(standing: Standing, people: Numbers, jobs: Numbers) -> Case:
    """Those who stand on lists, and what is told of them."""
    names = standing.by.skills.names()
    held, at = _skills(standing.people, people)
    asked, where = _skills(standing.jobs, jobs)
    amount = standing.people.half.amount[at].astype(np.uint8)
    weight = standing.jobs.half.amount[where].astype(np.int64)
    essential = standing.jobs.columns["essential"][where].astype(np.bool_)
    rest = standing.rest
    bits = np.zeros((0, 1), dtype=np.uint64)
    return Case(
        seekers=_seekers(standing.people, people),
        offered=_offered(standing.jobs, jobs),
        travel=standing.by.travel,
        bars=Bars(bits, bits, Lists(np.zeros(1, dtype=np.int64), np.zeros(0, dtype=np.int32))),
        worth=standing.jobs.half.lives[jobs],
        skills=Skills(names, held, amount, asked, weight, essential),
        courses=courses_of(rest["courses"], rest["course_skills"], names),
    )


def _skills(side: Side, slots: Numbers) -> tuple[Lists, Numbers]:
    return Lists(side.half.start, side.half.skill).some(slots)


def _seekers(side: Side, slots: Numbers) -> Seekers:
    half = side.half
    return Seekers(
        ids=side.ids.gather(slots),
        place=half.group[slots].astype(np.int64) - 1,
        minutes=half.limit[slots].astype(np.int64),
        hours_min=half.low[slots],
        hours_max=half.high[slots],
        have=~half.bits[slots].astype(np.int64),
        stays=np.zeros(len(slots), dtype=np.bool_),
    )


def _offered(side: Side, slots: Numbers) -> Offered:
    half = side.half
    place = half.group[slots].astype(np.int64) - 1
    daily, anywhere = ATTENDANCE_CODES.index(DAILY), ATTENDANCE_CODES.index(STAY)
    return Offered(
        ids=side.ids.gather(slots),
        place=place,
        attendance=np.where(place == UNKNOWN_PLACE, anywhere, daily).astype(np.int64),
        hours_min=half.low[slots],
        hours_max=half.high[slots],
        need=half.bits[slots].astype(np.int64),
        can_be_taken=half.lives[slots],
    )
