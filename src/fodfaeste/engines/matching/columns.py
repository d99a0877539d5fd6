"""Citizens and openings read from tables into columns of the same form, in the order of their ids."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.core.openings import ATTENDANCE_CODES, DAILY, STAY, WILL_NOT
from fodfaeste.engines.matching.checks import MOST_MINUTES
from fodfaeste.engines.matching.held import laid_out
from fodfaeste.engines.matching.numbered import NOWHERE, numbered
from fodfaeste.engines.matching.scores import Lists, lists_of
from fodfaeste.engines.matching.settings import Settings
from fodfaeste.engines.matching.sides import lacking, offered_of, seekers_of
from fodfaeste.engines.matching.travel import UNKNOWN_PLACE, Travel
from fodfaeste.engines.matching.vocabulary import Vocabulary
from fodfaeste.engines.matching.weights import SkillsCounted, need_weights
from fodfaeste.engines.matching.wishes import BY_ITS_START, TOLD, with_section

Tables = Mapping[str, pl.DataFrame]
Values = NDArray[Any]

_STAY = np.uint64(1 << 63)
_EVER = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Columns:
    """Some of one side in the order of their ids."""

    ids: pl.Series
    plain: dict[str, Values]  # one value each
    skills: Lists
    beside: dict[str, Values]  # in step with `skills.rows`
    words: Lists

    def some(self, order: NDArray[np.integer[Any]]) -> "Columns":
        """Some of them, in another order."""
        skills, at = self.skills.some(order)
        return Columns(
            self.ids.gather(order),
            {name: values[order] for name, values in self.plain.items()},
            skills,
            {name: values[at] for name, values in self.beside.items()},
            self.words.some(order)[0],
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """What every table is read with."""

    travel: Travel
    settings: Settings
    skills: Vocabulary
    words: Vocabulary
    counted: SkillsCounted


def read_citizens(tables: Tables, by: Reading) -> Columns:
    """What citizens have, can and will not."""
    citizens = tables["citizens"].sort("citizen")
    seekers = seekers_of(citizens, tables["wishes"], tables["kinds_ruled_out"], by.travel, by.settings)
    ids, told = citizens["citizen"], tables["citizen_skills"]
    rows = (numbered(told["citizen"], ids), by.skills.numbers(told["skill"]), told["level"])
    levels = rows[2].cast(pl.UInt8).to_numpy()
    start, skill, level = laid_out(lambda: iter([(rows[0], rows[1], levels)]), len(ids))
    refused = tables["wishes"].filter((pl.col("strength") == WILL_NOT) & (pl.col("what") != ""))
    said = pl.DataFrame(
        {"row": numbered(refused["citizen"], ids), "word": by.words.numbers(_spoken(refused))}
    )
    plain: dict[str, Values] = {
        "group": seekers.place + 1,
        "limit": np.clip(seekers.minutes, 0, MOST_MINUTES),
        "bits": lacking(seekers.have).astype(np.uint64) | np.where(seekers.stays, np.uint64(0), _STAY),
        "low": seekers.hours_min,
        "high": seekers.hours_max,
        "could": np.ones(len(ids), dtype=np.bool_),
        "opens": np.full(len(ids), -_EVER, dtype=np.int32),
        "closes": np.full(len(ids), _EVER, dtype=np.int32),
    }
    return Columns(ids, plain, Lists(start, skill), {"amount": level.astype(np.uint16)}, _lists(said, ids))


def read_openings(tables: Tables, by: Reading) -> Columns:
    """What openings ask and are, and when they can be taken."""
    openings = with_section(tables["openings"].sort("opening"), tables["employers"])
    ids = openings["opening"]
    offered = offered_of(openings, by.travel, date.min)
    needs = need_weights(tables["opening_skills"], by.counted)
    row = numbered(needs["opening"], ids)
    needs = needs.filter(row != NOWHERE)
    asked = lists_of(row[row != NOWHERE], by.skills.numbers(needs["skill"]), len(ids))
    weight = needs["weight14"].to_numpy()
    summed = np.concatenate([[0], np.cumsum(weight)])
    is_daily = offered.attendance == ATTENDANCE_CODES.index(DAILY)
    stays = offered.attendance == ATTENDANCE_CODES.index(STAY)
    plain: dict[str, Values] = {
        "group": np.where(is_daily, offered.place + 1, 0),
        "limit": np.full(len(ids), _EVER),
        "bits": offered.need.astype(np.uint64) | np.where(stays, _STAY, np.uint64(0)),
        "low": offered.hours_min,
        "high": offered.hours_max,
        "could": (openings["seats"] >= 1).fill_null(value=False).to_numpy()
        & (np.diff(summed[asked.start]) > 0)
        & ~(is_daily & (offered.place == UNKNOWN_PLACE)),
        "opens": _days(openings["opens"], -_EVER),
        "closes": _days(openings["closes"], _EVER),
    }
    beside: dict[str, Values] = {
        "amount": weight.astype(np.uint16),
        "essential": needs["essential"].to_numpy().astype(np.uint8),
    }
    return Columns(ids, plain, asked, beside, _lists(_what_they_are(openings, by.words), ids))


def _what_they_are(openings: pl.DataFrame, words: Vocabulary) -> pl.DataFrame:
    """Every word by which a wish may mean each opening."""
    told = openings.select(**TOLD).with_row_index("row")
    found = []
    for kind in TOLD:
        lengths: list[int | None] = [None]
        if kind == BY_ITS_START:
            lengths = list(range(1, 1 + int(told[kind].str.len_chars().max() or 0)))  # type: ignore[arg-type]
        for length in lengths:
            what = pl.col(kind) if length is None else pl.col(kind).str.head(length)
            found.append(told.select("row", kind=pl.lit(kind), what=what).drop_nulls("what"))
    every = pl.concat(found).filter(pl.col("what") != "").unique()
    return every.select("row", word=pl.Series(words.numbers(_spoken(every))))


def _spoken(wishes: pl.DataFrame) -> pl.Series:
    return wishes.select(word=pl.col("kind") + "\t" + pl.col("what"))["word"]


def _lists(rows: pl.DataFrame, ids: pl.Series) -> Lists:
    known = rows.filter(pl.col("row").cast(pl.Int64) != NOWHERE).unique().sort("row", "word")
    return lists_of(known["row"].to_numpy(), known["word"].to_numpy(), len(ids))


def _days(days: pl.Series, none: int) -> Values:
    return days.cast(pl.Int32).fill_null(none).to_numpy()


def counted_in(day: date) -> int:
    """A day as `opens` and `closes` count it."""
    return (day - date(1970, 1, 1)).days
