"""The releases that lie beside the project: counted as their own READMEs count them."""

import pytest

from fodfaeste.core.taxonomy import OCCUPATION
from fodfaeste.formats.taxonomy import Coverage, Taxonomy, read_taxonomy

FOLDERS = ("esco-en-1.2.0", "esco-da", "classifications-dk", "star-esco-crosswalk")


@pytest.fixture(scope="module")
def folders(shared):
    found = [shared / "data" / name for name in FOLDERS]
    if not all(folder.is_dir() for folder in found):
        pytest.skip("the releases of ../shared/data do not lie beside this project")
    return found


@pytest.fixture(scope="module")
def everything(folders) -> Taxonomy:
    return read_taxonomy(*folders)


@pytest.fixture(scope="module")
def danish(folders) -> Taxonomy:
    return read_taxonomy(folders[1])


def rows(taxonomy: Taxonomy) -> dict[str, int]:
    return {source.file: source.rows for source in taxonomy.sources}


def test_the_danish_files_alone(danish):
    assert danish.coverage == {"da": Coverage(occupations=2_942, skills=13_485, relations=0, codes=619)}
    labels = danish.tables["labels"]
    other = labels.filter((labels["kind"] == OCCUPATION) & ~labels["preferred"]).height
    assert 6_849 - other < 10, "a few other names repeat the name itself"


def test_every_row_of_every_file_is_read(everything):
    assert rows(everything) == {
        "ISCOGroups_en.csv.gz": 619,
        "occupationSkillRelations_rebuilt.csv.gz": 129_004,
        "occupations_en.csv.gz": 3_039,
        "skills_en_rebuilt.csv.gz": 13_939,
        "ISCOGroups_da.csv": 619,
        "occupations_da.csv.gz": 2_942,
        "skills_da.csv.gz": 13_485,
        "db07.csv": 1_740,
        "disced15_audd.csv.gz": 4_830,
        "disced15_udd.csv.gz": 3_686,
        "disco08.csv": 1_171,
        "DK_mapping_open_half.csv.gz": 2_331,
    }


def test_names_by_language_are_those_that_the_readmes_count(everything):
    danish, english = everything.coverage["da"], everything.coverage["en"]
    assert (danish.occupations, danish.skills, danish.relations) == (2_937, 13_186, 118_581)
    assert (english.occupations, english.skills, english.relations) == (3_039, 13_931, 129_004)


def test_what_was_decided_is_told(everything):
    assert everything.tables["occupation_skills"].height == 129_004 - 17
    assert [note.split(" ")[0] for note in everything.notes] == ["esco-da:", "esco-da:", "17", "5"]
    mended = [note for source in everything.sources for note in source.notes if "styretegn" in note]
    assert mended == ["24 tegn fra Windows-1252 stod som styretegn og er rettet"]


def test_every_occupation_lies_in_a_group_that_is_there(everything):
    codes = everything.tables["codes"]
    groups = set(codes.filter(codes["scheme"] == "isco08")["code"])
    assert set(everything.tables["occupations"]["isco"]) <= groups
    assert set(everything.tables["titles"]["isco"]) <= groups
    assert everything.tables["titles"].height == 537


def test_every_code_has_the_one_above_it(everything):
    codes = everything.tables["codes"].rows(named=True)
    there = {(row["scheme"], row["code"]) for row in codes}
    above = {"udd": "disced15", "audd": "disced15"}
    lost = [
        row
        for row in codes
        if row["parent"] and (above.get(row["scheme"], row["scheme"]), row["parent"]) not in there
    ]
    assert lost == []
