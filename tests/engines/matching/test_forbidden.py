"""Nothing about who a person is changes an answer: every column that may not count is changed in turn."""

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fodfaeste.core.snapshot import TABLES
from fodfaeste.engines.matching import explain_pair, match
from fodfaeste.engines.matching.forbidden import (
    FORBIDDEN,
    FORBIDDEN_TABLES,
    ORDER_OF_PEOPLE,
    READ,
    only_read,
)
from fodfaeste.formats.snapshot import empty_table
from tests.engines.matching.build import DAILY, ON
from tests.engines.matching.draw import snapshots
from tests.formats.test_snapshot import valid


def test_no_column_that_may_not_count_is_read():
    assert not {column for columns in READ.values() for column in columns} & FORBIDDEN
    assert not set(READ) & FORBIDDEN_TABLES


def test_every_column_of_a_citizen_is_decided_on():
    decided = FORBIDDEN | set(READ["citizens"]) | set(ORDER_OF_PEOPLE)
    assert {column.name for column in TABLES["citizens"].columns} <= decided


@pytest.mark.parametrize("table", READ)
def test_what_is_read_stands_in_the_snapshot(table):
    assert set(READ[table]) <= {column.name for column in TABLES[table].columns}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables=snapshots, seed=st.integers(0, 99))
def test_another_person_with_the_same_skills_gets_the_same_answer(tables, seed):
    changed = {name: with_others(name, table, seed) for name, table in tables.items()}
    for name in FORBIDDEN_TABLES:
        changed[name] = pl.DataFrame([{c.name: valid(c) for c in TABLES[name].columns}])
    for by in ("citizen", "opening"):
        before = match(tables, ON, by=by, top=5, settings=DAILY)
        assert match(changed, ON, by=by, top=5, settings=DAILY).equals(before)
    citizen, opening = tables["citizens"]["citizen"][0], tables["openings"]["opening"][0]
    before = explain_pair(tables, citizen, opening, ON, DAILY)
    assert explain_pair(changed, citizen, opening, ON, DAILY) == before


def with_others(name: str, table: pl.DataFrame, seed: int) -> pl.DataFrame:
    """The table with another value in every column that is not read."""
    if name not in READ or table.is_empty():
        return table
    schema = {column.name: column for column in TABLES[name].columns}
    others = [column for column in table.columns if column not in READ[name]]
    new = {
        column: pl.Series(
            [valid(schema[column]) if (row + seed) % 2 else None for row in range(table.height)],
            dtype=table.schema[column],
        )
        for column in others
    }
    return table.with_columns(**new)


def test_what_is_not_read_does_not_reach_the_engine():
    whole = {name: empty_table(schema) for name, schema in TABLES.items()}
    assert {name: tuple(table.columns) for name, table in only_read(whole).items()} == READ
