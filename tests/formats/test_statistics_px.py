"""A PX file is read whole, in its own order and its own letters, or refused with row and keyword."""

from datetime import date
from math import prod

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fodfaeste.core.errors import Rejected
from fodfaeste.formats.statistics import px, px_text
from fodfaeste.formats.statistics.cube import StatisticsTable
from fodfaeste.formats.statistics.px import read_px

HEAD = '''CHARSET="ANSI";
AXIS-VERSION="2010";
CODEPAGE="utf-8";
LANGUAGE="da";
LANGUAGES="da","en";
MATRIX="BØRN1";
TITLE="Børn efter ø, alder "
"og år";
TITLE[en]="Children by island";
UNITS="børn";
UNITS[en]="children";
SOURCE="Øernes ""Tælling""";
LAST-UPDATED="20260301 08:00";
STUB="ø","alder";
STUB[en]="island","age";
HEADING="år";
HEADING[en]="year";
VARIABLECODE("ø")="OE";
VALUES("ø")="Lilleø","Storø; den ydre";
VALUES[en]("island")="Small","Big, outer";
VALUES("alder")="0-6","7-16";
VALUES[en]("age")="0-6","7-16";
VALUES("år")="2025","2026";
CODES("ø")="1","2";
TIMEVAL("år")=TLIST(A1,"2025"-"2026");
NOTE="En seddel; med semikolon";
'''
DATA = 'DATA=\n1 2.5 ".." 4\n"-" -6 "." 8\n;\n'


def read(text: str, encoding: str = "utf-8", language: str = "") -> StatisticsTable:
    return read_px(text.encode(encoding), "tal.px", language=language)


def refused(text: str, encoding: str = "utf-8") -> Rejected:
    with pytest.raises(Rejected) as caught:
        read(text, encoding)
    assert caught.value.file == "tal.px"
    return caught.value


def test_every_cell_is_a_row_with_codes_texts_value_and_mark():
    assert read(HEAD + DATA).cells.rows() == [
        ("1", "Lilleø", "0-6", "0-6", "2025", "2025", 1.0, None),
        ("1", "Lilleø", "0-6", "0-6", "2026", "2026", 2.5, None),
        ("1", "Lilleø", "7-16", "7-16", "2025", "2025", None, ".."),
        ("1", "Lilleø", "7-16", "7-16", "2026", "2026", 4.0, None),
        ("2", "Storø; den ydre", "0-6", "0-6", "2025", "2025", 0.0, "-"),
        ("2", "Storø; den ydre", "0-6", "0-6", "2026", "2026", -6.0, None),
        ("2", "Storø; den ydre", "7-16", "7-16", "2025", "2025", None, "."),
        ("2", "Storø; den ydre", "7-16", "7-16", "2026", "2026", 8.0, None),
    ]


def test_the_columns_are_named_by_the_dimensions():
    columns = ["OE", "OE.text", "alder", "alder.text", "år", "år.text", "value", "mark"]
    assert read(HEAD + DATA).cells.columns == columns


def test_the_table_tells_its_title_unit_source_and_last_update():
    found = read(HEAD + DATA)
    assert (found.name, found.title, found.unit) == ("BØRN1", "Børn efter ø, alder og år", "børn")
    assert (found.source, found.updated) == ('Øernes "Tælling"', date(2026, 3, 1))
    assert [each.is_time for each in found.dimensions] == [False, False, True]


def test_texts_come_in_the_language_asked_for_and_codes_stay():
    found = read(HEAD + DATA, language="en")
    assert (found.title, found.unit, found.source) == ("Children by island", "children", 'Øernes "Tælling"')
    assert [each.name for each in found.dimensions] == ["OE", "alder", "år"]
    assert [each.title for each in found.dimensions] == ["island", "age", "year"]
    assert found.cells["OE.text"].unique(maintain_order=True).to_list() == ["Small", "Big, outer"]


@pytest.mark.parametrize(
    ("named", "encoding"),
    [
        ('CODEPAGE="iso-8859-15";', "iso-8859-15"),
        ('CODEPAGE="Windows-1252";', "cp1252"),
        ("", "cp1252"),
        ('CODEPAGE="iso-8859-15";', "utf-8"),  # some files say one thing and are another
        ("", "utf-8-sig"),
        ("", "utf-16"),
    ],
)
def test_danish_letters_are_read_in_every_encoding_that_a_file_may_name(named, encoding):
    text = HEAD.replace('CODEPAGE="utf-8";', named) + DATA
    assert read(text, encoding).cells.equals(read(HEAD + DATA).cells)


