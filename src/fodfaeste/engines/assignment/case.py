"""The tables of a snapshot as something to share out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.core.errors import Rejected
from fodfaeste.core.executor import Executor
from fodfaeste.engines.assignment.problem import NO_GROUP, Problem, scale_for
from fodfaeste.engines.assignment.scanned import scanned
from fodfaeste.engines.matching import Settings, explain_pair
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
    floor_group: Numbers  # by citizen: number of the group with a floor, or NO_GROUP
    by_force: Numbers  # by group with a floor: people who have something by force
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
    executor: Executor | None = None,
) -> Sharing:
    """Make everyone ready. Raises Rejected where a forced pair is not there or cannot be."""
    case = case_of(tables, on, settings)
    citizens, openings = case.seekers.ids, case.offered.ids
    room = _room(tables, per_seat)
    may = np.full(len(citizens), offers, dtype=np.int64)
    given = _forced(tables, on, settings, case, forced)
    np.subtract.at(may, given[0], 1)
    np.subtract.at(room, given[1], 1)
    if (may < 0).any() or (room < 0).any():
        raise Rejected("så mange tvungne par er der hverken tilbud eller pladser til", file="forced")
    labels = tables["citizens"].sort("citizen")["target_group"]
    group = np.array([_number(floored, label) for label in labels], dtype=np.int64)
    had = group[np.unique(given[0])]
    group[given[0]] = NO_GROUP  # they have something already
    problem = Problem(
        scan=scanned(case, room, given[0], given[1], executor),
        room=np.minimum(room, len(citizens)),
        offers=np.minimum(may, len(openings)),
        group=np.full_like(group, NO_GROUP),
        idle=np.zeros(0, dtype=np.int64),
        scale=scale_for(int(may.sum())),
    )
    by_force = np.bincount(had[had != NO_GROUP], minlength=len(floored))
    return Sharing(
        citizens, openings, case.offered.can_be_taken, labels, tuple(floored), group, by_force, given, problem
    )


def _room(tables: Mapping[str, pl.DataFrame], per_seat: int) -> Numbers:
    """By opening: how many people may be advised to it."""
    seats = tables["openings"].sort("opening")["seats"].cast(pl.Int64).to_numpy()
    room: Numbers = np.clip(seats, 0, _MOST_ROOM) * per_seat
    return room


def _number(floored: Sequence[str], label: str | None) -> int:
    return floored.index(label) if label in floored else NO_GROUP


def _forced(
    tables: Mapping[str, pl.DataFrame],
    on: date,
    settings: Settings | None,
    case: Case,
    forced: Sequence[tuple[str, str]],
) -> tuple[Numbers, Numbers, Numbers]:
    """Citizen, opening and score of each forced pair; each pair once."""
    rows = []
    for citizen, opening in sorted(set(forced)):
        try:
            pair = explain_pair(tables, citizen, opening, on, settings)
        except KeyError:
            raise Rejected(f"»{citizen}« eller »{opening}« findes ikke", file="forced") from None
        if not pair.listed:
            raise Rejected(f"»{citizen}« og »{opening}« er ikke inden for grænserne", file="forced")
        rows.append((case.seekers.ids.index_of(citizen), case.offered.ids.index_of(opening), pair.score))
    found = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return found[:, 0], found[:, 1], found[:, 2]
