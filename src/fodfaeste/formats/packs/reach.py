"""Reads `packs/reach`: places, the Danish rule and the Greenlandic links."""

from collections.abc import Mapping
from pathlib import Path

from fodfaeste.core.reach import PLACE_KINDS, Place, Reach
from fodfaeste.core.statistics import DataSource
from fodfaeste.formats.packs.checks import check_unique, known_ids, refer
from fodfaeste.formats.packs.data_tables import check_sources, parse_all, read_data_source, read_data_texts
from fodfaeste.formats.packs.folder import read_items
from fodfaeste.formats.packs.library import packs_folder, shown
from fodfaeste.formats.packs.problems import PackRefused, Problem
from fodfaeste.formats.packs.reach_network import check_network, read_network
from fodfaeste.formats.packs.reach_rule import check_rule, read_rule
from fodfaeste.formats.packs.table import File, Table

PLACES, RULE, NETWORK = "places.toml", "denmark.toml", "greenland.toml"
_DANISH_KINDS, _GREENLANDIC_KINDS = PLACE_KINDS[:2], PLACE_KINDS[1:]
#: South, north, west and east of the two countries, so that a slip of a digit is seen.
_DENMARK, _GREENLAND = (54.5, 57.9, 7.9, 15.3), (59.5, 83.8, -74.0, -11.0)


def read_reach(folder: Path | None = None) -> Reach:
    """Places and travel in a folder, or the installed ones."""
    folder = folder or packs_folder() / "reach"
    return reach_from(read_data_texts(folder, (PLACES, RULE, NETWORK)), shown(folder))


def installed_reach() -> Reach | None:
    """The installed pack of travel, or None where an installation has none."""
    return read_reach() if (packs_folder() / "reach").is_dir() else None


def reach_from(texts: Mapping[str, str], shown_as: str) -> Reach:
    """Places and travel from the texts of the three files."""
    problems: list[Problem] = []
    tables = parse_all(dict(texts), shown_as, problems)
    towns, town_sources = _towns(tables[PLACES])
    rule = read_rule(tables[RULE])
    settlements = read_items(tables[NETWORK], "place", _settlement)
    network = read_network(tables[NETWORK], settlements)
    for table in tables.values():
        table.close()
    file = tables[PLACES].file
    _check_places(file, towns, _DENMARK, town_sources)
    _check_towns(file, towns)
    lands = known_ids(tables[RULE].file, "land", [land.id for land in rule.lands])
    for index, town in enumerate(towns):
        refer(file, ("place", index, "land"), town.land, lands, f"et [[land]] i {RULE}")
    check_rule(tables[RULE].file, rule)
    _check_places(tables[NETWORK].file, settlements, _GREENLAND, network.sources)
    _check_apart(tables[NETWORK].file, settlements, towns)
    check_network(tables[NETWORK].file, network)
    if problems:
        raise PackRefused(problems)
    return Reach(rule, towns, network, town_sources)


def _towns(root: Table) -> tuple[tuple[Place, ...], tuple[DataSource, ...]]:
    sources = read_items(root, "source", read_data_source)
    return read_items(root, "place", _town), sources


def _town(table: Table) -> Place:
    return Place(
        id=table.identifier(),
        municipality=table.text("municipality"),
        name=table.text("name"),
        land=table.identifier("land"),
        kind=table.choice("kind", _DANISH_KINDS),
        latitude=table.number("latitude") or 0.0,
        longitude=table.number("longitude") or 0.0,
        sources=table.texts("source", required=True, empty=False),
    )


def _settlement(table: Table) -> Place:
    return Place(
        id=table.identifier(),
        municipality=table.text("municipality"),
        locality=table.text("locality"),
        name=table.text("name"),
        other_names=table.texts("other_names"),
        kind=table.choice("kind", _GREENLANDIC_KINDS),
        majoriaq=table.flag("majoriaq"),
        latitude=table.number("latitude") or 0.0,
        longitude=table.number("longitude") or 0.0,
        sources=table.texts("source", required=True, empty=False),
    )


def _check_places(
    file: File,
    places: tuple[Place, ...],
    box: tuple[float, float, float, float],
    sources: tuple[DataSource, ...],
) -> None:
    """Ids and sources stand once, and nothing lies outside the country."""
    check_unique(file, "place", [place.id for place in places])
    check_unique(file, "source", [source.id for source in sources])
    check_sources(file, sources, "place", [place.sources for place in places])
    south, north, west, east = box
    for index, place in enumerate(places):
        if place.latitude and not south <= place.latitude <= north:
            wrong = f"»{place.name}« ligger på {place.latitude:g} grader nord"
            file.problem(("place", index, "latitude"), wrong, f"skriv et tal mellem {south:g} og {north:g}")
        if place.longitude and not west <= place.longitude <= east:
            wrong = f"»{place.name}« ligger på {place.longitude:g} grader øst"
            file.problem(("place", index, "longitude"), wrong, f"skriv et tal mellem {west:g} og {east:g}")


def _check_towns(file: File, towns: tuple[Place, ...]) -> None:
    """Every municipality has one main town."""
    municipalities = [town.municipality for town in towns]
    for municipality in dict.fromkeys(filter(None, municipalities)):
        seats = [i for i, t in enumerate(towns) if (t.municipality, t.kind) == (municipality, "seat")]
        if not seats:
            path = ("place", municipalities.index(municipality), "kind")
            file.problem(path, f"kommune {municipality} har ingen hovedby", 'giv én by kind = "seat"')
        for index in seats[1:]:
            right = f"den anden er {towns[seats[0]].name}"
            file.problem(("place", index, "kind"), f"kommune {municipality} har to hovedbyer", right)


def _check_apart(file: File, settlements: tuple[Place, ...], towns: tuple[Place, ...]) -> None:
    """A place has one id in the whole pack."""
    taken = {town.id for town in towns}
    for index, place in enumerate(settlements):
        if place.id in taken:
            file.problem(("place", index, "id"), f"»{place.id}« står også i {PLACES}", "vælg et andet id")
