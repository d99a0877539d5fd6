"""The journeys that can carry work: which count on a day, and the shortest between two places."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.core.reach import months_of
from fodfaeste.engines.matching.numbered import NOWHERE, numbered
from fodfaeste.engines.matching.settings import Settings

#: Minutes between places that no journey binds: more than anybody's limit.
NEVER = np.iinfo(np.int32).max
UNKNOWN_PLACE = NOWHERE


class Use(IntEnum):
    """Whether a journey can be made on the day, and as often as work asks."""

    USABLE = 0
    UNTOLD = 1  # no pack says how often is often enough
    TOO_SELDOM = 2
    OTHER_SEASON = 3


@dataclass(frozen=True, slots=True)
class Travel:
    """Shortest minutes between places, for all or for one pair; every place is 0 minutes from itself."""

    places: pl.Series
    minutes: NDArray[np.int32]  # from, to

    def index(self, names: pl.Series) -> NDArray[np.int64]:
        """The index of each place; `UNKNOWN_PLACE` for none."""
        return numbered(names, self.places).astype(np.int64)


def judged(reach: pl.DataFrame, on: date, settings: Settings) -> pl.DataFrame:
    """The journeys with `use`: whether each can be made in the day's month, and often enough."""
    now = [season for season in reach["season"].unique() if on.month in months_of(season)]
    needed = settings.daily_journeys
    seldom = Use.UNTOLD if needed is None else Use.TOO_SELDOM
    use = (
        pl.when(~pl.col("season").is_in(now))
        .then(Use.OTHER_SEASON.value)
        .when(pl.col("per_week").is_null() | (pl.col("per_week") >= (NEVER if needed is None else needed)))
        .then(Use.USABLE.value)
        .otherwise(seldom.value)
    )
    return reach.with_columns(use=use)


def travel_on(reach: pl.DataFrame, places: pl.Series, on: date, settings: Settings) -> Travel:
    """The shortest usable journey between every two of some places."""
    between = reach.filter(pl.col("from").is_in(places.implode()) & pl.col("to").is_in(places.implode()))
    usable = judged(between, on, settings).filter(use=Use.USABLE.value)
    travel = Travel(places, np.full((len(places), len(places)), NEVER, dtype=np.int32))
    shortest = usable.group_by("from", "to").agg(pl.col("minutes").min())
    start, end = travel.index(shortest["from"]), travel.index(shortest["to"])
    travel.minutes[start, end] = shortest["minutes"].to_numpy()
    np.fill_diagonal(travel.minutes, 0)
    return travel
