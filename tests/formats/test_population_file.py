"""Tables about people are read for one area, or refused with the file, the variable and what to do."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fodfaeste.core.errors import Rejected
from fodfaeste.core.population import Events, LifeTable, Month, Stock
from fodfaeste.formats.population_file import read_births, read_deaths, read_moves, read_stock
from tests.make import population as make

AGES = [*(f"{age} år" for age in range(99)), "99 år og derover"]


def table(heading: str, rows: list[str]) -> str:
    return "\n".join([f"{heading};INDHOLD", *rows]) + "\n"


@pytest.fixture
def file(tmp_path: Path):
    return lambda text, name="tal.csv": make.written(tmp_path, name, text)


def refused(read, *given) -> Rejected:
    with pytest.raises(Rejected) as caught:
        read(*given)
    return caught.value


def test_a_stock_is_read_for_its_area_by_single_years_and_sex(file):
    found = read_stock(file(make.stock_csv((2024, 2025))), make.AREA)
    assert (found.area, found.at) == (make.AREA, (Month(2024), Month(2025)))
    assert found.people[1][0] == found.people[1][1] == tuple(make.people(age) for age in range(101))


def test_an_area_is_named_by_its_code_with_or_without_zeros(file):
    text = make.stock_csv().replace("Nordby;", "0707;")
    assert read_stock(file(text), "707").area == "0707"
    assert read_stock(file(make.stock_csv().replace("Nordby;", "Nordby Kommune;")), "nordby").area
    assert read_stock(file(make.stock_csv()), "Nordby Kommune").area == "Nordby"


@pytest.mark.parametrize(
    ("was", "becomes", "area", "told"),
    [
        ("", "", "Vesterby", "kolonne OMRÅDE: »Vesterby« er ikke ét af tabellens områder (Nordby, Sø"),
        ("", "", "", "kolonne OMRÅDE: tabellen har flere områder (Nordby, Sønderby)"),
        (";17 år;", ";atten;", "Nordby", "kolonne ALDER: »atten« er ikke en alder"),
        (";17 år;", ";101 år;", "Nordby", "kolonne ALDER: alderen 17 mangler"),
        (";17 år;", ";0-4 år;", "Nordby", "kolonne ALDER: alderen 0 står i to værdier"),
        (";Kvinder;", ";Andre;", "Nordby", "kolonne KØN: »Andre« er hverken mænd eller kvinder"),
        (";2025K1;", ";2025K5;", "Nordby", "kolonne TID: »2025K5« er ikke et år, et kvartal eller en måned"),
        ("ALDER;", "UDDANNELSE;", "Nordby", "kolonne UDDANNELSE: variablen har 101 værdier og ingen i alt"),
        ("OMRÅDE;", "REGION;", "Nordby", ""),
        ("KØN;ALDER", "ALDER;GENDER", "Nordby", "kolonne ALDER: »Mænd« er ikke en alder"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_stock_is_told_with_its_variable(file, was, becomes, area, told):
    path = file(make.stock_csv().replace(was, becomes) if was else make.stock_csv())
    if not told:
        assert read_stock(path, area).area == area
        return
    assert str(refused(read_stock, path, area)).startswith(f"tal.csv, {told}")


def test_groups_of_ages_are_no_stock(file):
    rows = [f"{sex};{ages};2025;5" for sex in make.SEXES for ages in ("0-6", "7-16", "17-90", "91+")]
    assert "er en gruppe; hent hvert år for sig" in str(
        refused(read_stock, file(table("KØN;ALDER;TID", rows)))
    )


@pytest.mark.parametrize(
    ("cell", "told"),
    [("..", "tallet mangler for 50 år i 2025"), ("-3", "»-3« for 50 år"), ("2.5", "»2.5« for 50 år")],
)
def test_a_stock_without_a_whole_number_for_an_age_is_refused(file, cell, told):
    lines = make.stock_csv().splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("Nordby;Mænd;50 år;"))
    lines[at] = lines[at].rpartition(";")[0] + ";" + cell
    assert told in str(refused(read_stock, file("\n".join(lines) + "\n"), make.AREA))


def test_a_variable_that_is_not_known_is_taken_in_all_or_refused(file):
    heading, *rows = make.stock_csv().splitlines()
    marked = [
        f"{row.rpartition(';')[0]};{kind};{row.rpartition(';')[2]}"
        for row in rows
        for kind in ("I alt", "Gift")
    ]
    text = "\n".join([heading.replace("INDHOLD", "CIVILSTAND;INDHOLD"), *marked]) + "\n"
    assert sum(read_stock(file(text), make.AREA).people[0][0]) == sum(map(make.people, range(101)))
    told = str(refused(read_stock, file(text.replace(";I alt;", ";Ugift;")), make.AREA))
    assert "CIVILSTAND" in told or "KØN" in told


def test_events_of_the_movements_are_the_sum_of_men_and_women(file):
    path = file(make.movements_csv(births=70, deaths=80, came=50, from_abroad=5, left=40, to_abroad=4))
    births, deaths = read_births(path, make.AREA), read_deaths(path, make.AREA)
    came, left = read_moves([path], make.AREA)
    years = (2022, 2023, 2024)
    assert births == Events("tal.csv", years, (140.0,) * 3)
    assert isinstance(deaths, Events)
    assert deaths.totals == (160.0,) * 3
    assert (came.totals, left.totals) == ((110.0,) * 3, (88.0,) * 3)


def test_quarters_make_a_year_when_all_four_are_there(file):
    text = make.movements_csv((2023,)).replace(";2023;", ";2023K1;")
    quarters = [text, *(text.replace("K1", f"K{part}").partition("\n")[2] for part in (2, 3, 4))]
    started = text.replace("2023K1", "2024K1").partition("\n")[2]
    found = read_births(file("".join([*quarters, started])), make.AREA)
    assert (found.years, found.totals) == ((2023,), (1200.0,))
    assert "ingen hele år" in str(refused(read_births, file(text), make.AREA))


def test_births_by_the_mothers_age_stand_with_the_women(file):
    ages = {"15-19 år": 10, "20-24 år": 50, "25": 21}
    rows = [f"Nordby;{age};{sex};2024;{count}" for age, count in ages.items() for sex in ("Drenge", "Piger")]
    found = read_births(file(table("OMRÅDE;MODERS ALDER;BARNETS KØN;TID", rows)), "Nordby")
    assert found.totals == (162.0,)
    assert found.by_age[0][1][15:26] == (*[4.0] * 5, *[20.0] * 5, 42.0)
    assert sum(found.by_age[0][0]) == 0


def test_deaths_by_age_are_read_with_their_open_end(file):
    rows = [f"Nordby;{age};{sex};2024;{3 if sex == 'Mænd' else 2}" for age in AGES for sex in make.SEXES]
    found = read_deaths(file(table("OMRÅDE;ALDER;KØN;TID", rows)), "Nordby")
    assert isinstance(found, Events)
    below = [row.replace(";17 år;Mænd;2024;3", ";17 år;Mænd;2024;-3") for row in rows]
    told = refused(read_deaths, file(table("OMRÅDE;ALDER;KØN;TID", below), "under.csv"), "Nordby")
    assert str(told) == "under.csv: et antal er under 0"
    assert (found.totals, found.by_age[0][0][99], found.by_age[0][0][100]) == ((500.0,), 3.0, 0.0)


def test_a_life_table_gives_the_share_that_dies_and_goes_on_beyond_its_last_age(file):
    kinds = {
        "Overlevende (pr. 100.000)": 7,
        "Aldersklassens dødshyppighed (pr. 100.000)": 250,
        "Middellevetid (år)": 9,
    }
    rows = [
        f"{age} år;{sex};{kind};{year};{number + int(year[:4])}"
        for age in range(100) for sex in make.SEXES for kind, number in kinds.items()
        for year in ("2022:2023", "2023:2024")
    ]  # fmt: skip
    text = table("ALDER;KØN;DØDELIGHEDSTAVLE;TID", rows)
    found = read_deaths(file(text))
    assert isinstance(found, LifeTable)
    assert (found.period, found.share[0][0], found.share[1][100]) == ("2023:2024", 0.02273, 0.02273)
    missing = text.replace("Aldersklassens dødshyppighed (pr. 100.000)", "Andet")
    assert "ikke aldersklassens dødshyppighed" in str(refused(read_deaths, file(missing)))


def test_moves_between_municipalities_are_those_over_the_border(file):
    rows = [
        f"{into};{out_of};{age};{sex};2024;{number}"
        for (into, out_of), number in {
            ("Nordby", "Sønderby"): 4, ("Sønderby", "Nordby"): 3, ("Nordby", "Nordby"): 90,
            ("Sønderby", "Sønderby"): 90, ("Nordby", "Østby"): 2, ("Østby", "Nordby"): 1,
            ("Sønderby", "Østby"): 90, ("Østby", "Sønderby"): 90, ("Østby", "Østby"): 90,
        }.items()
        for age in AGES for sex in make.SEXES
    ]  # fmt: skip
    path = file(table("TILFLYTNINGSKOMMUNE;FRAFLYTNINGSKOMMUNE;ALDER;KØN;TID", rows))
    came, left = read_moves([path], "Nordby")
    assert (came.totals, left.totals) == ((1200.0,), (800.0,))
    assert (came.by_age[0][0][20], left.by_age[0][1][20]) == (6.0, 4.0)


def test_moves_over_the_border_of_the_country_are_added_in_the_years_that_all_have(file):
    def abroad(variable: str, years: tuple[int, ...], number: int) -> str:
        rows = [
            f"Nordby;{age};{sex};{land};{year};{number}"
            for age in AGES for sex in make.SEXES for land in ("Norge", "Sverige") for year in years
        ]  # fmt: skip
        return table(f"OMRÅDE;ALDER;KØN;{variable};TID", rows)

    into = file(abroad("INDVANDRINGSLAND", (2023, 2024), 1), "ind.csv")
    more = file(abroad("INDVANDRINGSLAND", (2024,), 2), "ind2.csv")
    out = file(abroad("UDVANDRINGSLAND", (2024,), 1), "ud.csv")
    came, left = read_moves([into, more, out], "Nordby")
    assert (came.years, came.totals, left.totals) == ((2024,), (1200.0,), (400.0,))
    assert "hvem der flyttede ud" in str(refused(read_moves, [into], "Nordby"))
    movements = file(make.movements_csv(), "bev.csv")
    assert "alle have alder, eller ingen" in str(refused(read_moves, [into, movements, out], "Nordby"))


def test_a_table_that_does_not_tell_in_from_out_is_refused(file):
    rows = [f"Nordby;{age};{sex};2024;1" for age in AGES for sex in make.SEXES]
    told = refused(read_moves, [file(table("OMRÅDE;ALDER;KØN;TID", rows))], "Nordby")
    assert "viser ikke, om den er om tilflyttede eller fraflyttede" in str(told)


def test_the_same_stock_reads_from_json_stat(file, tmp_path):
    codes = {
        "OMRÅDE": ["707"],
        "KØN": ["1", "2"],
        "ALDER": [str(age) for age in range(101)],
        "Tid": ["2025K1"],
    }
    dimension = {
        name: {"label": name, "category": {"index": {code: at for at, code in enumerate(values)}}}
        for name, values in codes.items()
    }
    told = {"id": list(codes), "size": [len(values) for values in codes.values()], "role": {"time": ["Tid"]}}
    value = [make.people(age) for _sex in range(2) for age in range(101)]
    content = {"dataset": {"dimension": {**dimension, **told}, "value": value, "label": "x"}}
    path = tmp_path / "folk1a.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    found = read_stock(path, "0707")
    assert isinstance(found, Stock)
    assert found.people[0][1] == tuple(float(make.people(age)) for age in range(101))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 100_000), st.binary(max_size=6), st.integers(0, 40))
def test_whatever_stands_in_the_file_it_is_read_whole_or_refused(at, put, cut):
    content = make.movements_csv().encode()
    at %= len(content)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tal.csv"
        path.write_bytes(content[:at] + put + content[at + cut :])
        try:
            found = read_births(path, make.AREA)
        except Rejected:
            return
    assert all(total >= 0 for total in found.totals)


def test_a_file_of_another_kind_is_refused(file):
    assert "skal ende på .csv, .px, .json" in str(refused(read_stock, file("x", "tal.xlsx")))


def test_greenlands_single_years_are_read(shared):
    folder = shared / "data" / "jsonstat-px-samples" / "px"
    if not folder.is_dir():
        pytest.skip("the statistics of ../shared/data do not lie beside this project")
    found = read_stock(folder / "BEXSTA_windows_1252.px")
    assert (found.at, sum(map(sum, found.people[0]))) == ((Month(2023),), 56_609)
    assert "»0-6« er en gruppe" in str(refused(read_stock, folder / "population_gl.px"))
