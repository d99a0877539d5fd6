"""Many rows by one prepared statement: several times as fast as through the ORM's own objects.

Values are plain: keys, texts, bytes, dates and instants, in the order of the names given.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from django.db import connection, models

from fodfaeste.apps.imports.known import portions

Row = Sequence[object]


def rows_insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert rows whose keys nobody needs back at once."""
    table, columns = _quoted(model, names)
    marks = ", ".join(["%s"] * len(names))
    _execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", _adapted(model, names, rows))  # noqa: S608 - names of our own models


def rows_update(model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Set these fields of many rows; each row's key stands last."""
    table, columns = _quoted(model, names)
    sets = ", ".join(f"{column} = %s" for column in columns)
    _execute(f"UPDATE {table} SET {sets} WHERE id = %s", _adapted(model, names, rows))  # noqa: S608 - names of our own models


def _quoted(model: type[models.Model], names: Sequence[str]) -> tuple[str, list[str]]:
    quote = connection.ops.quote_name
    return quote(model._meta.db_table), [quote(model._meta.get_field(name).column) for name in names]


def _execute(statement: str, rows: Iterable[Row]) -> None:
    with connection.cursor() as cursor:
        for portion in portions(rows):
            cursor.executemany(statement, portion)


def _adapted(model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> Iterator[Row]:
    """Dates and instants in the form the database takes; the same day is adapted once."""
    adapters: dict[int, Callable[[object], object]] = {}
    for position, name in enumerate(names):
        each = model._meta.get_field(name)
        if isinstance(each, models.DateTimeField):
            adapters[position] = cache(connection.ops.adapt_datetimefield_value)
        elif isinstance(each, models.DateField):
            adapters[position] = cache(connection.ops.adapt_datefield_value)
    for row in rows:
        values = list(row)
        for position, adapt in adapters.items():
            values[position] = adapt(values[position])
        yield values
