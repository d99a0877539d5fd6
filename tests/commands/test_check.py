"""`fodfaeste check`: which packs it reads, what it tells of them, and how it ends."""

import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from fodfaeste.cli import main
from tests.formats.packs.broken import NORDDJURS, norddjurs_copy

PERIOD = "period = { from = 2020-01-01, to = 2021-12-31 }"
OK, REFUSED, USAGE = 0, 1, 2


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The Norddjurs pack in a folder of its own, with the real one installed."""
    return norddjurs_copy(tmp_path)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of its own with one pack, to change what is installed."""
    root = tmp_path / "packs"
    norddjurs_copy(root / "policy")
    monkeypatch.setenv("FODFAESTE_PACKS", str(root))
    return root


def change(folder: Path, *edits: tuple[str, str], name: str = "pack.toml") -> Path:
    text = (folder / name).read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def rows(printed: str) -> list[dict[str, str]]:
    headings, *lines = [line.split() for line in printed.splitlines()]
    return [dict(zip(headings, line, strict=True)) for line in lines]


def raw(folder: Path, name: str) -> dict[str, Any]:
    return tomllib.loads((folder / name).read_text(encoding="utf-8"))


def test_without_a_path_it_reads_all_that_is_installed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == OK
    policies, laws, data = capsys.readouterr().out.split("\n\n")
    assert "norddjurs" in [row["policy"] for row in rows(policies)]
    assert [row["law"] for row in rows(laws)] == ["denmark", "greenland"]
    packs = [row["pack"] for row in rows(data)]
    assert packs == ["indicators", "reach", "evidence", "simulation", "population", "duties"]


def test_the_table_has_the_numbers_of_the_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(NORDDJURS)]) == OK
    entries = raw(NORDDJURS, "pack.toml")["entry"]
    kinds = Counter(entry["kind"] for entry in entries)
    bases = Counter(entry["basis"] for entry in entries)
    local = raw(NORDDJURS, "local.toml")
    expected = {
        "policy": "norddjurs",
        "version": "2020",
        "items": len(entries),
        **{kind: kinds[kind] for kind in ("rule", "right", "priority", "goal", "pledge", "principle")},
        "rules": len({entry["id"] for entry in entries if entry["kind"] == "rule"}),
        "adopted": bases["adopted"],
        "law": bases["law"],
        "proposed": sum(len(items) for items in local.values()),
        "no_indicator": sum("indicators" not in entry for entry in entries),
        "open_questions": sum(
            question["state"] == "open" for question in raw(NORDDJURS, "questions.toml")["question"]
        ),
        "cases": len(raw(NORDDJURS, "cases.toml")["case"]),
    }
    assert rows(capsys.readouterr().out) == [{name: str(value) for name, value in expected.items()}]


@pytest.mark.parametrize("place", ["", "pack.toml", "cases.toml", "..", "../.."])
def test_a_pack_is_found_by_its_folder_a_file_in_it_or_a_folder_above(
    copy: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    assert main(["check", str(copy / place)]) == OK
    assert [row["policy"] for row in rows(capsys.readouterr().out)] == ["norddjurs"]


def test_the_same_pack_named_twice_is_read_once(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(copy), str(copy / "pack.toml"), str(copy.parent)]) == OK
    assert len(rows(capsys.readouterr().out)) == 1


def test_packs_below_a_folder_are_all_read(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = Path(shutil.copytree(copy, copy.parent / "2023"))
    (other / "cases.toml").unlink()  # its examples lie before the new period
    change(
        other,
        ('version = "2020"', 'version = "2023"'),
        (PERIOD, "period = { from = 2023-01-01, to = 2024-12-31 }"),
    )
    assert main(["check", str(copy.parent)]) == OK
    assert [row["version"] for row in rows(capsys.readouterr().out)] == ["2020", "2023"]


def test_a_relative_path_is_named_as_it_was_typed(
    copy: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    change(copy, ('version = "2020"', 'version = ""'))
    monkeypatch.chdir(copy.parent)
    assert main(["check", "2020"]) == REFUSED
    assert capsys.readouterr().err.startswith("2020/pack.toml:8: ")


def test_a_folder_there_is_not_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "findes-ikke")]) == USAGE
    assert main(["check", str(tmp_path)]) == USAGE
    assert "her er ingen pakke" in capsys.readouterr().err


def test_an_empty_installation_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FODFAESTE_PACKS", str(tmp_path))
    assert main(["check"]) == USAGE
    assert "her er ingen pakke" in capsys.readouterr().err


