"""`fodfaeste try`: who becomes due when by another value, and nothing else changes."""

import csv
import hashlib
import shutil
from pathlib import Path

import pytest

from fodfaeste.cli import main
from fodfaeste.formats.packs import packs_folder

NORDDJURS = packs_folder() / "policy" / "norddjurs" / "2020"
ROWS = """\
citizen,target_group,effort_started,unemployment_started,earlier_unemployment_months
a,forsikret,2020-03-01,2020-03-01,0
b,forsikret,2020-06-01,2020-06-01,0
c,forsikret,2020-08-15,2020-08-15,0
d,forsikret,2019-01-01,2019-01-01,0
e,ung,,,
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "borgere.csv"
    path.write_text(ROWS, "utf-8")
    return path


@pytest.fixture
def call(file, capsys, monkeypatch):
    """Run `try` on the file; exit status, answer, and what was said."""
    monkeypatch.delenv("FODFAESTE_PACKS", raising=False)

    def run(*arguments: object) -> tuple[int, str, str]:
        given = ["try", "--policy", "norddjurs", "--citizens", file, "--on", "2020-09-01", *arguments]
        status = main([str(argument) for argument in given])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def table(text: str) -> list[tuple[str, ...]]:
    return [tuple(line.split()) for line in text.splitlines()[1:]]


def test_three_months_in_place_of_six_is_shown_month_by_month(call):
    status, out, err = call("--set", "branchespor.forsikret:P6M=P3M", "--months", 2)
    assert status == 0
    assert out.splitlines()[0].split() == ["dag", "gruppe", "i", "dag", "prøve", "forskel"]
    assert table(out) == [
        ("2020-09-01", "alle", "2", "3", "+1"),
        ("2020-09-01", "forsikret", "2", "3", "+1"),
        ("2020-09-01", "ung", "0", "0", "+0"),
        ("2020-09-30", "alle", "2", "3", "+1"),
        ("2020-09-30", "forsikret", "2", "3", "+1"),
        ("2020-09-30", "ung", "0", "0", "+0"),
        ("2020-10-31", "alle", "2", "3", "+1"),
        ("2020-10-31", "forsikret", "2", "3", "+1"),
        ("2020-10-31", "ung", "0", "0", "+0"),
        ("2020-11-30", "alle", "2", "4", "+2"),
        ("2020-11-30", "forsikret", "2", "4", "+2"),
        ("2020-11-30", "ung", "0", "0", "+0"),
    ]
    assert "4 borgere får en anden dag" in err
    assert "intet er gemt" in err


def test_those_whose_day_becomes_another_go_to_a_file(call, tmp_path):
    out = tmp_path / "forskel.csv"
    call("--set", "branchespor.forsikret:P6M=P3M", "--months", 2, "--out", out)
    assert list(csv.reader(out.read_text("utf-8").splitlines())) == [
        ["citizen", "offer", "group", "due_on_today", "due_on_tried"],
        ["d", "branchespor", "forsikret", "2019-07-01", "2019-04-01"],
        ["a", "branchespor", "forsikret", "2020-09-01", "2020-06-01"],
        ["b", "branchespor", "forsikret", "", "2020-09-01"],
        ["c", "branchespor", "forsikret", "", "2020-11-15"],
    ]


def test_a_value_may_be_named_by_its_whole_path(call):
    short = call("--set", "branchespor.forsikret:P6M=P3M")
    assert call("--set", "branchespor.forsikret/any_of/0/after=P3M") == short


def test_a_number_may_be_tried(call):
    status, _, err = call("--set", "branchespor.forsikret:6=0.5", "--set", "branchespor.forsikret:P6M=P6M")
    assert (status, err.split()[0]) == (0, "0")


def test_the_same_value_makes_no_difference(call):
    status, out, err = call("--set", "branchespor.forsikret:P6M=P6M")
    assert status == 0
    assert {row[-1] for row in table(out)} == {"+0"}
    assert err.startswith("0 borgere")


def test_another_pack_may_stand_beside(call, tmp_path):
    other = tmp_path / "norddjurs" / "2020"
    shutil.copytree(NORDDJURS, other)
    pack = other / "pack.toml"
    text = pack.read_text("utf-8")
    pack.write_text(text.replace('after = "P6M"', 'after = "P3M"', 1), "utf-8")
    assert call("--against", other)[:2] == call("--set", "branchespor.forsikret:P6M=P3M")[:2]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--set", "branchespor.forsikret"],
        ["--set", "branchespor.forsikret:P9M=P3M"],
        ["--set", "branchespor.forsikret:P6M=3 måneder"],
        ["--set", "branchespor.forsikret:P6M="],
        ["--set", "branchespor.forsikret:6=mange"],
        ["--set", "branchespor.findes-ikke:P6M=P3M"],
        ["--set", "branchespor.forsikret/any_of/7/after=P3M"],
        ["--set", "branchespor.forsikret:P6M=P3M", "--months", "-1"],
        ["--set", "branchespor.forsikret:P6M=P3M", "--months", "121"],
        ["--set", "branchespor.forsikret:P6M=P3M", "--months", "mange"],
        ["--set", "branchespor.forsikret:P6M=P3M", "--against", "."],
        [],
    ],
)
def test_what_cannot_be_tried_is_wrong_usage(call, arguments):
    status, out, err = call(*arguments)
    assert (status, out) == (2, "")
    assert "Traceback" not in err


def test_a_folder_that_is_no_pack_is_wrong_usage(call, tmp_path):
    assert call("--against", tmp_path)[0] == 2


def test_the_policy_itself_is_as_before(call):
    before = [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(NORDDJURS.iterdir())]
    call("--set", "branchespor.forsikret:P6M=P3M")
    after = [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(NORDDJURS.iterdir())]
    assert before == after
