"""Write docs/snapshot.md from the schema in the code (`make docs`); a test holds the two together."""

from pathlib import Path

from fodfaeste.core.schema import Column, TableSchema
from fodfaeste.core.snapshot import TABLES, VERSION

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "snapshot.md"

OPENING = f"""\
# The snapshot

<!-- Made by `make docs` from src/fodfaeste/core/snapshot.py. Change it there. -->

A snapshot is everything the engines need of one municipality on one day: a folder of Parquet files, one for
each table below, and `snapshot.json`. It is the contract between the database and the engines, which never
meet.

```sh
fodfaeste export snapshot DIR --on 2020-09-01
fodfaeste due --policy norddjurs --snapshot DIR
fodfaeste try --policy norddjurs --snapshot DIR --set branchespor.forsikret:P6M=P3M
fodfaeste match DIR --top 20 --by both --out match.parquet
```

The last three run where Django is not installed. `snapshot.json` holds the version of this schema (now
{VERSION}), the day (`on`), the slug of the municipality (`authority`), and the policy packs that counted,
each with the hash of its files (`packs`). The folder appears whole or not at all. What does not fit the
schema is refused with table, row, column and reason; rows are counted from 1.

A snapshot holds the municipality's own ids, never names or CPR numbers. It is still data about people: keep
it as the case system is kept, and delete it when the errand is done.

Days are local dates. Instants are UTC. In a date that rules ask about, 9999-12-31 means that it is known
not to have happened; an empty cell means that nobody knows.
"""

TYPES = {
    "text": "text",
    "day": "day",
    "instant": "instant, UTC",
    "whole": "whole number",
    "texts": "list of text",
    "decimal": "decimal number",
    "flag": "true or false",
}


def document() -> str:
    """The whole page."""
    return "\n".join([OPENING, *(_table(table) for table in TABLES.values())]).rstrip() + "\n"


def _table(table: TableSchema) -> str:
    head = [
        f"## {table.name}",
        "",
        f"One row is {table.row}. Rows are told apart by {', '.join(f'`{name}`' for name in table.key)}.",
        "",
        "| column | type | what it is | empty means |",
        "| --- | --- | --- | --- |",
    ]
    return "\n".join([*head, *(_column(column) for column in table.columns), ""])


def _column(column: Column) -> str:
    kind = f"{TYPES[column.type]} ({column.unit})" if column.unit else TYPES[column.type]
    codes = f": {', '.join(f'`{code}`' for code in column.codes)}" if column.codes else ""
    empty = "never empty" if column.null == "never" else column.null
    return f"| `{column.name}` | {kind} | {column.meaning}{codes} | {empty} |"


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
