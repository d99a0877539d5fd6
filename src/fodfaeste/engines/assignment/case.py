"""The tables of a snapshot as something to share out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.core.errors import Rejected
from fodfaeste.engines.assignment.feasible import Feasible, Part
from fodfaeste.engines.assignment.problem import NO_GROUP, Problem, scale_for
from fodfaeste.engines.assignment.scanned import every_pair, score_of
from fodfaeste.engines.matching import Settings
from fodfaeste.engines.matching.case import Case, case_of

Numbers = NDArray[np.int64]
_MOST_ROOM = 1_000_000


@dataclass(frozen=True)
class Sharing:
    """Citizens and openings by the order of their ids, and the problem they make."""

    citizens: pl.Series
    openings: pl.Series
    can_be_taken: NDArray[np.bool_]  # by opening: open that day, with a seat
    group: pl.Series  # by citizen: the municipality's own label
    floored: tuple[str, ...]  # groups with a floor, in the order of their numbers in the problem
    forced_group: Numbers  # number of the group of those who have something by force
    forced: tuple[Numbers, Numbers, Numbers]  # citizen, opening and score of what is given by force
    problem: Problem


def sharing_of(
    tables: Mapping[str, pl.DataFrame],
    on: date,
    settings: Settings | None,
    offers: int,
    per_seat: int,
    floored: Sequence[str],
    forced: Sequence[tuple[str, str]],
) -> Sharing:
    """Make everyone ready. Raises Rejected where a forced pair is not there or cannot be."""
    case = case_of(tables, on, settings)
    citizens, openings = case.seekers.ids, case.offered.ids
    seats = tables["openings"].sort("opening")["seats"].cast(pl.Int64).to_numpy()
    room = np.clip(seats, 0, _MOST_ROOM) * per_seat
    may = np.full(len(citizens), offers, dtype=np.int64)
    given = _forced(case, forced)
    np.subtract.at(may, given[0], 1)
    np.subtract.at(room, given[1], 1)
    if (may < 0).any() or (room < 0).any():
        raise Rejected("så mange tvungne par er der hverken tilbud eller pladser til", file="forced")
    labels = tables["citizens"].sort("citizen")["target_group"]
    group = np.array([_number(floored, label) for label in labels], dtype=np.int64)
    forced_group = group[np.unique(given[0])]
    group[given[0]] = NO_GROUP  # they have something already
    keys = given[0] * len(openings) + given[1]
    scan = Feasible(
        partial(every_pair, case),
        len(citizens),
        len(openings),
        partial(_is_open, may=may, room=room, keys=keys),
    )
    room = np.minimum(room, len(citizens))
    problem = Problem(scan, room, may, group, np.zeros_like(may), scale_for(may))
    open_now = case.offered.can_be_taken
    return Sharing(citizens, openings, open_now, labels, tuple(floored), forced_group, given, problem)


def _number(floored: Sequence[str], label: str | None) -> int:
    return floored.index(label) if label in floored else NO_GROUP


def _is_open(part: Part, may: Numbers, room: Numbers, keys: Numbers) -> NDArray[np.bool_]:
    """Whether a pair may still be given: offers and seats are left, and it is not given by force."""
    key = part.citizen.astype(np.int64) * len(room) + part.opening
    left: NDArray[np.bool_] = (may[part.citizen] > 0) & (room[part.opening] > 0) & ~np.isin(key, keys)
    return left


def _forced(case: Case, forced: Sequence[tuple[str, str]]) -> tuple[Numbers, Numbers, Numbers]:
    """Citizen, opening and score of each forced pair; each pair once."""
    people = {name: place for place, name in enumerate(case.seekers.ids)}
    jobs = {name: place for place, name in enumerate(case.offered.ids)}
    rows = []
    for citizen, opening in sorted(set(forced)):
        if citizen not in people or opening not in jobs:
            raise Rejected(f"»{citizen}« eller »{opening}« findes ikke", file="forced")
        score = score_of(case, people[citizen], jobs[opening])
        if score == 0:
            raise Rejected(f"»{citizen}« og »{opening}« er ikke inden for grænserne", file="forced")
        rows.append((people[citizen], jobs[opening], score))
    found = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return found[:, 0], found[:, 1], found[:, 2]
