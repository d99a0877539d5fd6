"""How a table of data is described: its columns, and what tells its rows apart."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column: name, type and unit, what a missing value means, and the codes where they are closed."""

    name: str
    type: str  # text, texts (a list of text), day, instant, whole, decimal or flag
    meaning: str
    null: str = "never"  # "never", or what a missing value means
    unit: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A table: what a row is, its columns, and the columns that tell rows apart."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
