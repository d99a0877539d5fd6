"""An answer as rows for a file: the difference first, then its three bands, then both policies."""

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from fodfaeste.core.dates import add_months
from fodfaeste.engines.simulation.telling.bands import Told
from fodfaeste.engines.simulation.telling.tell import Answer, Line, Three

_BANDS = ("chance", "knowledge", "country")
_VALUES = (
    "difference",
    *(f"{band}_{end}" for band in _BANDS for end in ("low", "high")),
    "error", "today", "today_low", "today_high", "tried", "tried_low", "tried_high", "held_back",
)  # fmt: skip
MONTHS = ("measure", "unit", "month", "ends", *_VALUES)
GROUPS = ("measure", "unit", "group", "month", "ends", *_VALUES)
INDICATORS = ("indicator", "unit", "group", "month", "ends", *_VALUES, "not_simulated")

#: Digits behind the point: finer than anything that is known, and the same on every machine.
_DIGITS = 4
_OF_INDICATORS = "indicator."


def month_ends(on: date, months: int) -> tuple[date, ...]:
    """The day each month of a simulation ends, which begins on a day: as many months later."""
    return tuple(add_months(on, month + 1) for month in range(months))


def months_rows(answer: Answer, ends: Sequence[date]) -> Iterator[tuple[object, ...]]:
    """Everyone's figures, a row a measure and month, with `MONTHS`."""
    for line in answer.lines:
        if not line.group and not line.measure.id.startswith(_OF_INDICATORS):
            for month, values in _each(line):
                yield line.measure.id, line.measure.unit, month + 1, ends[month], *values


def groups_rows(answer: Answer, ends: Sequence[date]) -> Iterator[tuple[object, ...]]:
    """The figures of each label, with `GROUPS`."""
    for line in answer.lines:
        if line.group and not line.measure.id.startswith(_OF_INDICATORS):
            for month, values in _each(line):
                yield line.measure.id, line.measure.unit, line.group, month + 1, ends[month], *values


def indicators_rows(answer: Answer, ends: Sequence[date]) -> Iterator[tuple[object, ...]]:
    """The policies' own figures, with `INDICATORS`; those not simulated have a row with the reason alone."""
    for line in answer.lines:
        if line.measure.id.startswith(_OF_INDICATORS):
            name = line.measure.id.removeprefix(_OF_INDICATORS)
            for month, values in _each(line):
                yield name, line.measure.unit, line.group, month + 1, ends[month], *values, None
    for missing in answer.not_simulated:
        nothing = [None] * len(_VALUES)
        yield missing.indicator.id, missing.indicator.unit, None, None, None, *nothing, missing.reason.da


def _each(line: Line) -> Iterator[tuple[int, tuple[object, ...]]]:
    """Every month; what is held back has its row, empty."""
    for month in range(len(line.held_back)):
        is_back = bool(line.held_back[month])
        levels = line.shows_levels(month)
        values = [None] * (len(_VALUES) - 1) if is_back else three_values(line.of, month, levels=levels)
        yield month, (*values, "yes" if is_back else None)


def three_values(three: Three, month: int, *, levels: bool) -> Iterator[float | None]:
    """The difference with its bands and its error, then both policies with what is known of them.

    Without `levels` only what is changed is told, not what it is a change in.
    """
    yield rounded(three.difference.middle[month])
    for band in (three.difference.chance, three.difference.knowledge, three.difference.country):
        yield rounded(band.low[month])
        yield rounded(band.high[month])
    yield rounded(three.difference.error[month])
    for told in (three.today, three.tried):
        yield from _level(told, month) if levels else (None, None, None)


def _level(told: Told, month: int) -> Iterator[float | None]:
    yield rounded(told.middle[month])
    yield rounded(told.knowledge.low[month])
    yield rounded(told.knowledge.high[month])


def rounded(value: float) -> float | None:
    """A value as it stands in a file; nothing where there is none."""
    return None if np.isnan(value) else round(float(value), _DIGITS) + 0.0
