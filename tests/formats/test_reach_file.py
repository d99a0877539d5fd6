"""A file of minutes is read whole, or refused with row, column and reason."""

from pathlib import Path

import pytest

from fodfaeste.core.errors import Rejected
from fodfaeste.engines.reach import COLUMNS
from fodfaeste.formats.reach_file import read_reach_file

PLACES = {"a", "b", "c"}
HEADING = "from,to,mode,minutes,season"


def written(folder: Path, *lines: str) -> Path:
    file = folder / "minutter.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_rows_come_out_with_the_columns_of_the_table(tmp_path: Path) -> None:
    found = read_reach_file(written(tmp_path, HEADING, "b,a,car,12,all", 'a,b,boat,30,"1,4-12"'), PLACES)
    assert dict(found.schema) == COLUMNS
    assert found.rows() == [
        ("a", "b", "boat", 30, "1,4-12", None, "fil"),
        ("b", "a", "car", 12, "all", None, "fil"),
    ]


def test_how_often_and_how_sure_may_be_given(tmp_path: Path) -> None:
    file = written(
        tmp_path, f"{HEADING},per_week,basis", "a,b,plane+helicopter,99,all,3,anslået", "b,a,car,1,2,,"
    )
    assert read_reach_file(file, PLACES).rows() == [
        ("a", "b", "plane+helicopter", 99, "all", 3, "anslået"),
        ("b", "a", "car", 1, "2", None, "fil"),
    ]


def test_months_are_written_as_the_table_writes_them(tmp_path: Path) -> None:
    found = read_reach_file(written(tmp_path, HEADING, 'a,b,car,5,"1,2,3, 12"'), PLACES)
    assert found["season"].to_list() == ["1-3,12"]


def test_the_same_way_in_other_months_is_another_row(tmp_path: Path) -> None:
    assert read_reach_file(written(tmp_path, HEADING, "a,b,car,5,1-6", "a,b,car,9,7-12"), PLACES).height == 2


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        ("x,b,car,5,all", "from", "»x« er intet sted"),
        ("a,,car,5,all", "to", "er intet sted"),
        ("a,a,car,5,all", "to", "til stedet selv"),
        ("a,b,bil,5,all", "mode", "»bil« er ingen af"),
        ("a,b,boat+boat,5,all", "mode", "er ingen af"),
        ("a,b,car,0,all", "minutes", "»0« er intet helt tal fra 1 til 10080"),
        ("a,b,car,1.5,all", "minutes", "intet helt tal"),
        ("a,b,car,10081,all", "minutes", "intet helt tal"),
        ("a,b,car,9999999999,all", "minutes", "intet helt tal"),
        ("a,b,car,²,all", "minutes", "intet helt tal"),
        ("a,b,car,5,sommer", "season", "»sommer« er ingen årstid"),
        ("a,b,car,5,", "season", "er ingen årstid"),
        ("a,b,car,5,0-3", "season", "er ingen årstid"),
        ("b,c,car,6,3-4", "season", "står også i række 2 for måned 3"),
    ],
)
def test_a_slip_is_told_with_row_column_and_reason(tmp_path: Path, row: str, field: str, reason: str) -> None:
    with pytest.raises(Rejected) as refused:
        read_reach_file(written(tmp_path, HEADING, "b,c,car,5,1-3", row), PLACES)
    assert (refused.value.file, refused.value.row, refused.value.field) == ("minutter.csv", 3, field)
    assert reason in refused.value.reason


@pytest.mark.parametrize(
    ("row", "field"), [("a,b,car,5,all,0,fil", "per_week"), ("a,b,car,5,all,1,sikkert", "basis")]
)
def test_the_columns_that_may_be_left_out_are_read_strictly_too(tmp_path: Path, row: str, field: str) -> None:
    with pytest.raises(Rejected) as refused:
        read_reach_file(written(tmp_path, f"{HEADING},per_week,basis", row), PLACES)
    assert (refused.value.row, refused.value.field) == (2, field)


@pytest.mark.parametrize(
    ("heading", "reason"),
    [("from,to,mode,minutes", "kolonnen »season« mangler"), (f"{HEADING},note", "kolonnen kendes ikke")],
)
def test_a_wrong_heading_is_refused(tmp_path: Path, heading: str, reason: str) -> None:
    with pytest.raises(Rejected, match=reason) as refused:
        read_reach_file(written(tmp_path, heading), PLACES)
    assert refused.value.row == 1
