"""A snapshot folder: written whole, read as it was written, and refused where it does not fit."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fodfaeste.core.errors import Rejected
from fodfaeste.core.schema import Column, TableSchema
from fodfaeste.core.snapshot import TABLES, VERSION
from fodfaeste.formats.snapshot import MANIFEST, TYPES, Snapshot, empty_table, read_snapshot, write_snapshot

VALUES = {
    "text": st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    "day": st.dates(),
    "instant": st.datetimes(timezones=st.just(UTC)),
    "whole": st.integers(-(2**63), 2**63 - 1),
    "decimal": st.floats(allow_nan=False, allow_infinity=False),
    "flag": st.booleans(),
}
ITEM = {"texts": "text"}


def cells(column: Column) -> st.SearchStrategy[object]:
    value = st.sampled_from(column.codes) if column.codes else VALUES[ITEM.get(column.type, column.type)]
    value = st.lists(value, max_size=3) if column.type in ITEM else value
    return value if column.null == "never" else st.one_of(st.none(), value)


def tables_of(schema: TableSchema) -> st.SearchStrategy[pl.DataFrame]:
    rows = st.lists(
        st.fixed_dictionaries({column.name: cells(column) for column in schema.columns}),
        unique_by=lambda row: tuple(row[name] for name in schema.key),
        max_size=4,
    )
    types = {column.name: TYPES[column.type] for column in schema.columns}
    return rows.map(lambda rows: pl.DataFrame(rows, schema=types))


snapshots = st.builds(
    Snapshot,
    st.dates(),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.just("0" * 64), max_size=2),
    st.fixed_dictionaries({name: tables_of(schema) for name, schema in TABLES.items()}),
)

CITIZEN = {
    "citizen": "ærø-1",
    "authority": "norddjurs",
    "place": None,
    "birth_year": 1990,
    "target_group": "ung",
    "effort_started": date(2020, 3, 1),
    "unemployment_started": None,
    "earlier_unemployment_months": 6.5,
    "became_job_ready": date(9999, 12, 31),
    "came_from": "ingen",
    "integration_started": None,
    "registered_on": None,
    "age": 30.0,
    "education": "none",
    "hours_min": None,
    "hours_max": 20,
    "shifts": ["dag", "weekend"],
    "limits": [],
    "licences": None,
    "languages": ["da:3"],
    "reach_minutes": 45,
    "waiting_since": date(2020, 3, 1),
}
SPELL = {"citizen": "ærø-1", "kind": "work", "industry": None, "from": date(2020, 1, 1), "to": None}
TALK = {
    "citizen": "ærø-1",
    "kind": "jobsamtale",
    "state": "held",
    "at": datetime(2020, 3, 1, 9, tzinfo=UTC),
}


def frame(name: str, *rows: dict[str, object]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema={c.name: TYPES[c.type] for c in TABLES[name].columns})


def snapshot(**tables: pl.DataFrame) -> Snapshot:
    known = {"citizens": frame("citizens", CITIZEN), "spells": frame("spells", SPELL)} | tables
    every = {name: known.get(name, empty_table(schema)) for name, schema in TABLES.items()}
    return Snapshot(date(2020, 9, 1), "norddjurs", {"norddjurs/2020": "0" * 64}, every)


def same(one: Snapshot, other: Snapshot) -> bool:
    return (one.on, one.authority, one.packs) == (other.on, other.authority, other.packs) and all(
        one.tables[name].equals(other.tables[name]) for name in TABLES
    )


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(found=snapshots)
def test_what_is_written_is_read(found, tmp_path_factory):
    folder = tmp_path_factory.mktemp("snapshot") / "s"
    write_snapshot(found, folder)
    assert same(read_snapshot(folder), found)


def test_an_earlier_snapshot_is_replaced_whole(tmp_path):
    folder = tmp_path / "s"
    write_snapshot(snapshot(contacts=frame("contacts", TALK)), folder)
    write_snapshot(snapshot(), folder)
    assert same(read_snapshot(folder), snapshot())
    assert [path.name for path in tmp_path.iterdir()] == ["s"]


def test_a_table_that_is_not_given_is_empty(tmp_path):
    bare = Snapshot(date(2020, 9, 1), "norddjurs", {}, {})
    write_snapshot(bare, tmp_path / "s")
    assert all(table.is_empty() for table in read_snapshot(tmp_path / "s").tables.values())


def test_an_empty_folder_is_filled(tmp_path):
    write_snapshot(snapshot(), tmp_path)
    assert same(read_snapshot(tmp_path), snapshot())


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path):
    (tmp_path / "ferie.txt").write_text("mit")
    with pytest.raises(Rejected):
        write_snapshot(snapshot(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["ferie.txt"]


def test_a_failure_while_writing_leaves_what_was_there(tmp_path, monkeypatch):
    folder = tmp_path / "s"
    write_snapshot(snapshot(), folder)

    def full(*_: object, **__: object) -> None:
        raise OSError("disken er fuld")

    monkeypatch.setattr(pl.DataFrame, "write_parquet", full)
    with pytest.raises(OSError, match="fuld"):
        write_snapshot(snapshot(contacts=frame("contacts", TALK)), folder)
    monkeypatch.undo()
    assert same(read_snapshot(folder), snapshot())
    assert [path.name for path in tmp_path.iterdir()] == ["s"]


def test_a_failure_at_the_last_step_puts_back_what_was_there(tmp_path, monkeypatch):
    folder = tmp_path / "s"
    write_snapshot(snapshot(), folder)
    rename = Path.rename

    def fails_into_place(self: Path, target: Path) -> Path:
        if self.suffix == ".part":
            raise OSError("nej")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fails_into_place)
    with pytest.raises(OSError, match="nej"):
        write_snapshot(snapshot(contacts=frame("contacts", TALK)), folder)
    monkeypatch.undo()
    assert same(read_snapshot(folder), snapshot())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_snapshot(snapshot(), tmp_path / "s")
    return tmp_path / "s"


def refusal(folder: Path) -> Rejected:
    with pytest.raises(Rejected) as refused:
        read_snapshot(folder)
    return refused.value


def put(folder: Path, name: str, table: pl.DataFrame) -> None:
    table.write_parquet(folder / f"{name}.parquet")


def test_a_folder_that_is_no_snapshot_is_refused(tmp_path):
    assert MANIFEST in refusal(tmp_path).reason
    assert MANIFEST in refusal(tmp_path / "findes-ikke").reason


@pytest.mark.parametrize("name", TABLES)
def test_a_missing_table_is_refused(folder, name):
    (folder / f"{name}.parquet").unlink()
    refused = refusal(folder)
    assert refused.file.endswith(f"{name}.parquet")
    assert "kan ikke læses" in refused.reason


@pytest.mark.parametrize("damage", ["empty", "cut", "no parquet", "folder"])
def test_a_damaged_table_is_refused(folder, damage):
    path = folder / "citizens.parquet"
    whole = path.read_bytes()
    if damage == "folder":
        path.unlink()
        path.mkdir()
    else:
        path.write_bytes({"empty": b"", "cut": whole[: len(whole) // 2], "no parquet": b"PAR1 nej"}[damage])
    assert refusal(folder).file.endswith("citizens.parquet")


def test_a_column_too_few_or_too_many_is_refused(folder):
    table = frame("citizens", CITIZEN)
    for wrong in (table.drop("place"), table.with_columns(cpr=pl.lit("x"))):
        put(folder, "citizens", wrong)
        assert "skal have kolonnerne citizen, " in refusal(folder).reason


def test_columns_in_another_order_are_no_matter(folder):
    put(folder, "citizens", frame("citizens", CITIZEN).select(sorted(CITIZEN)))
    assert same(read_snapshot(folder), snapshot())


@pytest.mark.parametrize(
    ("table", "column", "dtype"),
    [
        ("citizens", "effort_started", pl.String),
        ("citizens", "earlier_unemployment_months", pl.Int64),
        ("citizens", "birth_year", pl.Int32),
        ("citizens", "citizen", pl.Categorical),
    ],
)
def test_a_column_of_another_type_is_refused(folder, table, column, dtype):
    put(folder, table, frame(table, CITIZEN).with_columns(pl.lit(None, dtype=dtype).alias(column)))
    refused = refusal(folder)
    assert (Path(refused.file).stem, refused.field) == (table, column)
    assert refused.reason.startswith("skal være ")


def test_a_time_without_zone_is_another_type(folder):
    local = frame("contacts", TALK).with_columns(pl.col("at").dt.replace_time_zone(None))
    put(folder, "contacts", local)
    assert (refusal(folder).field, Path(refusal(folder).file).stem) == ("at", "contacts")


NEVER_EMPTY = [
    (table.name, column.name)
    for table in TABLES.values()
    for column in table.columns
    if column.null == "never"
]


def valid(column: Column) -> object:
    """A value that the column may hold."""
    text = column.codes[0] if column.codes else "x"
    values = {
        "text": text,
        "texts": [text],
        "day": date(2020, 1, 1),
        "instant": datetime(2020, 1, 1, tzinfo=UTC),
        "whole": 1,
        "decimal": 1.0,
        "flag": True,
    }
    return values[column.type]


@pytest.mark.parametrize(("table", "column"), NEVER_EMPTY)
def test_nothing_where_something_must_be_is_refused(folder, table, column):
    whole = {c.name: valid(c) for c in TABLES[table].columns}
    put(folder, table, frame(table, whole, whole | {column: None}))
    refused = refusal(folder)
    assert (Path(refused.file).stem, refused.row, refused.field) == (table, 2, column)


@pytest.mark.parametrize(
    ("table", "row", "column"),
    [("spells", SPELL, "kind"), ("contacts", TALK, "state")],
)
def test_an_unknown_code_is_refused_with_those_there_are(folder, table, row, column):
    put(folder, table, frame(table, row, row | {column: "andet"}))
    refused = refusal(folder)
    assert (refused.row, refused.field) == (2, column)
    assert refused.reason.startswith("»andet« er ingen af ")


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(folder, value):
    put(folder, "citizens", frame("citizens", CITIZEN | {"earlier_unemployment_months": value}))
    refused = refusal(folder)
    assert (refused.row, refused.field) == (1, "earlier_unemployment_months")


@pytest.mark.parametrize(("table", "row"), [("citizens", CITIZEN), ("spells", SPELL), ("contacts", TALK)])
def test_a_row_that_stands_twice_is_refused(folder, table, row):
    put(folder, table, frame(table, row | {"citizen": "først"}, row, row))
    refused = refusal(folder)
    assert (refused.row, refused.reason) == (2, "rækken står to gange")
    assert refused.field == ", ".join(TABLES[table].key)


def changed_manifest(folder: Path, **changes: object) -> None:
    path = folder / MANIFEST
    whole = json.loads(path.read_text("utf-8")) | changes
    path.write_text(json.dumps({k: v for k, v in whole.items() if v is not None}), "utf-8")


def test_a_newer_snapshot_is_refused_by_its_version(folder):
    changed_manifest(folder, version=VERSION + 1, on=None)
    assert f"version {VERSION + 1}" in refusal(folder).reason


@pytest.mark.parametrize(
    "changes",
    [
        {"on": None},
        {"on": "i går"},
        {"on": 2020},
        {"version": None},
        {"authority": None},
        {"packs": None},
        {"packs": ["norddjurs"]},
    ],
)
def test_a_manifest_that_is_not_whole_is_refused(folder, changes):
    changed_manifest(folder, **changes)
    assert refusal(folder).file.endswith(MANIFEST)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe"])
def test_a_manifest_that_is_something_else_is_refused(folder, content):
    (folder / MANIFEST).write_bytes(content)
    assert refusal(folder).file.endswith(MANIFEST)
