"""Real files that lie beside the project: every one is read, or refused for a reason that it has."""

import gzip
from pathlib import Path

import polars as pl
import pytest

from fodfaeste.core.errors import Rejected
from fodfaeste.formats.statistics.json_stat import read_json_stat
from fodfaeste.formats.statistics.px import read_px
from fodfaeste.formats.statistics.statbank_csv import read_statbank_csv

# file: cells, cells without a figure, sum of the figures
PX = {
    "BEXSTA_windows_1252.px": (7_200, 0, 452_872),
    "CONTVARIABLE_multiple_languages.px": (18, 0, 129_355),
    "PRXPRISH.px": (106, 2, 480.8),
    "SOXATI4.px": (864, 0, 2_632_816),
    "TIMEVAL_long.px": (24, 0, 5_346),
    "TIMEVAL_short.px": (24, 0, 5_346),
    "TUX01.px": (396, 0, 1_437_408),
    "population_gl.px": (30, 0, 169_807),
    "semicolon_in_values.px": (4, 0, 10),
}
JSON = {
    "29843.json": (37_440, 7_200, 2_901_152),
    "cso_ie-NQQ25.json": (1_216, 0, 12_665_486),
    "dataset_unemployment_v1.json": (12, 0, 270),
    "eurostat-name_gpd_c-geo_IT_FR.json": (138, 74, 1_266_000),
    "galicia-2.0.json": (3_960, 4, 87_493_659),
    "galicia-ds.json": (3_960, 4, 87_493_659),
    "statswe.json": (1_120, 0, 38_425),
    "three_dim_size_as_string_v2.json": (24, 0, 4_139),
    "three_dim_v1.json": (24, 0, 4_139),
    "us-labor-ds.json.gz": (12_880, 0, 312_551_709),
}
NO_TABLE = {
    "collection.json": "collection",
    "dimension.json": "dimension",
    "oecd-canada.json": "oecd, canada",
    "sample_data.json": "tal mangler",
}
CSV = {
    "RAS200.csv": (("emp_rate", "part_rate"), 3_168),
    "INDKP101.csv": (("inc",), 3_626),
    "ARE207.csv": (("area_2008",), 99),
    "AUS09_unemployment_rate_national.csv": (("unemployment_rate",), 233),
}


@pytest.fixture(scope="module")
def data(shared) -> Path:
    folder = shared / "data"
    if not all((folder / name).is_dir() for name in ("jsonstat-px-samples", "statbank-denmark")):
        pytest.skip("the statistics of ../shared/data do not lie beside this project")
    return folder


@pytest.fixture(scope="module")
def samples(data) -> Path:
    return data / "jsonstat-px-samples"


@pytest.mark.parametrize("name", PX)
def test_a_px_file_has_its_cells(samples, name):
    cells = read_px(samples / "px" / name, name).cells
    count, missing, total = PX[name]
    assert (cells.height, cells["value"].null_count()) == (count, missing)
    assert cells["value"].sum() == pytest.approx(total, abs=0.05)


def test_every_px_file_is_counted(samples):
    assert {file.name for file in (samples / "px").iterdir()} == set(PX)


def test_greenlands_men_and_women_are_all_of_every_age(samples):
    cells = read_px(samples / "px" / "BEXSTA_windows_1252.px", "a.px").cells
    wide = cells.pivot("gender", index=["place of birth", "age", "residence type"], values="value")
    assert wide.height == 3 * 100 * 8
    assert wide.filter(pl.col("T") != pl.col("M") + pl.col("K")).is_empty()
    everyone = cells.filter(pl.col("place of birth") == "T", pl.col("gender") == "T")
    assert everyone.filter(pl.col("residence type") == "T")["value"].sum() == 56_609


def test_labour_force_status_reads_in_danish(samples):
    found = read_px(samples / "px" / "SOXATI4.px", "SOXATI4.px", language="da")
    assert (found.unit, found.source) == ("Personer", "Grønlands Statistik")
    assert found.dimensions[2].title == "opgørelsesmetode"


@pytest.mark.parametrize("name", JSON)
def test_a_json_file_has_its_cells(samples, name):
    content = (samples / name).read_bytes()
    cells = read_json_stat(gzip.decompress(content) if name.endswith(".gz") else content, name).cells
    count, missing, total = JSON[name]
    assert (cells.height, cells["value"].null_count()) == (count, missing)
    assert cells["value"].sum() == pytest.approx(total, rel=1e-6)


@pytest.mark.parametrize("name", NO_TABLE)
def test_a_json_file_that_is_not_one_table_is_refused(samples, name):
    with pytest.raises(Rejected, match=NO_TABLE[name]):
        read_json_stat(samples / name, name)


def test_every_json_file_is_counted(samples):
    names = {file.name for file in samples.glob("*.json*")}
    assert names == JSON.keys() | NO_TABLE.keys()


def test_one_table_of_a_bundle(samples):
    found = read_json_stat(samples / "oecd-canada.json", "c.json", dataset="canada")
    assert (found.cells.height, found.cells["mark"].unique().to_list()) == (120, ["a"])


def test_statbanks_own_answers_are_one_cell_each(data):
    folder = data / "statbank-denmark"
    as_csv = read_statbank_csv(folder / "data_STRAF42.csv", "data_STRAF42.csv")
    as_json = read_json_stat(folder / "data_STRAF42.jsonstat.json", "STRAF42.json")
    assert as_csv.cells["value"].to_list() == as_json.cells["value"].to_list() == [233_454]
    assert (as_json.name, as_json.unit, as_json.source) == ("STRAF42", "Number", "Statistics Denmark")
    people = read_json_stat(folder / "data_FOLK1A_101_2026K3.jsonstat.json", "FOLK1A.json")
    assert people.cells.select("OMRÅDE", "Tid", "value").row(0) == ("101", "2026K3", 670_389)


@pytest.mark.parametrize("name", CSV)
def test_a_municipal_series_has_its_cells(data, name):
    figures, count = CSV[name]
    cells = read_statbank_csv(data / "municipal-series" / name, name, figures=figures).cells
    assert (cells.height, cells["value"].null_count()) == (count, 0)


def test_a_cell_with_its_unit_in_it_is_refused(data):
    name = "ledighed_dimittender_2017_2019.csv"
    with pytest.raises(Rejected, match="række 2, kolonne Ledighedsgrad: »9,6 %«"):
        read_statbank_csv(data / "municipal-series" / name, name, figures=("Ledighedsgrad", "Fuldførte"))
