"""Results are written whole, and no cell is a formula."""

import io
from datetime import date

import pytest

from fodfaeste.core.errors import FodfaesteError
from fodfaeste.formats.output import safe_cell, write_csv, write_whole


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(sign):
    assert safe_cell(f"{sign}1+1") == f"'{sign}1+1"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (date(2020, 9, 1), "2020-09-01"),
        (-3, "-3"),
        (6.5, "6.5"),
        ("", ""),
        ("æ=1", "æ=1"),
    ],
)
def test_other_values_are_written_plainly(value, cell):
    assert safe_cell(value) == cell


def test_cells_with_comma_quote_or_line_stand_in_quotes():
    out = io.StringIO()
    write_csv(out, ["a", "b"], [["1,2", 'så "her"'], ["to\nlinjer", None]])
    assert out.getvalue() == 'a,b\n"1,2","så ""her"""\n"to\nlinjer",\n'


def test_a_file_is_put_in_place_when_it_is_whole(tmp_path):
    path = tmp_path / "ud.csv"
    write_whole(path, lambda out: out.write("æøå\n"))
    assert path.read_bytes() == "æøå\n".encode()
    assert path.stat().st_mode & 0o777 == 0o644
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("error", [ValueError("nej"), KeyboardInterrupt()])
def test_a_failure_leaves_what_was_there_and_nothing_beside_it(tmp_path, error):
    path = tmp_path / "ud.csv"
    path.write_text("før")

    def fails(out: io.TextIOBase) -> None:
        out.write("halv")
        raise error

    with pytest.raises(type(error)):
        write_whole(path, fails)
    assert path.read_text() == "før"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(FodfaesteError, match="kan ikke skrives"):
        write_whole(tmp_path / "ingen" / "ud.csv", lambda out: None)
