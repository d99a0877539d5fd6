"""`fodfaeste population` as a person starts it: tables in, a file of years, ages and sexes out."""

import csv
from pathlib import Path

import pytest

from fodfaeste.cli import main
from tests.make import population as make

HEAD = ["--years", "3", "--runs", "4"]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    def command(*given: str) -> tuple[int, list[dict[str, str]], str]:
        out = tmp_path / "svar.csv"
        status = main(["population", *HEAD, *given, "--out", str(out)])
        text = out.read_text("utf-8") if out.exists() else ""
        rows = list(csv.DictReader(text.splitlines()))
        return status, rows, capsys.readouterr().err

    return command


@pytest.fixture
def stock(tmp_path: Path) -> str:
    return str(make.written(tmp_path, "folk1a.csv", make.stock_csv()))


@pytest.fixture
def movements(tmp_path: Path) -> str:
    return str(make.written(tmp_path, "bev107.csv", make.movements_csv((2024, 2025))))


def test_every_year_group_and_sex_has_a_row_with_the_middle_in_its_band(run, stock):
    status, rows, told = run("--stock", stock, "--area", make.AREA)
    assert status == 0
    assert len(rows) == 4 * 9 * 2
    assert {row["year"] for row in rows} == {"2025", "2026", "2027", "2028"}
    assert all(int(row["low"]) <= int(row["middle"]) <= int(row["high"]) for row in rows)
    first = [row for row in rows if row["year"] == "2025"]
    assert sum(int(row["middle"]) for row in first) == 2 * sum(map(make.people, range(101)))
    assert "4 af 4 kørsler" in told
    assert f"{make.AREA}: " in told


def test_the_answer_says_what_it_rests_on(run, stock, movements):
    tables = ("--births", movements, "--deaths", movements, "--moves", movements)
    _status, rows, told = run("--stock", stock, "--area", make.AREA, *tables)
    assert {row["basis"] for row in rows} == {"read"}
    assert "Fødsler: læst, antal i alt, fordelt på alder som i landet (bev107.csv)" in told
    _status, rows, told = run("--stock", stock, "--area", make.AREA, "--births", movements)
    assert {row["basis"] for row in rows} == {"assumed"}
    assert "Dødsfald: ikke besluttet, landets tal i packs/population\n" in told


def test_a_number_of_inhabitants_alone_is_assumed_in_every_row(run):
    status, rows, told = run("--inhabitants", "23861", "--start", "2022", "--country", "greenland")
    assert status == 0
    assert {row["basis"] for row in rows} == {"assumed"}
    assert sum(int(row["middle"]) for row in rows if row["year"] == "2022") == 23_861
    assert "Befolkning: antaget" in told


def test_single_years_have_a_row_for_each_age(run, stock):
    _status, rows, _told = run("--stock", stock, "--area", make.AREA, "--single-years")
    assert len(rows) == 4 * 101 * 2
    assert (rows[0]["from_age"], rows[0]["to_age"]) == ("0", "0")
    assert (rows[-1]["from_age"], rows[-1]["to_age"]) == ("100", "")


def test_the_same_seed_gives_the_same_file(run, stock):
    one, same, other = (run("--stock", stock, "--area", make.AREA, "--seed", seed)[1] for seed in "112")
    assert one == same != other


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("--inhabitants", "500"), "--inhabitants skal være mindst 1 og have --start"),
        (("--inhabitants", "500", "--start", "2025", "--births", "x.csv"), "bruges kun sammen med --stock"),
        (("--stock", "x.csv", "--start", "2025"), "--start hører til --inhabitants"),
        (("--stock", "x.csv", "--years", "90"), "--years skal være fra 1 til 40"),
        (("--stock", "x.csv", "--runs", "0"), "--runs skal være fra 1 til 2000"),
        (("--inhabitants", "500", "--start", "2025", "--country", "norge"), "»norge« er ikke blandt"),
    ],
)
def test_wrong_usage_is_told_with_status_two(run, given, told):
    status, rows, error = run(*given)
    assert (status, rows, told in error) == (2, [], True), error


def test_a_table_that_cannot_be_read_leaves_no_file_and_status_one(run, stock):
    status, rows, told = run("--stock", stock, "--area", "Vesterby")
    assert (status, rows) == (1, [])
    assert told.startswith("folk1a.csv, kolonne OMRÅDE: »Vesterby« er ikke ét af tabellens områder")
