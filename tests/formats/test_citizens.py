import pytest

from fodfaeste.core.errors import Rejected
from fodfaeste.formats.citizen_values import (
    label_key,
    read_date,
    read_date_fact,
    read_industries,
    read_months,
)
from fodfaeste.formats.citizens import (
    FIELDS,
    LISTED_ERRORS,
    Reading,
    column_problems,
    columns_for,
    read_citizens,
)
from fodfaeste.formats.tables import read_table

LABELS = {"target_group": {label_key(text): "forsikret" for text in ("forsikret", "Forsikrede ledige")}}


def read(*lines: str, chosen: dict[str, str] | None = None) -> Reading:
    table = read_table("\n".join(lines).encode(), "borgere.csv")
    return read_citizens(table, columns_for(table.headings, chosen), LABELS)


def errors(reading: Reading) -> list[tuple[int, str, str]]:
    return [(error.row, error.column, error.value) for error in reading.errors]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Borger", "citizen"),
        ("BORGER ID", "citizen"),
        ("Sagsnr.", "citizen"),
        ("citizen", "citizen"),
        ("Navn", "name"),
        ("CPR-nr.", "cpr"),
        ("Fødselsdato", "birth_date"),
        ("MÅLGRUPPE", "target_group"),
        ("Ma\u030algruppe", "target_group"),
        ("target_group", "target_group"),
        ("Ydelse", "benefit"),
        ("Kontaktgruppe", "contact_group"),
        ("Visitation", "readiness"),
        ("Indsats startet", "effort_started"),
        ("Ledig siden", "unemployment_started"),
        ("Tidligere ledighed (mdr.)", "earlier_unemployment_months"),
        ("Jobparat siden", "became_job_ready"),
        ("Overgået fra", "came_from"),
        ("Integrationsperiode start", "integration_started"),
        ("Gælder fra", "holds_from"),
        ("Skostørrelse", ""),
    ],
)
def test_a_column_is_found_by_its_heading_however_it_is_written(heading, field):
    assert columns_for((heading,)) == {heading: field}


def test_no_heading_is_the_way_to_write_two_fields():
    written = [
        (label_key(heading), each.name)
        for each in FIELDS
        for heading in {each.name, each.title.da, each.title.en, *each.headings}
    ]
    by_heading = dict(written)
    assert [pair for pair in written if by_heading[pair[0]] != pair[1]] == []


def test_a_chosen_column_counts_before_the_usual_heading():
    columns = columns_for(("Sag", "Borger"), {"sag": "", "BORGER": "citizen"})
    assert columns == {"Sag": "", "Borger": "citizen"}
    assert column_problems(columns) == []


def test_two_headings_for_one_field_are_a_problem_that_names_both():
    assert "»Sag« og »Borger«" in column_problems(columns_for(("Sag", "Borger")))[0]


def test_a_file_without_the_citizens_id_is_refused():
    with pytest.raises(Rejected, match="Borgerens id"):
        read("navn", "Ane")


def test_a_row_becomes_the_values_that_are_stored():
    reading = read(
        "borger;navn;cpr;født;målgruppe;ydelse;ledig siden;tidligere ledighed;jobparat siden;brancher;sko",
        "17; Åse  Holm ;010160-1234;1.1.1960;Forsikrede ledige;Dagpenge;01/03/2020;6,50;ikke sket;f, C;44",
    )
    assert reading.error_count == 0
    assert reading.rows[0].values == {
        "citizen": "17",
        "name": "Åse Holm",
        "cpr": "0101601234",
        "birth_date": "1960-01-01",
        "target_group": "forsikret",
        "benefit": "Dagpenge",
        "unemployment_started": "2020-03-01",
        "earlier_unemployment_months": "6.5",
        "became_job_ready": "ikke_sket",
        "worked_in": "C F",
    }


def test_an_empty_cell_says_nothing_but_for_the_group_one_came_from():
    assert read("borger;ledig siden;overgået fra", "17;;").rows[0].values == {
        "citizen": "17",
        "came_from": "ingen",
    }


def test_the_word_unknown_takes_back_a_fact_and_says_nothing_of_a_record():
    row = read("borger;navn;ledig siden;overgået fra", "17;ukendt;Ukendt;ukendt").rows[0]
    assert row.values == {"citizen": "17", "unemployment_started": "ukendt", "came_from": "ukendt"}


