"""The table of words of skill groups is read strictly: what is wrong is named with file and key."""

from pathlib import Path

import pytest

from fodfaeste.core.errors import Rejected
from fodfaeste.core.skill_groups import GroupWord
from fodfaeste.formats.skill_group_words import FILE, read_group_words

GROUPS = [
    *(f"S{n}" for n in range(1, 9)),
    *("A1", "A2", "L1"),
    *(f"K{n:02d}" for n in (*range(11), 99)),
    "0000",
]
SOUND = """
silent = ["og i"]

[[group]]
id = "S1"
title = { da = "Tale", en = "Talk" }
usual = 0.5
strong = ["tale samtal-", "give_besked"]
plain = ["-snak"]
weak = []
"""


def read(tmp_path: Path, text: str):
    (tmp_path / FILE).write_text(text, "utf-8")
    return read_group_words(tmp_path)


def test_words_beginnings_endings_and_rows_are_told_apart(tmp_path):
    table = read(tmp_path, SOUND)
    assert table.entries == (
        GroupWord(("tale",), "S1", 3.0),
        GroupWord(("samtal",), "S1", 3.0, begins=True),
        GroupWord(("give", "besked"), "S1", 3.0),
        GroupWord(("snak",), "S1", 2.0, ends=True),
    )
    assert (dict(table.usual), table.silent) == ({"S1": 0.5}, {"og", "i"})


def test_the_installed_table_has_every_group_and_a_thousand_words():
    table = read_group_words()
    assert sorted(table.usual) == sorted(GROUPS)
    assert len(table.entries) > 1_000


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ("[[group]]", "[[gruppe]]", "kolonne group: nøglen mangler"),
        ('silent = ["og i"]', 'silent = "og i"', "kolonne silent: her skal stå tekster"),
        ('silent = ["og i"]', "", "kolonne silent: nøglen mangler"),
        ('id = "S1"', 'id = ""', "kolonne group 1.id: en gruppe skal have sit eget id"),
        ("usual = 0.5", 'usual = "tit"', "kolonne S1.usual: her skal stå et tal"),
        ("usual = 0.5", "usual = nan", "kolonne S1.usual: her skal stå et tal"),
        ("usual = 0.5", "usual = true", "kolonne S1.usual: her skal stå et tal"),
        ("usual = 0.5", "", "kolonne S1.usual: nøglen mangler"),
        ("usual = 0.5", "usual = 0.5\nmore = 1", "kolonne S1.more: ukendt nøgle"),
        (', en = "Talk"', "", "kolonne S1.title: her skal stå en tekst på da og en på en"),
        ("weak = []", "weak = [1]", "kolonne S1.weak: her skal stå tekster"),
        ("weak = []", 'weak = ["tale"]', "kolonne S1.weak: »tale« står to gange i gruppen"),
        ('"-snak"', '"-snak-"', "kolonne S1.plain: »-snak-« kan ikke læses"),
        ('"-snak"', '"god_-snak"', "kolonne S1.plain: »god_-snak« kan ikke læses"),
        ('"-snak"', '"-"', "kolonne S1.plain: »-« kan ikke læses"),
        ('"-snak"', '"god__snak"', "kolonne S1.plain: »god__snak« kan ikke læses"),
        ("usual = 0.5", "usual =", "filen er ikke TOML"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, was, becomes, told):
    assert was in SOUND
    with pytest.raises(Rejected) as refused:
        read(tmp_path, SOUND.replace(was, becomes, 1))
    assert told in str(refused.value)
    assert FILE in str(refused.value)


def test_a_group_may_stand_there_once(tmp_path):
    with pytest.raises(Rejected, match=r"group 2\.id: en gruppe skal have sit eget id"):
        read(tmp_path, SOUND + SOUND.replace('silent = ["og i"]', ""))


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(Rejected, match="filen mangler"):
        read_group_words(tmp_path)
