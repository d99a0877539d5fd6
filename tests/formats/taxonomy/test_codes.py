"""Statistics Denmark's classifications, in files of our own making."""

import pytest

from fodfaeste.core.errors import Rejected
from fodfaeste.core.taxonomy import CODE
from fodfaeste.formats.taxonomy import Taxonomy, read_taxonomy
from tests.formats.taxonomy.official import write

DISCO = (
    "code,level,title\n7,1,Kreativt\n73,2,Papir\n731,3,Drager\n7319,4,Store drager\n731910,5,Røde drager\n"
)
DB07 = """level,section,code2,code3,code4,code6,title
0,C,,,,,Leg
1,C,01,,,,Papirleg
2,C,01,011,,,Drageleg
3,C,01,011,0111,,Store drager
4,C,01,011,0111,011100,Store drager
4,X ,,,,999999,Uoplyst
"""
UDD = (
    "code1,title1,code2,title2,code3,title3,code4,title4,udd_code,udd_title,"
    "field1,field1_title,field2,field2_title,field3,field3_title\n"
    "10,Skole,1001,Leg,100110,Drager,10011010,Store drager,0001,Dragemager,20,Papir,2010,Fold,201010,Tynd\n"
    "10,Skole,1001,Leg,100110,Drager,10011010,Store drager,0002,Dragesyer,20,Papir,2010,Fold,201020,Tyk\n"
)


def read(tmp_path, name: str, content: str) -> Taxonomy:
    return read_taxonomy(write(tmp_path / "f", name, content).parent)


def codes(taxonomy: Taxonomy) -> list[tuple[object, ...]]:
    return taxonomy.tables["codes"].rows()


def test_disco_has_five_levels_and_the_fifth_has_six_digits(tmp_path):
    taxonomy = read(tmp_path, "disco08.csv", DISCO)
    assert [row[1:4] for row in codes(taxonomy)] == [
        ("7", 1, None),
        ("73", 2, "7"),
        ("731", 3, "73"),
        ("7319", 4, "731"),
        ("731910", 5, "7319"),
    ]
    assert taxonomy.shown(CODE, "en")["disco08:731910"].text == "Røde drager"
    assert taxonomy.sources[0].language == "da"


def test_disco_is_read_as_statistics_denmark_heads_its_own_download(tmp_path):
    content = "SEKVENS;KODE;NIVEAU;TITEL;GENERELLE_NOTER\n1;7;1;Kreativt;\n2;73;2;Papir;\n"
    assert [row[:2] for row in codes(read(tmp_path, "DISCO-08.csv", content))] == [
        ("disco08", "7"),
        ("disco08", "73"),
    ]


def test_another_list_of_codes_is_not_taken_for_disco(tmp_path):
    write(tmp_path / "f", "disco08.csv", DISCO)
    taxonomy = read(tmp_path, "countries.csv", "code,level,title\n1,1,Nordpolen\n")
    assert [left_out.file for left_out in taxonomy.left_out] == ["countries.csv"]


def test_db07_goes_from_a_letter_to_six_digits_and_keeps_its_zeros(tmp_path):
    taxonomy = read(tmp_path, "db07.csv", DB07)
    assert [row[1:4] for row in codes(taxonomy)] == [
        ("01", 2, "C"),
        ("011", 3, "01"),
        ("0111", 4, "011"),
        ("011100", 5, "0111"),
        ("999999", 5, None),
        ("C", 1, None),
    ]


def test_educations_have_a_place_among_main_groups_and_one_among_fields(tmp_path):
    taxonomy = read(tmp_path, "disced15_udd.csv.gz", UDD)
    by_scheme = {
        scheme: [row[1:] for row in codes(taxonomy) if row[0] == scheme] for scheme in ("udd", "disced15")
    }
    assert by_scheme["udd"] == [("0001", 5, "10011010", "201010"), ("0002", 5, "10011010", "201020")]
    assert [row[:3] for row in by_scheme["disced15"]] == [
        ("10", 1, None),
        ("1001", 2, "10"),
        ("100110", 3, "1001"),
        ("10011010", 4, "100110"),
    ]
    assert taxonomy.coverage["da"].codes == 2 + 4 + 4


def test_the_other_code_of_educations_is_kept_apart(tmp_path):
    taxonomy = read(tmp_path, "disced15_audd.csv", UDD.replace("udd_", "audd_"))
    assert {row[0] for row in codes(taxonomy)} == {"audd", "disced15", "disced15-field"}


@pytest.mark.parametrize(
    ("name", "content", "row", "field"),
    [
        ("disco08.csv", DISCO.replace("73,2", "73,3"), 3, "level"),
        ("disco08.csv", DISCO.replace("731910", "73191"), 6, "code"),
        ("disco08.csv", DISCO + "73,2,Papir\n", 7, "code"),
        ("disco08.csv", DISCO.replace("Drager", ""), 4, "title"),
        ("db07.csv", DB07.replace("3,C", "5,C"), 5, "level"),
        ("db07.csv", DB07.replace("1,C,01", "1,CC,01"), 3, "section"),
        ("db07.csv", DB07.replace("1,C,01,", "1,C,1,"), 3, "code2"),
        ("db07.csv", DB07.replace("X ,,,,999999", "X ,,,,"), 7, "code6"),
        ("udd.csv", UDD.replace("1001,Leg,100110,Drager", "1001,Leg,10011,Drager", 1), 2, "code3"),
        ("udd.csv", UDD.replace("0002,", "0001,"), 3, "udd_code"),
        ("udd.csv", UDD.replace("Fold,201020", "Ark,201020"), 3, "field2_title"),
    ],
)
def test_a_wrong_cell_is_refused_with_row_and_column(tmp_path, name, content, row, field):
    with pytest.raises(Rejected) as refused:
        read(tmp_path, name, content)
    assert (refused.value.row, refused.value.field) == (row, field)


def test_a_code_in_two_places_is_refused(tmp_path):
    other = UDD.replace(
        "10,Skole,1001,Leg,100110,Drager,10011010", "11,Skole,1001,Leg,100110,Drager,10011010", 1
    )
    with pytest.raises(Rejected, match="et andet sted"):
        read(tmp_path, "udd.csv", other)
