"""Compile the inner loops of matching, sharing out and simulation on a few made-up people, once for all."""

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
    stand(tables)
    share_out(tables)
    from fodfaeste.engines.simulation.ready import compile_loops

    compile_loops()


def stand(tables: dict[str, pl.DataFrame]) -> None:
    """Lists that stand, and a change of either side: what is new, and what is gone again."""
    from fodfaeste.engines.matching.standing_lists import lists_standing
    from fodfaeste.engines.matching.starting import standing_for

    standing = standing_for(tables, date(2026, 1, 1), sides=("citizen", "opening"), top=1)
    for rows in (tables, {}):
        standing.change(rows, date(2026, 1, 1), citizens=["c"], openings=["o"])
    lists_standing(standing, "citizen")


def share_out(tables: dict[str, pl.DataFrame]) -> None:
    """Share few seats out to many, with a floor for those who have least: every loop has something to do."""
    from fodfaeste.engines.assignment import assign

    people, jobs = [f"c{number}" for number in range(9)], [f"o{number}" for number in range(6)]
    citizen, skill, opening, need = (
        tables[name].row(0, named=True)
        for name in ("citizens", "citizen_skills", "openings", "opening_skills")
    )
    rows = {
        "citizens": [
            {**citizen, "citizen": name, "target_group": "g" if name > "c5" else None} for name in people
        ],
        "citizen_skills": [{**skill, "citizen": name, "level": 4 if name < "c6" else 1} for name in people],
        "openings": [{**opening, "opening": name} for name in jobs],
        "opening_skills": [{**need, "opening": name} for name in jobs],
    }
    many = {**tables, **{name: pl.DataFrame(row, schema=tables[name].schema) for name, row in rows.items()}}
    for offers in (1, 2):
        assign(many, date(2026, 1, 1), offers=offers, floors={"g": 2}, width=2)


main()
