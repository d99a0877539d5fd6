"""StatBank's CSV is read whole, each cell in its place, or refused with row and column."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fodfaeste.core.errors import Rejected
from fodfaeste.formats.statistics import statbank_csv
from fodfaeste.formats.statistics.cube import StatisticsTable
from fodfaeste.formats.statistics.statbank_csv import read_statbank_csv

FILE = """ØER;KØN;TID;INDHOLD
Ærø;Mænd;2025;10
Ærø;Mænd;2026;11,5
Ærø;Kvinder;2025;..
Ærø;Kvinder;2026;-
Årø;Mænd;2025;.
Årø;Mænd;2026;12
Årø;Kvinder;2025;-3
Årø;Kvinder;2026;4000
"""


def read(text: str, encoding: str = "utf-8-sig", **options) -> StatisticsTable:
    return read_statbank_csv(text.replace("\n", "\r\n").encode(encoding), "tal.csv", **options)


def refused(text: str, **options) -> Rejected:
    with pytest.raises(Rejected) as caught:
        read(text, **options)
    assert caught.value.file == "tal.csv"
    return caught.value


def test_every_row_is_a_cell_with_its_value_and_mark():
    found = read(FILE)
    assert found.cells.columns == [
        *("ØER", "ØER.text", "KØN", "KØN.text", "TID", "TID.text", "value", "mark"),
    ]
    assert found.cells.row(1) == ("Ærø", "Ærø", "Mænd", "Mænd", "2026", "2026", 11.5, None)
    assert found.cells["value"].to_list() == [10, 11.5, None, 0, None, 12, -3, 4000]
    assert found.cells["mark"].to_list() == [None, None, "..", "-", ".", None, None, None]
    assert [each.is_time for each in found.dimensions] == [False, False, True]


def test_the_file_says_nothing_of_itself():
    found = read(FILE)
    assert (found.name, found.title, found.unit, found.source, found.updated) == ("", "", "", "", None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso-8859-1"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_danish_letters_are_read_in_every_encoding_and_with_either_delimiter(encoding, delimiter):
    found = read(FILE.replace(";", delimiter), encoding)
    assert found.cells.equals(read(FILE).cells)


def test_rows_in_another_order_are_put_in_the_order_of_their_codes():
    heading, *rows = FILE.splitlines(keepends=True)
    found = read("".join([heading, rows[0], *reversed(rows[1:])]))
    key = ["ØER", "KØN", "TID"]
    assert found.cells.sort(key).equals(read(FILE).cells.sort(key))


def test_several_columns_of_figures_become_a_dimension():
    found = read("ø;andel;antal\na;1.5;..\nb;2;7\n", figures=("andel", "antal"))
    assert found.cells.select("ø", "INDHOLD", "value", "mark").rows() == [
        ("a", "andel", 1.5, None),
        ("a", "antal", None, ".."),
        ("b", "andel", 2.0, None),
        ("b", "antal", 7.0, None),
    ]


@pytest.mark.parametrize(
    ("was", "becomes", "row", "field", "part"),
    [
        ("INDHOLD", "ANTAL", 1, "", "»INDHOLD« mangler"),
        ("2026;12\n", "2025;12\n", 7, "", "står også i række 6"),
        ("2026;12\n", "2026;12;\n", 7, "", "5 felter"),
        ("2026;12\n", "2026;tolv\n", 7, "INDHOLD", "»tolv«"),
        ("2026;12\n", "2026;\n", 7, "INDHOLD", "»«"),
        ("2026;12\n", "2026;,\n", 7, "INDHOLD", "»,«"),
        ("2026;12\n", "2026;12.5\n", 7, "INDHOLD", "både punktum og komma"),
        ("2026;12\n", "2026;1.234,5\n", 7, "INDHOLD", "både punktum og komma"),
        ("2026;12\n", ";12\n", 7, "TID", "tomt"),
        ("Årø;Mænd;2026;12\n", "", None, "", "1 kombinationer mangler"),
        ("4000\n", "4000", None, "", "midt i en række"),
        ("ØER", "value", None, "value", "to gange"),
    ],
)
def test_what_is_wrong_is_refused_with_row_and_column(was, becomes, row, field, part):
    assert was in FILE
    found = refused(FILE.replace(was, becomes, 1))
    assert (found.row, found.field, part in found.reason) == (row, field, True), str(found)


def test_combinations_that_the_file_may_leave_out_are_empty():
    found = read(FILE.replace("Årø;Mænd;2026;12\n", ""), some_left_out=True).cells
    assert found.height == 8
    assert found.row(5) == ("Årø", "Årø", "Mænd", "Mænd", "2026", "2026", None, None)


def test_a_sign_that_may_part_thousands_is_not_guessed():
    text = "TID;INDHOLD\n2025;1.234\n2026;-12\n"
    found = refused(text)
    assert (found.row, found.field, "tusinder" in found.reason) == (2, "INDHOLD", True)
    assert read(text, decimal=".").cells["value"].to_list() == [1.234, -12]
    assert "andet tegn" in refused(text, decimal=",").reason
    assert read(text.replace("-12", "0.5")).cells["value"].to_list() == [1.234, 0.5]
    assert read(text.replace("-12", "1234")).cells["value"].to_list() == [1.234, 1234]


def test_a_file_of_figures_alone_or_without_rows_is_refused():
    assert "0 kolonner" in refused("INDHOLD\n1\n").reason
    assert refused("TID;INDHOLD\n").field == "TID"


def test_more_cells_than_the_limit_are_refused(monkeypatch):
    monkeypatch.setattr(statbank_csv, "MAX_CELLS", 5)
    assert refused(FILE).row == 7


def test_a_file_cut_at_any_byte_is_never_half_a_cell():
    content, whole = FILE.encode(), read(FILE).cells
    rows = set(whole.rows())
    for length in range(len(content)):
        try:
            found = read_statbank_csv(content[:length], "tal.csv").cells
        except Rejected:
            continue
        assert set(found.rows()) <= rows
        assert content[:length].endswith(b"\n")


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10_000), st.binary(max_size=6), st.integers(0, 40))
def test_whatever_stands_in_the_file_it_is_read_or_refused(at, put, cut):
    content = FILE.encode()
    at %= len(content)
    try:
        found = read_statbank_csv(content[:at] + put + content[at + cut :], "tal.csv")
    except Rejected:
        return
    assert found.cells.height > 0
