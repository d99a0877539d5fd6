"""Policies and people for the tests of the rules: each builder makes a valid value from nothing."""

from datetime import date

import polars as pl

from fodfaeste.core.dates import Period
from fodfaeste.core.policy import AdoptedText, Clause, Entry, Pack, Source, Way, Where
from fodfaeste.core.words import Words
from fodfaeste.engines.rules import FACT_TYPES

WORDS = Words("ord", "words")
TEXT = AdoptedText("Tekst", None, "Rådet", None, "0" * 64, date(2020, 1, 1), ("Afsnit",))


def way(start: str | None, after: str = "P0D", *where: Where) -> Way:
    """One way: so long after a fact's day, where conditions hold."""
    return Way(start, Period.parse(after), where)


def any_of(*members: Way | Clause) -> Clause:
    return Clause("any_of", members)


def all_of(*members: Way | Clause) -> Clause:
    return Clause("all_of", members)


def none_of(*members: Way | Clause) -> Clause:
    return Clause("none_of", members)


def rule(*clauses: Clause, **fields: object) -> Entry:
    """A rule for the group `ung` on a branch track."""
    values: dict[str, object] = {
        "id": "spor.ung",
        "form": "rule",
        "kind": "rule",
        "basis": "adopted",
        "source": Source("Afsnit"),
        "title": WORDS,
        "statement": WORDS,
        "offer": "spor",
        "group": "ung",
        **fields,
    }
    return Entry(clauses=clauses, **values)


def pack(*entries: Entry, **fields: object) -> Pack:
    """A policy for 2020-2021 that runs on."""
    values: dict[str, object] = {
        "id": "prøveby",
        "version": "2020",
        "hash": "0" * 64,
        "municipality_code": "000",
        "municipality_name": "Prøveby",
        "legal_system": "denmark",
        "title": WORDS,
        "period_from": date(2020, 1, 1),
        "period_to": date(2021, 12, 31),
        "on_expiry": "runs_on",
        "text": TEXT,
        **fields,
    }
    return Pack(entries=entries, **values)


def people(*rows: dict[str, object]) -> pl.DataFrame:
    """A facts frame; a fact that is not named is unknown."""
    named = [{"citizen": f"borger{number}", **row} for number, row in enumerate(rows, start=1)]
    return pl.DataFrame([{name: row.get(name) for name in FACT_TYPES} for row in named], schema=FACT_TYPES)
