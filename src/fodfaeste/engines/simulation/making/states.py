"""Which state each citizen has been in and when, as the country's codes read statuses and spells."""

from datetime import date

import polars as pl

from fodfaeste.core.simulation import Country

#: Before the first day that any status tells of.
_ALWAYS = date(1, 1, 1)
_FAR, _LIFT = date(9999, 12, 31), 10_000_000
_OVER = ""  # from here on the kind says nothing
_SPELL = "spell"
#: A job beside the studies does not end them; unemployment is told by the benefit.
_SPELLS = ("education", "work")


def state_spells(statuses: pl.DataFrame, spells: pl.DataFrame, country: Country) -> pl.DataFrame:
    """Unbroken time in one state: citizen, state, begins, ends (the first day after), in the order of time.

    `statuses` and `spells` are tables of the snapshot. Where nothing that is known fits a code, no state is
    told. Codes that come to the same state, such as a benefit under its new name, make one spell.
    """
    kinds = sorted({kind for code in country.codes for kind in code.asked})
    days = _days(statuses, spells, kinds)
    return _joined(days.with_columns(state=_state(country, days.columns)))


def _days(statuses: pl.DataFrame, spells: pl.DataFrame, kinds: list[str]) -> pl.DataFrame:
    """What is known of each citizen from each day on which something changes: a column for each kind."""
    asked = statuses.filter(pl.col("kind").is_in(kinds)).select(
        "citizen", "kind", "value", day=pl.col("valid_from").fill_null(_ALWAYS), until="valid_to"
    )
    periods = _periods(spells.filter(pl.col("kind").is_in(_SPELLS)).sort("citizen", "kind", "from"))
    both = pl.concat([asked, periods]).sort("citizen", "kind", "day", maintain_order=True)
    ends = both.filter(_is_end()).select("citizen", "kind", value=pl.lit(_OVER), day="until")
    # A kind that begins anew on the day it ended goes on: of a day's changes the last one counts.
    changes = pl.concat([ends, both.select("citizen", "kind", "value", "day")])
    names = changes["kind"].unique().sort().to_list()
    wide = changes.select("citizen", "day", *(_only(name) for name in names))
    wide = wide.sort("citizen", "day", maintain_order=True)
    is_first = (pl.col("citizen") != pl.col("citizen").shift()).fill_null(value=True)
    wide = wide.with_columns(_carried(name, is_first) for name in names)
    same = (pl.col("citizen") == pl.col("citizen").shift(-1)) & (pl.col("day") == pl.col("day").shift(-1))
    wide = wide.filter(~same.fill_null(value=False))
    return wide.with_columns(_running([name for name in _SPELLS if name in names]))


def _periods(spells: pl.DataFrame) -> pl.DataFrame:
    """Periods that last until the last of those begun has ended: one job may lie within another."""
    is_other = (pl.col("citizen") != pl.col("citizen").shift()) | (pl.col("kind") != pl.col("kind").shift())
    # Days are lifted above those of everybody before, so that the latest so far is each one's own.
    lift = is_other.fill_null(value=True).cum_sum().cast(pl.Int64) * _LIFT
    last = (lift + pl.col("to").fill_null(_FAR).cast(pl.Int32)).cum_max() - lift
    until = last.cast(pl.Int32).cast(pl.Date)
    until = pl.when(until != _FAR).then(until.dt.offset_by("1d"))
    return spells.select("citizen", "kind", value="kind", day="from", until=until)


def _is_end() -> pl.Expr:
    """Whether a kind says nothing after a row's end: not where the next row had taken over before it."""
    goes_on = pl.lit(value=True)
    for name in ("citizen", "kind"):
        goes_on &= pl.col(name) == pl.col(name).shift(-1)
    taken_over = goes_on & (pl.col("day").shift(-1) < pl.col("until"))
    return pl.col("until").is_not_null() & ~taken_over.fill_null(value=False)


def _only(kind: str) -> pl.Expr:
    return pl.when(pl.col("kind") == kind).then("value").alias(kind)


def _carried(kind: str, is_first: pl.Expr) -> pl.Expr:
    """What was last said of a kind; before anything was said of a person it says nothing."""
    value = pl.when(is_first).then(pl.col(kind).fill_null(_OVER)).otherwise(kind)
    return value.forward_fill().alias(kind)


def _running(names: list[str]) -> pl.Expr:
    found: pl.Expr = pl.lit(None, dtype=pl.String)
    for name in reversed(names):
        found = pl.when(pl.col(name) == name).then(pl.lit(name)).otherwise(found)
    return found.alias(_SPELL)


def _state(country: Country, known: list[str]) -> pl.Expr:
    """The state of the first code that fits."""
    found = pl.lit(None, dtype=pl.String)
    for code in reversed(country.codes):
        if all(kind in known for kind in code.asked):
            fits = [pl.col(kind).is_in(list(codes)) for kind, codes in code.asked.items()]
            found = pl.when(pl.all_horizontal(fits)).then(pl.lit(code.state)).otherwise(found)
    return found


def _joined(days: pl.DataFrame) -> pl.DataFrame:
    """One row for each state from the day it begins to the day another does."""
    is_new = pl.col("state").ne_missing(pl.col("state").shift()) | (
        pl.col("citizen") != pl.col("citizen").shift()
    )
    begins = days.select("citizen", "state", begins="day", is_new=is_new.fill_null(value=True)).filter(
        "is_new"
    )
    ends = pl.when(pl.col("citizen") == pl.col("citizen").shift(-1)).then(pl.col("begins").shift(-1))
    spells = begins.with_columns(ends=ends)
    return spells.filter(pl.col("state").is_not_null()).drop("is_new")
