"""Greenlandic minutes: against every possible journey of random networks, and against the map."""

from collections.abc import Iterator
from random import Random

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from fodfaeste.core.reach import MONTHS, Link, Network, Place, months_of, season_of
from fodfaeste.core.words import Words
from fodfaeste.engines.reach import replaced, travel_minutes
from fodfaeste.formats.packs.reach import read_reach
from tests.shape.tree import PROJECT

PACK = read_reach(PROJECT / "packs" / "reach").network
TABLE = travel_minutes(PACK.places, PACK)
NO_WORDS = Words("x", "x")
NAMES = "abcde"
PLACES = tuple(Place(name, "956", name, "town", 64, -50) for name in NAMES)


def link(name: int, ends: str, months: set[int], minutes: int, often: int, *, both_ways: bool) -> Link:
    mode = ("boat", "helicopter", "plane")[name % 3]
    season = tuple(sorted(months))
    return Link(f"l{name:02}", *ends, both_ways, mode, minutes, "s", season, often, "anslået", NO_WORDS)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    pairs = st.permutations(NAMES).map(lambda names: "".join(names[:2]))
    links = []
    for name in range(draw(st.integers(0, 7))):
        months = draw(st.sets(st.sampled_from(range(1, 13)), min_size=1))
        minutes, often = draw(st.integers(1, 6)), draw(st.integers(1, 9))
        links.append(link(name, draw(pairs), months, minutes, often, both_ways=draw(st.booleans())))
    return Network("x", "956", NO_WORDS, NO_WORDS, (), (), PLACES, tuple(links))


def journeys(
    network: Network, month: int, at: str, end: str, been: tuple[str, ...]
) -> Iterator[tuple[Link, ...]]:
    """Every journey that comes to no place twice."""
    if at == end:
        yield ()
        return
    for one in network.links:
        ways = [(one.origin, one.destination)] + [(one.destination, one.origin)] * one.both_ways
        for start, onward in ways:
            if start == at and onward not in been and month in one.months:
                for rest in journeys(network, month, onward, end, (*been, onward)):
                    yield (one, *rest)


def by_hand(network: Network) -> set[tuple[object, ...]]:
    """From, to, month, mode, minutes and journeys a week, by trying every journey."""
    rows: set[tuple[object, ...]] = set()
    for month in MONTHS:
        for start in NAMES:
            for end in NAMES:
                found = list(journeys(network, month, start, end, (start,)))
                if start == end or not found:
                    continue
                best = min(
                    found, key=lambda way: (sum(x.minutes for x in way), len(way), [x.id for x in way])
                )
                mode = "+".join(dict.fromkeys(x.mode for x in best))
                minutes, often = sum(x.minutes for x in best), min(x.per_week for x in best)
                rows.add((start, end, month, mode, minutes, often))
    return rows


def by_month(table: pl.DataFrame) -> list[tuple[object, ...]]:
    rows = table.select("from", "to", "season", "mode", "minutes", "per_week").iter_rows()
    return [(start, end, month, *rest) for start, end, season, *rest in rows for month in months_of(season)]


@given(networks())
def test_the_shortest_journey_is_that_of_trying_them_all(network: Network) -> None:
    found = by_month(travel_minutes(PLACES, network))
    assert len(found) == len(set(found))
    assert set(found) == by_hand(network)


@given(networks(), st.randoms())
def test_the_order_of_the_links_changes_nothing(network: Network, random: Random) -> None:
    links = list(network.links)
    random.shuffle(links)
    other = Network("x", "956", NO_WORDS, NO_WORDS, (), (), PLACES, tuple(links))
    assert travel_minutes(PLACES, network).equals(travel_minutes(PLACES, other))


def pair(start: str, end: str) -> pl.DataFrame:
    return TABLE.filter(pl.col("from") == start, pl.col("to") == end)


def test_no_road_binds_the_places_of_sermersooq() -> None:
    assert not TABLE["mode"].str.contains("road").any()
    assert pair("nuuk", "paamiut").rows() == [("nuuk", "paamiut", "plane", 60, "all", 4, "anslået")]


def test_without_the_plane_the_ship_to_paamiut_lies_still_in_february_and_march() -> None:
    links = tuple(one for one in PACK.links if one.mode != "plane")
    network = Network("x", "956", NO_WORDS, NO_WORDS, (), (), PACK.places, links)
    found = travel_minutes(PACK.places, network)
    ship = found.filter(pl.col("from") == "nuuk", pl.col("to") == "paamiut")
    # By way of Qeqertarsuatsiaat the two legs take 990 minutes, half an hour less than the through journey.
    assert ship.select("mode", "minutes", "season").rows() == [("boat", 990, "1,4-12")]


def test_tasiilaq_is_reached_from_nuuk_by_plane_only_and_then_by_helicopter() -> None:
    assert pair("nuuk", "tasiilaq").rows() == [
        ("nuuk", "tasiilaq", "plane+helicopter", 122, "all", 2, "anslået")
    ]
    grounded = tuple(one for one in PACK.links if one.mode != "plane")
    network = Network("x", "956", NO_WORDS, NO_WORDS, (), (), PACK.places, grounded)
    found = travel_minutes(PACK.places, network)
    assert found.filter(pl.col("from") == "nuuk", pl.col("to") == "tasiilaq").is_empty()


def test_kapisillit_has_no_row_in_the_months_in_which_nothing_goes() -> None:
    found = pair("nuuk", "kapisillit").select("mode", "season").rows()
    assert found == [("boat", "5-11"), ("helicopter", "2-3")]


def test_the_way_back_takes_as_long_where_every_link_goes_both_ways() -> None:
    assert all(one.both_ways for one in PACK.links)
    there = {(a, b, season): minutes for a, b, _, minutes, season, *_ in TABLE.iter_rows()}
    assert all(there[b, a, season] == minutes for (a, b, season), minutes in there.items())


def test_a_link_one_way_leads_nowhere_back() -> None:
    network = Network(
        "x", "956", NO_WORDS, NO_WORDS, (), (), PLACES, (link(0, "ab", {7}, 5, 1, both_ways=False),)
    )
    assert travel_minutes(PLACES, network).rows() == [("a", "b", "boat", 5, "7", 1, "anslået")]


def test_places_that_are_not_asked_for_are_passed_through_but_get_no_row() -> None:
    wanted = [place for place in PACK.places if place.id in ("nuuk", "tasiilaq")]
    found = travel_minutes(wanted, PACK)
    assert found.select("from", "to").rows() == [("nuuk", "tasiilaq"), ("tasiilaq", "nuuk")]


def test_a_file_takes_the_place_of_every_row_of_its_pairs_and_of_no_other() -> None:
    given = TABLE.filter(pl.col("from") == "nuuk", pl.col("to") == "kapisillit").head(1)
    given = given.with_columns(
        minutes=pl.lit(99, pl.Int64), season=pl.lit(season_of(MONTHS)), basis=pl.lit("fil")
    )
    found = replaced(TABLE, given)
    here = (pl.col("from") == "nuuk") & (pl.col("to") == "kapisillit")
    assert found.filter(here)["minutes"].to_list() == [99]
    assert found.filter(~here).equals(TABLE.filter(~here))
