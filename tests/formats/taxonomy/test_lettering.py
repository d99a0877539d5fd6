"""Packed files and their letters: what is mended is counted, what cannot be read is refused."""

import gzip

import pytest

from fodfaeste.core.errors import Rejected
from fodfaeste.core.taxonomy import OCCUPATION, TITLE
from fodfaeste.formats import tables
from fodfaeste.formats.taxonomy import Source, files, read_taxonomy
from tests.formats.taxonomy.official import (
    CROSSWALK,
    CROSSWALK_OPENING,
    OCCUPATIONS,
    match,
    occupation,
    occupation_uri,
    text,
    write,
)


def read(tmp_path, name: str, content: bytes):
    return read_taxonomy(write(tmp_path / "f", name, content).parent)


def refusal(tmp_path, name: str, content: bytes) -> Rejected:
    with pytest.raises(Rejected) as refused:
        read(tmp_path, name, content)
    return refused.value


def crosswalk(*rows) -> str:
    return CROSSWALK_OPENING + text(CROSSWALK, *rows)


def one(taxonomy) -> Source:
    (source,) = taxonomy.sources
    return source


def test_a_dash_that_was_carried_over_as_a_control_character_is_mended_and_told(tmp_path):
    content = text(OCCUPATIONS, occupation("o1", "kok \x97 skib")).encode()
    taxonomy = read(tmp_path, "occupations_da.csv", content)
    assert taxonomy.shown(OCCUPATION, "da")[occupation_uri("o1")].text == "kok — skib"
    assert one(taxonomy).notes == ("1 tegn fra Windows-1252 stod som styretegn og er rettet",)


def test_a_control_character_that_never_was_a_sign_is_refused(tmp_path):
    content = text(OCCUPATIONS, occupation("o1", "kok \x81 skib")).encode()
    error = refusal(tmp_path, "occupations_da.csv", content)
    assert (error.row, error.field) == (2, "preferredLabel")


def test_both_encodings_in_one_file_are_read_line_by_line_and_told(tmp_path):
    lines = text(OCCUPATIONS, occupation("o1", "pølsemager"), occupation("o2", "ålefisker")).splitlines(
        keepends=True
    )
    content = lines[0].encode() + lines[1].encode("cp1252") + lines[2].encode("utf-8")
    taxonomy = read(tmp_path, "occupations_da.csv", content)
    assert [shown.text for shown in taxonomy.shown(OCCUPATION, "da").values()] == ["pølsemager", "ålefisker"]
    assert one(taxonomy).notes == ("1 linjer var skrevet i Windows-1252, resten i UTF-8; begge er læst",)


def test_a_whole_file_in_windows_1252_is_told(tmp_path):
    content = text(OCCUPATIONS, occupation("o1", "ålefisker")).encode("cp1252")
    assert one(read(tmp_path, "occupations_da.csv", content)).notes == ("filen er skrevet i Windows-1252",)


def test_a_line_in_no_known_encoding_is_refused_with_its_number(tmp_path):
    lines = (
        text(OCCUPATIONS, occupation("o1", "ålefisker"), occupation("o2", "x"))
        .encode()
        .splitlines(keepends=True)
    )
    error = refusal(tmp_path, "occupations_da.csv", lines[0] + lines[1] + lines[2].replace(b"x", b"\x81\xe5"))
    assert (error.row, "Windows-1252" in error.reason) == (3, True)


def test_a_crosswalk_is_read_below_its_opening_lines(tmp_path):
    rows = match("o1", "7319.3", "Drageassistent"), match("o1", "7319.3.98", "Drageelev", "skos:broadMatch")
    taxonomy = read(tmp_path, "mapping.csv.gz", crosswalk(*rows).encode())
    assert taxonomy.tables["titles"].rows() == [("7319.3", "7319"), ("7319.3.98", "7319")]
    assert taxonomy.tables["title_occupations"].rows() == [
        ("7319.3", occupation_uri("o1"), "close"),
        ("7319.3.98", occupation_uri("o1"), "broad"),
    ]
    assert taxonomy.shown(TITLE, "da")["7319.3"].text == "Drageassistent"
    assert (one(taxonomy).language, one(taxonomy).version, one(taxonomy).rows) == ("da", "01.01.2030", 2)


