"""`fodfaeste check` on laws: the table of their own, the examples, and where a slip is told."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from fodfaeste.cli import main
from tests.formats.packs.broken import NORDDJURS, norddjurs_copy
from tests.formats.packs.small_law import small_law

LAWS = Path(__file__).resolve().parents[2] / "packs" / "law"
OK, REFUSED = 0, 1


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small law in a folder of its own."""
    folder = tmp_path / "law" / "lilleland"
    folder.mkdir(parents=True)
    for name, text in small_law().items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def rows(printed: str) -> list[dict[str, str]]:
    headings, *lines = [line.split() for line in printed.splitlines()]
    return [dict(zip(headings, line, strict=True)) for line in lines]


@pytest.mark.parametrize("name", ["denmark", "greenland"])
def test_the_table_has_the_numbers_of_the_files(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(LAWS / name)]) == OK
    files = {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in LAWS.glob(f"{name}/*.toml")
    }
    rules = [rule for file in files.values() for rule in file.get("rule", [])]
    certainties = Counter(rule["certainty"] for rule in rules)
    expected = {
        "law": name,
        "acts": len(files["law"]["act"]),
        "offers": len(files["offers"]["offer"]),
        "rules": len({rule["id"] for rule in rules}),
        "versions": len(rules),
        **{certainty: certainties[certainty] for certainty in ("official", "secondary", "unverified")},
        "planned": sum(rule["state"] == "planned" for rule in rules),
        "questions": sum(question["state"] == "open" for question in files["questions"]["question"]),
        "cases": len(files["cases"]["case"]),
    }
    assert rows(capsys.readouterr().out) == [{key: str(value) for key, value in expected.items()}]


@pytest.mark.parametrize("place", ["", "law.toml", "cases.toml", ".."])
def test_a_law_is_found_by_its_folder_a_file_in_it_or_a_folder_above(
    folder: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    assert main(["check", str(folder / place)]) == OK
    assert [row["law"] for row in rows(capsys.readouterr().out)] == ["lilleland"]


def test_a_policy_and_a_law_stand_in_two_tables(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder), str(NORDDJURS)]) == OK
    policies, laws = capsys.readouterr().out.split("\n\n")
    assert [row["policy"] for row in rows(policies)] == ["norddjurs"]
    assert [row["law"] for row in rows(laws)] == ["lilleland"]


def test_an_installation_without_laws_shows_its_policies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    norddjurs_copy(tmp_path / "policy")
    monkeypatch.setenv("FODFAESTE_PACKS", str(tmp_path))
    assert main(["check"]) == OK
    assert [row["policy"] for row in rows(capsys.readouterr().out)] == ["norddjurs"]


def test_a_slip_is_told_with_its_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (folder / "groups.toml").read_text(encoding="utf-8")
    (folder / "groups.toml").write_text(text.replace('act = "lov"', 'act = "bog"'), encoding="utf-8")
    assert main(["check", str(folder)]) == REFUSED
    answer = capsys.readouterr()
    assert answer.out == ""
    assert answer.err == f"{folder}/groups.toml:4: »bog« er ikke en [[act]]; nævn en [[act]]\n"


def test_an_example_that_does_not_hold_is_told_with_its_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (folder / "cases.toml").read_text(encoding="utf-8")
    (folder / "cases.toml").write_text(text.replace("age = 18", "age = 17"), encoding="utf-8")
    assert main(["check", str(folder)]) == REFUSED
    assert capsys.readouterr().err == (
        f"{folder}/cases.toml:9: eksemplet »adgang.18« skal give met, men giver not_met; "
        "ret eksemplet eller reglen\n"
    )


def test_conditions_that_no_example_tries_are_warned_of(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(folder)]) == OK
    answer = capsys.readouterr()
    assert answer.err == "advarsel: lilleland: regler med betingelser uden eksempel: samtale\n"
    assert "advarsel" not in answer.out
