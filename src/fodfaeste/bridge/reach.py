"""An authority's places and the ways between them, from the database and the pack of travel."""

import polars as pl

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Place
from fodfaeste.bridge.tables import schema_of, table
from fodfaeste.core.reach import Place as KnownPlace
from fodfaeste.core.snapshot import TABLES
from fodfaeste.engines.reach import travel_minutes
from fodfaeste.formats.packs.reach import installed_reach

#: How the ids of numbers on daily travel begin.
DAILY = "dagligt."


def load_travel(authority: Authority) -> dict[str, pl.DataFrame]:
    """The tables `places` and `reach` of an authority.

    A place that the pack does not have keeps its name; its kind, its position and the ways to it are unknown.
    `norddjurs.grenaa` in the pack is `grenaa` in the authority whose code both have.
    """
    pack = installed_reach()
    here = [place for place in pack.places if place.municipality == authority.code] if pack else []
    known = {place.id.rpartition(".")[2]: place for place in here}
    names = dict(Place.objects.filter(authority=authority).order_by("code").values_list("code", "name"))
    rows = [(code, authority.slug, name, *_position(known.get(code))) for code, name in names.items()]
    codes = {place.id: code for code, place in known.items() if code in names}
    ways = pl.DataFrame(schema=schema_of("reach"))
    for rule in (pack.rule, pack.network) if pack else ():
        ways = ways.vstack(travel_minutes([known[code] for code in codes.values()], rule))
    renamed = ways.with_columns(pl.col("from", "to").replace_strict(codes, return_dtype=pl.String()))
    return {
        "places": pl.DataFrame(rows, schema=schema_of("places"), orient="row"),
        "reach": renamed.sort(TABLES["reach"].key),
    }


def load_numbers(authority: Authority) -> pl.DataFrame:
    """The table `numbers`: what counts as daily travel here, from the pack of travel."""
    pack = installed_reach()
    if pack is None:
        return table("numbers", [])
    is_network = pack.network.municipality == authority.code
    numbers = pack.network.numbers if is_network else pack.rule.numbers
    name = "greenland" if is_network else "denmark"
    rows = [
        (one.id, one.value, one.unit, one.basis, f"reach/{name}")
        for one in numbers
        if one.id.startswith(DAILY)
    ]
    return table("numbers", rows)


def _position(place: KnownPlace | None) -> tuple[str | None, float | None, float | None]:
    return (place.kind, place.latitude, place.longitude) if place else (None, None, None)
