"""Which state each citizen has been in and when, as the country's codes read statuses and spells."""

from datetime import date

import polars as pl

from fodfaeste.core.simulation import Country

#: Before the first day that any status tells of.
_ALWAYS = date(1, 1, 1)
_OVER = ""  # from here on the kind says nothing
_SPELL = "spell"
#: A job beside the studies does not end them; unemployment is told by the benefit.
_SPELLS = ("education", "work")


def state_spells(statuses: pl.DataFrame, spells: pl.DataFrame, country: Country) -> pl.DataFrame:
    """Unbroken time in one state: citizen, state, from, to (the first day of another), in the order of time.

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
    periods = spells.filter(pl.col("kind").is_in(_SPELLS)).select(
        "citizen", "kind", value="kind", day="from", until=pl.col("to").dt.offset_by("1d")
    )
    both = pl.concat([asked, periods])
    ends = both.filter(pl.col("until").is_not_null()).select(
        "citizen", "kind", value=pl.lit(_OVER), day="until"
    )
    # A kind that begins anew on the day it ended goes on: what begins is kept.
    changes = pl.concat([both.select("citizen", "kind", "value", "day"), ends])
    changes = changes.unique(["citizen", "day", "kind"], keep="first", maintain_order=True)
    wide = changes.pivot("kind", index=["citizen", "day"], values="value").sort("citizen", "day")
    names = [name for name in wide.columns if name not in ("citizen", "day")]
    wide = wide.with_columns(pl.col(names).forward_fill().over("citizen"))
    return wide.with_columns(_running([name for name in _SPELLS if name in names]))


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