def test_warnings_alone_end_well_and_stay_out_of_the_table(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (copy / "cases.toml").unlink()
    assert main(["check", str(copy)]) == OK
    answer = capsys.readouterr()
    assert answer.err.count("advarsel: norddjurs/2020: reglen ") == 5
    assert "har 0 eksempler; giv den mindst 3" in answer.err
    assert "advarsel" not in answer.out


def test_a_law_that_was_not_read_is_warned_of(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(copy, ('certainty = "secondary"', 'certainty = "unverified"'))
    assert main(["check", str(copy)]) == OK
    assert "lovgrundlaget er ikke læst for forsikret, integrationsborger" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            'expect = { state = "due", due_on = 2020-09-01 }',
            'expect = { state = "due", due_on = 2020-09-02 }',
        ),
        ('expect = { state = "due", due_on = 2020-09-01 }', 'expect = { state = "due" }'),
        ('expect = { state = "due", due_on = 2020-09-01 }', 'expect = { state = "not_covered" }'),
        ("on = 2020-09-01\n", "on = 2020-08-31\n"),
    ],
)
def test_an_example_that_does_not_hold_is_told_with_its_line(
    copy: Path, capsys: pytest.CaptureFixture[str], old: str, new: str
) -> None:
    change(copy, (old, new), name="cases.toml")
    text = (copy / "cases.toml").read_text(encoding="utf-8")
    line = text[: text.index('id = "forsikret.dagen"\n')].count("\n")
    assert main(["check", str(copy)]) == REFUSED
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1
    assert told[0].startswith(f"{copy}/cases.toml:{line}: eksemplet »forsikret.dagen« skal give ")
    assert told[0].endswith("; ret eksemplet eller reglen")


def test_a_rule_that_no_longer_fits_its_examples_is_told_by_the_examples(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(copy, ('"P6M"', '"P7M"'))
    assert main(["check", str(copy)]) == REFUSED
    assert f"{copy}/cases.toml:" in capsys.readouterr().err


@pytest.mark.parametrize("period", ["P999Y", "P9999M", "P999Y9999M9999W99999D"])
def test_a_period_beyond_the_calendar_is_told_and_not_a_crash(
    copy: Path, capsys: pytest.CaptureFixture[str], period: str
) -> None:
    change(copy, ('"P6M"', f'"{period}"'))
    assert main(["check", str(copy)]) == REFUSED
    assert ".toml:" in capsys.readouterr().err.splitlines()[0]


def test_a_copy_stands_in_for_the_installed_one(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(copy, (PERIOD, "period = { from = 2020-01-01, to = 2025-12-31 }"))
    assert main(["check", str(copy)]) == OK
    assert capsys.readouterr().err.count("overlapper") == 0


@pytest.mark.parametrize("period", ["2021-12-31, to = 2022-12-31", "2019-01-01, to = 2020-01-01"])
def test_another_version_for_the_same_days_is_refused_on_its_own_period(
    copy: Path, capsys: pytest.CaptureFixture[str], period: str
) -> None:
    (copy / "cases.toml").unlink()  # its examples lie before the new period
    change(
        copy,
        ('version = "2020"', 'version = "2021"'),
        ("adopted = 2020-01-21", 'adopted = "unknown"'),
        (PERIOD, f"# en linje mere\nperiod = {{ from = {period} }}"),
    )
    assert main(["check", str(copy)]) == REFUSED
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1
    assert told[0].startswith(f"{copy}/pack.toml:13: perioden overlapper norddjurs/2020 i ")
    assert told[0].endswith("; lad den slutte før 2020-01-01 eller begynde efter 2021-12-31")


def test_two_given_packs_for_the_same_days_are_refused(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = Path(shutil.copytree(copy, copy.parent / "2020b"))
    assert main(["check", str(copy), str(other)]) == REFUSED
    assert capsys.readouterr().err.startswith(
        f"{other}/pack.toml:12: perioden overlapper norddjurs/2020 i {copy};"
    )


def test_installed_packs_for_the_same_days_are_refused(
    installed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = installed / "policy" / "norddjurs" / "2020"
    other = Path(shutil.copytree(first, first.parent / "2021"))
    change(other, ('version = "2020"', 'version = "2021"'))
    assert main(["check"]) == REFUSED
    assert capsys.readouterr().err.startswith(f"{other}/pack.toml:12: perioden overlapper norddjurs/2020 i ")


def test_a_mended_copy_of_a_broken_installed_pack_is_well(
    installed: Path, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(installed / "policy" / "norddjurs" / "2020", ('"P6M"', '"6M"'))
    assert main(["check"]) == REFUSED
    capsys.readouterr()
    assert main(["check", str(copy)]) == OK
    assert "pack.toml kan ikke læses og er ikke sammenholdt" in capsys.readouterr().err


def test_the_installed_command_refuses_with_the_line_and_ends_with_one(copy: Path) -> None:
    change(copy, ("adopted = 2020-01-21", "adopted = 2020-02-30"))
    command = Path(sys.executable).parent / "fodfaeste"
    ended = subprocess.run(
        [command, "check", copy], capture_output=True, text=True, encoding="utf-8", timeout=60
    )
    assert ended.returncode == REFUSED
    assert ended.stdout == ""
    assert ended.stderr == (
        f"{copy}/pack.toml:17: en dato som ikke findes; skriv en rigtig dato som 2020-01-21\n"
    )
