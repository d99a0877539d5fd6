"""Official files of ESCO: recognised by their columns, read whole, refused with file, row and column."""

import pytest

from fodfaeste.core.errors import Rejected
from fodfaeste.core.taxonomy import CODE, OCCUPATION, SKILL, Shown
from fodfaeste.formats.taxonomy import Coverage, Taxonomy, read_taxonomy
from tests.formats.taxonomy.official import (
    GROUPS,
    OCCUPATIONS,
    RELATIONS,
    SKILLS,
    group,
    occupation,
    occupation_uri,
    relation,
    release,
    skill,
    skill_uri,
    text,
    write,
)


@pytest.fixture
def english(tmp_path):
    return release(tmp_path / "ESCO dataset - v9.9.1 - classification - en - csv")


@pytest.fixture
def danish(tmp_path):
    return release(tmp_path / "danish", "da")


def names(taxonomy: Taxonomy, kind: str, concept: str) -> list[tuple[str, str, bool]]:
    return [
        (each.language, each.text, each.preferred) for each in taxonomy.labels(kind) if each.id == concept
    ]


def refusal(*folders) -> Rejected:
    with pytest.raises(Rejected) as refused:
        read_taxonomy(*folders)
    return refused.value


def test_a_release_is_read_whole(english):
    taxonomy = read_taxonomy(english)
    assert taxonomy.tables["occupations"].rows() == [
        (occupation_uri("o1"), "7319", "7319.9"),
        (occupation_uri("o2"), "3114", None),
    ]
    assert taxonomy.tables["skills"].rows() == [
        (skill_uri("s1"), "skill"),
        (skill_uri("s2"), "knowledge"),
        (skill_uri("s3"), None),
    ]
    assert taxonomy.tables["occupation_skills"].rows() == [
        (occupation_uri("o1"), skill_uri("s1"), True),
        (occupation_uri("o1"), skill_uri("s2"), False),
        (occupation_uri("o2"), skill_uri("s2"), False),
        (occupation_uri("o2"), skill_uri("s3"), True),
    ]
    assert taxonomy.tables["codes"].rows() == [("isco08", "7", 1, None, None), ("isco08", "73", 2, "7", None)]
    assert taxonomy.coverage == {"en": Coverage(occupations=2, skills=3, relations=4, codes=2)}


def test_other_names_stand_on_their_own_lines_in_a_cell(english):
    assert names(read_taxonomy(english), OCCUPATION, occupation_uri("o1")) == [
        ("en", "kite builder en", False),
        ("en", "kite maker en", True),
        ("en", "kiter en", False),
    ]


def test_the_version_is_told_by_the_folder_and_the_language_by_the_file(english):
    told = {(source.version, source.language) for source in read_taxonomy(english).sources}
    assert told == {("9.9.1", "en"), ("9.9.1", None)}


def test_names_in_another_language_are_added_from_a_second_folder(english, danish):
    taxonomy = read_taxonomy(english, danish)
    assert taxonomy.shown(OCCUPATION, "da")[occupation_uri("o2")] == Shown("cloud counter da", "da")
    assert taxonomy.shown(CODE, "en")["isco08:73"] == Shown("Handicraft", "en")
    assert set(taxonomy.coverage) == {"da", "en"}
    assert taxonomy.tables["occupation_skills"].height == 4


def test_a_name_that_is_missing_is_shown_in_the_other_language_and_says_so(english, tmp_path):
    half = tmp_path / "half"
    write(half, "occupations_da.csv", text(OCCUPATIONS, occupation("o1", "dragemager", isco="7319")))
    taxonomy = read_taxonomy(english, half)
    shown = taxonomy.shown(OCCUPATION, "da-dk")
    assert shown[occupation_uri("o1")] == Shown("dragemager", "da")
    assert shown[occupation_uri("o2")] == Shown("cloud counter en", "en")
    assert taxonomy.coverage["da"] == Coverage(occupations=1, skills=0, relations=0, codes=0)


def test_what_only_a_later_folder_knows_is_left_out_and_counted(english, tmp_path):
    newer = tmp_path / "newer"
    write(
        newer,
        "occupations_da.csv",
        text(OCCUPATIONS, occupation("o1", "dragemager", isco="7319"), occupation("o9", "stjernetæller")),
    )
    write(newer, "skills_da.csv", text(SKILLS, skill("s9", "tælle stjerner")))
    taxonomy = read_taxonomy(english, newer)
    assert taxonomy.tables["occupations"].height == 2
    assert taxonomy.notes == (
        "newer: 1 erhverv findes ikke i den første mappe og er udeladt",
        "newer: 1 kompetencer findes ikke i den første mappe og er udeladt",
    )
    assert occupation_uri("o9") not in taxonomy.shown(OCCUPATION, "da")


