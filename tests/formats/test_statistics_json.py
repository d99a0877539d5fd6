"""A JSON-stat table is read whole in either version, or refused with field and reason."""

import json
from copy import deepcopy
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fodfaeste.core.errors import Rejected
from fodfaeste.formats.statistics.cube import StatisticsTable
from fodfaeste.formats.statistics.json_stat import read_json_stat

SECOND = {
    "version": "2.0",
    "class": "dataset",
    "label": "Børn efter ø",
    "source": "Øernes Tælling",
    "updated": "2026-03-01T08:00:00Z",
    "id": ["ø", "hvad", "år"],
    "size": [2, 1, 2],
    "role": {"time": ["år"], "metric": ["hvad"]},
    "dimension": {
        "ø": {"label": "Ø", "category": {"index": {"b": 1, "a": 0}, "label": {"a": "Ærø", "b": "Årø"}}},
        "hvad": {"category": {"label": {"n": "Antal"}, "unit": {"n": {"base": "børn"}}}},
        "år": {"label": "år", "category": {"index": ["2025", "2026"]}},
    },
    "value": [1, None, 2.5, ".."],
    "status": {"1": ":", "2": "p"},
}


def first() -> dict[str, object]:
    """The same table as StatBank answers it."""
    table = deepcopy(SECOND)
    table["dimension"] |= {key: table.pop(key) for key in ("id", "size", "role")}
    del table["version"], table["class"]
    return {"dataset": table}


def read(table: object, **options) -> StatisticsTable:
    return read_json_stat(json.dumps(table).encode(), "tal.json", **options)


def refused(content: bytes | object) -> Rejected:
    content = content if isinstance(content, bytes) else json.dumps(content).encode()
    with pytest.raises(Rejected) as caught:
        read_json_stat(content, "tal.json")
    assert caught.value.file == "tal.json"
    return caught.value


def test_every_cell_is_a_row_with_codes_texts_value_and_mark():
    assert read(SECOND).cells.rows() == [
        ("a", "Ærø", "n", "Antal", "2025", "2025", 1.0, None),
        ("a", "Ærø", "n", "Antal", "2026", "2026", None, ":"),
        ("b", "Årø", "n", "Antal", "2025", "2025", 2.5, "p"),
        ("b", "Årø", "n", "Antal", "2026", "2026", None, ".."),
    ]


def test_the_table_tells_of_itself():
    found = read(SECOND)
    assert (found.title, found.unit, found.source) == ("Børn efter ø", "børn", "Øernes Tælling")
    assert found.updated == date(2026, 3, 1)
    assert [each.is_time for each in found.dimensions] == [False, False, True]


def test_the_first_version_is_the_same_table():
    assert read(first()).cells.equals(read(SECOND).cells)
    assert read(first()).updated == date(2026, 3, 1)


def test_cells_may_be_told_alone():
    told = {"0": 1, "2": 2.5, "3": ".."}
    assert read(SECOND | {"value": told}).cells.equals(read(SECOND).cells)


@pytest.mark.parametrize("status", ["e", ["e"]])
def test_one_status_is_the_status_of_all(status):
    marks = read(SECOND | {"value": [1, 2, 3, 4], "status": status}).cells["mark"]
    assert marks.to_list() == ["e"] * 4


def test_one_of_several_tables_is_read_when_it_is_named():
    both = {"en": first()["dataset"], "to": first()["dataset"]}
    assert "her er en, to" in refused(both).reason
    assert read(both, dataset="to").name == "to"


def without(key: str) -> dict[str, object]:
    return {name: each for name, each in SECOND.items() if name != key}


def dimension(**changed: object) -> dict[str, object]:
    return SECOND | {"dimension": SECOND["dimension"] | changed}


@pytest.mark.parametrize(
    ("table", "field", "part"),
    [
        (without("value"), "value", "mangler"),
        (without("id"), "id", "mangler"),
        (SECOND | {"value": [1, 2, 3]}, "value", "3 værdier, men 4 celler"),
        (SECOND | {"value": {"4": 1}}, "value", "»4« er ingen"),
        (SECOND | {"value": {"00": 1}}, "value", "»00« er ingen"),
        (SECOND | {"value": [1, 2, 3, True]}, "value", "celle 4"),
        (SECOND | {"value": [1, 2, 3, "4"]}, "value", "celle 4"),
        (SECOND | {"value": [1, 2, 3, 10**400]}, "value", "celle 4"),
        (SECOND | {"value": [1, 2, 3, [[]]]}, "value", "celle 4"),
        (SECOND | {"status": [1, 2, 3, 4]}, "status", "celle 1"),
        (SECOND | {"id": ["ø"] * 11, "size": [2] * 11}, "id", "flere end 10"),
        (SECOND | {"size": [2, 1]}, "size", "3 dimensioner"),
        (SECOND | {"size": [2, 1, 3]}, "år", "størrelsen er 3"),
        (SECOND | {"updated": "i går"}, "updated", "ingen dag"),
        (SECOND | {"label": 7}, "label", "ikke tekst"),
        (SECOND | {"class": "collection"}, "class", "»collection«"),
        (dimension(ø={"category": {"index": {"a": 0, "b": 0}}}), "ø", "pladser"),
        (dimension(ø={"category": {"index": ["a", "a"]}}), "ø", "to gange"),
        (dimension(ø={"category": {"index": ["a", 1]}}), "ø", "ikke tekst"),
        (dimension(ø={}), "ø", "objekt"),
        ([], "", "ikke en tabel"),
        ({}, "dataset", "ingen"),
    ],
)
def test_what_is_wrong_is_refused_with_its_field(table, field, part):
    found = refused(table)
    assert (found.field, part in found.reason) == (field, True), str(found)


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b'{"value":NaN}', "NaN"),
        (b'{"value":1,"value":2}', "to gange"),
        (b"[" * 200_000, "JSON"),
        (b'{"a":"\xe6"}', "UTF-8"),
        (json.dumps(SECOND).replace('"a"', '"\\ud800"').encode(), "JSON"),
        (b'{"value":' + b"9" * 5_000 + b"}", "JSON"),
    ],
)
def test_content_that_is_no_sound_json_is_refused(content, part):
    assert part in refused(content).reason


def test_a_file_cut_at_any_byte_is_refused():
    content = json.dumps(SECOND, ensure_ascii=False).encode()
    for length in range(len(content)):
        refused(content[:length])


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10_000), st.binary(max_size=6), st.integers(0, 40))
def test_whatever_stands_in_the_file_it_is_read_or_refused(at, put, cut):
    content = json.dumps(first(), ensure_ascii=False).encode()
    at %= len(content)
    try:
        found = read_json_stat(content[:at] + put + content[at + cut :], "tal.json")
    except Rejected:
        return
    assert found.cells.height > 0