def test_a_title_may_be_a_whole_group_and_may_point_at_one(tmp_path):
    title = {**match("o1", "x", "Dragefolk"), "Classification 2 URI": "http://data.europa.eu/esco/isco/C7319"}
    group = {
        **match("o1", "7319.4", "Drage"),
        "Classification 1 URI": "http://data.europa.eu/esco/isco/C7319",
    }
    taxonomy = read(tmp_path, "mapping.csv", crosswalk(title, group).encode())
    assert taxonomy.tables["titles"].rows() == [("7319.4", "7319"), ("C7319", "7319")]
    assert taxonomy.tables["title_occupations"].height == 1
    assert one(taxonomy).notes[0].startswith("1 rækker peger på en ISCO-gruppe")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (match("o1", "kok", "Kok"), "Classification 2 URI"),
        (match("o1", "7319.4", "Kok", "skos:related"), "Mapping relation"),
        (match("o1", "7319.3", "Kok", "skos:exactMatch"), "Mapping relation"),
    ],
)
def test_rows_of_a_crosswalk_are_numbered_as_in_the_file(tmp_path, wrong, field):
    content = crosswalk(match("o1", "7319.3", "Drage"), wrong).encode()
    error = refusal(tmp_path, "mapping.csv", content)
    assert (error.row, error.field) == (content.count(b"\n"), field)


def test_a_broken_row_below_an_opening_is_numbered_as_in_the_file(tmp_path):
    content = crosswalk(match("o1", "7319.3", "Drage")).encode() + b"too,short\n"
    assert refusal(tmp_path, "mapping.csv", content).row == content.count(b"\n")


def test_a_crosswalk_without_headings_or_language_is_refused(tmp_path):
    assert "begynder med" in refusal(tmp_path, "mapping.csv", b"Mapping project name,X\na,b\n").reason
    content = crosswalk().replace("Classification 2 Language,da\n", "").encode()
    assert "sproget" in refusal(tmp_path, "mapping.csv", content).reason


def test_a_packed_file_is_refused_when_it_unpacks_to_more_than_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "_SMALLEST_BOUND", 1_000)
    content = text(OCCUPATIONS, *(occupation(f"o{number}", "x") for number in range(5_000))).encode()
    assert len(content) > files.MAX_RATIO * len(gzip.compress(b" " * len(content)))
    bomb = text(OCCUPATIONS, occupation("o1", "x" * 400)).encode() + b"\n" * 2_000_000
    assert "for stor" in refusal(tmp_path, "occupations_da.csv.gz", bomb).reason


def test_a_file_over_the_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MAX_BYTES", 100)
    assert "for stor" in refusal(tmp_path, "occupations_da.csv", b"x" * 101).reason


@pytest.mark.parametrize("cut", [slice(0, -9), slice(0, 5)])
def test_a_damaged_packed_file_is_refused(tmp_path, cut):
    whole = gzip.compress(text(OCCUPATIONS, occupation("o1", "x")).encode())
    folder = tmp_path / "f"
    folder.mkdir()
    (folder / "occupations_da.csv.gz").write_bytes(whole[cut])
    with pytest.raises(Rejected, match="beskadiget"):
        read_taxonomy(folder)


def test_an_empty_file_is_refused(tmp_path):
    assert "tom" in refusal(tmp_path, "occupations_da.csv", b"").reason


def test_the_limits_are_those_of_every_table():
    assert (files.MAX_BYTES, files.MAX_RATIO) == (tables.MAX_BYTES, tables.MAX_RATIO)
