"""Compile the inner loops of matching by matching one made-up citizen, so that no command waits for it."""

import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

import polars as pl

from fodfaeste.core.snapshot import TABLES
from fodfaeste.formats.snapshot import TYPES
from fodfaeste.installation.folders import keep_compiled


def main() -> None:
    keep_compiled()
    from fodfaeste.engines.matching import match_changed

    tables = {
        name: pl.DataFrame(schema={column.name: TYPES[column.type] for column in table.columns})
        for name, table in TABLES.items()
    }
    rows = {
        "citizens": {"citizen": "c", "place": "by"},
        "citizen_skills": {"citizen": "c", "skill": "s", "level": 4},
        "openings": {
            "opening": "o", "kind": "ordinaert_job", "place": "by", "attendance": "dagligt", "seats": 1,
        },
        "opening_skills": {"opening": "o", "skill": "s", "essential": True},
    }  # fmt: skip
    for name, row in rows.items():
        tables[name] = pl.DataFrame([row], schema=tables[name].schema)
    kept = None
    for day in (date(2026, 1, 1), date(2026, 1, 2)):
        kept = match_changed(tables, day, kept, sides=("citizen", "opening"), top=1).kept


main()
