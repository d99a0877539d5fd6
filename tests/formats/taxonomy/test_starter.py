"""The starter taxonomy is read strictly: each mistake is told with its file and line."""

import pytest

from fodfaeste.core.errors import UsageError
from fodfaeste.formats.packs import PackRefused
from fodfaeste.formats.taxonomy.starter import OCCUPATIONS_FILE, SKILLS_FILE, read_starter, starter_from

SKILLS = """[taxonomy]
id = "lille"
version = "1"
title = { da = "Lille", en = "Small" }

[[skill]]
id = "folde"
type = "skill"
title = { da = "Folde papir", en = "Fold paper" }

[[skill]]
id = "vinde"
type = "knowledge"
title = { da = "Vinde", en = "Winds" }
"""
OCCUPATIONS = """[[occupation]]
id = "dragemager"
isco = "7319"
title = { da = "Dragemager", en = "Kite maker" }
also = ["dragebygger", "dragefolder"]
essential = ["folde"]
optional = ["vinde"]

[[occupation]]
id = "vindmaaler"
isco = "3114"
title = { da = "Vindmåler", en = "Wind gauger" }
essential = ["vinde"]
optional = []
"""


def read(skills: str = SKILLS, occupations: str = OCCUPATIONS):
    return starter_from({SKILLS_FILE: skills, OCCUPATIONS_FILE: occupations}, "her")


def test_a_small_one_is_read():
    taxonomy = read()
    assert taxonomy.tables["occupations"].rows() == [
        ("dragemager", "7319", None),
        ("vindmaaler", "3114", None),
    ]
    assert taxonomy.tables["skills"].rows() == [("folde", "skill"), ("vinde", "knowledge")]
    assert taxonomy.tables["occupation_skills"].rows() == [
        ("dragemager", "folde", True),
        ("dragemager", "vinde", False),
        ("vindmaaler", "vinde", True),
    ]
    assert [source.version for source in taxonomy.sources] == ["1", "1"]


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        ('isco = "7319"', 'isko = "7319"', 3, "isco"),
        ('isco = "7319"', 'isco = "731"', 3, "enhedsgruppe"),
        ('isco = "7319"', 'isco = "7709"', 3, "enhedsgruppe"),
        ('isco = "7319"', 'isco = "0110x"', 3, "enhedsgruppe"),
        ('isco = "7319"', "isco = 7319", 3, "tekst"),
        ('essential = ["folde"]', 'essential = ["flode"]', 6, "flode"),
        ('essential = ["folde"]', "essential = []", 6, "essential"),
        ('optional = ["vinde"]', 'optional = ["folde"]', 7, "står også i essential"),
        ('optional = ["vinde"]', 'optional = ["vinde", "vinde"]', 7, "to gange"),
        ('optional = ["vinde"]', 'optional = ["vinde"]\ncolour = "red"', 8, "colour"),
        ('"Vindmåler"', '"Dragemager"', 9, "Dragemager"),
        ('"Vindmåler"', '"Dragebygger"', 9, "Dragebygger"),
        ('"Wind gauger"', '"kite maker"', 9, "kite maker"),
        ('id = "vindmaaler"', 'id = "dragemager"', 10, "brugt før"),
        ('id = "vindmaaler"', 'id = "Vindmåler"', 10, "id"),
        ('en = "Wind gauger"', 'de = "Windmesser"', 12, "de"),
        ("[[occupation]]", "[[job]]", 1, "job"),
    ],
)
def test_a_mistake_among_the_occupations_is_told_with_its_line(old, new, line, word):
    assert OCCUPATIONS.count(old)
    with pytest.raises(PackRefused) as refused:
        read(occupations=OCCUPATIONS.replace(old, new, -1 if old.startswith("[[") else 1))
    told = [str(problem) for problem in refused.value.problems]
    assert [each for each in told if each.startswith(f"her/{OCCUPATIONS_FILE}:{line}:") and word in each], (
        told
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        ('type = "skill"', 'type = "art"', 8, "art"),
        ('id = "vinde"', 'id = "folde"', 12, "brugt før"),
        ('"Vinde"', '"folde papir"', 11, "brugt før"),
        ('version = "1"\n', "", 1, "version"),
        ('version = "1"', 'version = "1"\nauthor = "x"', 4, "author"),
        ("[taxonomy]", "[tax", 1, "TOML"),
    ],
)
def test_a_mistake_among_the_skills_is_told_with_its_line(old, new, line, word):
    with pytest.raises(PackRefused) as refused:
        read(skills=SKILLS.replace(old, new, 1))
    told = [str(problem) for problem in refused.value.problems]
    assert [each for each in told if each.startswith(f"her/{SKILLS_FILE}:{line}:") and word in each], told


def test_a_folder_without_the_files_is_told(tmp_path):
    with pytest.raises(UsageError, match=SKILLS_FILE):
        read_starter(tmp_path)
