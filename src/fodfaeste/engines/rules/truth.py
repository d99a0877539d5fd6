"""Three-valued truth over columns: false, unknown, true as 0, 1, 2, so that `and` is the least and `or` the most.

The same expressions answer a whole municipality at once and explain one person: an explanation reads the
columns of the single parts, an answer only the last two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from fodfaeste.core.facts import NOT_HAPPENED
from fodfaeste.core.policy import Clause, Entry, Way, Where

FALSE, UNKNOWN, TRUE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class WayColumns:
    """One way's parts: whether its day is reached, each of its conditions, all together, and its day."""

    way: Way
    reached: pl.Expr
    conditions: tuple[pl.Expr, ...]
    truth: pl.Expr
    day: pl.Expr
    open: pl.Expr  # whether everything around the way is still unknown, so that a missing fact matters


@dataclass(frozen=True, slots=True)
class RuleColumns:
    """A whole rule: its truth on the day, the earliest day it surely gives, and its ways."""

    truth: pl.Expr
    day: pl.Expr
    ways: tuple[WayColumns, ...]

    def missing(self) -> list[pl.Expr]:
        """Names of unknown facts that could change the answer; null where a fact is known or does not matter."""
        found = []
        for way in self.ways:
            if way.way.start is not None:
                found.append(_named(way.open & (way.truth == UNKNOWN) & (way.reached == UNKNOWN), way.way.start))
            for where, condition in zip(way.way.where, way.conditions, strict=True):
                found.append(_named(way.open & (way.truth == UNKNOWN) & (condition == UNKNOWN), where.fact))
        return found


def _named(matters: pl.Expr, fact: str) -> pl.Expr:
    return pl.when(matters).then(pl.lit(fact)).otherwise(None)


def columns_of(rule: Entry, on: date) -> RuleColumns:
    """The columns that answer a rule on a day. All clauses of a rule must hold."""
    parts = [_clause(clause, on) for clause in rule.clauses]
    truth = pl.min_horizontal([part.truth for part in parts])
    day = _latest([part.day for part in parts])
    opened = truth == UNKNOWN
    return RuleColumns(truth, day, tuple(_opened(w, opened) for part in parts for w in part.ways))


def _clause(clause: Clause, on: date) -> RuleColumns:
    parts = [_way(m, on) if isinstance(m, Way) else _clause(m, on) for m in clause.members]
    truths, days = [part.truth for part in parts], [part.day for part in parts]
    if clause.operator == "any_of":
        truth, day = pl.max_horizontal(truths), pl.min_horizontal(days)
    elif clause.operator == "all_of":
        truth, day = pl.min_horizontal(truths), _latest(days)
    else:
        truth = 2 - pl.max_horizontal(truths)
        day = pl.when(truth == TRUE).then(pl.lit(date.min)).otherwise(None)
    opened = truth == UNKNOWN
    return RuleColumns(truth, day, tuple(_opened(w, opened) for part in parts for w in part.ways))


def _opened(way: WayColumns, opened: pl.Expr) -> WayColumns:
    return WayColumns(way.way, way.reached, way.conditions, way.truth, way.day, way.open & opened)


def _way(way: Way, on: date) -> RuleColumns:
    conditions = tuple(_condition(where) for where in way.where)
    held = pl.min_horizontal(conditions) if conditions else pl.lit(TRUE)
    start_day, reached = pl.lit(date.min), pl.lit(TRUE)
    if way.start is not None:
        start = pl.col(way.start)
        happened = pl.when(start < NOT_HAPPENED).then(start)
        start_day = happened.dt.offset_by(f"{way.after.months}mo").dt.offset_by(f"{way.after.days}d")
        reached = (
            pl.when(start.is_null())
            .then(UNKNOWN)
            .when((start < NOT_HAPPENED) & (start_day <= on))
            .then(TRUE)
            .otherwise(FALSE)
        )
    truth = pl.min_horizontal(reached, held)
    day = pl.when(held == TRUE).then(start_day).otherwise(None)
    parts = WayColumns(way, reached, conditions, truth, day, pl.lit(value=True))
    return RuleColumns(truth, day, (parts,))


def _condition(where: Where) -> pl.Expr:
    fact = pl.col(where.fact)
    holds = {
        "over": lambda: fact > where.value,
        "at_least": lambda: fact >= where.value,
        "under": lambda: fact < where.value,
        "at_most": lambda: fact <= where.value,
        "in": lambda: fact.is_in(where.value),
        "not_in": lambda: ~fact.is_in(where.value),
    }[where.operator]()
    return pl.when(fact.is_null()).then(UNKNOWN).when(holds).then(TRUE).otherwise(FALSE)


def _latest(days: list[pl.Expr]) -> pl.Expr:
    """The last of several days; none where any of them has none."""
    all_known = pl.all_horizontal([day.is_not_null() for day in days])
    return pl.when(all_known).then(pl.max_horizontal(days)).otherwise(None)


def facts_of(rule: Entry) -> Iterator[str]:
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
