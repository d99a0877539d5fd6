"""Tables of matching from a few words: what is not said is null, or the plainest there is."""

from datetime import date

import polars as pl

from fodfaeste.core.snapshot import TABLES
from fodfaeste.engines.matching import Settings
from fodfaeste.formats.snapshot import TYPES

ON = date(2026, 11, 22)
DAILY = Settings(daily_minutes=60, daily_journeys=5)
Row = dict[str, object]
Tables = dict[str, pl.DataFrame]

#: Read by matching.
NAMES = (
    "citizens", "citizen_skills", "wishes", "kinds_ruled_out", "openings", "opening_skills", "reach",
    "numbers", "employers", "courses", "course_skills",
)  # fmt: skip
_PLAIN: dict[str, Row] = {
    "citizens": {"citizen": "c", "authority": "norddjurs", "place": "by"},
    "citizen_skills": {"citizen": "c", "skill": "s", "level": 4, "basis": "eget_ord"},
    "wishes": {"citizen": "c", "strength": "ikke"},
    "kinds_ruled_out": {"citizen": "c", "kind": "fleksjob", "rule": "lab.regel"},
    "openings": {
        "opening": "o",
        "authority": "norddjurs",
        "kind": "ordinaert_job",
        "title": "Et job",
        "place": "by",
        "attendance": "dagligt",
        "seats": 1,
    },
    "opening_skills": {"opening": "o", "skill": "s", "essential": True},
    "reach": {"from": "by", "to": "havn", "mode": "car", "minutes": 30, "season": "all", "basis": "anslået"},
    "numbers": {"unit": "minutes", "basis": "proposed", "pack": "reach/denmark"},
    "employers": {"employer": "1", "company": "1", "name": "Værk", "month": date(2026, 11, 1)},
    "courses": {"course": "k", "title": "Kursus", "weeks": 1.0},
    "course_skills": {"course": "k", "skill": "s", "level": 3},
}


def table(name: str, rows: list[Row]) -> pl.DataFrame:
    """A table of the snapshot; rows say only what is not plain."""
    schema = {column.name: TYPES[column.type] for column in TABLES[name].columns}
    whole = [dict.fromkeys(schema) | _PLAIN[name] | row for row in rows]
    return pl.DataFrame(whole, schema=schema)


def tables(**rows: list[Row]) -> Tables:
    """One citizen in the town, and one opening there that needs the skill the citizen has."""
    plain: dict[str, list[Row]] = {
        "citizens": [{}],
        "citizen_skills": [{}],
        "openings": [{}],
        "opening_skills": [{}],
        "numbers": [{"name": "dagligt.minutter", "value": 60.0}, {"name": "dagligt.ture", "value": 5.0}],
    }
    return {name: table(name, (plain | rows).get(name, [])) for name in NAMES}


def pair(citizen: Row | None = None, opening: Row | None = None, **rows: list[Row]) -> Tables:
    """The one citizen and the one opening, with what is special about each."""
    return tables(citizens=[citizen or {}], openings=[opening or {}], **rows)
