"""Rules that ask about a fact twice: what is unknown is filled in every way that makes a difference.

Where one way asks for more than six months and another for at most six, an unknown number of months makes
each way unknown by itself, though one of them must hold. Such rules are answered by trying the values that
tell the rule's parts apart: the answer is known when all agree; a fact is missing when it alone changes it.
"""

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import product
from math import inf

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.core.facts import NOT_HAPPENED
from fodfaeste.core.law_facts import ALL_FACTS
from fodfaeste.core.policy import Way
from fodfaeste.engines.rules.truth import (
    TRUE,
    UNKNOWN,
    Conditional,
    Days,
    RuleTruth,
    Truth,
    day_number,
    facts_of,
    rule_truth,
    ways_of,
)

_LONG_AGO = date(1, 1, 1)
_MONTH = 30.436875
_AROUND = 12  # days on either side that surely hold the day on which a way's day is just reached


def sure_truth(rule: Conditional, facts: pl.DataFrame, on: date) -> RuleTruth:
    """What a rule says of every row, unknown only where filling in what is missing could change it."""
    found = rule_truth(rule, facts, on)
    asked = Counter(facts_of(rule))
    if max(asked.values()) == 1:
        return found
    truth, day = found.truth.copy(), found.day.copy()
    matters = {fact: np.zeros(facts.height, dtype=np.bool_) for fact in asked}
    unknown = facts.select(pl.col(fact).is_null() for fact in asked)
    patterns = unknown.with_row_index("_at").partition_by(list(asked), as_dict=True)
    for pattern, rows in patterns.items():
        missing = [fact for fact, is_missing in zip(asked, pattern, strict=True) if is_missing]
        if not missing:
            continue
        at = rows["_at"].to_numpy()
        truth[at], day[at], matter = _completed(rule, facts[at], on, missing)
        for fact, changes in zip(missing, matter, strict=True):
            matters[fact][at] = changes
    return replace(found, truth=truth, day=day, matters=matters)


def _completed(
    rule: Conditional, facts: pl.DataFrame, on: date, missing: list[str]
) -> tuple[Truth, Days, list[NDArray[np.bool_]]]:
    """Truth, sure day, and for each missing fact where it alone changes the truth."""
    values = [_telling_values(rule, fact, facts, on) for fact in missing]
    tried = [
        rule_truth(rule, facts.with_columns(v.new_from_index(0, facts.height) for v in chosen), on)
        for chosen in product(*values)
    ]
    truths = np.stack([one.truth for one in tried])
    least, most = truths.min(axis=0), truths.max(axis=0)
    table = truths.reshape(*(len(v) for v in values), facts.height)
    matter = [
        (table.min(axis=axis) != table.max(axis=axis)).reshape(-1, facts.height).any(axis=0)
        for axis in range(len(missing))
    ]
    day: Days = np.stack([one.day for one in tried]).max(axis=0)
    return np.where(least == most, least, UNKNOWN), day, matter


def _telling_values(rule: Conditional, fact: str, facts: pl.DataFrame, on: date) -> list[pl.Series]:
    """Values of a fact, one for each way the parts that ask about it can come out together.

    Of days that come out alike the last is taken: a rule's sure day is the latest that any of them gives.
    """
    candidates = _candidates(rule, fact, on)
    frame = facts.clear(len(candidates)).with_columns(candidates)
    parts = []
    for way in rule_truth(rule, frame, on).ways:
        parts += [way.reached == TRUE] if way.way.start == fact else []
        parts += [
            condition == TRUE
            for where, condition in zip(way.way.where, way.conditions, strict=True)
            if where.fact == fact
        ]
    _, from_the_end = np.unique(np.stack(parts)[:, ::-1], axis=1, return_index=True)
    last = sorted(len(candidates) - 1 - int(index) for index in from_the_end)
    return [candidates[index : index + 1] for index in last]


def _candidates(rule: Conditional, fact: str, on: date) -> pl.Series:
    """Values on both sides of everything that a rule compares a fact with."""
    ways = list(ways_of(rule.clauses))
    compared = [where.value for way in ways for where in way.where if where.fact == fact]
    if ALL_FACTS[fact].type == "code":
        codes = {code for value in compared if isinstance(value, tuple) for code in value}
        return pl.Series(fact, [*sorted(codes), ""], dtype=pl.String)
    if ALL_FACTS[fact].type == "number":
        limits = sorted({float(value) for value in compared if isinstance(value, float)})
        near = [side for at in limits for side in (np.nextafter(at, -inf), at, np.nextafter(at, inf))]
        return pl.Series(fact, near, dtype=pl.Float64)
    days = {int(day_number(value)) for value in compared if isinstance(value, date)}
    near_days = {day + side for day in days for side in (-1, 0, 1)}
    near_days |= {day for way in ways if way.start == fact for day in _around_start(way, on)}
    outer = {int(day_number(_LONG_AGO)), int(day_number(NOT_HAPPENED))}
    return pl.Series(fact, sorted(near_days | outer), dtype=pl.Int32).cast(pl.Date)


def _around_start(way: Way, on: date) -> range:
    middle = int(day_number(on)) - way.after.days - round(way.after.months * _MONTH)
    return range(middle - _AROUND, middle + _AROUND + 1)
