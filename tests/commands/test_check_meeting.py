"""`fodfaeste check` holds a policy against the law: unknown rules refuse it, a worse promise is warned of."""

import shutil
from pathlib import Path

import pytest

from fodfaeste.cli import main
from tests.formats.packs.broken import norddjurs_copy

LAWS = Path(__file__).resolve().parents[2] / "packs" / "law"
OK, REFUSED = 0, 1
NAMED = 'law = ["tilbud.ret-og-pligt"]\noffer = "branchespor"\ngroup = "forsikret"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return norddjurs_copy(tmp_path)


def edit(folder: Path, old: str, new: str, file: str = "pack.toml") -> int:
    """Replace a text in a copy of the pack; the line in which it stood."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_a_rule_that_the_law_does_not_have_is_told_by_file_and_line(folder, capsys):
    line = edit(folder, NAMED, NAMED.replace("ret-og-pligt", "ret-og-plikt"))
    assert main(["check", str(folder)]) == REFUSED
    told = capsys.readouterr().err
    assert f"pack.toml:{line}: »tilbud.ret-og-plikt« er ikke en regel i loven i denmark" in told
    assert "mente du »tilbud.ret-og-pligt«" in told


def test_a_rule_of_another_country_is_none_of_this_one(folder, capsys):
    edit(folder, NAMED, NAMED.replace("tilbud.ret-og-pligt", "matchgruppe.1"))
    assert main(["check", str(folder)]) == REFUSED
    assert "»matchgruppe.1« er ikke en regel" in capsys.readouterr().err


def test_the_policy_as_it_stands_is_told_nothing_of_the_law(folder, capsys):
    assert main(["check", str(folder)]) == OK
    assert "loven binder" not in capsys.readouterr().err


def test_a_policy_that_gives_it_later_than_the_law_is_warned_by_file_and_line(folder, capsys):
    way = '{ from = "effort_started", after = "P6M" }'
    edit(folder, way, way.replace("P6M", "P9M"))
    (folder / "cases.toml").write_text("", encoding="utf-8")
    text = (folder / "pack.toml").read_text(encoding="utf-8")
    line = text[: text.index("any_of", text.index('id = "branchespor.forsikret"'))].count("\n") + 1
    assert main(["check", str(folder)]) == OK
    told = [row for row in capsys.readouterr().err.splitlines() if "loven binder" in row]
    assert len(told) == 2  # before and after the reform
    assert (
        f"pack.toml:{line}: »branchespor.forsikret« fra 1. juli 2026: politikken giver det først" in told[1]
    )
    assert "efter 9 måneder" in told[1]
    assert "senest efter 6 måneder" in told[1]


def test_a_number_of_our_own_that_is_too_high_is_warned_where_it_stands(folder, capsys):
    named = 'law = ["foerste-samtale.dagpenge", "foerste-samtale.kommunen"]'
    edit(folder, named, 'law = ["samtaler.seks-maaneder.jobparate"]')
    text = (folder / "local.toml").read_text(encoding="utf-8")
    line = text[: text.index("value = 90")].count("\n") + 1
    assert main(["check", str(folder)]) == OK
    told = capsys.readouterr().err
    assert f"local.toml:{line}: »tidlig.foerste-moede« fra" in told
    assert "en samtale efterlyses først efter 90 dage" in told


def test_a_law_that_is_given_stands_in_for_the_installed_one_by_its_id(folder, capsys, tmp_path):
    given = tmp_path / "given" / "denmark"
    shutil.copytree(LAWS / "denmark", given)
    contact = (given / "contact.toml").read_text(encoding="utf-8")
    months = "values = { months = 6, offers = 1 }"
    assert months in contact
    stricter = contact.replace(months, "values = { months = 3, offers = 1 }")
    (given / "contact.toml").write_text(stricter, encoding="utf-8")
    (given / "cases.toml").write_text("", encoding="utf-8")
    assert main(["check", str(folder), str(given)]) == OK
    told = [row for row in capsys.readouterr().err.splitlines() if "loven binder" in row]
    assert told
    assert all("senest efter 3 måneder" in row for row in told)


def test_without_a_law_nothing_is_held_to_it_and_that_is_said(folder, capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("FODFAESTE_PACKS", str(tmp_path / "empty"))
    assert main(["check", str(folder)]) == OK
    assert "ingen lov at sammenholde med" in capsys.readouterr().err
