"""`fodfaeste check` reads packs of figures, travel and evidence too, and counts how sure they are."""

import shutil
import tomllib
from pathlib import Path

import pytest

from fodfaeste.cli import main
from tests.shape.tree import PROJECT

PACKS = PROJECT / "packs"
OK, REFUSED = 0, 1


def table(printed: str) -> dict[str, dict[str, int]]:
    """The rows of the table of such packs, by name."""
    part = next(part for part in printed.split("\n\n") if part.startswith("pack "))
    headings, *lines = [line.split() for line in part.splitlines()]
    return {line[0]: dict(zip(headings[1:], map(int, line[1:]), strict=True)) for line in lines}


def test_all_that_is_installed_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == OK
    counted = table(capsys.readouterr().out)
    assert list(counted) == ["indicators", "reach", "evidence", "simulation", "population", "duties"]
    for row in counted.values():
        assert row["items"] == sum(number for name, number in row.items() if name != "items")


def test_a_pack_can_be_named_alone_and_has_the_numbers_of_its_files(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", str(PACKS / "reach")]) == OK
    printed = capsys.readouterr().out
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in (PACKS / "reach").glob("*.toml")]
    items = [
        item
        for file in files
        for key in ("place", "number", "crossing", "link")
        for item in file.get(key, ())
    ]
    assert list(table(printed)) == ["reach"]
    row = table(printed)["reach"]
    assert row["items"] == len(items)
    assert row["estimated"] == sum(item.get("basis") == "anslået" for item in items)
    assert row["proposed"] == sum(item.get("basis") == "proposed" for item in items)
    assert row["official"] == sum(
        "locality" in item for item in items
    )  # only Greenland's are from official data
    assert not printed.startswith("policy")


def test_findings_are_counted_as_read_or_unverified(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(PACKS / "evidence")]) == OK
    row = table(capsys.readouterr().out)["evidence"]
    text = (PACKS / "evidence" / "findings.toml").read_text(encoding="utf-8")
    statuses = [finding["status"] for finding in tomllib.loads(text)["finding"]]
    assert (row["read"], row["unverified"]) == (statuses.count("read"), statuses.count("unverified"))
    assert row["read"] > row["unverified"] > 0


def test_a_file_stands_for_its_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(PACKS / "indicators" / "indicators.toml")]) == OK
    assert list(table(capsys.readouterr().out)) == ["indicators"]


@pytest.mark.parametrize(
    ("pack", "file", "old", "new"),
    [
        ("indicators", "indicators.toml", 'unit = "persons"', 'unit = "hoveder"'),
        ("reach", "denmark.toml", "value = 1.3", "value = 0.3"),
        ("evidence", "findings.toml", 'offers = ["vejledning"]', 'offers = ["vejledninger"]'),
    ],
)
def test_a_slip_is_told_with_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], pack: str, file: str, old: str, new: str
) -> None:
    folder = Path(shutil.copytree(PACKS / pack, tmp_path / pack))
    copied = folder / file
    text = copied.read_text(encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    copied.write_text(text.replace(old, new, 1), encoding="utf-8")

    assert main(["check", str(folder)]) == REFUSED

    answer = capsys.readouterr()
    assert answer.out == ""
    assert answer.err.startswith(f"{copied}:{line}: ")