def test_a_group_the_policy_does_not_name_is_no_error_but_is_listed():
    reading = read("borger;målgruppe", "1;Forsikret", "2;Andre", "3;Andre")
    assert [row.values["target_group"] for row in reading.rows] == ["forsikret", "Andre", "Andre"]
    assert reading.unknown_labels == {"target_group": {"Andre": 2}}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020-03-01", "2020-03-01"),
        ("01.03.2020", "2020-03-01"),
        ("1-3-2020", "2020-03-01"),
        ("01/03/2020", "2020-03-01"),
        ("29-02-2024", "2024-02-29"),
        ("01-03-2020 00:00:00", "2020-03-01"),
        ("2020-03-01T00:00", "2020-03-01"),
    ],
)
def test_dates_are_read_day_first_or_as_iso(text, day):
    assert read_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "03/31/2020",
        "31-04-2020",
        "1.3.20",
        "2020-3-1",
        "01.03-2020",
        "1899-12-31",
        "2101-01-01",
        "43891",
        "2020-02-30",
        "2020-03-01 10:30:00",
        "٠١.٠٣.٢٠٢٠",
        "0000-01-01",
        "01.03.2020x",
    ],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(Rejected):
        read_date(text)


@pytest.mark.parametrize("text", ["ikke_sket", "Ikke sket", "IKKE SKET"])
def test_a_date_may_be_known_not_to_have_happened(text):
    assert read_date_fact(text) == "ikke_sket"


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("6", "6"),
        ("06", "6"),
        ("0", "0"),
        ("6,5", "6.5"),
        ("6.50", "6.5"),
        ("12,0", "12"),
        ("6.3333333333", "6.3333333333"),
    ],
)
def test_months_have_a_comma_or_a_point(text, months):
    assert read_months(text) == months


@pytest.mark.parametrize(
    "text",
    [
        "-1",
        "+1",
        "nan",
        "inf",
        "1e5",
        "1_0",
        "6,",
        ",5",
        "1.000",
        "1.000,5",
        "6 mdr",
        "1201",
        "0x1",
        "٦",
        "²",
    ],
)
def test_what_is_no_number_of_months_is_refused(text):
    with pytest.raises(Rejected):
        read_months(text)


def test_industries_are_the_sections_of_db07():
    assert read_industries(" f c,C") == "C F"
    with pytest.raises(Rejected):
        read_industries("C V")
    with pytest.raises(Rejected):
        read_industries("bygge")


def test_each_wrong_cell_is_listed_with_row_column_and_value_and_the_other_rows_are_read():
    reading = read(
        "borger;ledig siden;mdr",
        "1;x;2",
        "2;2020-01-01;-3",
        "3;2020-01-01;3",
        chosen={"mdr": "earlier_unemployment_months"},
    )
    assert errors(reading) == [(2, "ledig siden", "x"), (3, "mdr", "-3")]
    assert [row.citizen for row in reading.rows] == ["3"]


def test_a_citizen_without_an_id_or_standing_twice_is_refused():
    reading = read("borger;navn", ";Ane", "7;Bo", "7;Bo")
    assert errors(reading) == [(2, "borger", ""), (4, "borger", "7")]
    assert "række 3" in reading.errors[1].reason


@pytest.mark.parametrize(
    ("heading", "text"),
    [("cpr", "010160-123"), ("cpr", "990160-1234"), ("navn", "Ane 010160-1234"), ("borger", "0101601234")],
)
def test_no_error_shows_a_cpr_number(heading, text):
    reading = read(f"borger;{heading}" if heading != "borger" else "navn;borger", f"1;{text}")
    assert reading.error_count == 1
    assert "0160" not in str(reading.errors[0])


def test_a_cpr_number_that_stands_twice_is_refused_without_being_shown():
    reading = read("borger;cpr", "1;010160-1234", "2;0101601234")
    assert errors(reading) == [(3, "cpr", "")]


def test_an_error_of_the_spreadsheet_is_an_error_of_the_row():
    assert errors(read("borger;navn", "1;#N/A")) == [(2, "navn", "#N/A")]


def test_the_list_of_errors_ends_but_the_count_goes_on():
    reading = read("borger;ledig siden", *(f"{n};x" for n in range(LISTED_ERRORS + 50)))
    assert (len(reading.errors), reading.error_count) == (LISTED_ERRORS, LISTED_ERRORS + 50)


def test_a_text_that_is_too_long_is_refused_and_shortened_in_the_list():
    reading = read("borger;navn", "1;" + "x" * 121)
    assert len(reading.errors[0].value) <= 60
