"""Matching part by part as a person starts it: whoever does the work, the file is the same to the byte."""

import hashlib
from pathlib import Path

import polars as pl
import pytest

from bench._matching_data import ON, made_up
from fodfaeste.cli import main
from fodfaeste.formats.snapshot import Snapshot, read_snapshot, write_snapshot
from tests.dask import scheduler_with_workers
from tests.servers import LOOPBACK, free_port


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A small country with homes in many places; a few citizens live nowhere that is known."""
    tables = made_up(600, 400, is_country=True)
    nowhere = tables["citizens"]["citizen"].is_in(tables["citizens"]["citizen"].head(5).implode())
    tables["citizens"] = tables["citizens"].with_columns(place=_or_null(tables["citizens"]["place"], nowhere))
    folder = tmp_path_factory.mktemp("snapshot") / "s"
    write_snapshot(Snapshot(ON, "norddjurs", {}, tables), folder)
    return folder


def _or_null(values, is_null):
    return values.zip_with(~is_null, values.clear(len(values)))


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    monkeypatch.setattr("fodfaeste.commands.match_parts.MOST", 40)
    monkeypatch.setattr("fodfaeste.engines.assignment.in_parts.MOST", 40)


@pytest.fixture(scope="module")
def at_once(folder, tmp_path_factory) -> str:
    return digest(folder, tmp_path_factory.mktemp("at-once"))


@pytest.fixture(scope="module")
def shared_at_once(folder, tmp_path_factory) -> str:
    return shared(folder, tmp_path_factory.mktemp("shared-at-once"))


def shared(folder: Path, out: Path, *arguments: str) -> str:
    """What sharing out says, and the report of it."""
    told = ["--out", str(out / "a.parquet"), "--report", str(out / "a.json")]
    assert main(["assign", str(folder), "--offers", "2", *arguments, *told]) == 0
    return hashlib.sha256((out / "a.parquet").read_bytes() + (out / "a.json").read_bytes()).hexdigest()


def digest(folder: Path, out: Path, *arguments: str) -> str:
    assert main(["match", str(folder), "--by", "both", *arguments, "--out", str(out / "m.parquet")]) == 0
    assert [path.name for path in out.iterdir()] == ["m.parquet"]  # nothing is left lying beside it
    return hashlib.sha256((out / "m.parquet").read_bytes()).hexdigest()


def test_part_by_part_in_one_process_gives_the_same_file(folder, at_once, tmp_path):
    assert digest(folder, tmp_path, "--processes", "1") == at_once


def test_processes_give_the_same_file(folder, at_once, tmp_path):
    assert digest(folder, tmp_path, "--processes", "2") == at_once


def test_processes_share_out_the_same(folder, shared_at_once, tmp_path):
    assert shared(folder, tmp_path, "--processes", "2") == shared_at_once


def test_dask_gives_the_same_files(folder, at_once, shared_at_once, tmp_path):
    with scheduler_with_workers() as address:
        assert digest(folder, tmp_path, "--executor", address) == at_once
        assert shared(folder, tmp_path, "--executor", address) == shared_at_once


def test_an_address_where_nobody_answers_is_told(folder, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("fodfaeste.commands.executors.CONNECTED_WITHIN_SECONDS", 1)
    address = f"tcp://{LOOPBACK}:{free_port()}"
    assert main(["match", str(folder), "--executor", address, "--out", str(tmp_path / "m.parquet")]) == 1
    assert f"{address}: her svarer ingen Dask-planlægger" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [["--processes", "0"], ["--executor", "vært:8786"], ["--processes", "2", "--executor", "tcp://h:1"]],
)
def test_what_is_no_way_to_spread_work_is_wrong_usage(folder, capsys, arguments):
    assert main(["match", str(folder), *arguments]) == 2
    assert capsys.readouterr().err


def wrong(folder: Path, to: Path, name: str, **columns: pl.Expr) -> Path:
    """The snapshot with one table that is not as it should be."""
    tables = read_snapshot(folder).tables
    write_snapshot(Snapshot(ON, "norddjurs", {}, tables | {name: tables[name].with_columns(**columns)}), to)
    return to


def last_is(value: object, column: str) -> pl.Expr:
    return pl.when(pl.int_range(pl.len()) == pl.len() - 1).then(pl.lit(value)).otherwise(column)


@pytest.mark.parametrize(
    ("name", "column", "value", "reason"),
    [
        ("citizen_skills", "level", 9, "»9« er intet niveau fra 1 til 4"),
        ("citizen_skills", "skill", None, "mangler, og må ikke mangle"),
        ("citizens", "citizen", "c0000000", "rækken står to gange"),
        ("wishes", "strength", "måske", "»måske« er ingen af"),
    ],
)
def test_a_bad_value_is_told_as_it_stands_in_the_file(
    folder, tmp_path, capsys, monkeypatch, name, column, value, reason
):
    monkeypatch.setattr("fodfaeste.formats.snapshot_rows.ROWS", 250)
    bad = wrong(folder, tmp_path / "s", name, **{column: last_is(value, column)})
    assert main(["match", str(bad), "--processes", "1", "--out", str(tmp_path / "m.parquet")]) == 1
    rows = 1 if column == "citizen" else pl.read_parquet(bad / f"{name}.parquet").height
    assert f"{name}.parquet, række {rows}, kolonne {column}: {reason}" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["s"]


def test_who_has_left_the_effort_is_in_no_part(folder, tmp_path):
    left = wrong(folder, tmp_path / "s", "citizens", target_group=last_is("ingen", "target_group"))
    out = tmp_path / "m.parquet"
    assert main(["match", str(left), "--processes", "1", "--out", str(out)]) == 0
    assert "c0000599" not in set(pl.read_parquet(out)["citizen"])
    assert "c0000598" in set(pl.read_parquet(out)["citizen"])
