"""The two sides as arrays: what each person can and each opening asks, in the order of their ids."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.core.openings import ATTENDANCE_CODES, WANTS, WILL_NOT
from fodfaeste.engines.matching.checks import MOST_MINUTES
from fodfaeste.engines.matching.codes import ALL_LISTS, BITS, LANGUAGES_HELD, WHOLE, Bits, bits_of, gathered
from fodfaeste.engines.matching.settings import Settings
from fodfaeste.engines.matching.travel import Travel

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]

#: No limit of hours, and no minutes that can be told.
_FEWEST, _MOST = -(2**62), 2**62
UNTOLD_MINUTES = -1


@dataclass(frozen=True, slots=True)
class Seekers:
    """The citizens."""

    ids: pl.Series
    place: Numbers
    minutes: Numbers  # the longest journey; UNTOLD_MINUTES where neither they nor a pack says
    hours_min: Numbers
    hours_max: Numbers
    have: Bits
    stays: Flags  # wants work with lodging

    def some(self, rows: NDArray[np.integer[Any]], ids: pl.Series) -> "Seekers":
        """Some of them, and what they are called from there on."""
        names = [field.name for field in fields(self) if field.name != "ids"]
        return Seekers(ids=ids, **{name: getattr(self, name)[rows] for name in names})


@dataclass(frozen=True, slots=True)
class Offered:
    """The openings."""

    ids: pl.Series
    place: Numbers
    attendance: Numbers  # index in ATTENDANCE_CODES
    hours_min: Numbers
    hours_max: Numbers
    need: Bits
    can_be_taken: Flags  # there is a seat, and the day lies between opening and closing


def seekers_of(
    citizens: pl.DataFrame, wishes: pl.DataFrame, ruled_out: pl.DataFrame, travel: Travel, settings: Settings
) -> Seekers:
    """The citizens, in the order they are given."""
    daily = UNTOLD_MINUTES if settings.daily_minutes is None else settings.daily_minutes
    ids = citizens["citizen"]
    stay = wishes.filter(kind="ophold", what="ja")
    wanted = stay.filter(strength=WANTS)["citizen"].implode()
    refused = stay.filter(strength=WILL_NOT)["citizen"].implode()
    return Seekers(
        ids=ids,
        place=travel.index(citizens["place"]),
        minutes=np.minimum(_whole(citizens["reach_minutes"], daily), MOST_MINUTES),
        hours_min=_whole(citizens["hours_min"], _FEWEST),
        hours_max=_whole(citizens["hours_max"], _MOST),
        have=_have(citizens, ruled_out),
        stays=(ids.is_in(wanted) & ~ids.is_in(refused)).to_numpy(),
    )


def _have(citizens: pl.DataFrame, ruled_out: pl.DataFrame) -> Bits:
    """What nobody can demand in vain: not asked of shifts and limits is anything, unknown papers are none."""
    shifts = bits_of(citizens["shifts"], BITS["shifts"])
    shifts[citizens["shifts"].is_null().to_numpy()] = WHOLE["shifts"]
    limits = bits_of(citizens["limits"], BITS["demands"])
    rows = citizens.select("citizen").with_row_index("row")
    kinds = ruled_out.join(rows, on="citizen").select(pl.col("row").cast(pl.Int64), code="kind")
    by_law = gathered(kinds, citizens.height, BITS["kinds"])
    return (
        shifts
        | bits_of(citizens["licences"], BITS["licences"])
        | bits_of(citizens["languages"], LANGUAGES_HELD)
        | (WHOLE["demands"] & ~limits)
        | (WHOLE["kinds"] & ~by_law)
    )


def offered_of(openings: pl.DataFrame, travel: Travel, on: date) -> Offered:
    """The openings, in the order they are given."""
    day = pl.lit(on)
    opened = (pl.col("opens").is_null() | (pl.col("opens") <= day)) & (
        pl.col("closes").is_null() | (pl.col("closes") >= day)
    )
    attendance = {code: index for index, code in enumerate(ATTENDANCE_CODES)}
    kinds = openings["kind"].replace_strict(BITS["kinds"], return_dtype=pl.Int64).to_numpy()
    lists = [bits_of(openings[name], BITS[name]) for name in ("shifts", "licences", "languages", "demands")]
    return Offered(
        ids=openings["opening"],
        place=travel.index(openings["place"]),
        attendance=openings["attendance"].replace_strict(attendance, return_dtype=pl.Int64).to_numpy(),
        hours_min=_whole(openings["hours_min"], _FEWEST),
        hours_max=_whole(openings["hours_max"], _MOST),
        need=np.bitwise_or.reduce([kinds, *lists]),
        can_be_taken=openings.select(taken=opened & (pl.col("seats") >= 1))["taken"].to_numpy(),
    )


def _whole(values: pl.Series, missing: int) -> Numbers:
    return values.cast(pl.Int64).fill_null(missing).to_numpy()


def lacking(have: Bits) -> Bits:
    """The bits a person has not got."""
    return ~have & ALL_LISTS
