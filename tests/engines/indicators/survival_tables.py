"""A snapshot's tables with one person or many, from a few words each."""

from datetime import UTC, date, datetime

import polars as pl

WRITTEN = datetime(2020, 1, 1, tzinfo=UTC)
SINCE, UNTIL = date(2018, 1, 1), date(2022, 1, 1)
BEGAN = date(2019, 1, 1)
_TYPES = {"birth_year": pl.Int64, "recorded_at": pl.Datetime("us", "UTC")}
_DAYS = ("from", "to", "valid_from", "valid_to")
_COLUMNS = {
    "citizens": ("citizen", "birth_year"),
    "statuses": ("citizen", "kind", "value", "valid_from", "valid_to", "recorded_at"),
    "spells": ("citizen", "kind", "industry", "from", "to"),
    "agreements": ("citizen", "kind", "state", "industry", "from", "to"),
}


def person(
    citizen="a",
    *,
    benefits=((BEGAN, None, "dagpenge"),),
    group="forsikret",
    named=None,
    spells=(),
    offers=(),
    born=1980,
):
    """The rows of somebody, with a target group as long as there is a benefit, or from `named`."""
    first = named or min((begins for begins, *_ in benefits if begins), default=BEGAN)
    statuses = [(citizen, "benefit", value, begins, ends, WRITTEN) for begins, ends, value in benefits]
    label = [(citizen, "target_group", group, first, None, WRITTEN)] if group else []
    return {
        "citizens": [(citizen, born)],
        "statuses": statuses + label,
        "spells": [(citizen, kind, None, begins, ends) for kind, begins, ends in spells],
        "agreements": [
            (citizen, kind, state, industry, begins, None) for kind, state, industry, begins in offers
        ],
    }


def tables(*people):
    """Everybody's rows as the snapshot's tables."""
    found = {}
    for name, columns in _COLUMNS.items():
        schema = {column: pl.Date if column in _DAYS else _TYPES.get(column, pl.String) for column in columns}
        rows = [row for one in people for row in one[name]]
        found[name] = pl.DataFrame(rows, schema=schema, orient="row")
    return found