def test_the_first_folder_decides_where_two_differ(english, tmp_path):
    other = tmp_path / "other"
    write(other, "occupations_en.csv", text(OCCUPATIONS, occupation("o1", "kite seller", isco="5223")))
    taxonomy = read_taxonomy(english, other)
    assert taxonomy.shown(OCCUPATION, "en")[occupation_uri("o1")].text == "kite maker en"
    assert taxonomy.tables["occupations"].row(0)[1] == "7319"


def test_what_the_first_folder_leaves_open_is_filled_from_the_next(english, tmp_path):
    other = tmp_path / "other"
    write(other, "skills_da.csv", text(SKILLS, skill("s3", "tælle til ti", of_type="knowledge")))
    assert read_taxonomy(english, other).tables["skills"].row(2) == (skill_uri("s3"), "knowledge")


def test_two_languages_may_lie_in_one_folder(tmp_path):
    folder = release(release(tmp_path / "both"), "da")
    taxonomy = read_taxonomy(folder)
    assert {language: counted.relations for language, counted in taxonomy.coverage.items()} == {
        "da": 4,
        "en": 4,
    }
    (left_out,) = taxonomy.left_out
    assert (left_out.file, "allerede læst" in left_out.why) == ("occupationSkillRelations_en.csv", True)


def test_files_of_no_use_are_named_with_a_word(english):
    write(english, "README.md", "# read me")
    write(english, "letters.csv", "from;to\na;b\n")
    write(english, "skillsHierarchy_en.csv", "Level 0 URI,Level 0 preferred term\nx,y\n")
    write(english, "skillGroups_en.csv", text(GROUPS, {**group("7", "x"), "conceptType": "SkillGroup"}))
    collection = "conceptType,conceptUri,preferredLabel,skillType,altLabels,broaderConceptUri\n"
    write(english, "greenSkillsCollection_en.csv", collection)
    (english / "folder").mkdir()
    (english / ".hidden.csv").write_bytes(b"\xff\x00")
    taxonomy = read_taxonomy(english)
    assert [left_out.file for left_out in taxonomy.left_out] == [
        "README.md", "folder", "greenSkillsCollection_en.csv", "letters.csv", "skillGroups_en.csv",
        "skillsHierarchy_en.csv",
    ]  # fmt: skip
    assert len({left_out.why for left_out in taxonomy.left_out}) == 2
    assert taxonomy.tables["skills"].height == 3


def test_a_file_of_no_use_is_not_read_beyond_its_headings(english):
    write(english, "conceptSchemes_en.csv", f"conceptType,hasTopConcept\nConceptScheme,{'x' * 40_000}\n")
    assert len(read_taxonomy(english).left_out) == 1


def test_a_pair_that_stands_twice_is_essential_if_it_is_so_once(english):
    write(
        english,
        "occupationSkillRelations_en.csv",
        text(RELATIONS, relation("o1", "essential", "s1"), relation("o1", "optional", "s1")),
    )
    taxonomy = read_taxonomy(english)
    assert taxonomy.tables["occupation_skills"].rows() == [(occupation_uri("o1"), skill_uri("s1"), True)]
    assert taxonomy.notes == ("1 relationer står to gange; er de uenige, gælder essential",)


def test_a_relation_to_what_is_not_there_is_left_out_and_counted(english):
    write(
        english,
        "occupationSkillRelations_en.csv",
        text(RELATIONS, relation("o1", "essential", "s1"), relation("o7", "optional", "s1")),
    )
    taxonomy = read_taxonomy(english)
    assert taxonomy.tables["occupation_skills"].height == 1
    assert taxonomy.notes[0].startswith("1 relationer nævner")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_official_files_come_in_several_dresses(tmp_path, delimiter, encoding):
    content = text(OCCUPATIONS, occupation("o1", "Ærøkok på båd"), delimiter=delimiter).encode(encoding)
    taxonomy = read_taxonomy(write(tmp_path / "d", "occupations_da.csv", content).parent)
    assert taxonomy.shown(OCCUPATION, "da")[occupation_uri("o1")].text == "Ærøkok på båd"


