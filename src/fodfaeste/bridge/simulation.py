"""What a simulation reads of an authority's people on a day, frozen: no names, and nobody's own number.

The tables are kept as bytes, so that a scenario opened next year is reckoned on the people of its own day.
"""

import hashlib
import hmac
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

import polars as pl
from django.db.models import Q

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.bridge.citizens import load_citizens
from fodfaeste.bridge.snapshot import load_agreements, load_spells, load_statuses
from fodfaeste.bridge.work import load_employers
from fodfaeste.core.evidence import Evidence
from fodfaeste.core.policy import Pack
from fodfaeste.core.population import ASSUMED, Month, NationalRates
from fodfaeste.core.simulation import Country
from fodfaeste.core.snapshot import TABLES
from fodfaeste.engines.population.assumed import assumed_stock
from fodfaeste.engines.population.estimate import Tables, estimate
from fodfaeste.engines.population.people import newcomers
from fodfaeste.engines.population.project import Expected, project
from fodfaeste.engines.rules import FACT_TYPES
from fodfaeste.engines.simulation.making.axes import offers_of
from fodfaeste.engines.simulation.making.offers import places_in_use
from fodfaeste.engines.simulation.making.prepare import Place
from fodfaeste.formats.packs import Library, packs_folder
from fodfaeste.formats.packs.evidence import read_evidence
from fodfaeste.formats.packs.population import national_rates
from fodfaeste.formats.packs.simulation import installed_country
from fodfaeste.installation.secrets import installation_secrets

Frozen = Mapping[str, pl.DataFrame]

_CITIZENS = tuple(dict.fromkeys((*FACT_TYPES, "birth_year")))
_EMPLOYERS = ("month", "industry", "ordinary_fte")
_BEGINNING = (1980, 1, 1, 0, 0, 0)  # a zip file's first day: the same people are the same bytes


def frozen_tables(authority: Authority, on: date) -> Frozen:
    """Everything a simulation reads of an authority on a day; each citizen under a keyed hash.

    The same person has the same hash in every scenario, so that scenarios share their random numbers.
    """
    employers = load_employers(authority).select(_EMPLOYERS)
    people = {
        "citizens": load_citizens(authority, on).select(_CITIZENS),
        "statuses": load_statuses(authority),
        "spells": load_spells(authority),
        "agreements": load_agreements(authority).with_columns(industry=pl.lit(None, pl.String())),
    }
    hashes = _hashes(people["citizens"]["citizen"])
    found = {name: _renamed(name, table, hashes) for name, table in people.items()}
    return {**found, "employers": employers.filter(pl.col("month") == pl.col("month").max())}


def _hashes(citizens: pl.Series) -> dict[str, str]:
    key = installation_secrets().index_key
    return {
        citizen: hmac.new(key, f"simulation:{citizen}".encode(), hashlib.sha256).hexdigest()[:24]
        for citizen in citizens
    }


def _renamed(name: str, table: pl.DataFrame, hashes: Mapping[str, str]) -> pl.DataFrame:
    """The table under the hashes and in their order, which says nothing of the old one."""
    hashed = table.with_columns(pl.col("citizen").replace_strict(hashes, return_dtype=pl.String))
    return hashed.sort(TABLES[name].key, nulls_last=False, maintain_order=True)


def to_bytes(tables: Frozen) -> bytes:
    """The tables as one small file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, table in tables.items():
            part = io.BytesIO()
            table.write_parquet(part, compression="zstd", compression_level=9)
            archive.writestr(zipfile.ZipInfo(f"{name}.parquet", _BEGINNING), part.getvalue())
    return out.getvalue()


def from_bytes(frozen: bytes) -> Frozen:
    """The tables that `to_bytes` made a file of."""
    with zipfile.ZipFile(io.BytesIO(frozen)) as archive:
        return {
            name.removesuffix(".parquet"): pl.read_parquet(io.BytesIO(archive.read(name)))
            for name in archive.namelist()
        }


def place_of(tables: Frozen, on: date, home: Pack, inhabitants: int, months: int) -> Place:
    """The municipality to simulate: its citizens, and everybody else assumed from a number of inhabitants."""
    national, country = (
        _rates(home.legal_system, _stamp("population/*.toml")),
        country_here(home.legal_system),
    )
    stock = assumed_stock(inhabitants, home.municipality_name, Month(on.year, on.month), national)
    found = estimate(Tables(stock), national, ASSUMED)
    come = newcomers(project(found.people, found.rates, months, Expected()), months)
    return Place(tables, on, home, country, found.people, come, found.rates)


def offers_in_use(authority: Authority, offers: Sequence[str], on: date) -> dict[str, int]:
    """How many are in each of some offers on the day: the places that a simulation takes as today's."""
    runs = Q(begins__lte=on) & (Q(ends__isnull=True) | Q(ends__gte=on))
    agreed = Agreement.objects.filter(runs, authority=authority, citizen__active=True, offer__in=offers)
    days = pl.DataFrame(
        list(agreed.values_list("offer", "state", "begins", "ends")),
        schema={"kind": pl.String, "state": pl.String, "from": pl.Date, "to": pl.Date},
        orient="row",
    )
    return {offer: use.today for offer, use in places_in_use(days, offers, on).items()}


def other_policies(pack: Pack, on: date) -> list[Pack]:
    """The policies of other municipalities under the same law that give anybody a right."""
    library = _library(packs_folder(), _stamp("policy/*/*/*.toml"))
    others = [library.pack(slug, on) for slug in library.slugs if slug != pack.id]
    return [one for one in others if one.legal_system == pack.legal_system and offers_of([one])]


def country_here(legal_system: str) -> Country:
    """What a simulation starts from under a law; read again only when some of the files have changed."""
    return _country(legal_system, _stamp("simulation/*.toml") + _stamp("evidence/*.toml"))


def evidence_here() -> Evidence:
    """What is known of offers; read again only when the files have changed."""
    return _evidence(_stamp("evidence/*.toml"))


@lru_cache(maxsize=4)
def _country(legal_system: str, stamp: str) -> Country:
    return installed_country(legal_system)


@lru_cache(maxsize=2)
def _evidence(stamp: str) -> Evidence:
    return read_evidence()


@lru_cache(maxsize=4)
def _rates(legal_system: str, stamp: str) -> NationalRates:
    return national_rates(legal_system)


@lru_cache(maxsize=2)
def _library(folder: Path, stamp: str) -> Library:
    return Library.read(folder)


def _stamp(pattern: str) -> str:
    """What changes as soon as some of the installed files do."""
    stats = [(str(path), path.stat()) for path in sorted(packs_folder().glob(pattern))]
    return ",".join(f"{path}:{stat.st_mtime_ns}:{stat.st_size}" for path, stat in stats)


def packs_read(legal_system: str) -> dict[str, str]:
    """A hash of each installed pack that a simulation reads beside the policies."""
    parts = {"simulation": "simulation", "evidence": "evidence", "population": "population"}
    parts["law"] = f"law/{legal_system}"
    return {name: _hash_of(packs_folder() / part) for name, part in parts.items()}


def _hash_of(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(folder.glob("*.toml")):
        found.update(path.read_bytes())
    return found.hexdigest()
