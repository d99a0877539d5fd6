"""A file of facts is read whole or refused with row, column and reason."""

from datetime import date
from pathlib import Path

import pytest

from fodfaeste.core.errors import Rejected
from fodfaeste.core.facts import FACTS, NOT_HAPPENED
from fodfaeste.formats.facts_file import read_facts

HEADINGS = ("citizen", *FACTS)


def one_row(tmp_path: Path, **values: str) -> dict[str, object]:
    """One citizen's row as it is read; what is not named is empty."""
    cells = {"citizen": "x", "target_group": "ung", **values}
    row = ";".join(cells.get(name, "") for name in HEADINGS)
    facts, _ = read_facts(written(tmp_path, f"{';'.join(HEADINGS)}\n{row}\n".encode()))
    return facts.row(0, named=True)


def written(tmp_path: Path, content: bytes) -> Path:
    file = tmp_path / "borgere.csv"
    file.write_bytes(content)
    return file


def refusal(tmp_path: Path, content: str) -> Rejected:
    with pytest.raises(Rejected) as refused:
        read_facts(written(tmp_path, content.encode()))
    return refused.value


def test_empty_is_unknown_except_the_group_someone_came_from(tmp_path):
    assert one_row(tmp_path) == {
        "citizen": "x",
        "target_group": "ung",
        "effort_started": None,
        "unemployment_started": None,
        "earlier_unemployment_months": None,
        "became_job_ready": None,
        "came_from": "ingen",
        "integration_started": None,
        "registered_on": None,
        "age": None,
        "education": None,
    }


@pytest.mark.parametrize("fact", [name for name, fact in FACTS.items() if fact.type == "date"])
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2020-02-29", date(2020, 2, 29)),
        (" 2020-03-01 ", date(2020, 3, 1)),
        ("2100-12-31", date(2100, 12, 31)),
        ("ikke_sket", NOT_HAPPENED),
        ("Ikke_sket", NOT_HAPPENED),
    ],
)
def test_a_day_is_iso_or_known_not_to_have_come(tmp_path, fact, text, value):
    assert one_row(tmp_path, **{fact: text})[fact] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("6", 6.0), ("6.0", 6.0), ("6,0", 6.0), ("6.01", 6.01), ("6,5", 6.5), ("0", 0.0), ("007", 7.0)],
)
def test_a_number_has_a_comma_or_a_point(tmp_path, text, value):
    assert one_row(tmp_path, earlier_unemployment_months=text)["earlier_unemployment_months"] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ung", "ung"),
        ("Ung", "ung"),
        ("", "ingen"),
        (" ", "ingen"),
        ("Ingen", "ingen"),
        ("ukendt", None),
        ("Ukendt", None),
        ("Sygemeldt  borger", "sygemeldt borger"),
    ],
)
def test_the_group_someone_came_from(tmp_path, text, value):
    assert one_row(tmp_path, came_from=text)["came_from"] == value


@pytest.mark.parametrize(
    ("text", "value"), [("", None), ("ukendt", None), ("FORSIKRET", "forsikret"), ("andet", "andet")]
)
def test_the_target_group(tmp_path, text, value):
    assert one_row(tmp_path, target_group=text)["target_group"] == value


BAD = [
    *[
        ("effort_started", text)
        for text in (
            "32-13-2020",
            "2020-02-30",
            "2021-02-29",
            "2020-13-01",
            "2020-00-10",
            "1.3.2020",
            "2020-3-1",
            "2020/03/01",
            "20200301",
            "2020-W10-1",
            "2020-03-01T10:00",
            "43891",
            "0020-03-01",
            "1899-12-31",
            "2101-01-01",
            "9999-12-31",
            "i går",
            "ukendt",
            "٢٠٢٠-٠٣-٠١",
        )
    ],
    *[
        ("earlier_unemployment_months", text)
        for text in (
            "abc",
            "nan",
            "inf",
            "-inf",
            "1e5",
            "-3",
            "+3",
            "1.000",
            "1 000",
            "1.000,5",
            "1,000.5",
            "6 mdr",
            "1201",
            "0x10",
            "6.",
            ".5",
            "1_0",
            "٦",
            "½",
        )
    ],
    ("target_group", "x" * 81),
    ("came_from", "x" * 81),
    ("citizen", ""),
    ("citizen", "   "),
]


@pytest.mark.parametrize(("column", "text"), BAD)
def test_what_cannot_be_read_is_refused_where_it_stands(tmp_path, column, text):
    cells = {"citizen": "anden", "target_group": "ung", column: text}
    row = ";".join(f'"{cells.get(name, "")}"' for name in HEADINGS)
    first = "først" + ";" * (len(HEADINGS) - 1)
    refused = refusal(tmp_path, f"{';'.join(HEADINGS)}\n{first}\n{row}\n")
    assert (refused.file, refused.row, refused.field) == ("borgere.csv", 3, column)
    assert refused.reason


def test_a_cpr_number_in_the_wrong_column_is_not_repeated(tmp_path):
    refused = refusal(tmp_path, "citizen;target_group;effort_started\nx;ung;010158-5123\n")
    assert "010158" not in str(refused)


@pytest.mark.parametrize("column", ["citizen", "target_group"])
def test_a_needed_column_that_is_missing_is_named_with_those_there_are(tmp_path, column):
    refused = refusal(tmp_path, "citizen;target_group;by\nx;ung;Grenaa\n".replace(column, "noget"))
    assert f"»{column}« mangler" in refused.reason
    assert "noget" in refused.reason


def test_a_citizen_who_stands_twice_is_refused_with_both_rows(tmp_path):
    refused = refusal(tmp_path, "citizen;target_group\nx;ung\ny;ung\n x ;forsikret\n")
    assert (refused.row, refused.field) == (4, "citizen")
    assert "række 2" in refused.reason


def test_a_column_that_is_not_there_is_unknown_for_everyone(tmp_path):
    facts, _ = read_facts(written(tmp_path, b"citizen;target_group\nx;ung\n"))
    assert facts["came_from"].to_list() == [None]


def test_columns_that_are_no_facts_are_left_out_and_told(tmp_path):
    facts, left_out = read_facts(written(tmp_path, "by;citizen;target_group\nÅrhus;x;ung\n".encode()))
    assert left_out == ("by",)
    assert "by" not in facts.columns


def test_headings_alone_are_nobody(tmp_path):
    facts, _ = read_facts(written(tmp_path, b"citizen;target_group\n"))
    assert facts.is_empty()
    assert facts.columns == list(HEADINGS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_danish_letters_come_through_every_spelling_of_csv(tmp_path, encoding, delimiter, line_end):
    text = line_end.join(["citizen;target_group", "Ærø-Åse;ung", "b;forsikret", ""]).replace(";", delimiter)
    facts, _ = read_facts(written(tmp_path, text.encode(encoding)))
    assert facts.select("citizen", "target_group").rows() == [("Ærø-Åse", "ung"), ("b", "forsikret")]
