"""Small numbers are not shown, nor anything that gives them away by subtraction."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

FEWEST = 5


@dataclass(frozen=True, slots=True)
class _Row:
    """The people counted in a group, and those among them with the trait where the figure is a share."""

    group: str
    numerator: float | None
    denominator: float


def suppress(figures: pl.DataFrame, fewest: int = FEWEST) -> pl.DataFrame:
    """Mark and empty the figures that could point at a person.

    `figures`: group (empty: everyone), numerator (null where the figure is no share), denominator, value.
    A row is suppressed when the people counted, those among them with the trait, or those without it, are
    between one and `fewest - 1`. Then groups are suppressed, smallest first and no more than are needed,
    until what is left when the shown groups are taken from everyone is nothing or itself large enough.
    """
    columns = figures.select("group", "numerator", "denominator").sort("denominator", "group")
    rows = [_Row(*row) for row in columns.iter_rows()]
    hidden = {row.group for row in rows if not _safe(row.numerator, row.denominator, fewest)}
    everyone = next((row for row in rows if not row.group), None)
    if everyone is not None and everyone.group not in hidden:
        hidden = _hide_remainder(everyone, [row for row in rows if row.group], hidden, fewest)
    is_hidden = pl.col("group").is_in(sorted(hidden))
    emptied = [pl.when(~is_hidden).then(name).alias(name) for name in ("numerator", "denominator", "value")]
    return figures.with_columns(*emptied, suppressed=is_hidden)


def _hide_remainder(everyone: _Row, groups: list[_Row], small: set[str], fewest: int) -> set[str]:
    """The groups to hide so that everyone without the shown ones is safe: added until so, then tried back."""
    hidden, added = set(small), []
    for row in groups:
        if _remainder_safe(everyone, groups, hidden, fewest):
            break
        if row.group not in hidden:
            hidden.add(row.group)
            added.append(row.group)
    for group in reversed(added):
        if _remainder_safe(everyone, groups, hidden - {group}, fewest):
            hidden.remove(group)
    return hidden


def _safe(numerator: float | None, denominator: float, fewest: int) -> bool:
    counts = [denominator]
    if numerator is not None:
        counts += [numerator, denominator - numerator]
    return all(count == 0 or count >= fewest for count in counts)


def _remainder_safe(everyone: _Row, groups: Iterable[_Row], hidden: set[str], fewest: int) -> bool:
    """Whether everyone minus the shown groups is no small number."""
    shown = [row for row in groups if row.group not in hidden]
    denominator = everyone.denominator - sum(row.denominator for row in shown)
    if everyone.numerator is None:
        return _safe(None, denominator, fewest)
    return _safe(everyone.numerator - sum(row.numerator or 0 for row in shown), denominator, fewest)
