"""`fodfaeste assign` as a person starts it: a snapshot in, a file out, where Django is not to be had."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from fodfaeste.cli import main
from fodfaeste.engines.assignment import assign
from fodfaeste.formats.snapshot import Snapshot, write_snapshot
from tests.engines.matching.build import ON, table, tables

COLUMNS = ["citizen", "opening", "offer", "score", "others"]
WITHOUT_DJANGO = "import sys; sys.modules['django'] = None; from fodfaeste.cli import main; sys.exit(main())"


def some_tables() -> dict[str, pl.DataFrame]:
    """Two who can take both openings; the better of them is in the way of the other."""
    return tables(
        citizens=[{"citizen": "=b1", "target_group": "job"}, {"citizen": "å", "target_group": "aktiv"}],
        citizen_skills=[
            {"citizen": "=b1"},
            {"citizen": "=b1", "skill": "t", "level": 3},
            {"citizen": "å", "level": 3},
        ],
        openings=[{"opening": "o1"}, {"opening": "o2"}],
        opening_skills=[{"opening": "o1"}, {"opening": "o2", "skill": "t"}],
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "s", some_tables())


def written(folder: Path, given: dict[str, pl.DataFrame]) -> Path:
    write_snapshot(Snapshot(ON, "norddjurs", {}, given), folder)
    return folder


def test_the_file_holds_what_everyone_is_advised_to_and_what_is_certain_is_told(folder, tmp_path, capsys):
    out = tmp_path / "assign.parquet"
    assert main(["assign", str(folder), "--offers", "1", "--out", str(out)]) == 0
    found = pl.read_parquet(out)
    assert found.equals(assign(some_tables(), ON, offers=1).pairs)
    assert found.rows() == [("=b1", "o2", 1, 12288, 0), ("å", "o1", 1, 12288, 0)]
    told = capsys.readouterr()
    assert told.out == ""
    assert "2 tilbud til 2 borgere\nværdi 24576, højst muligt 24576, afstand 0\n" in told.err
    assert "personer pr. plads: 1 (ikke besluttet)" in told.err


def test_a_cell_that_a_sheet_would_run_is_guarded_in_csv(folder, tmp_path):
    out = tmp_path / "assign.csv"
    assert main(["assign", str(folder), "--offers", "2", "--out", str(out)]) == 0
    rows = list(csv.reader(out.read_text("utf-8").splitlines()))
    assert rows == [COLUMNS, ["'=b1", "o1", "1", "16384", "0"], ["'=b1", "o2", "2", "12288", "0"]]


def test_floors_and_what_they_cost_are_told_and_reported(folder, tmp_path, capsys):
    out, report = tmp_path / "assign.csv", tmp_path / "assign.json"
    given = ["--floor", "aktiv", "1", "--floor", "job", "2", "--report", str(report)]
    assert main(["assign", str(folder), "--offers", "2", "--out", str(out), *given]) == 0
    told = capsys.readouterr().err
    assert "aktiv: 1 af mindst 1, 0 uden grænse; én mere koster 4096" in told
    assert "job: 1 af mindst 2, 1 uden grænse; én mere koster" in told
    assert "kan ikke nås" in told
    numbers = json.loads(report.read_text("utf-8"))
    assert (numbers["value"], numbers["value_without_floors"], numbers["placements"]) == (24576, 28672, 2)
    assert numbers["spread"] == {"openings": {"1": 2}, "most": 1, "gini": 0.0}
    assert [(floor["group"], floor["is_met"]) for floor in numbers["floors"]] == [
        ("aktiv", True),
        ("job", False),
    ]


def test_a_ceiling_given_is_told_as_given(folder, tmp_path, capsys):
    out = tmp_path / "assign.parquet"
    assert main(["assign", str(folder), "--offers", "1", "--per-seat", "2", "--out", str(out)]) == 0
    assert "personer pr. plads: 2 (givet på kommandolinjen)" in capsys.readouterr().err
    assert pl.read_parquet(out)["others"].to_list() == [1, 1]


def test_what_a_forced_pair_costs_is_told(folder, tmp_path, capsys):
    out = tmp_path / "assign.parquet"
    given = ["--offers", "1", "--force", "=b1", "o1", "--out", str(out)]
    assert main(["assign", str(folder), *given]) == 0
    assert "det tvungne par koster fra 8192 til 8192" in capsys.readouterr().err
    assert pl.read_parquet(out).rows() == [("=b1", "o1", 1, 16384, 0)]


def test_prices_are_kept_and_begun_with(folder, tmp_path):
    out, prices = tmp_path / "assign.csv", tmp_path / "prices.parquet"
    given = ["--offers", "1", "--out", str(out), "--prices", str(prices)]
    assert main(["assign", str(folder), *given]) == 0
    first, kept = out.read_text("utf-8"), pl.read_parquet(prices)
    assert kept.columns == ["opening", "price"]
    assert main(["assign", str(folder), *given]) == 0
    assert out.read_text("utf-8") == first


def test_a_file_that_holds_no_prices_is_bad_input(folder, tmp_path, capsys):
    prices = tmp_path / "prices.parquet"
    prices.write_text("ikke priser")
    given = ["--offers", "1", "--out", str(tmp_path / "assign.csv"), "--prices", str(prices)]
    assert main(["assign", str(folder), *given]) == 1
    assert "er ikke priser fra en fordeling" in capsys.readouterr().err


def test_the_worst_off_can_come_first(folder, tmp_path):
    out = tmp_path / "assign.parquet"
    assert main(["assign", str(folder), "--offers", "2", "--worst-first", "--out", str(out)]) == 0
    assert pl.read_parquet(out)["citizen"].to_list() == ["=b1", "å"]


def test_it_runs_without_django(folder, tmp_path):
    out = tmp_path / "assign.parquet"
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_DJANGO, "assign", str(folder), "--offers", "1", "--out", str(out)],
        env={name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (0, "", False)
    assert pl.read_parquet(out).columns == COLUMNS


@pytest.mark.parametrize(
    "arguments",
    [
        ["--offers", "0"],
        ["--offers", "mange"],
        ["--out", "assign.xlsx"],
        ["--per-seat", "0"],
        ["--prices", "priser.csv"],
        ["--floor", "job", "få"],
        ["--worst-first", "--floor", "job", "1"],
    ],
)
def test_what_cannot_be_asked_is_wrong_usage(folder, tmp_path, capsys, arguments):
    usual = ["--offers", "1", "--out", str(tmp_path / "assign.csv")]
    assert main(["assign", str(folder), *usual, *arguments]) == 2
    assert capsys.readouterr().err


def test_a_bad_value_is_told_with_its_file_and_row_and_nothing_is_written(tmp_path, capsys):
    numbers = table("numbers", [{"name": "fordeling.personer_pr_plads", "value": 0.0}])
    folder = written(tmp_path / "s", some_tables() | {"numbers": numbers})
    out = tmp_path / "assign.csv"
    out.write_text("det, der stod der")
    assert main(["assign", str(folder), "--offers", "1", "--out", str(out)]) == 1
    assert capsys.readouterr().err.startswith(f"{folder}/numbers.parquet, række 1, kolonne value: »0.0«")
    assert out.read_text() == "det, der stod der"


def test_a_forced_pair_that_is_not_there_is_bad_input(folder, tmp_path, capsys):
    given = ["--offers", "1", "--force", "væk", "o1", "--out", str(tmp_path / "assign.csv")]
    assert main(["assign", str(folder), *given]) == 1
    assert "»væk« eller »o1« findes ikke" in capsys.readouterr().err
