"""An authority's places and the ways between them, from the database, the pack of travel and a given file.

A file of minutes that was put in lies in the installation's own folder, one for each authority, as it was
read. Its pairs count in place of the pack's; the others keep the pack's rule or links.
"""

from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import TextIO

import polars as pl

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Place
from fodfaeste.bridge.tables import schema_of
from fodfaeste.core.errors import FodfaesteError, Rejected
from fodfaeste.core.reach import Place as KnownPlace
from fodfaeste.core.reach import Reach
from fodfaeste.core.snapshot import TABLES
from fodfaeste.engines.reach import COLUMNS, replaced, travel_minutes
from fodfaeste.formats.output import write_csv, write_whole
from fodfaeste.formats.packs import packs_folder
from fodfaeste.formats.packs.reach import installed_reach
from fodfaeste.formats.reach_file import read_reach_file
from fodfaeste.installation.folders import var_folder

#: How the ids of numbers on daily travel begin.
DAILY = "dagligt."

#: Under the installation's own data.
REACH_FOLDER = "reach"


def load_travel(authority: Authority) -> dict[str, pl.DataFrame]:
    """The tables `places` and `reach` of an authority.

    A place that the pack does not have keeps its name; its kind, its position and the ways to it are unknown.
    `norddjurs.grenaa` in the pack is `grenaa` in the authority whose code both have.
    """
    pack = reach_here()
    known = places_known(authority)
    names = dict(Place.objects.filter(authority=authority).order_by("code").values_list("code", "name"))
    rows = [(code, authority.slug, name, *_position(known.get(code))) for code, name in names.items()]
    codes = {place.id: code for code, place in known.items() if code in names}
    ways = pl.DataFrame(schema=schema_of("reach"))
    for rule in (pack.rule, pack.network) if pack else ():
        ways = ways.vstack(travel_minutes([known[code] for code in codes.values()], rule))
    renamed = ways.with_columns(pl.col("from", "to").replace_strict(codes, return_dtype=pl.String()))
    given = _given(authority).filter(pl.col("from").is_in(list(names)), pl.col("to").is_in(list(names)))
    return {
        "places": pl.DataFrame(rows, schema=schema_of("places"), orient="row"),
        "reach": replaced(renamed, given).cast(pl.Schema(schema_of("reach"))).sort(TABLES["reach"].key),
    }


def places_known(authority: Authority) -> dict[str, KnownPlace]:
    """The places of an authority that the pack of travel has, by the code they get in the database."""
    pack = reach_here()
    here = [place for place in pack.places if place.municipality == authority.code] if pack else []
    return {place.id.rpartition(".")[2]: place for place in here}


def reach_here() -> Reach | None:
    """The installed pack of travel; read again only when its files have changed."""
    folder = packs_folder() / "reach"
    stats = [(path, path.stat()) for path in sorted(folder.glob("*.toml"))]
    return _read(tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in stats))


@lru_cache(maxsize=2)
def _read(stamp: tuple[tuple[str, int, int], ...]) -> Reach | None:
    return installed_reach()


def read_given(authority: Authority, path: Path) -> pl.DataFrame:
    """The minutes of a file between the authority's own places, or Rejected with row, column and reason."""
    codes = Place.objects.filter(authority=authority).values_list("code", flat=True)
    return read_reach_file(path, set(codes))


def store_given(authority: Authority, given: pl.DataFrame) -> bool:
    """Keep minutes that were given, whole or not at all; False where the same are kept already."""
    path, text = _path(authority), StringIO()
    _written(given, text)
    if path.exists() and path.read_text("utf-8") == text.getvalue():
        return False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FodfaesteError(f"{path.parent}: mappen kan ikke laves: {error.strerror}") from None
    write_whole(path, lambda out: _written(given, out))
    return True


def remove_given(authority: Authority) -> bool:
    """Go back to the pack's minutes; False where no file counts."""
    path = _path(authority)
    is_there = path.exists()
    path.unlink(missing_ok=True)
    return is_there


def _path(authority: Authority) -> Path:
    return var_folder() / REACH_FOLDER / f"{authority.slug}.csv"


def _written(given: pl.DataFrame, out: TextIO) -> None:
    write_csv(out, list(COLUMNS), given.select(*COLUMNS).rows())


def _given(authority: Authority) -> pl.DataFrame:
    """The minutes that were given; no rows where none were."""
    path = _path(authority)
    if not path.exists():
        return pl.DataFrame(schema=COLUMNS)
    try:
        return pl.read_csv(path, schema=COLUMNS)
    except (OSError, pl.exceptions.PolarsError):
        reason = (
            "Filen kan ikke læses. Indlæs minutterne igen med fodfaeste import reach, eller brug --remove."
        )
        raise Rejected(reason, file=str(path)) from None


def daily_travel(authority: Authority) -> list[tuple[object, ...]]:
    """Rows of the table `numbers`: what counts as daily travel here, from the pack of travel."""
    pack = reach_here()
    if pack is None:
        return []
    is_network = pack.network.municipality == authority.code
    numbers = pack.network.numbers if is_network else pack.rule.numbers
    name = "greenland" if is_network else "denmark"
    return [
        (one.id, one.value, one.unit, one.basis, f"reach/{name}")
        for one in numbers
        if one.id.startswith(DAILY)
    ]


def _position(place: KnownPlace | None) -> tuple[str | None, float | None, float | None]:
    return (place.kind, place.latitude, place.longitude) if place else (None, None, None)
