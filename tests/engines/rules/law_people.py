"""People as the law asks of them, and what happened to them: rows for the engines' tests."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl

from fodfaeste.core.law import LawPack
from fodfaeste.engines.rules.law import LAW_FACT_TYPES
from fodfaeste.formats.packs.law import read_law_folder

LAWS = Path(__file__).resolve().parents[3] / "packs" / "law"
PEOPLE = {"citizen": pl.String(), **LAW_FACT_TYPES, "benefit_started": pl.Date()}
CONTACTS = {"citizen": pl.String, "kind": pl.String, "state": pl.String, "at": pl.Datetime("us", "UTC")}
AGREEMENTS = {
    "citizen": pl.String, "kind": pl.String, "state": pl.String, "industry": pl.String,
    "from": pl.Date, "to": pl.Date,
}  # fmt: skip
HERE = ZoneInfo("Europe/Copenhagen")


@cache
def law(name: str = "denmark") -> LawPack:
    """An installed law."""
    return read_law_folder(LAWS / name)


def people(*rows: Mapping[str, object]) -> pl.DataFrame:
    """People with what is given of them; the rest is unknown. Without an id they are called by number."""
    whole = [
        {name: ({"citizen": str(index)} | dict(row)).get(name) for name in PEOPLE}
        for index, row in enumerate(rows)
    ]
    return pl.DataFrame(whole, schema=PEOPLE)


def talks(rows: Iterable[tuple[str, date, str]]) -> pl.DataFrame:
    """The snapshot's contacts out of (citizen, day, state), held in the middle of the day."""
    made = [
        (citizen, "jobsamtale", state, datetime.combine(day, time(12), HERE).astimezone(UTC))
        for citizen, day, state in rows
    ]
    return pl.DataFrame(made, schema=CONTACTS, orient="row")


def agreements(rows: Iterable[tuple[str, date, str]]) -> pl.DataFrame:
    """The snapshot's agreements out of (citizen, first day, state)."""
    made = [(citizen, "branchespor", state, None, day, None) for citizen, day, state in rows]
    return pl.DataFrame(made, schema=AGREEMENTS, orient="row")