def test_a_file_without_a_charset_is_from_dos():
    text = HEAD.replace('CODEPAGE="utf-8";\n', "").replace('CHARSET="ANSI";\n', "") + DATA
    assert read(text, "cp850").cells.equals(read(HEAD + DATA).cells)


def test_a_unit_stands_on_the_dimension_that_says_what_is_measured():
    text = (
        'STUB="emne";CONTVARIABLE="emne";VALUES("emne")="Folk","Løn";'
        'UNITS="blandet";UNITS("Folk")="personer";UNITS("Løn")="kr.";DATA=1 2;'
    )
    found = read(text)
    assert found.dimensions[0].units == ("personer", "kr.")
    assert found.unit == ""


def test_a_file_of_crlf_with_dos_end_is_the_same():
    text = (HEAD + DATA).replace("\n", "\r\n") + "\x1a"
    assert read(text).cells.equals(read(HEAD + DATA).cells)


@pytest.mark.parametrize(
    ("was", "becomes", "field", "row", "part"),
    [
        ("4\n", "4 5\n", "DATA", 29, "flere tal end tabellens 8"),
        ("4\n", "\n", "DATA", 30, "der er 7 tal, men 8 celler"),
        ("2.5", "2,5", "DATA", 28, "tal 2: »2,5«"),
        ('".."', '"x"', "DATA", 28, "tal 3: »x«"),
        ("4\n", "1e999\n", "DATA", 28, "for stort"),
        ("8\n;\n", "8\n", "DATA", 29, "semikolon"),
        ("8\n;\n", "8\n;\nMERE", "DATA", 30, "efter tallene"),
        ('"1","2";', '"1","1";', "CODES", 24, "to gange"),
        ('"1","2";', '"1";', "CODES", 24, "her er 1"),
        ('VALUES("alder")', 'VALEUS("alder")', "VALUES", 14, "»alder« mangler"),
        ('NOTE="En', 'KEYS("ø")=CODES;\nNOTE="En', "KEYS", 26, "nøgle"),
        ('NOTE="En', 'TITLE="To";\nNOTE="En', "TITLE", 26, "række 7"),
        ('semikolon";', "semikolon;", "NOTE", 26, "anførselstegn"),
        ('"da","en";', '"da" "en" 3;', "LANGUAGES", 5, "komma"),
        ('"da","en";', '"da",;', "LANGUAGES", 5, "værdi mangler"),
        ("20260301", "20261301", "LAST-UPDATED", 13, "ingen dag"),
        ('MATRIX="BØRN1"', 'MATRIX "BØRN1"', "", 6, "MATRIX"),
        ("BØRN1", "B\x01", "", 6, "U+0001"),
        ('VARIABLECODE("ø")="OE"', 'VARIABLECODE("ø")="value"', "value", None, "bruges to gange"),
    ],
)
def test_what_is_wrong_is_refused_with_row_and_keyword(was, becomes, field, row, part):
    assert (HEAD + DATA).count(was) >= 1
    found = refused((HEAD + DATA).replace(was, becomes, 1))
    assert (found.row, found.field, part in found.reason) == (row, field, True), str(found)


@pytest.mark.parametrize(
    ("was", "becomes", "field", "row"),
    [
        ('"Small","Big, outer"', '"Small"', "VALUES", 20),
        ('STUB[en]="island","age"', 'STUB[en]="island"', "STUB", 15),
    ],
)
def test_a_language_that_does_not_fit_is_refused_when_it_is_asked_for(was, becomes, field, row):
    text = HEAD.replace(was, becomes) + DATA
    assert read(text).cells.equals(read(HEAD + DATA).cells)
    with pytest.raises(Rejected) as caught:
        read(text, language="en")
    assert (caught.value.field, caught.value.row) == (field, row)


def test_a_file_without_dimensions_or_figures_is_refused():
    assert refused('TITLE="Tom";DATA=1;').field == "STUB"
    assert refused(HEAD).reason == "filen slutter uden tal"


