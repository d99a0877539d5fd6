"""Danish minutes: kilometres by the straight line and its winding, then each stretch at its own speed.

Great-circle distance by the haversine formula (R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope
68(2), 1984, p. 159).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from fodfaeste.core.reach import CHOICE, ESTIMATE, Crossing, DistanceRule, Number, Place

Row = tuple[str, str, str, int, str, int | None, str]
Numbers = NDArray[np.float64]

_DECIMALS = 6  # of a minute, so that the order of adding never decides which way a half-second is rounded


@dataclass(frozen=True, slots=True)
class _Passage:
    """A crossing taken in one of its directions."""

    crossing: Crossing
    origin: str
    destination: str

    def adds_way_on(self, land: str) -> bool:
        """Whether kilometres count on a land at this end: not on the island that a ferry goes to."""
        return self.crossing.mode == "bridge" or land != self.crossing.to_land


Chain = tuple[_Passage, ...]


def distance_rows(places: Sequence[Place], rule: DistanceRule) -> Iterator[Row]:
    """A row for every two places that a mode binds, each way."""
    by_land: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        if place.land is not None:
            by_land[place.land].append(place)
    for mode in dict.fromkeys(number.mode for number in rule.numbers if number.mode):
        for origin, starts in by_land.items():
            for destination, ends in by_land.items():
                yield from _between_lands(rule, mode, (origin, starts), (destination, ends))


def _between_lands(
    rule: DistanceRule, mode: str, start: tuple[str, list[Place]], end: tuple[str, list[Place]]
) -> Iterator[Row]:
    """The rows from the places of one land to those of another, each by the quickest crossings."""
    (origin, starts), (destination, ends) = start, end
    chains = list(_chains(rule, mode, origin, destination))
    if not chains:
        return
    minutes = np.stack([_minutes(rule, mode, chain, starts, ends) for chain in chains])
    labels = [(_per_week(chain), _basis(rule, mode, chain)) for chain in chains]
    best = minutes.argmin(axis=0)  # the first of several that take the same time
    quickest = minutes.min(axis=0)
    for i, j in np.argwhere(np.isfinite(quickest)):
        if starts[i].id != ends[j].id:
            per_week, basis = labels[best[i, j]]
            yield starts[i].id, ends[j].id, mode, int(quickest[i, j]), "all", per_week, basis


def _chains(
    rule: DistanceRule, mode: str, origin: str, destination: str, passed: Chain = ()
) -> Iterator[Chain]:
    """Every way from land to land that visits none twice. A bicycle takes no bridge."""
    if origin == destination:
        yield passed
        return
    been = {passage.origin for passage in passed}
    for crossing in rule.crossings:
        if mode == "bicycle" and crossing.mode == "bridge":
            continue
        ends = (crossing.from_land, crossing.to_land)
        if origin in ends:
            onward = ends[1] if ends[0] == origin else ends[0]
            if onward not in been:
                passage = _Passage(crossing, origin, onward)
                yield from _chains(rule, mode, onward, destination, (*passed, passage))


def _minutes(rule: DistanceRule, mode: str, chain: Chain, starts: list[Place], ends: list[Place]) -> Numbers:
    """Minutes from every start to every end by one chain of crossings; infinite where it is too far."""
    line = _straight_line(rule, chain, starts, ends)
    kilometres = line * _only(rule.of_mode(mode, "winding_factor"))
    driven = _driven(kilometres, rule.of_mode(mode, "speed_kmh"))
    crossed = sum(passage.crossing.minutes + passage.crossing.wait_minutes for passage in chain)
    total = driven + _only(rule.of_mode(mode, "fixed_minutes")) + crossed
    minutes = np.ceil(np.round(total, _DECIMALS))
    for longest in rule.of_mode(mode, "max_km"):
        minutes = np.where(kilometres > longest.value, np.inf, minutes)
    return minutes


def _only(numbers: Sequence[Number]) -> float:
    (number,) = numbers
    return number.value


def _straight_line(rule: DistanceRule, chain: Chain, starts: list[Place], ends: list[Place]) -> Numbers:
    """Kilometres as the crow flies on land: from each start to each end by the points of the crossings."""
    radius = rule.earth_radius_km
    here, there = _points(starts), _points(ends)
    if not chain:
        return _great_circle(here[:, None, :], there[None, :, :], radius)
    middle = sum(
        float(_great_circle(_point(before), _point(after), radius))
        for before, after in pairwise(chain)
        if before.adds_way_on(before.destination) and after.adds_way_on(after.origin)
    )
    first, last = chain[0], chain[-1]
    to_first = _great_circle(here, _point(first), radius) * first.adds_way_on(first.origin)
    from_last = _great_circle(there, _point(last), radius) * last.adds_way_on(last.destination)
    return np.asarray(to_first[:, None] + middle + from_last[None, :], dtype=np.float64)


def _points(places: Sequence[Place]) -> Numbers:
    return np.array([(place.latitude, place.longitude) for place in places], dtype=np.float64)


def _point(passage: _Passage) -> Numbers:
    return np.array([passage.crossing.latitude, passage.crossing.longitude], dtype=np.float64)


def _great_circle(here: Numbers, there: Numbers, radius: float) -> Numbers:
    here, there = np.radians(here), np.radians(there)
    half = np.sin((there - here) / 2) ** 2
    between = np.cos(here[..., 0]) * np.cos(there[..., 0])
    inner = half[..., 0] + between * half[..., 1]
    return np.asarray(2 * radius * np.arcsin(np.sqrt(np.minimum(inner, 1.0))), dtype=np.float64)


def _driven(kilometres: Numbers, stretches: Sequence[Number]) -> Numbers:
    """Minutes on the road, each stretch of the way at its own speed."""
    minutes = np.zeros_like(kilometres)
    for stretch in stretches:
        begins = stretch.from_km or 0.0
        ends = np.inf if stretch.to_km is None else stretch.to_km
        minutes += (np.clip(kilometres, begins, ends) - begins) / stretch.value * 60
    return minutes


def _per_week(chain: Chain) -> int | None:
    """Journeys a week: those of the rarest ferry."""
    return min((p.crossing.per_week for p in chain if p.crossing.per_week is not None), default=None)


def _basis(rule: DistanceRule, mode: str, chain: Chain) -> str:
    """A choice of ours where any number on the way is one, else an estimate."""
    bases = {number.basis for number in rule.numbers if number.mode == mode and number.part != "max_km"}
    bases |= {passage.crossing.basis for passage in chain}
    return CHOICE if CHOICE in bases else ESTIMATE
