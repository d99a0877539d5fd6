"""The arrays that the inner loops of matching read and work in."""

from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int32]
Keys = NDArray[np.int64]
Short = NDArray[np.uint16]
Words = NDArray[np.uint64]
Flags = NDArray[np.bool_]
Levels = NDArray[np.uint8]
Beside = TypeVar("Beside", Levels, Short)  # a number beside each row of a list


class People(NamedTuple):
    """Citizens as the loops read them, in the order of their ids."""

    start: Keys  # citizen → first of their skills
    skill: Rows
    level: Levels
    lack: Words
    refusing: Keys  # citizen → first of their refused openings
    refused: Rows
    reached: Rows  # how many of their home's openings


class Crowd(NamedTuple):
    """Some of them side by side in memory, those with the shortest journeys first."""

    row: Rows  # their places by id
    start: Keys
    skill: Rows
    level: Levels
    lack: Words
    refusing: Keys
    refused: Rows
    reached: Rows


class Jobs(NamedTuple):
    """Openings as the loops read them, in the order of their places."""

    row: Rows  # their place by id
    start: Keys  # opening → first of its needs
    skill: Rows
    weight: Short
    need: Words
    rarest: Rows  # opening → of the skills that weigh anything, the one that fewest openings need


class Room(NamedTuple):
    """Where the loops work; made once for each call. Rows of lanes stand one after the other."""

    place: Rows  # opening → place in the tile, or -1
    start: Rows  # skill → first in the tile's lists
    end: Rows  # skill → end of what is laid out so far
    lists: NDArray[np.uint32]
    held: Flags  # skill → whether anybody of the crowd has it
    planes: NDArray[np.uint32]  # bar, openings: one bit each
    rarest: Rows  # skill → the last laid out of the openings whose rarest need it is, or -1
    after: Rows  # place → the next of them
    slot: Rows  # skill → its row in `levels`, or -1
    skill: Rows  # the same the other way round
    levels: Short  # rows of lanes
    whole: NDArray[np.uint32]  # in step with them: who has the skill at the highest level
    laid: Rows  # lane → how many openings the person reaches
    barred: NDArray[np.uint32]  # place → who is barred, one bit a lane
    sums: Short  # rows of lanes
    highest: Short  # of each column: rows of lanes
    least: Short  # the score that would enter an opening's own list
    bounds: Short  # one row of lanes
    counted: Short  # the same
    low: Short
    high: Short
