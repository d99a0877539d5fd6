"""`fodfaeste import taxonomy`: what it says, how it ends, and that twice is once."""

import pytest

from fodfaeste.cli import main
from fodfaeste.formats.taxonomy import read_stored
from tests.formats.taxonomy.official import OCCUPATIONS, occupation, release, text, write


@pytest.fixture(autouse=True)
def var(tmp_path, monkeypatch):
    """An installation of its own, without a taxonomy."""
    monkeypatch.setenv("FODFAESTE_VAR", str(tmp_path / "var"))
    return tmp_path / "var"


@pytest.fixture
def call(capsys):
    """Run the command on folders; gives the exit status and what was said."""

    def run(*folders) -> tuple[int, str]:
        status = main(["import", "taxonomy", *map(str, folders)])
        output = capsys.readouterr()
        assert output.out == ""
        return status, output.err

    return run


@pytest.fixture
def english(tmp_path):
    return release(tmp_path / "esco-v1.2.0")


def test_it_is_kept_in_the_installations_own_folder_and_counted(call, english, var):
    status, said = call(english)
    assert status == 0
    assert "I alt: 2 erhverv, 3 kompetencer, 4 relationer, 0 stillinger, 2 koder" in said
    assert "Med navn på en: 2 erhverv, 3 kompetencer, 4 relationer i begge ender, 2 koder" in said
    assert "esco-v1.2.0/occupations_en.csv: 2 rækker, esco-official, en, 1.2.0" in said
    assert "bruges fra nu af" in said
    kept = read_stored(var / "taxonomy")
    assert kept is not None
    assert kept.tables["occupation_skills"].height == 4


def test_twice_is_once(call, english, var):
    call(english)
    before = {path: path.read_bytes() for path in var.rglob("*") if path.is_file()}
    status, said = call(english)
    assert (status, "intet er ændret" in said) == (0, True)
    assert {path: path.read_bytes() for path in var.rglob("*") if path.is_file()} == before


def test_two_folders_become_one_taxonomy(call, english, tmp_path, var):
    assert call(english, release(tmp_path / "danish", "da"))[0] == 0
    kept = read_stored(var / "taxonomy")
    assert kept is not None
    assert set(kept.coverage) == {"da", "en"}


def test_what_was_left_out_and_what_was_mended_is_said(call, english):
    write(english, "README.md", "# read me")
    write(english, "occupations_da.csv", text(OCCUPATIONS, occupation("o1", "kok \x97 skib", isco="7319")))
    said = call(english)[1]
    assert "udeladt: esco-v1.2.0/README.md: er ingen tabel" in said
    assert "bemærk: occupations_da.csv: 1 tegn fra Windows-1252" in said


def test_a_wrong_file_is_bad_input_and_leaves_what_was_there(call, english, var):
    call(english)
    before = read_stored(var / "taxonomy")
    write(english, "occupations_en.csv", text(OCCUPATIONS, occupation("o1", isco="25")))
    status, said = call(english)
    assert (status, "occupations_en.csv, række 2, kolonne iscoGroup: " in said) == (1, True)
    after = read_stored(var / "taxonomy")
    assert before is not None
    assert after is not None
    assert after.sources == before.sources


def test_a_folder_that_is_not_there_is_bad_input(call, tmp_path, var):
    assert call(tmp_path / "væk")[0] == 1
    assert not var.exists()


def test_no_folder_is_wrong_usage(capsys):
    assert main(["import", "taxonomy"]) == 2


def test_an_installation_that_cannot_be_written_is_told(call, english, var):
    var.write_text("a file, not a folder")
    status, said = call(english)
    assert (status, "kan ikke gemmes" in said) == (1, True)


def test_it_needs_no_database(call, english, monkeypatch):
    monkeypatch.setattr(
        "fodfaeste.commands.import_.django_setup", lambda: pytest.fail("a database was asked for")
    )
    assert call(english)[0] == 0
