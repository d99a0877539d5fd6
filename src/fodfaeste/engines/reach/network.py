"""Greenlandic minutes: the shortest journey over links, month by month.

Shortest paths by E. W. Dijkstra, "A note on two problems in connexion with graphs", Numerische Mathematik 1,
1959, pp. 269-271. Of journeys that take the same time, the one with fewer links counts, then the first by
the links' ids, so that the answer is one and the same every time.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fodfaeste.core.reach import CHOICE, ESTIMATE, MONTHS, Link, Network, Place, season_of
from fodfaeste.engines.reach.distance import Row


@dataclass(frozen=True, slots=True)
class _Journey:
    """The links of a journey in the order they are taken."""

    links: tuple[Link, ...] = ()

    @property
    def order(self) -> tuple[int, int, tuple[str, ...]]:
        minutes = sum(link.minutes for link in self.links)
        return minutes, len(self.links), tuple(link.id for link in self.links)

    @property
    def answer(self) -> tuple[str, int, int, str]:
        """Mode, minutes, journeys a week and basis: as often as the rarest link, as sure as the weakest."""
        mode = "+".join(dict.fromkeys(link.mode for link in self.links))
        basis = CHOICE if any(link.basis == CHOICE for link in self.links) else ESTIMATE
        return mode, self.order[0], min(link.per_week for link in self.links), basis


Onward = dict[str, list[tuple[str, Link]]]


def network_rows(places: Sequence[Place], network: Network) -> Iterator[Row]:
    """A row for every two places and every answer, with the months in which it is the answer."""
    wanted = {place.id for place in places}
    months: dict[tuple[str, str, str, int, int, str], list[int]] = defaultdict(list)
    for month in MONTHS:
        onward = _onward(network.links, month)
        for origin in sorted(wanted):
            for destination, journey in _shortest(origin, onward).items():
                if destination in wanted and destination != origin:
                    months[origin, destination, *journey.answer].append(month)
    for (origin, destination, mode, minutes, per_week, basis), found in sorted(months.items()):
        yield origin, destination, mode, minutes, season_of(found), per_week, basis


def _onward(links: Sequence[Link], month: int) -> Onward:
    """Where one can go from each place in a month."""
    onward: Onward = defaultdict(list)
    for link in links:
        if month in link.months:
            onward[link.origin].append((link.destination, link))
            if link.both_ways:
                onward[link.destination].append((link.origin, link))
    return onward


def _shortest(origin: str, onward: Onward) -> dict[str, _Journey]:
    """The shortest journey from a place to every place that can be reached."""
    settled: dict[str, _Journey] = {}
    waiting: list[tuple[tuple[int, int, tuple[str, ...]], str, _Journey]] = []
    heapq.heappush(waiting, (_Journey().order, origin, _Journey()))
    while waiting:
        _, place, journey = heapq.heappop(waiting)
        if place in settled:
            continue
        settled[place] = journey
        for destination, link in onward.get(place, ()):
            if destination not in settled:
                longer = _Journey((*journey.links, link))
                heapq.heappush(waiting, (longer.order, destination, longer))
    return settled
