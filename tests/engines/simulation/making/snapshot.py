"""A small snapshot's tables for the tests of people and rights: four citizens of Norddjurs on a day."""

from datetime import UTC, date, datetime

import polars as pl

from fodfaeste.core.snapshot import TABLES
from fodfaeste.formats.snapshot import TYPES

ON = date(2026, 11, 22)
RECORDED = datetime(2026, 1, 1, tzinfo=UTC)

_CITIZENS: dict[str, dict[str, object]] = {
    "anna": {  # insured since May, in a track since September, in work in industry before
        "target_group": "forsikret",
        "effort_started": date(2026, 5, 13),
        "unemployment_started": date(2026, 5, 13),
        "earlier_unemployment_months": 2.5,
        "became_job_ready": date(2026, 5, 13),
        "came_from": "ingen",
        "age": 30.0,
        "birth_year": 1996,
        "education": "vocational",
    },
    "bent": {  # activity-ready, straight over from the young
        "target_group": "aktivitetsparat",
        "effort_started": date(2025, 1, 31),
        "unemployment_started": date(2024, 2, 29),
        "came_from": "ung",
        "became_job_ready": date(9999, 12, 31),
        "age": 31.0,
        "birth_year": 1995,
    },
    "carla": {  # left the effort for a job
        "target_group": "ingen",
        "effort_started": date(2025, 1, 1),
        "age": 44.0,
        "education": "none",
    },
    "dorte": {"target_group": None, "age": None, "education": "other"},  # hardly anything is known
}
_STATUSES = (
    ("anna", "benefit", "dagpenge", date(2026, 5, 13), None),
    ("anna", "law_group", "lab.6.1", date(2026, 5, 13), None),
    ("bent", "benefit", "kontanthjaelp", date(2024, 2, 29), None),
    ("bent", "readiness", "uddannelsesparat", date(2024, 2, 29), date(2025, 1, 31)),
    ("bent", "readiness", "aktivitetsparat", date(2025, 1, 31), None),
    ("bent", "law_group", "lab.6.3", date(2025, 1, 31), None),
    ("carla", "benefit", "dagpenge", date(2025, 1, 1), date(2026, 6, 1)),
)
_SPELLS = (
    ("anna", "work", "C", date(2024, 1, 1), date(2026, 5, 12)),
    ("anna", "work", "Q", date(2022, 1, 1), date(2023, 5, 12)),
    ("carla", "work", "F", date(2026, 6, 1), None),
)
_AGREEMENTS = (
    ("anna", "branchespor", "running", date(2026, 9, 1), date(2027, 1, 31)),
    ("anna", "branchespor", "ended", date(2026, 5, 20), date(2026, 6, 20)),
    ("bent", "branchespor", "ended", date(2023, 5, 20), date(2023, 6, 20)),
    ("bent", "mentor", "running", date(2026, 9, 1), None),
)


def table(name: str, rows: list[dict[str, object]]) -> pl.DataFrame:
    """Rows of a snapshot's table; what is not named is empty."""
    schema = {column.name: TYPES[column.type] for column in TABLES[name].columns}
    return pl.DataFrame([{column: row.get(column) for column in schema} for row in rows], schema=schema)


def tables(**changed: list[dict[str, object]]) -> dict[str, pl.DataFrame]:
    """The tables; a table that is named has the rows given instead."""
    rows: dict[str, list[dict[str, object]]] = {
        "citizens": [{"citizen": name, **known} for name, known in _CITIZENS.items()],
        "statuses": [
            dict(zip(("citizen", "kind", "value", "valid_from", "valid_to"), row, strict=True))
            for row in _STATUSES
        ],
        "spells": [
            dict(zip(("citizen", "kind", "industry", "from", "to"), row, strict=True)) for row in _SPELLS
        ],
        "agreements": [
            dict(zip(("citizen", "kind", "state", "from", "to"), row, strict=True)) for row in _AGREEMENTS
        ],
        "employers": [],
        **changed,
    }
    rows["statuses"] = [{"recorded_at": RECORDED, **row} for row in rows["statuses"]]
    return {name: table(name, found) for name, found in rows.items()}
