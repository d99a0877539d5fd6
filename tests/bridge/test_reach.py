"""The snapshot knows where the authority's places lie, and how long it takes between them."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from fodfaeste.bridge.reach import load_travel, read_given, store_given
from fodfaeste.core.snapshot import TABLES
from fodfaeste.formats.snapshot import Snapshot, read_snapshot, write_snapshot
from tests import make

pytestmark = pytest.mark.django_db


def places(*names, authority=None):
    for name in names:
        make.place(authority, name)


def test_a_known_place_has_kind_and_position_and_another_has_none():
    places("Grenaa", "Findesikke")
    rows = load_travel(make.authority())["places"].rows()
    assert rows == [
        ("findesikke", "norddjurs", "Findesikke", None, None, None),
        ("grenaa", "norddjurs", "Grenaa", "seat", 56.42, 10.88),
    ]


def test_the_ways_are_those_between_the_authoritys_own_known_places():
    places("Grenaa", "Anholt", "Findesikke")
    places("Vojens", authority=make.authority_elsewhere())
    found = load_travel(make.authority())["reach"]
    assert set(found["from"]) == set(found["to"]) == {"grenaa", "anholt"}
    ferry = found.filter(pl.col("from") == "grenaa", pl.col("mode") == "car").row(0, named=True)
    assert (ferry["season"], ferry["per_week"], ferry["basis"]) == ("all", 5, "proposed")
    assert ferry["minutes"] > 210


def test_a_place_of_the_same_name_elsewhere_is_another_place():
    places("Grenaa", authority=make.authority_elsewhere())
    assert load_travel(make.authority_elsewhere())["places"]["kind"].to_list() == [None]


def test_greenlandic_places_are_bound_by_links_and_never_by_car():
    sermersooq = make.authority("sermersooq", name="Kommuneqarfik Sermersooq", code="956")
    places("Nuuk", "Tasiilaq", "Kapisillit", authority=sermersooq)
    found = load_travel(sermersooq)["reach"]
    west = found.filter(pl.col("from") == "nuuk").select("to", "mode", "season").rows()
    assert west == [
        ("kapisillit", "boat", "5-11"),
        ("kapisillit", "helicopter", "2-3"),
        ("tasiilaq", "plane+helicopter", "all"),
    ]
    assert not found["mode"].str.contains("car").any()


def test_what_is_loaded_survives_a_folder(tmp_path):
    places("Grenaa", "Anholt", "Findesikke")
    tables = load_travel(make.authority())
    write_snapshot(Snapshot(date(2026, 11, 23), "norddjurs", {}, tables), tmp_path / "s")
    read = read_snapshot(tmp_path / "s")
    assert all(read.tables[name].equals(table) for name, table in tables.items())


def test_without_a_pack_of_travel_nothing_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FODFAESTE_PACKS", str(tmp_path))
    places("Grenaa", "Auning")
    assert load_travel(make.authority())["places"]["kind"].to_list() == [None, None]
    assert load_travel(make.authority())["reach"].is_empty()
    assert load_travel(make.authority())["reach"].columns == [
        column.name for column in TABLES["reach"].columns
    ]


def test_a_given_file_comes_back_as_it_was_read(tmp_path, monkeypatch):
    monkeypatch.setenv("FODFAESTE_VAR", str(tmp_path / "var"))
    places("Grenaa", "Anholt")
    file = tmp_path / "minutter.csv"
    rows = ['grenaa,anholt,boat,170,"1,4-12",5,', "anholt,grenaa,boat,180,2,,anslået"]
    file.write_text("\n".join(["from,to,mode,minutes,season,per_week,basis", *rows]), encoding="utf-8")
    given = read_given(make.authority(), file)
    assert store_given(make.authority(), given)
    assert load_travel(make.authority())["reach"].rows() == [
        ("anholt", "grenaa", "boat", 180, "2", None, "anslået"),
        ("grenaa", "anholt", "boat", 170, "1,4-12", 5, "fil"),
    ]
    assert not store_given(make.authority(), given)
