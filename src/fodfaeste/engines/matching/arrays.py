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
    """Citizens as the loops read them, in the order of their homes."""

    row: Rows  # their place by id
    start: Keys  # citizen → first of their skills
    skill: Rows
    level: Levels
    lack: Words
    refusing: Keys  # citizen → first of their refused openings
    refused: Rows
    reached: Rows  # how many of their home's openings


class Jobs(NamedTuple):
    """Openings as the loops read them, in the order of their places."""

    row: Rows  # their place by id
    start: Keys  # opening → first of its needs
    skill: Rows
    weight: Short
    need: Words


class Room(NamedTuple):
    """Where the loops work; made once for each call."""

    place: Rows  # opening → place in the tile, or -1
    start: Rows  # skill → first in the tile's lists
    end: Rows  # skill → end of what is laid out so far
    sums: NDArray[np.uint32]
    scores: Short
    least: Short  # the score that would enter an opening's own list
    barred: Short
    highest: Short
    enters: Short
    columns: Rows
    tried: Rows
    lists: NDArray[np.uint32]
    planes: Short  # bar, column
    held: Flags  # skill → whether anybody of the crowd has it
