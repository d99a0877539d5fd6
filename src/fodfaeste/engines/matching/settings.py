"""The numbers that matching takes from a pack: what counts as daily travel."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

MINUTES, JOURNEYS = "dagligt.minutter", "dagligt.ture"


@dataclass(frozen=True, slots=True)
class Settings:
    """What counts as daily travel. None: no pack says, so what hangs on it cannot be told."""

    daily_minutes: int | None  # longest journey each way of one who has set no limit
    daily_journeys: int | None  # journeys a week that a boat or flight must make


def settings_of(tables: Mapping[str, pl.DataFrame]) -> Settings:
    """What counts as daily travel by the snapshot's own numbers."""
    numbers: dict[str, float] = dict(tables["numbers"].select("name", "value").iter_rows())
    minutes, journeys = numbers.get(MINUTES), numbers.get(JOURNEYS)
    return Settings(
        daily_minutes=None if minutes is None else math.floor(minutes),
        daily_journeys=None if journeys is None else math.ceil(journeys),
    )
