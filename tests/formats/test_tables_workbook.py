import zipfile
from datetime import date, datetime, time
from io import BytesIO

import openpyxl
import pytest

from fodfaeste.core.errors import Rejected
from fodfaeste.formats import tables_workbook
from fodfaeste.formats.tables import read_table


def workbook(*sheets: list[list[object]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets or ([],), start=1):
        sheet = book.create_sheet(f"Ark{number}")
        for row in rows:
            sheet.append(row)
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(content: bytes) -> list[tuple[int, dict[str, str]]]:
    return list(read_table(content, "borgere.xlsx").rows)


def cell(value: object) -> str:
    return read(saved(workbook([["a", "b"], ["x", value]])))[0][1]["b"]


def refusal(content: bytes) -> Rejected:
    with pytest.raises(Rejected) as refused:
        read(content)
    return refused.value


def repacked(content: bytes, part: str, old: str, new: str) -> bytes:
    """The same workbook with a text of one part changed."""
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as before,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            data = before.read(name)
            if name == part:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode())
            after.writestr(name, data)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Åse", "Åse"),
        (12, "12"),
        (12.0, "12"),
        (6.5, "6.5"),
        (0.1 + 0.2, "0.3"),
        (-0.0, "0"),
        (1e20, "100000000000000000000"),
        (True, "ja"),
        (date(2020, 3, 1), "2020-03-01"),
        (datetime.fromisoformat("2020-03-01"), "2020-03-01"),
        (datetime.fromisoformat("2020-03-01T10:30"), "2020-03-01 10:30:00"),
        (time(10, 30), "10:30:00"),
        (None, ""),
    ],
)
def test_a_cell_reads_as_a_person_sees_it(value, text):
    assert cell(value) == text


def test_a_formula_is_never_run_only_its_saved_value_is_read():
    assert cell("=1+1") == ""


def test_rows_are_numbered_as_in_the_spreadsheet_and_short_rows_are_filled():
    content = saved(workbook([["a", "b"], [], ["1"], [None, "2"]]))
    assert read(content) == [(3, {"a": "1", "b": ""}), (4, {"a": "", "b": "2"})]


def test_a_row_that_is_wider_than_the_headings_is_refused():
    assert refusal(saved(workbook([["a", "b"], ["1", "2", "3"]]))).row == 2


def test_merged_and_hidden_cells_do_not_stop_the_reading():
    book = workbook([["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]])
    book.active.merge_cells("A2:B2")
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["C"].hidden = True
    assert read(saved(book)) == [(2, {"a": "1", "b": "", "c": "3"}), (3, {"a": "4", "b": "5", "c": "6"})]


def test_the_first_sheet_is_read_and_others_with_content_are_named():
    table = read_table(saved(workbook([["a"], ["1"]], [], [["b"], ["2"]])), "borgere.xlsx")
    assert (table.headings, table.left_out) == (("a",), ("Ark3",))


def test_where_the_first_sheet_is_empty_the_only_one_with_content_is_read():
    assert read(saved(workbook([], [["b"], ["2"]]))) == [(2, {"b": "2"})]


def test_two_possible_sheets_after_an_empty_first_are_refused():
    assert "første ark" in refusal(saved(workbook([], [["b"]], [["c"]]))).reason


def test_an_empty_workbook_is_refused():
    assert "tomt" in refusal(saved(workbook([]))).reason


def test_the_size_that_the_sheet_claims_is_not_relied_on():
    content = saved(workbook([["a", "b"], ["1", "2"]]))
    assert read(repacked(content, SHEET, "A1:B2", "A1:A1")) == [(2, {"a": "1", "b": "2"})]


def test_a_row_number_beyond_any_spreadsheet_is_refused():
    content = saved(workbook([["a"], ["1"]]))
    broken = repacked(content, SHEET, '<row r="2"', '<row r="99999999999"')
    assert "rækker" in refusal(broken).reason


@pytest.mark.parametrize("number", ["nan", "1e999", "x"])
def test_a_number_that_is_none_is_refused(number):
    content = saved(workbook([["a"], [7]]))
    refusal(repacked(content, SHEET, "<v>7</v>", f"<v>{number}</v>"))


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch):
    stream = BytesIO(saved(workbook([["a"]])))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/bomb.xml", b"0" * 20_000_000)
    assert "for stort" in refusal(stream.getvalue()).reason


def test_bytes_are_counted_where_the_declared_size_lies(monkeypatch):
    monkeypatch.setattr(tables_workbook, "MAX_BYTES", 50_000)
    content = saved(workbook([["a"]]))
    stream = BytesIO(content)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/bomb.xml", bytes(range(256)) * 400)
    data = stream.getvalue()
    lying = data.replace((102_400).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != data
    refusal(lying)


def test_too_many_parts_are_refused():
    stream = BytesIO(saved(workbook([["a"]])))
    with zipfile.ZipFile(stream, "a") as parts:
        for number in range(2_001):
            parts.writestr(f"x/{number}", b"")
    assert "for stort" in refusal(stream.getvalue()).reason


@pytest.mark.parametrize(
    "entities",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_entities_are_refused(entities):
    content = saved(workbook([["a"], ["1"]]))
    assert "beskadiget" in refusal(repacked(content, SHEET, "<worksheet", f"{entities}<worksheet")).reason


def test_a_file_that_is_no_workbook_is_refused():
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as parts:
        parts.writestr("hej.txt", b"hej")
    assert "beskadiget" in refusal(stream.getvalue()).reason
