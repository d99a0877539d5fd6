"""`fodfaeste match` as a person starts it: a snapshot in, a file out, where Django is not to be had."""

import csv
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from fodfaeste.cli import main
from fodfaeste.engines.matching import match
from fodfaeste.formats.snapshot import Snapshot, write_snapshot
from tests.engines.matching.build import ON, tables

COLUMNS = ["citizen", "opening", "rank", "score", "group", "course", "needs_met", "needs", "minutes"]
WITHOUT_DJANGO = "import sys; sys.modules['django'] = None; from fodfaeste.cli import main; sys.exit(main())"


def some_tables() -> dict[str, pl.DataFrame]:
    return tables(
        citizens=[{"citizen": "=b1"}, {"citizen": "å"}],
        citizen_skills=[{"citizen": "=b1"}, {"citizen": "å", "level": 2}],
        openings=[{"opening": "o1"}, {"opening": "o2"}],
        opening_skills=[{"opening": "o1"}, {"opening": "o2"}],
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_snapshot(Snapshot(ON, "norddjurs", {}, some_tables()), tmp_path / "s")
    return tmp_path / "s"


def test_the_file_holds_both_lists_and_says_which_is_which(folder, tmp_path, capsys):
    out = tmp_path / "match.parquet"
    assert main(["match", str(folder), "--top", "1", "--by", "both", "--out", str(out)]) == 0
    found = pl.read_parquet(out)
    assert found.columns == ["by", *COLUMNS]
    for side in ("citizen", "opening"):
        wanted = match(some_tables(), ON, by=side, top=1)
        assert found.filter(by=side).drop("by").equals(wanted)
    told = capsys.readouterr()
    assert told.out == ""
    assert "citizen: 2 par den 2026-11-22; 2 af 2 har nogen" in told.err
    assert "2 af 2 borgere set igennem" in told.err


def test_a_cell_that_a_sheet_would_run_is_guarded_in_csv(folder, tmp_path):
    out = tmp_path / "match.csv"
    assert main(["match", str(folder), "--out", str(out)]) == 0
    rows = list(csv.reader(out.read_text("utf-8").splitlines()))
    assert rows[0] == COLUMNS
    assert [row[:4] for row in rows[1:3]] == [["'=b1", "o1", "1", "16384"], ["'=b1", "o2", "2", "16384"]]


def test_it_runs_without_django_and_writes_to_standard_output(folder):
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_DJANGO, "match", str(folder), "--by", "opening"],
        env={name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert len(done.stdout.splitlines()) == 5


@pytest.mark.parametrize(
    "arguments", [["--top", "0"], ["--by", "employer"], ["--out", "match.xlsx"], ["--top", "mange"]]
)
def test_what_cannot_be_asked_is_wrong_usage(folder, capsys, arguments):
    assert main(["match", str(folder), *arguments]) == 2
    assert capsys.readouterr().err


def test_a_folder_that_is_no_snapshot_is_bad_input(tmp_path, capsys):
    assert main(["match", str(tmp_path)]) == 1
    assert "snapshot.json mangler" in capsys.readouterr().err


def test_a_bad_value_is_told_with_table_row_and_column_and_nothing_is_written(tmp_path, capsys):
    wrong = some_tables() | {
        "citizen_skills": some_tables()["citizen_skills"].with_columns(level=pl.lit(5, dtype=pl.Int64))
    }
    write_snapshot(Snapshot(date(2026, 11, 22), "norddjurs", {}, wrong), tmp_path / "s")
    out = tmp_path / "match.parquet"
    out.write_text("det, der stod der")
    assert main(["match", str(tmp_path / "s"), "--out", str(out)]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"{tmp_path}/s/citizen_skills.parquet, række 1, kolonne level: »5«")
    assert out.read_text() == "det, der stod der"


def test_a_failure_while_writing_leaves_what_was_there(folder, tmp_path, monkeypatch):
    out = tmp_path / "match.parquet"
    out.write_text("det, der stod der")

    def full(*_: object, **__: object) -> None:
        raise OSError("disken er fuld")

    monkeypatch.setattr(pl.LazyFrame, "sink_parquet", full)
    assert main(["match", str(folder), "--out", str(out)]) == 1
    assert out.read_text() == "det, der stod der"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["match.parquet", "s"]


def test_who_has_left_the_effort_is_in_no_list(tmp_path):
    given = some_tables()
    groups = pl.Series("target_group", ["ingen", None], dtype=pl.String)
    given["citizens"] = given["citizens"].with_columns(groups)
    write_snapshot(Snapshot(ON, "norddjurs", {}, given), tmp_path / "s")
    out = tmp_path / "match.csv"
    assert main(["match", str(tmp_path / "s"), "--by", "both", "--out", str(out)]) == 0
    assert set(pl.read_csv(out)["citizen"]) == {"å"}


def test_a_row_that_is_wrong_is_told_as_it_stands_in_the_file(tmp_path, capsys):
    given = some_tables()
    given["citizens"] = given["citizens"].with_columns(
        pl.Series("target_group", ["ingen", "forsikret"]), pl.Series("languages", [["da:3"], ["da:9"]])
    )
    write_snapshot(Snapshot(ON, "norddjurs", {}, given), tmp_path / "s")
    assert main(["match", str(tmp_path / "s")]) == 1
    assert "citizens.parquet, række 2, kolonne languages" in capsys.readouterr().err
