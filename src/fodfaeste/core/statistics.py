"""What a public figure counts, and which figures must not stand beside it in one sum or line."""

import re
from dataclasses import dataclass
from datetime import date

from fodfaeste.core.words import Words

ADJUSTMENTS = ("actual", "seasonally_adjusted", "none")
COUNTED = ("persons", "full_time_persons", "percent")
FREQUENCIES = ("monthly", "quarterly", "rolling_quarters", "half_yearly", "yearly")
SOURCE_KINDS = ("official_data", "authority", "secondary")


@dataclass(frozen=True, slots=True)
class DataSource:
    """Something that was read to write a definition or a number down."""

    id: str
    what: str
    kind: str
    read_on: date


@dataclass(frozen=True, slots=True)
class Break:
    """A day, or a month or year, from which the figures are counted otherwise."""

    on: date | None
    period: str | None  # 2025 or 2025-07
    what: Words


@dataclass(frozen=True, slots=True)
class NotWith:
    """A figure that this one is mistaken for, and why the two are not the same."""

    id: str
    reason: Words


@dataclass(frozen=True, slots=True)
class IndicatorDefinition:
    """What one public figure counts: above and below the line, of what age, how often and from where."""

    id: str
    legal_system: str
    title: Words
    statement: Words
    numerator: Words
    denominator: Words
    age: Words
    lag: Words
    adjustment: str
    unit: str
    producer: str
    table: str | None  # None: no public table
    frequency: str
    valid_from: date | None  # None: the start was not read
    valid_to: date | None  # inclusive; None: still made
    breaks: tuple[Break, ...]
    not_with: tuple[NotWith, ...]
    certainty: str
    sources: tuple[str, ...]
    read_on: date


@dataclass(frozen=True, slots=True)
class Statistics:
    """All definitions of public figures, and what was read for them."""

    sources: tuple[DataSource, ...]
    definitions: tuple[IndicatorDefinition, ...]

    def definition(self, indicator_id: str) -> IndicatorDefinition | None:
        """A figure's definition by its id."""
        return next((d for d in self.definitions if d.id == indicator_id), None)


_TABLE = re.compile(r"[A-Za-z]+\d\w*")  # AUF01, y60a02

_GENERAL = {
    "legal_system": Words(
        "To landes love og metoder; tallene kan ikke sammenlignes direkte.",
        "Two countries' laws and methods; the figures cannot be compared directly.",
    ),
    "unit": Words(
        "De tæller ikke i samme enhed: personer, fuldtidspersoner og procent kan ikke lægges sammen.",
        "They do not count in one unit: persons, full-time persons and per cent cannot be added.",
    ),
    "adjustment": Words(
        "Faktiske og sæsonkorrigerede tal må ikke stå i samme linje.",
        "Actual and seasonally adjusted figures must not share a line.",
    ),
    "percent": Words(
        "Procenter af hver sin gruppe kan ikke lægges sammen.",
        "Percentages, each of a group of its own, cannot be added.",
    ),
    "producer": Words(
        "To opgørelser med hver sin afgrænsning; en forskel er ikke en udvikling.",
        "Two counts, each with its own bounds; a difference is no development.",
    ),
    "table": Words(
        "De hentes fra samme tabel, så en sum ville tælle nogen to gange.",
        "They are taken from the same table, so a sum would count somebody twice.",
    ),
    "frequency": Words(
        "De opgøres ikke lige ofte, så et punkt i den ene er ikke et punkt i den anden.",
        "They are not counted equally often, so a point of the one is no point of the other.",
    ),
}


def may_mix(a: IndicatorDefinition, b: IndicatorDefinition) -> Words | None:
    """Why two figures must not stand in one sum or line; None where nothing is known against it.

    The reason that a definition gives itself comes first, then the rules that hold for all figures. A figure
    stands beside itself: a line of one definition is what a line should be.
    """
    if a.id == b.id:
        return None
    for one, other in ((a, b), (b, a)):
        for named in one.not_with:
            if named.id == other.id:
                return named.reason
    against = (
        ("legal_system", a.legal_system != b.legal_system),
        ("unit", a.unit != b.unit),
        ("adjustment", a.adjustment != b.adjustment and "none" not in (a.adjustment, b.adjustment)),
        ("percent", a.unit == b.unit == "percent"),
        ("frequency", a.frequency != b.frequency),
        ("producer", a.producer != b.producer),
        ("table", bool(_tables(a) & _tables(b))),
    )
    return next((_GENERAL[rule] for rule, breaks in against if breaks), None)


def _tables(definition: IndicatorDefinition) -> set[str]:
    return set(_TABLE.findall(definition.table or ""))
