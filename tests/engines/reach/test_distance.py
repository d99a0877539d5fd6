"""Danish minutes by the rule: against plain arithmetic, over water, both ways, and never for nothing."""

from itertools import permutations
from math import asin, ceil, cos, isclose, radians, sin, sqrt

import polars as pl
import pytest

from fodfaeste.core.reach import Crossing, DistanceRule, Land, Number, Place
from fodfaeste.core.words import Words
from fodfaeste.engines.reach import COLUMNS, travel_minutes
from fodfaeste.formats.packs.reach import read_reach
from tests.shape.tree import PROJECT

PACK = read_reach(PROJECT / "packs" / "reach")
TABLE = travel_minutes(PACK.rule_places, PACK.rule)
NO_WORDS = Words("x", "x")
BY_ID = {place.id: place for place in PACK.places}


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The straight line by the haversine formula, one number at a time."""
    (lat_a, lon_a), (lat_b, lon_b) = (map(radians, point) for point in (a, b))
    inner = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * 6371 * asin(sqrt(inner))


def position(place: Place | Crossing) -> tuple[float, float]:
    return place.latitude, place.longitude


def by_car(straight: float) -> float:
    """Minutes by the numbers of the pack, written out."""
    way = 1.3 * straight
    return 5 + 60 * (min(way, 8) / 45 + max(min(way, 40) - 8, 0) / 65 + max(way - 40, 0) / 90)


def row(start: str, end: str, mode: str = "car") -> dict[str, object]:
    found = TABLE.filter(pl.col("from") == start, pl.col("to") == end, pl.col("mode") == mode)
    return found.row(0, named=True)


def rule(*crossings: Crossing) -> DistanceRule:
    """A rule of one minute a kilometre, and nothing else."""
    words = {"basis": "anslået", "reason": NO_WORDS}
    numbers = (
        Number("w", 1, "ratio", mode="car", part="winding_factor", **words),
        Number("f", 0, "minutes", mode="car", part="fixed_minutes", **words),
        Number("s", 60, "km_per_hour", mode="car", part="speed_kmh", from_km=0, **words),
    )
    lands = tuple(Land(land, NO_WORDS) for land in "abc")
    return DistanceRule("x", NO_WORDS, NO_WORDS, 6371, numbers, lands, crossings)


def crossing(name: str, mode: str, ends: str, latitude: float, minutes: int = 0) -> Crossing:
    per_week = 7 if mode == "ferry" else None
    return Crossing(name, mode, *ends, latitude, 10, minutes, 0, per_week, "anslået", NO_WORDS)


def place(name: str, land: str, latitude: float) -> Place:
    return Place(name, "1", name, "town", latitude, 10, land=land)


def test_the_columns_are_those_of_the_table() -> None:
    assert TABLE.schema == pl.Schema(COLUMNS)


def test_on_one_land_the_minutes_are_the_plain_arithmetic() -> None:
    for start, end in permutations([p for p in PACK.rule_places if p.land == "jylland"], 2):
        expected = ceil(by_car(kilometres(position(start), position(end))))
        assert row(start.id, end.id)["minutes"] == expected, (start.id, end.id)


def test_over_two_bridges_the_kilometres_are_one_drive() -> None:
    little, great = (c for c in PACK.rule.crossings if c.mode == "bridge")
    start, end = BY_ID["haderslev.haderslev"], BY_ID["naestved.naestved"]
    straight = (
        kilometres(position(start), position(little))
        + kilometres(position(little), position(great))
        + kilometres(position(great), position(end))
    )
    found = row(start.id, end.id)
    assert found["minutes"] == ceil(by_car(straight))
    assert found["per_week"] is None


def test_the_ferry_to_anholt_takes_the_way_to_it_the_wait_and_the_crossing() -> None:
    ferry = next(c for c in PACK.rule.crossings if c.id == "grenaa-anholt")
    to_ferry = kilometres(position(BY_ID["norddjurs.grenaa"]), position(ferry))
    found = row("norddjurs.grenaa", "norddjurs.anholt")
    assert found["minutes"] == ceil(by_car(to_ferry) + 180 + 30)
    assert found["per_week"] == 5


def test_a_bicycle_takes_a_ferry_but_no_bridge_and_not_too_far() -> None:
    bicycles = TABLE.filter(pl.col("mode") == "bicycle")
    land = {place.id: place.land for place in PACK.rule_places}
    pairs = {(land[a], land[b]) for a, b in bicycles.select("from", "to").iter_rows()}
    assert ("jylland", "anholt") in pairs
    assert not {("jylland", "sjaelland"), ("sjaelland", "jylland")} & pairs
    same_land = [(a, b) for a, b in bicycles.select("from", "to").iter_rows() if land[a] == land[b]]
    assert all(1.2 * kilometres(position(BY_ID[a]), position(BY_ID[b])) <= 12 for a, b in same_land)


def test_the_way_back_takes_as_long() -> None:
    back = TABLE.rename({"from": "to", "to": "from"}).select(TABLE.columns)
    assert TABLE.sort("from", "to", "mode").equals(back.sort("from", "to", "mode"))


def test_longer_never_takes_less_time() -> None:
    start = BY_ID["norddjurs.grenaa"]
    others = [p for p in PACK.rule_places if p.land == "jylland" and p != start]
    others.sort(key=lambda other: kilometres(position(start), position(other)))
    minutes = [row(start.id, other.id)["minutes"] for other in others]
    assert minutes == sorted(minutes)


def test_no_row_leads_to_the_place_itself_and_none_stands_twice() -> None:
    assert TABLE.filter(pl.col("from") == pl.col("to")).is_empty()
    assert not TABLE.select("from", "to", "mode", "season").is_duplicated().any()


def test_what_takes_longer_than_asked_is_left_out() -> None:
    near = travel_minutes(PACK.rule_places, PACK.rule, within=60)
    assert near.equals(TABLE.filter(pl.col("minutes") <= 60))
    assert 0 < near.height < TABLE.height


def test_lands_without_a_crossing_have_no_row() -> None:
    found = travel_minutes([place("p", "a", 55), place("q", "b", 56)], rule())
    assert found.is_empty()


def test_of_two_crossings_the_quicker_is_taken_for_each_pair() -> None:
    south, north = crossing("s", "bridge", "ab", 55), crossing("n", "bridge", "ab", 57)
    places = [place("p", "a", 55), place("q", "b", 55.1), place("r", "b", 57)]
    found = travel_minutes(places, rule(south, north))
    to = {
        end: minutes
        for start, end, minutes in found.select("from", "to", "minutes").iter_rows()
        if start == "p"
    }
    assert to == {"q": ceil(kilometres((55, 10), (55.1, 10))), "r": ceil(kilometres((55, 10), (57, 10)))}


def test_a_slow_direct_ferry_loses_to_two_bridges() -> None:
    bridges = crossing("1", "bridge", "ab", 55), crossing("2", "bridge", "bc", 55.5)
    ferry = crossing("3", "ferry", "ac", 55, minutes=600)
    found = travel_minutes([place("p", "a", 55), place("q", "c", 56)], rule(*bridges, ferry))
    (minutes,) = found.filter(pl.col("from") == "p")["minutes"]
    assert isclose(minutes, kilometres((55, 10), (56, 10)), abs_tol=1)


@pytest.mark.parametrize("places", [[], [place("p", "a", 55)]])
def test_fewer_than_two_places_have_no_way(places: list[Place]) -> None:
    assert travel_minutes(places, rule()).is_empty()
