"""Places and the ways between them: a rule for Danish minutes, and the links and months of Greenland."""

from collections.abc import Iterable
from dataclasses import dataclass

from fodfaeste.core.statistics import DataSource
from fodfaeste.core.words import Words

ROAD_MODES = ("car", "public", "bicycle")
LINK_MODES = ("boat", "helicopter", "plane", "road")
CROSSING_MODES = ("bridge", "ferry")
PLACE_KINDS = ("seat", "town", "settlement", "airport")
MONTHS = range(1, 13)

ESTIMATE, CHOICE, FILE = "anslået", "proposed", "fil"
#: How sure minutes are: an estimate of a fact, a choice of ours that nobody decided, a file someone gave.
BASES = (ESTIMATE, CHOICE, FILE)

#: What a number of the Danish rule is for, and its unit.
PARTS = {
    "winding_factor": "ratio",
    "fixed_minutes": "minutes",
    "speed_kmh": "km_per_hour",
    "max_km": "km",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A town, settlement or airport, with its position."""

    id: str
    municipality: str  # the official code
    name: str
    kind: str
    latitude: float
    longitude: float
    land: str | None = None  # Denmark: the land mass it lies on
    locality: str | None = None  # Greenland: the official code
    other_names: tuple[str, ...] = ()
    majoriaq: bool = False  # Greenland: has a centre
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a rule, with where it comes from."""

    id: str
    value: float
    unit: str
    basis: str
    reason: Words
    mode: str | None = None
    part: str | None = None
    from_km: float | None = None
    to_km: float | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Land:
    """A land mass: between two of them one crosses water."""

    id: str
    title: Words


@dataclass(frozen=True, slots=True)
class Crossing:
    """A bridge or ferry. A ferry goes from the larger land to the island, where no more way is counted."""

    id: str
    mode: str
    from_land: str
    to_land: str
    latitude: float
    longitude: float
    minutes: int
    wait_minutes: int
    per_week: int | None
    basis: str
    reason: Words
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DistanceRule:
    """Minutes from kilometres: straight line, winding, speed by stretch, fixed minutes, and crossings."""

    id: str
    title: Words
    statement: Words
    earth_radius_km: float
    numbers: tuple[Number, ...]
    lands: tuple[Land, ...]
    crossings: tuple[Crossing, ...]
    sources: tuple[DataSource, ...] = ()

    def of_mode(self, mode: str, part: str) -> tuple[Number, ...]:
        """The numbers of one part of a mode's rule; stretches in the order they are travelled."""
        found = (n for n in self.numbers if (n.mode, n.part) == (mode, part))
        return tuple(sorted(found, key=lambda number: number.from_km or 0))


@dataclass(frozen=True, slots=True)
class Season:
    """Months in which something runs."""

    id: str
    title: Words
    months: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A boat, flight or road from one place to another, in the months it runs."""

    id: str
    origin: str
    destination: str
    both_ways: bool
    mode: str
    minutes: int
    season: str
    months: tuple[int, ...]
    per_week: int
    basis: str
    reason: Words


@dataclass(frozen=True, slots=True)
class Network:
    """Places with no road between them, and the links that bind them."""

    id: str
    municipality: str
    title: Words
    statement: Words
    seasons: tuple[Season, ...]
    numbers: tuple[Number, ...]
    places: tuple[Place, ...]
    links: tuple[Link, ...]
    sources: tuple[DataSource, ...] = ()

    def number(self, number_id: str) -> Number | None:
        """A number by its id, such as the longest journey to daily work."""
        return next((n for n in self.numbers if n.id == number_id), None)


@dataclass(frozen=True, slots=True)
class Reach:
    """Everything known of travel: the Danish rule with its towns, and the Greenlandic network."""

    rule: DistanceRule
    rule_places: tuple[Place, ...]
    network: Network
    place_sources: tuple[DataSource, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place, Danish and Greenlandic."""
        return (*self.rule_places, *self.network.places)


def season_of(months: Iterable[int]) -> str:
    """Months as the column `season` writes them: `all`, or `1,4-12`."""
    wanted = sorted(set(months))
    if wanted == list(MONTHS):
        return "all"
    runs: list[list[int]] = []
    for month in wanted:
        if runs and month == runs[-1][-1] + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return ",".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def months_of(season: str) -> tuple[int, ...]:
    """The months of `all` or `1,4-12`; ValueError for anything else."""
    if season == "all":
        return tuple(MONTHS)
    months: list[int] = []
    for part in season.split(","):
        first, dash, last = part.strip().partition("-")
        if not first.isdecimal() or (dash and not last.isdecimal()):
            raise ValueError(f"{season!r} is no season")
        run = range(int(first), int(last if dash else first) + 1)
        if not run or run[0] not in MONTHS or run[-1] not in MONTHS or set(run) & set(months):
            raise ValueError(f"{season!r} is no season")
        months += run
    return tuple(sorted(months))
