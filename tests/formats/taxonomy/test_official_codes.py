"""Classifications as Statistics Denmark hands them out: all its columns, in words of our own."""

import pytest

from fodfaeste.core.errors import Rejected
from fodfaeste.core.taxonomy import CODE
from fodfaeste.formats.taxonomy import Taxonomy, read_taxonomy
from tests.formats.taxonomy.official import write

COLUMNS = (
    "SEKVENS", "KODE", "NIVEAU", "TITEL", "GENERELLE_NOTER", "INKLUDERER", "INKLUDERER_OGSÅ", "EKSKLUDERER",
    "PARAGRAF", "MÅLEENHED",
)  # fmt: skip

DISCO = [("0", 1, "Vagt"), ("01", 2, "Tårnvagt"), ("011", 3, "På tårnet"), ("0110", 4, "Øverst på tårnet")]
DB07 = [
    ("A", 1, "Leg"),
    ("1", 2, "Papirleg"),
    ("01.1", 3, "Dragelæg"),
    ("01.11", 4, "Store drager"),
    ("01.11.00", 5, "Store drager"),
    ("B", 1, "Søvn"),
    ("05", 2, "Middagssøvn"),
    ("99.99.99", 5, "Uoplyst"),
]
DISCED = [
    ("10", 1, "Skole"),
    ("1001", 2, "Leg"),
    ("100110", 3, "Drager"),
    ("10011010", 4, "Store drager"),
    ("0001", 5, "Dragemager"),
    ("0002", 5, "Dragesyer"),
]


def official(rows, columns=COLUMNS) -> str:
    """A file in the official columns: the codes in quotation marks, a note with a line break in it."""
    lines = [";".join(columns)]
    for number, (code, level, title) in enumerate(rows, 1):
        cells = {"SEKVENS": number, "KODE": f'"{code}"', "NIVEAU": level, "TITEL": title}
        cells["INKLUDERER"] = '"Først;\nog så"' if number == 1 else ""
        lines.append(";".join(str(cells.get(column, "")) for column in columns))
    return "\n".join(lines) + "\n"


def read(tmp_path, name: str, content: str | bytes) -> Taxonomy:
    return read_taxonomy(write(tmp_path / "f", name, content).parent)


def codes(taxonomy: Taxonomy, scheme: str) -> list[tuple[object, ...]]:
    return [row[1:4] for row in taxonomy.tables["codes"].rows() if row[0] == scheme]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_disco_is_read_in_every_lettering_that_the_files_have(tmp_path, encoding):
    taxonomy = read(tmp_path, "DISCO-08.csv", official(DISCO).encode(encoding))
    assert codes(taxonomy, "disco08") == [
        ("0", 1, None),
        ("01", 2, "0"),
        ("011", 3, "01"),
        ("0110", 4, "011"),
    ]
    assert taxonomy.shown(CODE, "da")["disco08:0110"].text == "Øverst på tårnet"
    assert taxonomy.sources[0].layout == "dst-official"


def test_the_columns_may_stand_in_any_order(tmp_path):
    turned = read(tmp_path / "a", "disco.csv", official(DISCO, COLUMNS[::-1]))
    straight = read(tmp_path / "b", "disco.csv", official(DISCO))
    assert turned.tables["codes"].equals(straight.tables["codes"])


def test_db07_belongs_to_the_section_it_stands_under_and_loses_its_dots(tmp_path):
    taxonomy = read(tmp_path, "DB07_V3_2014.csv", official(DB07))
    assert codes(taxonomy, "db07") == [
        ("01", 2, "A"),
        ("011", 3, "01"),
        ("0111", 4, "011"),
        ("011100", 5, "0111"),
        ("05", 2, "B"),
        ("999999", 5, None),
        ("A", 1, None),
        ("B", 1, None),
    ]


@pytest.mark.parametrize("scheme", ["udd", "audd"])
def test_educations_belong_to_the_main_group_they_stand_under(tmp_path, scheme):
    taxonomy = read(tmp_path, f"DISCED15_{scheme.upper()}_HOVED_V1_2021.csv", official(DISCED))
    assert codes(taxonomy, scheme) == [("0001", 5, "10011010"), ("0002", 5, "10011010")]
    assert codes(taxonomy, "disced15") == [
        ("10", 1, None),
        ("1001", 2, "10"),
        ("100110", 3, "1001"),
        ("10011010", 4, "100110"),
    ]


def test_a_list_whose_name_says_no_classification_is_left_out(tmp_path):
    write(tmp_path / "f", "disco.csv", official(DISCO))
    taxonomy = read(tmp_path, "csv_da.csv", official(DB07))
    assert [left_out.file for left_out in taxonomy.left_out] == ["csv_da.csv"]


@pytest.mark.parametrize(
    ("name", "rows", "row", "field"),
    [
        ("db07.csv", [("AB", 1, "Leg")], 2, "KODE"),
        ("db07.csv", [("A", 1, "Leg"), ("01", 6, "Papirleg")], 3, "NIVEAU"),
        ("db07.csv", [("A", 1, "Leg"), ("01.1", 2, "Papirleg")], 3, "KODE"),
        ("disced_udd.csv", [("100", 1, "Skole")], 2, "KODE"),
        ("disced_udd.csv", [*DISCED, ("0002", 5, "Dragesyer")], 8, "KODE"),
    ],
)
def test_a_wrong_cell_is_refused_with_row_and_column(tmp_path, name, rows, row, field):
    with pytest.raises(Rejected) as refused:
        read(tmp_path, name, official(rows))
    assert (refused.value.row, refused.value.field) == (row, field)