def test_letters_that_the_named_code_page_has_not_are_refused():
    text = HEAD + DATA
    assert refused(text, "cp1252").field == "CODEPAGE"
    assert refused(text.replace("utf-8", "rot13"), "cp1252").reason == "tegnsættet »rot13« kendes ikke"


def test_a_table_larger_than_the_limit_is_refused_before_its_figures_are_read():
    words = ",".join(f'"{number}"' for number in range(1_001))
    text = f'STUB="a","b";VALUES("a")={words};VALUES("b")={words};DATA=1;'
    assert "1002001 celler" in refused(text).reason


def test_sizes_are_bounded(monkeypatch):
    monkeypatch.setattr(px, "MAX_BYTES", 100)
    assert "fylder over" in refused(HEAD + DATA).reason
    monkeypatch.setattr(px, "MAX_BYTES", 10_000)
    assert "10 dimensioner" in refused('STUB="a"' + ',"a"' * 10 + ';VALUES("a")="1";DATA=1;').reason
    monkeypatch.setattr(px_text, "MAX_WORDS", 10)
    assert "flere end 10 ord" in refused(HEAD + DATA).reason


def test_a_missing_or_empty_file_is_refused(tmp_path):
    with pytest.raises(Rejected, match="kan ikke åbnes"):
        read_px(tmp_path / "ingen.px", "ingen.px")
    assert refused("").reason == "Filen er tom."


def test_a_file_cut_at_any_byte_is_refused_or_the_same():
    content, whole = (HEAD + DATA).encode(), read(HEAD + DATA).cells
    same = 0
    for length in range(len(content)):
        try:
            found = read_px(content[:length], "tal.px").cells
        except Rejected:
            continue
        assert found.equals(whole)
        same += 1
    assert same == 1  # only the last end of line may go


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=8)
CELLS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.integers(-(2**50), 2**50).map(float),
    st.sampled_from([".", "..", "....", "-"]),
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[tuple[str, list[str], list[str]]], list[float | str]]:
    names = draw(st.lists(WORDS.map(lambda word: f"d{word}"), min_size=1, max_size=3, unique=True))
    dimensions = []
    for name in names:
        codes = draw(st.lists(WORDS, min_size=1, max_size=3, unique=True))
        texts = draw(st.lists(WORDS, min_size=len(codes), max_size=len(codes)))
        dimensions.append((name, codes, texts))
    size = prod(len(codes) for _, codes, _ in dimensions)
    return dimensions, draw(st.lists(CELLS, min_size=size, max_size=size))


def quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def as_px(dimensions, cells) -> str:
    lines = ['CHARSET="ANSI";', 'CODEPAGE="utf-8";']
    lines.append(f"STUB={','.join(quoted(name) for name, _, _ in dimensions)};")
    for name, codes, texts in dimensions:
        lines.append(f"VALUES({quoted(name)})={','.join(map(quoted, texts))};")
        lines.append(f"CODES({quoted(name)})=" + ",\n".join(map(quoted, codes)) + ";")
    figures = " ".join(quoted(cell) if isinstance(cell, str) else repr(cell) for cell in cells)
    return "\n".join([*lines, f"DATA=\n{figures};"])


@settings(max_examples=80, deadline=None)
@given(tables())
def test_a_table_written_as_px_and_read_back_is_the_same(table):
    dimensions, cells = table
    found = read(as_px(dimensions, cells))
    assert [(each.name, list(each.codes), list(each.texts)) for each in found.dimensions] == dimensions
    values = [(0.0 if cell == "-" else None) if isinstance(cell, str) else cell for cell in cells]
    assert found.cells["value"].to_list() == values
    assert found.cells["mark"].to_list() == [cell if isinstance(cell, str) else None for cell in cells]
    keys = [name for name, _, _ in dimensions]
    assert found.cells.select(keys).is_unique().all()


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10_000), st.binary(max_size=6), st.integers(0, 40))
def test_whatever_stands_in_the_file_it_is_read_or_refused(at, put, cut):
    content = (HEAD + DATA).encode()
    at %= len(content)
    try:
        found = read_px(content[:at] + put + content[at + cut :], "tal.px")
    except Rejected:
        return
    assert isinstance(found.cells, pl.DataFrame)