def test_the_rebuilt_files_are_read_by_a_mapping_of_their_own(tmp_path):
    folder = tmp_path / "rebuilt"
    uri = occupation_uri("o1")
    write(
        folder,
        "occupations_da.csv.gz",
        "conceptUri,iscoGroup_v1.2,code_v1.2,preferredLabel,altLabels,preferredLabel_en_v1.2\n"
        f"{uri},7319,7319.9,dragemager,dragebygger|drageflyver,kite maker\n"
        f"{occupation_uri('o2')},,,skytæller,,\n",
    )
    write(
        folder,
        "skills_da.csv.gz",
        "conceptUri,skillType,preferredLabel,altLabels,hiddenLabels,description\n"
        f"{skill_uri('s1')},skill/competence knowledge,folde papir,,,\n",
    )
    write(
        folder,
        "skills_en_rebuilt.csv",
        f"conceptUri,preferredLabel,altLabelsAndDescription\n{skill_uri('s1')},fold paper,folding it\n"
        f"{skill_uri('s2')},,nothing\n",
    )
    write(
        folder,
        "occupationSkillRelations_rebuilt.csv",
        f"occupationUri,relationType,skillUri\n{uri},essential,{skill_uri('s1')}\n",
    )
    taxonomy = read_taxonomy(folder)
    assert {source.layout for source in taxonomy.sources} == {"esco-rebuilt"}
    assert names(taxonomy, OCCUPATION, uri) == [
        ("da", "dragebygger", False),
        ("da", "drageflyver", False),
        ("da", "dragemager", True),
    ]
    assert taxonomy.tables["occupations"].rows()[1] == (occupation_uri("o2"), None, None)
    assert names(taxonomy, SKILL, skill_uri("s1")) == [
        ("da", "folde papir", True),
        ("en", "fold paper", True),
    ]
    assert taxonomy.tables["skills"].rows() == [(skill_uri("s1"), None), (skill_uri("s2"), None)]
    assert ["to typer" in note for source in taxonomy.sources for note in source.notes] == [True]


@pytest.mark.parametrize(
    ("name", "content", "row", "field", "word"),
    [
        ("occupations_en.csv", text(OCCUPATIONS, occupation("o1", isco="25")), 2, "iscoGroup", "4 cifre"),
        ("occupations_en.csv", text(OCCUPATIONS, occupation("o1", isco="C251")), 2, "iscoGroup", "4 cifre"),
        ("occupations_en.csv", text(OCCUPATIONS, occupation("a b")), 2, "conceptUri", "adresse"),
        (
            "occupations_en.csv",
            text(OCCUPATIONS, occupation("o1"), occupation("o1")),
            3,
            "conceptUri",
            "også i række 2",
        ),
        ("occupations_en.csv", text(OCCUPATIONS, occupation("o1", "x" * 501)), 2, "preferredLabel", "500"),
        ("occupations_en.csv", text(OCCUPATIONS, occupation("o1", also="x" * 501)), 2, "altLabels", "500"),
        ("skills_en.csv", text(SKILLS, skill("s1", of_type="art")), 2, "skillType", "art"),
        ("ISCOGroups_en.csv", text(GROUPS, group("X", "x")), 2, "code", "cifre"),
        (
            "relations.csv",
            text(RELATIONS, relation("o1", "essential", "s1"), relation("o1", "nice", "s1")),
            3,
            "relationType",
            "nice",
        ),
        ("relations.csv", "occupationUri,relationType,skillUri\n,essential,x\n", 2, "occupationUri", "tomt"),
    ],
)
def test_a_wrong_cell_is_refused_with_file_row_and_column(tmp_path, name, content, row, field, word):
    error = refusal(write(tmp_path / "wrong", name, content).parent)
    assert (error.file, error.row, error.field) == (name, row, field)
    assert word in error.reason


def test_two_releases_in_one_folder_are_refused_where_they_differ(tmp_path):
    folder = release(tmp_path / "mixed")
    write(folder, "occupations_sv.csv", text(OCCUPATIONS, occupation("o1", "x", isco="1111")))
    error = refusal(folder)
    assert (error.file, error.field, "to udgaver" in error.reason) == (
        "occupations_sv.csv",
        "iscoGroup",
        True,
    )


def test_a_file_whose_name_tells_no_language_is_refused(tmp_path):
    folder = write(tmp_path / "f", "occupations.csv", text(OCCUPATIONS, occupation("o1", "x"))).parent
    assert "occupations_da.csv" in refusal(folder).reason


def test_a_folder_without_one_official_file_is_refused(tmp_path):
    write(tmp_path / "mine", "borgere.csv", "borger;navn\n1;Åse\n")
    assert refusal(tmp_path / "mine").file == "mine"


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    assert "kan ikke åbnes" in refusal(tmp_path / "gone").reason


def test_a_cpr_number_in_a_name_is_not_repeated(tmp_path):
    folder = write(tmp_path / "f", "occupations 010190-1234.csv", text(OCCUPATIONS, occupation("o1"))).parent
    assert "0101" not in str(refusal(folder))


def test_each_file_is_told_before_it_is_read(english):
    told: list[str] = []
    read_taxonomy(english, tell=told.append)
    assert len(told) == 4
    assert told[0].endswith("/ISCOGroups_en.csv")


def test_the_same_files_give_the_same_tables_in_the_same_order(english, danish):
    first, again = read_taxonomy(english, danish), read_taxonomy(english, danish)
    assert all(first.tables[name].equals(again.tables[name]) for name in first.tables)
    assert (first.sources, first.left_out, first.coverage) == (again.sources, again.left_out, again.coverage)
