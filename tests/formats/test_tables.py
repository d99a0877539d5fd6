import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fodfaeste.core.errors import Rejected
from fodfaeste.formats import tables
from fodfaeste.formats.tables import Table, hide_cpr, read_table

HEADING = "borger;navn;målgruppe\r\n"
ROW = "17;Åse Sørensen;forsikret\r\n"


def rows(table: Table) -> list[tuple[int, dict[str, str]]]:
    return list(table.rows)


def read(text: str, name: str = "borgere.csv") -> list[tuple[int, dict[str, str]]]:
    return rows(read_table(text.encode(), name))


def refusal(content: bytes | str, name: str = "borgere.csv") -> Rejected:
    with pytest.raises(Rejected) as refused:
        rows(read_table(content.encode() if isinstance(content, str) else content, name))
    return refused.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_danish_letters_come_through_in_every_allowed_encoding(encoding):
    table = read_table((HEADING + ROW).encode(encoding), "borgere.csv")
    assert table.headings == ("borger", "navn", "målgruppe")
    assert rows(table) == [(2, {"borger": "17", "navn": "Åse Sørensen", "målgruppe": "forsikret"})]


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_a_byte_order_mark_that_does_not_fit_the_text_is_refused(mark):
    assert "tegn" in refusal(mark + b"borger;m\xe5l\n17").reason


def test_bytes_that_no_allowed_encoding_has_are_refused():
    assert "UTF-8" in refusal(b"borger;navn\n1;\x81\xe5").reason


@pytest.mark.parametrize(
    ("line", "headings"),
    [
        ("a;b;c", ("a", "b", "c")),
        ("a,b,c", ("a", "b", "c")),
        ("a\tb\tc", ("a", "b", "c")),
        ('"tidligere ledighed, mdr.";b', ("tidligere ledighed, mdr.", "b")),
        ('"a ""x; y""",b', ('a "x; y"', "b")),
        ('24" bord;b', ('24" bord', "b")),
        ("kun en", ("kun en",)),
    ],
)
def test_the_delimiter_is_the_one_in_the_heading_line_outside_quotes(line, headings):
    assert read_table(f"{line}\n".encode(), "f.csv").headings == headings


def test_two_delimiters_in_the_heading_line_are_refused_with_what_to_do():
    error = refusal("borger;navn, fornavn\n1;2")
    assert error.row == 1
    assert "semikolon og komma" in error.reason
    assert "anførselstegn" in error.reason


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_first_line_that_states_the_delimiter_decides_and_is_not_counted(end):
    table = read_table(f"sep=;{end}a, b;c{end}1;2{end}".encode(), "f.csv")
    assert table.headings == ("a, b", "c")
    assert rows(table) == [(2, {"a, b": "1", "c": "2"})]


def test_a_stated_delimiter_works_behind_a_byte_order_mark():
    table = read_table(codecs.BOM_UTF8 + b"sep=,\r\na,b;c\r\n1,2\r\n", "f.csv")
    assert table.headings == ("a", "b;c")


def test_empty_rows_keep_their_number_and_quoted_line_breaks_are_one_row():
    assert read('a;b\n\n;\n"1\n2";x\n3;y\n') == [(4, {"a": "1\n2", "b": "x"}), (5, {"a": "3", "b": "y"})]


def test_empty_cells_after_the_last_heading_are_no_columns():
    table = read_table(b"a;b;;\n1;2;;\n", "f.csv")
    assert (table.headings, rows(table)) == (("a", "b"), [(2, {"a": "1", "b": "2"})])


@pytest.mark.parametrize(
    ("text", "row", "field"),
    [
        ("", None, ""),
        ("\n1;2\n", 1, ""),
        ("a;;c\n", 1, "B"),
        ("Navn;borger; navn\n", 1, "C"),
        ("a;b\n1;2\n1\n", 3, ""),
        ("a;b\n1;2;3\n", 2, ""),
        ("a;b;\n1;2;3\n", 2, ""),
        ("a;b\n1;x\x00y\n", 2, "b"),
        ("a;b\n1;x\x1by\n", 2, "b"),
        ("a;b\n1;x\x85y\n", 2, "b"),
        ("a\x07;b\n1;2\n", 1, "A"),
        ('a;b\n1;"2\n', 2, ""),
        ('a;b\n1;"2"3\n', 2, ""),
        ("a;b\n1;" + "x" * 40_000 + "\n", 2, "b"),
        ("a;b\n1;" + "x" * 200_000 + "\n", 2, ""),
        (";".join(f"k{n}" for n in range(201)) + "\n", 1, "GS"),
        ("x" * 201 + "\n", 1, "A"),
        ("x" * 70_000, 1, ""),
    ],
)
def test_a_broken_table_is_refused_where_it_is_broken(text, row, field):
    error = refusal(text)
    assert (error.file, error.row, error.field) == ("borgere.csv", row, field)
    assert error.reason.endswith((".", "?"))


def test_a_heading_that_is_a_person_is_refused_without_showing_the_number():
    error = refusal("010160-1234;Ane\n020260-1234;Bo\n")
    assert "ligner en borger" in error.reason
    assert "010160" not in str(error)


def test_a_file_name_with_a_cpr_number_is_not_repeated():
    assert str(refusal("", "liste 010160-1234.csv")).startswith("liste (skjult).csv")


@pytest.mark.parametrize("number", ["010160-1234", "0101601234", "010160 1234", "610160-1234"])
def test_whatever_looks_like_a_cpr_number_is_hidden(number):
    assert hide_cpr(f"x {number}.") == "x (skjult)."


def test_ten_digits_that_are_no_birth_date_are_not_hidden():
    assert hide_cpr("9913001234") == "9913001234"


@pytest.mark.parametrize("name", ["borgere.xls", "borgere.pdf", "borgere"])
def test_other_kinds_of_file_are_refused(name):
    assert ".xlsx" in refusal(HEADING, name).reason


def test_a_protected_or_old_workbook_is_refused_with_what_to_do():
    assert "adgangskode" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "b.xlsx").reason


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path):
    path = tmp_path / "stor.csv"
    with path.open("wb") as file:
        file.truncate(tables.MAX_BYTES + 1)
    with pytest.raises(Rejected, match="100 MB"):
        read_table(path, path.name)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(Rejected, match="kan ikke åbnes"):
        read_table(tmp_path / "væk.csv", "væk.csv")


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(tables, "MAX_ROWS", 3)
    assert len(read("a\n1\n2\n3\n")) == 3
    assert refusal("a\n1\n2\n3\n4\n").row == 5


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff"), max_size=12
)


@given(
    columns=st.integers(1, 5).flatmap(
        lambda width: st.lists(st.lists(TEXT, min_size=width, max_size=width), min_size=1, max_size=8)
    ),
    delimiter=st.sampled_from(";,\t"),
    end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_is_written_is_what_is_read(columns, delimiter, end, encoding):
    width = len(columns[0])
    headings = [f"kolonne {number}" for number in range(width)]

    def line(cells: list[str]) -> str:
        return delimiter.join('"' + cell.replace('"', '""') + '"' for cell in cells) + end

    # Headings unquoted: the delimiter has to be found in them.
    text = delimiter.join(headings) + end + "".join(line(cells) for cells in columns)
    expected = [
        (number, dict(zip(headings, cells, strict=True)))
        for number, cells in enumerate(columns, start=2)
        if any(cell.strip() for cell in cells)
    ]
    assert rows(read_table(text.encode(encoding), "f.csv")) == expected
