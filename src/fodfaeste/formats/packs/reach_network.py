"""Reads the Greenlandic network of `packs/reach`: seasons, links, and when a link can carry daily work."""

from fodfaeste.core.reach import LINK_MODES, MONTHS, Link, Network, Number, Place, Season, season_of
from fodfaeste.formats.packs.checks import Known, check_unique, known_ids, refer
from fodfaeste.formats.packs.data_tables import read_data_source, whole_number
from fodfaeste.formats.packs.folder import read_items
from fodfaeste.formats.packs.reach_rule import PACK_BASES
from fodfaeste.formats.packs.table import File, Table

_UNITS = ("minutes", "per_week", "days")


def read_network(root: Table, places: tuple[Place, ...]) -> Network:
    """The network as it stands in its file."""
    head = root.inner("reach", "tabellen [reach]") or Table.stand_in()
    head.choice("legal_system", ("greenland",))
    if "replaceable" in head.data and not head.flag("replaceable"):
        head.problem("replaceable", "»replaceable« er false", "minutterne kan altid erstattes af en fil")
    head.has("replaceable")
    network = Network(
        id=head.identifier(),
        municipality=head.text("municipality"),
        title=head.words("title"),
        statement=head.words("statement"),
        sources=read_items(root, "source", read_data_source),
        seasons=read_items(root, "season", _season),
        numbers=read_items(root, "number", _number),
        places=places,
        links=read_items(root, "link", _link),
    )
    head.close()
    return network


def _months(table: Table) -> tuple[int, ...]:
    months = table.integers("months")
    right = "skriv tal fra 1 til 12, i rækkefølge og hvert én gang"
    if "months" in table.data and (list(months) != sorted(set(months)) or not months):
        table.problem("months", "månederne står ikke i rækkefølge", right)
    elif any(month not in MONTHS for month in months):
        table.problem("months", "en måned som ikke findes", right)
    return months


def _season(table: Table) -> Season:
    return Season(table.identifier(), table.words("title"), _months(table))


def _number(table: Table) -> Number:
    return Number(
        id=table.identifier(),
        value=whole_number(table, "value", least=1),
        unit=table.choice("unit", _UNITS),
        basis=table.choice("basis", PACK_BASES),
        reason=table.words("reason"),
    )


def _link(table: Table) -> Link:
    if "both_ways" not in table.data:
        table.missing["both_ways"] = "true eller false"
    return Link(
        id=table.identifier(),
        origin=table.identifier("from"),
        destination=table.identifier("to"),
        both_ways=table.flag("both_ways"),
        mode=table.choice("mode", LINK_MODES),
        minutes=whole_number(table, "minutes", least=1),
        season=table.identifier("season"),
        months=_months(table),
        per_week=whole_number(table, "per_week", least=1),
        basis=table.choice("basis", PACK_BASES),
        reason=table.words("reason"),
    )


def check_network(file: File, network: Network) -> None:
    """What one table alone cannot tell: ids, and links between known places in known seasons."""
    check_unique(file, "season", [season.id for season in network.seasons])
    check_unique(file, "number", [number.id for number in network.numbers])
    check_unique(file, "link", [link.id for link in network.links])
    for index, place in enumerate(network.places):
        if network.municipality and place.municipality not in ("", network.municipality):
            wrong = f"»{place.name}« ligger i kommune {place.municipality}"
            file.problem(("place", index, "municipality"), wrong, f"skriv {network.municipality}")
    places = known_ids(file, "place", [place.id for place in network.places])
    seasons = known_ids(file, "season", [season.id for season in network.seasons])
    months = {season.id: season.months for season in network.seasons}
    for index, link in enumerate(network.links):
        _check_ends(file, ("link", index), link, places)
        refer(file, ("link", index, "season"), link.season, seasons, "en [[season]]")
        if link.months != months.get(link.season, link.months):
            right = f"{link.season} er {season_of(months[link.season])}"
            file.problem(("link", index, "months"), "månederne er ikke årstidens", right)


def _check_ends(file: File, path: tuple[str, int], link: Link, places: Known) -> None:
    refer(file, (*path, "from"), link.origin, places, "et [[place]]")
    refer(file, (*path, "to"), link.destination, places, "et [[place]]")
    if link.origin and link.origin == link.destination:
        file.problem((*path, "to"), "fører til stedet selv", "vælg et andet sted")
