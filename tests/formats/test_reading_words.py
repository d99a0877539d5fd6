"""The words by which a text is read are read strictly: what is wrong is named with file and key."""

from pathlib import Path

import pytest

from fodfaeste.core.errors import Rejected
from fodfaeste.core.openings import LANGUAGES, LICENCES, SHIFTS
from fodfaeste.formats.packs.library import packs_folder
from fodfaeste.formats.reading_words import FILE, read_reading_words

INSTALLED = (packs_folder() / "taxonomy" / FILE).read_text("utf-8")


def read(folder: Path, text: str):
    (folder / FILE).write_text(text, "utf-8")
    return read_reading_words(folder)


def test_the_installed_words_name_every_licence_language_and_shift():
    words = read_reading_words()
    for table, codes in (("licence", LICENCES), ("language", LANGUAGES), ("shift", SHIFTS)):
        assert all(words.of(code, table) for code in codes)


def test_a_text_is_words_and_a_list_is_phrases():
    words = read_reading_words()
    assert "evt" in words.of("optional")
    assert "vejen som arbejdsplads" in words.of("vej_som_arbejdsplads", "licence")


def test_a_list_that_is_not_there_is_empty():
    assert read_reading_words().of("nothing") == read_reading_words().of("nothing", "skill") == ()


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ("[shift]", "[skift]", "kolonne shift: nøglen mangler"),
        ("\nkran = [", "\nkraner = [", "kolonne licence.kran: nøglen mangler"),
        ("\naften = [", "\nmorgen = []\naften = [", "kolonne shift.morgen: ukendt nøgle"),
        (
            "[about]\nlanguage = [",
            '[about]\nlanguage = ["Sprog", ',
            "skal være ord med små bogstaver: »Sprog«",
        ),
        ("[about]\nlanguage = [", '[about]\nlanguage = ["*", ', "skal være ord med små bogstaver: »*«"),
        ("[about]\nlanguage = [", "[about]\nlanguage = [7, ", "kolonne about.language: her skal stå"),
        ("[about]\nlanguage = [", '[about]\nlanguage = ["to  ord", ', "»to  ord«"),
        ("[about]", "[about", "filen er ikke TOML"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, was, becomes, told):
    assert INSTALLED.count(was) == 1
    with pytest.raises(Rejected) as refused:
        read(tmp_path, INSTALLED.replace(was, becomes))
    assert told in str(refused.value)
    assert FILE in str(refused.value)


def test_a_folder_without_the_file_is_refused(tmp_path):
    with pytest.raises(Rejected, match="filen mangler"):
        read_reading_words(tmp_path)
