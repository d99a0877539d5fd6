"""What a municipality's own people did: time in each state, and moves out of it, by age and duration."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.core.dates import add_months
from fodfaeste.core.simulation import education_of
from fodfaeste.engines.simulation.model import Axes

Numbers = NDArray[np.float64]

DAYS_A_MONTH = 365.25 / 12
#: A hole of at most so many days between two states is paperwork: one went straight over.
_HOLE = 31
_NOWHERE = -1
_LATE = 92  # days in which a municipality gets round to recording
_QUARTER, _FEWEST_GONE = 91, 12
_MOST_LOOKS = 1200
_FAR = 10**8  # days


@dataclass(frozen=True, slots=True)
class Observed:
    """Person-months and moves within a window of days, by state, age, education and time in the state."""

    since: date
    until: date  # the day after the last
    exposure: Numbers  # (S, A, E, D)
    events: Numbers  # (S, A, E, D, S) moves to a state that is known
    vanished: Numbers  # (S, A, E, D) moves after which nothing more is known


def known_then(statuses: pl.DataFrame, on: date) -> pl.DataFrame:
    """The statuses as they were known at the end of a day, without what came or was first told of later.

    A snapshot has the latest record of each status alone. When an end is recorded, so is the beginning anew;
    when a history is loaded, all of it is recorded on one day. So a beginning or an end counts as unknown
    only if it was recorded after the day and within three months of happening: it was late. All else that
    had happened by the day counts as known.
    """
    recorded = pl.col("recorded_at").dt.date()

    def was_late(happened: str) -> pl.Expr:
        soon = recorded <= pl.col(happened).dt.offset_by(f"{_LATE}d")
        return ((recorded > on) & soon).fill_null(value=False)

    begun = pl.col("valid_from").is_null() | (pl.col("valid_from") <= on)
    untold = pl.col("valid_to").is_null() & was_late("valid_from")
    ended = (pl.col("valid_to") <= on) & ~was_late("valid_to")
    known = statuses.filter(begun & ~untold)
    return known.with_columns(pl.when(ended).then(pl.col("valid_to")).alias("valid_to"))


def complete_from(states: pl.DataFrame, inside: Collection[str], on: date) -> date | None:
    """The first day from which everybody who was there is known, not only those who stayed or came again.

    `inside` are the states of the effort: what became of those who left it may be known or not.

    A municipality's system may hold only those in the effort today, and those who left lately; before that,
    rates would be far too low. Looking back quarter by quarter, the data are complete as long as at least
    half as many left for good as in the middle quarter of the latest year. None where hardly anybody left.
    """
    last = (
        states.filter(pl.col("state").is_in(list(inside)))
        .sort("citizen", "begins")
        .group_by("citizen")
        .agg(pl.col("ends").last())["ends"]
    )
    gone = last.filter(last.is_not_null() & (last <= on))
    back = ((pl.Series([on]) - gone).dt.total_days() // _QUARTER).to_numpy()
    counts = np.bincount(back, minlength=4)
    usual = float(np.median(counts[:4]))
    if counts[:4].sum() < _FEWEST_GONE or usual == 0:
        return None
    too_few = np.flatnonzero(counts < usual / 2)
    quarters = int(too_few[0]) if len(too_few) else len(counts)
    return on - timedelta(days=quarters * _QUARTER) if quarters else None


def by_month(states: pl.DataFrame, on: date) -> pl.DataFrame:
    """The spells as someone sees them who looks once a month, on the same day of the month as `on`.

    The simulation looks at people so, and rates for it must be made from what it could see: a spell that
    began and ended between two looks is not there, and begins when it is first seen.
    """
    seen = states.filter(pl.col("begins") <= on).with_columns(
        first=_looks_back("begins", on), gone=pl.when(pl.col("ends") <= on).then(_looks_back("ends", on))
    )
    seen = seen.filter(pl.col("gone").is_null() | (pl.col("gone") < pl.col("first")))
    looks = pl.Series([add_months(on, -back) for back in range(_MOST_LOOKS + 1)], dtype=pl.Date)
    begins, ends = (pl.lit(looks).gather(pl.col(name)) for name in ("first", "gone"))
    return seen.with_columns(begins=begins, ends=ends).select(states.columns)


def _looks_back(day: str, on: date) -> pl.Expr:
    """How many looks before the last is the first on or after a day."""
    months = 12 * (on.year - pl.col(day).dt.year()) + on.month - pl.col(day).dt.month().cast(pl.Int32)
    return (months - (pl.col(day).dt.day() > on.day).cast(pl.Int32)).clip(0, _MOST_LOOKS)


def observe(states: pl.DataFrame, citizens: pl.DataFrame, axes: Axes, since: date, until: date) -> Observed:
    """Counts the time from `since` to the day before `until`, and the moves seen after it up to that day.

    Who was there at the look before, and is not on the last day, has moved within the time counted. `states`
    are spells as `state_spells` tells them; `citizens` gives year of birth and education. Who has no year of
    birth is left out. What is known of age is the year: a birthday is taken as the first of July.
    """
    rows = _rows(states, citizens, axes).filter(
        pl.col("begins") < until, pl.col("ends").is_null() | (pl.col("ends") > since)
    )
    spell = _Spells(rows, since, until)
    shape = tuple(len(axis) for axis in (axes.states, axes.age_from, axes.educations, axes.duration_from))
    return Observed(
        since,
        until,
        _exposure(spell, axes, shape),
        *_moves(spell, axes, shape),
    )


def entered(states: pl.DataFrame, axes: Axes, since: date, until: date) -> Numbers:
    """How many came into each state of the effort from outside it after one day up to the other, (S,)."""
    effort = _of_effort(states, axes)
    came = effort.filter(~_straight(effort, 1))
    return _counted(came.filter(pl.col("begins") > since, pl.col("begins") <= until), axes)


def left(states: pl.DataFrame, axes: Axes, since: date, until: date) -> Numbers:
    """How many left the effort from each of its states after one day up to the other, wherever to, (S,)."""
    effort = _of_effort(states, axes)
    gone = effort.filter(~_straight(effort, -1))
    return _counted(gone.filter(pl.col("ends") > since, pl.col("ends") <= until), axes)


def inside_of(axes: Axes) -> tuple[str, ...]:
    """The states of the effort."""
    return tuple(state for state, is_in in zip(axes.states, axes.in_effort, strict=True) if is_in)


def _of_effort(states: pl.DataFrame, axes: Axes) -> pl.DataFrame:
    return states.filter(pl.col("state").is_in(list(inside_of(axes)))).sort("citizen", "begins")


def _straight(effort: pl.DataFrame, step: int) -> pl.Series:
    """Whether each spell follows (step 1) or is followed by (step -1) another of the same person."""
    same = pl.col("citizen") == pl.col("citizen").shift(step)
    before, after = pl.col("ends"), pl.col("begins")
    hole = after - before.shift(1) if step > 0 else after.shift(-1) - before
    return effort.select((same & (hole.dt.total_days() <= _HOLE)).fill_null(value=False)).to_series()


def _counted(spells: pl.DataFrame, axes: Axes) -> Numbers:
    counted = dict(spells.group_by("state").len().iter_rows())
    return np.array([counted.get(state, 0) for state in axes.states], dtype=np.float64)


def _rows(states: pl.DataFrame, citizens: pl.DataFrame, axes: Axes) -> pl.DataFrame:
    """Each spell with its numbers and with where one went."""
    numbers = {state: number for number, state in enumerate(axes.states)}
    educations = {code: axes.educations.index(education_of(code)) for code in citizens["education"].unique()}
    people = citizens.filter(pl.col("birth_year").is_not_null()).select(
        "citizen",
        born=pl.date(pl.col("birth_year"), 7, 1),
        education=pl.col("education").replace_strict(
            educations, default=axes.educations.index(education_of(None)), return_dtype=pl.Int64
        ),
    )
    ordered = states.sort("citizen", "begins").with_columns(
        state=pl.col("state").replace_strict(numbers, return_dtype=pl.Int64)
    )
    straight = (pl.col("begins").shift(-1) - pl.col("ends")).dt.total_days() <= _HOLE
    is_same = pl.col("citizen") == pl.col("citizen").shift(-1)
    to = pl.when(is_same & straight).then(pl.col("state").shift(-1)).otherwise(_NOWHERE)
    return ordered.with_columns(to=to.fill_null(_NOWHERE)).join(people, on="citizen", how="inner")


class _Spells:
    """Spells as arrays of days since 1970; `first` and `last` are their part of the window."""

    def __init__(self, rows: pl.DataFrame, since: date, until: date) -> None:
        begin, end = _day(since), _day(until)
        self.begins = _days(rows["begins"])
        ends = _days(rows["ends"].fill_null(date.max))
        self.first, self.last = np.maximum(self.begins, begin), np.minimum(ends, end)
        self.state, self.to = rows["state"].to_numpy(), rows["to"].to_numpy()
        self.born, self.education = _days(rows["born"]), rows["education"].to_numpy()
        # A spell that changes into its own state, as after a hole, has not ended.
        self.is_over = (ends > begin) & (ends <= end) & (ends > self.begins) & (self.to != self.state)


def _day(day: date) -> int:
    return (day - date(1970, 1, 1)).days


def _days(days: pl.Series) -> NDArray[np.int64]:
    return days.cast(pl.Int32).to_numpy().astype(np.int64)


def _exposure(spell: _Spells, axes: Axes, shape: tuple[int, ...]) -> Numbers:
    """Person-months: each spell cut where a band of age or of duration ends."""
    found = np.zeros(shape)
    ages, durations = _cuts(spell.born, axes.age_from), _cuts(spell.begins, axes.duration_from)
    for duration in range(shape[3]):
        begins = np.maximum(spell.first, durations[duration])
        ends = np.minimum(spell.last, durations[duration + 1])
        for age in range(shape[1]):
            days = np.minimum(ends, ages[age + 1]) - np.maximum(begins, ages[age])
            lived = days > 0
            where = spell.state[lived], spell.education[lived]
            np.add.at(found[:, age, :, duration], where, days[lived] / DAYS_A_MONTH)
    return found


def _cuts(start: NDArray[np.int64], months: NDArray[np.int16]) -> list[NDArray[np.int64]]:
    """For each spell the day on which each band begins, and at last a day that never comes."""
    return [*(start + days for days in _in_days(months)), np.full(len(start), _FAR)]


def _in_days(months: NDArray[np.int16]) -> NDArray[np.int64]:
    return np.asarray(np.rint(months * DAYS_A_MONTH), np.int64)


def _moves(spell: _Spells, axes: Axes, shape: tuple[int, ...]) -> tuple[Numbers, Numbers]:
    events, vanished = np.zeros((*shape, shape[0])), np.zeros(shape)
    over = spell.is_over
    day = spell.last[over] - 1  # the last day in the state, so that no move lies in a band without time
    cell = (
        spell.state[over],
        _band(day - spell.born[over], axes.age_from),
        spell.education[over],
        _band(day - spell.begins[over], axes.duration_from),
    )
    to = spell.to[over]
    gone = to == _NOWHERE
    np.add.at(events, (*(part[~gone] for part in cell), to[~gone]), 1.0)
    np.add.at(vanished, tuple(part[gone] for part in cell), 1.0)
    return events, vanished


def _band(days: NDArray[np.int64], starts: NDArray[np.int16]) -> NDArray[np.int64]:
    return np.maximum(np.searchsorted(_in_days(starts), days, side="right") - 1, 0)
