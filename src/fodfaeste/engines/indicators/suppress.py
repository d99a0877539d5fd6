"""Small numbers are not shown, nor anything that gives them away by subtraction."""

import polars as pl

FEWEST = 5


def suppress(figures: pl.DataFrame, fewest: int = FEWEST) -> pl.DataFrame:
    """Mark and empty the figures that could point at a person.

    `figures`: group (empty: everyone), numerator (null where the figure is no share), denominator, value.
    A row is suppressed when the people counted, those among them with the trait, or those without it, are
    between one and `fewest - 1`. Then groups are suppressed, smallest first, until what is left when the shown
    groups are taken from everyone is either nothing or itself large enough.
    """
    rows = figures.sort("denominator", "group").to_dicts()
    groups = [row for row in rows if row["group"]]
    total = next((row for row in rows if not row["group"]), None)
    hidden = {row["group"] for row in rows if not _safe(row["numerator"], row["denominator"], fewest)}
    if total is not None and "" not in hidden:
        for row in groups:
            if _remainder_safe(total, groups, hidden, fewest):
                break
            hidden.add(row["group"])
    is_hidden = pl.col("group").is_in(list(hidden))
    emptied = [pl.when(~is_hidden).then(name).alias(name) for name in ("numerator", "denominator", "value")]
    return figures.with_columns(*emptied, suppressed=is_hidden)


def _safe(numerator: float | None, denominator: float, fewest: int) -> bool:
    counts = [denominator]
    if numerator is not None:
        counts += [numerator, denominator - numerator]
    return all(count == 0 or count >= fewest for count in counts)


def _remainder_safe(
    total: dict[str, float], groups: list[dict[str, float]], hidden: set[str], fewest: int
) -> bool:
    """Whether everyone minus the shown groups is no small number, and no single group."""
    covered = [row for row in groups if row["group"] in hidden]
    if not covered:
        return True
    if len(covered) == 1 and len(groups) > 1:
        return False
    shown = [row for row in groups if row["group"] not in hidden]
    denominator = total["denominator"] - sum(row["denominator"] for row in shown)
    numerator = None
    if total["numerator"] is not None:
        numerator = total["numerator"] - sum(row["numerator"] for row in shown)
    return _safe(numerator, denominator, fewest)
