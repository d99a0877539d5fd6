"""Whatever bytes a file has, reading it ends in rows or in a refusal, never in anything else."""

import zipfile
from contextlib import suppress
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fodfaeste.core.errors import Rejected
from fodfaeste.formats.citizens import columns_for, read_citizens
from fodfaeste.formats.tables import read_table

PIECES = st.sampled_from(
    [
        b"borger",
        b";",
        b",",
        b"\t",
        b"\n",
        b"\r\n",
        b'"',
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\x00",
        b"\xe5",
        b"1",
        b"sep=;",
    ]
)


def read_to_the_end(content: bytes, name: str) -> None:
    with suppress(Rejected):
        table = read_table(content, name)
        read_citizens(table, columns_for(table.headings))


@given(st.binary(max_size=400))
def test_any_bytes_as_text(content):
    read_to_the_end(content, "f.csv")


@given(st.lists(st.one_of(PIECES, st.binary(max_size=4)), max_size=60))
def test_pieces_of_tables_as_text(pieces):
    read_to_the_end(b"".join(pieces), "f.csv")


@pytest.fixture(scope="module")
def good() -> bytes:
    book = openpyxl.Workbook()
    for row in (["borger", "ledig siden"], ["1", "2020-03-01"], ["2", 43891]):
        book.active.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@given(at=st.integers(0, 6_000), value=st.binary(min_size=1, max_size=6))
@settings(max_examples=150)
def test_a_workbook_with_some_bytes_changed(good, at, value):
    at %= len(good)
    read_to_the_end(good[:at] + value + good[at + len(value) :], "f.xlsx")


@given(
    part=st.integers(0, 20), at=st.integers(0, 3_000), value=st.binary(max_size=12), cut=st.integers(0, 40)
)
@settings(max_examples=200)
def test_a_workbook_with_a_part_changed(good, part, at, value, cut):
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(good)) as before, zipfile.ZipFile(stream, "w") as after:
        names = before.namelist()
        for name in names:
            data = before.read(name)
            if name == names[part % len(names)]:
                place = at % (len(data) + 1)
                data = data[:place] + value + data[place + cut :]
            after.writestr(name, data)
    read_to_the_end(stream.getvalue(), "f.xlsx")
