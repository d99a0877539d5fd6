"""Three-valued truth over whole columns: false, unknown, true as 0, 1, 2; `and` is the least, `or` the most.

The same arrays answer a municipality at once and explain one person: an answer reads the last of them, an
explanation the single parts. Days are whole numbers since 1970; NEVER stands last and ALWAYS first, so that
"the earliest way" is a minimum and "when all hold" a maximum.

Each unknown part is taken by itself, which is exact while a rule asks about each fact once, as all rules of
the table of Norddjurs do. `completions` answers for the rules that ask about a fact twice.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.core.dates import Period
from fodfaeste.core.facts import FACTS, NOT_HAPPENED
from fodfaeste.core.policy import Clause, Pack, Way, Where

FALSE, UNKNOWN, TRUE = np.int8(0), np.int8(1), np.int8(2)
NEVER, ALWAYS = np.int32(2**31 - 1), np.int32(-(2**31) + 1)

#: The facts frame: one row a citizen, null = unknown.
FACT_TYPES: dict[str, pl.DataType] = {
    "citizen": pl.String(),
    **{
        name: {"date": pl.Date(), "number": pl.Float64(), "code": pl.String()}[fact.type]
        for name, fact in FACTS.items()
    },
}

Truth = NDArray[np.int8]
Days = NDArray[np.int32]

_COMPARED: dict[str, Callable[[Any, Any], Any]] = {
    "over": np.greater,
    "at_least": np.greater_equal,
    "under": np.less,
    "at_most": np.less_equal,
}


class Conditional(Protocol):
    """Anything with conditions: a line of a policy, or a rule of the law."""

    @property
    def clauses(self) -> tuple[Clause, ...]: ...


@dataclass(frozen=True, slots=True)
class WayTruth:
    """One way's parts: whether its day is reached, each condition, all together, and the day it surely gives.

    `open`: everything around the way is still unknown, so that a fact missing in it matters.
    """

    way: Way
    start: Days  # the day counted to; NEVER where it is unknown or has not happened
    reached: Truth
    conditions: tuple[Truth, ...]
    truth: Truth
    day: Days
    open: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class RuleTruth:
    """A whole rule: its truth on the day, the earliest day it surely gives, and its ways."""

    truth: Truth
    day: Days
    ways: tuple[WayTruth, ...]
    matters: dict[str, NDArray[np.bool_]] | None = None  # where known better than from the ways

    def missing(self) -> Iterator[tuple[str, NDArray[np.bool_]]]:
        """Each fact the rule asks about, with where it is unknown and could change the answer."""
        if self.matters is not None:
            yield from self.matters.items()
            return
        for way in self.ways:
            undecided = way.open & (way.truth == UNKNOWN)
            if way.way.start is not None:
                yield way.way.start, undecided & (way.reached == UNKNOWN)
            for where, condition in zip(way.way.where, way.conditions, strict=True):
                yield where.fact, undecided & (condition == UNKNOWN)


def rule_truth(rule: Conditional, facts: pl.DataFrame, on: date) -> RuleTruth:
    """What a rule says of every row of a facts frame on a day. All clauses of a rule must hold."""
    whole = Clause("all_of", rule.clauses)
    return _clause(whole, facts, day_number(on))


def day_number(day: date) -> np.int32:
    """A date as a whole number of days since 1970."""
    return np.int32((day - date(1970, 1, 1)).days)


def _clause(clause: Clause, facts: pl.DataFrame, on: np.int32) -> RuleTruth:
    parts = [_way(m, facts, on) if isinstance(m, Way) else _clause(m, facts, on) for m in clause.members]
    truths, days = np.stack([part.truth for part in parts]), np.stack([part.day for part in parts])
    if clause.operator == "any_of":
        truth, day = truths.max(axis=0), days.min(axis=0)
    elif clause.operator == "all_of":
        truth, day = truths.min(axis=0), days.max(axis=0)
    else:
        truth = TRUE - truths.max(axis=0)
        day = np.where(truth == TRUE, ALWAYS, NEVER)
    opened = truth == UNKNOWN
    ways = tuple(replace(way, open=way.open & opened) for part in parts for way in part.ways)
    return RuleTruth(truth, day, ways)


def _way(way: Way, facts: pl.DataFrame, on: np.int32) -> RuleTruth:
    conditions = tuple(_condition(where, facts) for where in way.where)
    always = np.full(facts.height, TRUE)
    held = np.minimum.reduce(conditions) if conditions else always
    start, reached = np.full(facts.height, ALWAYS), always
    if way.start is not None:
        column = facts[way.start]
        start = days_after(column, way.after)
        reached = np.where(column.is_null().to_numpy(), UNKNOWN, np.where(start <= on, TRUE, FALSE))
    truth = np.minimum(reached, held)
    day = np.where(held == TRUE, start, NEVER)
    parts = WayTruth(way, start, reached, conditions, truth, day, np.full(facts.height, fill_value=True))
    return RuleTruth(truth, day, (parts,))


def days_after(column: pl.Series, period: Period) -> Days:
    """The day a period after each date, in whole months clamped to the last day; NEVER without a date."""
    none = column.is_null() | (column == NOT_HAPPENED)
    days = column.set(none, date(1970, 1, 1)).to_numpy().astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    later = months + np.timedelta64(period.months, "M")
    last = (later + np.timedelta64(1, "M")).astype("datetime64[D]") - np.timedelta64(1, "D")
    clamped = np.minimum(later.astype("datetime64[D]") + (days - months.astype("datetime64[D]")), last)
    numbers = (clamped + np.timedelta64(period.days, "D")).astype(np.int32)
    return np.where(none.to_numpy(), NEVER, numbers)


def _condition(where: Where, facts: pl.DataFrame) -> Truth:
    column = facts[where.fact]
    unknown = column.is_null().to_numpy()
    if isinstance(where.value, tuple):
        listed = column.is_in(list(where.value)).fill_null(value=False).to_numpy()
        holds = listed if where.operator == "in" else ~listed
    else:
        compare = _COMPARED[where.operator]
        value = np.datetime64(where.value) if isinstance(where.value, date) else where.value
        holds = compare(column.to_numpy(), value)
        if isinstance(where.value, date):  # what has not happened is neither before nor after a day
            holds &= (column != NOT_HAPPENED).fill_null(value=False).to_numpy()
    return np.where(unknown, UNKNOWN, np.where(holds, TRUE, FALSE))


def facts_of(rule: Conditional) -> Iterator[str]:
    """The facts that a rule asks about, in the order it asks."""
    for way in ways_of(rule.clauses):
        if way.start is not None:
            yield way.start
        for where in way.where:
            yield where.fact


def ways_of(clauses: tuple[Clause, ...]) -> Iterator[Way]:
    """The single ways of some clauses, outermost first."""
    for clause in clauses:
        for member in clause.members:
            if isinstance(member, Way):
                yield member
            else:
                yield from ways_of((member,))


def facts_asked(pack: Pack) -> frozenset[str]:
    """Every fact that some rule of a pack asks about, the target group among them."""
    found = {fact for entry in pack.entries for fact in facts_of(entry)}
    return frozenset(found | {"target_group"})
