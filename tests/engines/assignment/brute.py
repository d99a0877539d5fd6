"""The best sharing out by other means: a flow in plain Python, and every sharing out there is."""

from collections.abc import Iterator, Mapping

Scores = Mapping[tuple[str, str], int]
Groups = Mapping[str, str | None]

BIG = 10**9


class Flow:
    """The cheapest flow, by shortest paths: arcs as [to, room, cost], each beside its way back."""

    def __init__(self) -> None:
        self.arcs: list[list[int]] = []
        self.out: dict[object, list[int]] = {"start": []}

    def arc(self, start: object, end: object, room: int, cost: int) -> int:
        for one, other, left, price in ((start, end, room, cost), (end, start, 0, -cost)):
            self.out.setdefault(one, []).append(len(self.arcs))
            self.out.setdefault(other, [])
            self.arcs.append([other, left, price])
        return len(self.arcs) - 2

    def run(self) -> int:
        """Send along the cheapest way from "start" to "end" while that pays; the cost of it all."""
        total = 0
        while True:
            away, by = {"start": 0}, {}
            changed = True
            while changed:
                changed = False
                for node in list(away):
                    for place in self.out[node]:
                        end, room, cost = self.arcs[place]
                        if room and away[node] + cost < away.get(end, BIG**2):
                            away[end], by[end], changed = away[node] + cost, (node, place), True
            if away.get("end", 0) >= 0:
                return total
            total, node = total + away["end"], "end"
            while node != "start":
                node, place = by[node]
                self.arcs[place][1] -= 1
                self.arcs[place ^ 1][1] += 1


def best(
    scores: Scores,
    seats: Mapping[str, int],
    offers: int,
    groups: Groups | None = None,
    floors: Mapping[str, int] | None = None,
) -> tuple[int, bool]:
    """The most score there can be, within the floors, and whether they can all be met."""
    flow, groups, floors = Flow(), groups or {}, floors or {}
    for group, least in floors.items():
        flow.arc("start", ("group", group), least, -BIG)
        flow.arc("start", ("group", group), len(groups), 0)
    for citizen in sorted({citizen for citizen, _ in scores}):
        group = groups.get(citizen)
        begins = ("group", group) if group in floors else "start"
        flow.arc(begins, ("citizen", citizen), 1, 0)
        flow.arc("start", ("citizen", citizen), offers - 1, 0)
    for opening in sorted({opening for _, opening in scores}):
        flow.arc(("opening", opening), "end", seats[opening], 0)
    for (citizen, opening), score in sorted(scores.items()):
        flow.arc(("citizen", citizen), ("opening", opening), 1, -score)
    total = -flow.run()
    met = (total + BIG // 2) // BIG
    return total - met * BIG, met == sum(floors.values())


def every(scores: Scores, seats: Mapping[str, int], offers: int) -> Iterator[list[tuple[str, str]]]:
    """Every sharing out there is."""
    pairs = sorted(scores)

    def further(place: int, given: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
        if place == len(pairs):
            yield given
            return
        yield from further(place + 1, given)
        citizen, opening = pairs[place]
        if (
            sum(c == citizen for c, _ in given) < offers
            and sum(o == opening for _, o in given) < seats[opening]
        ):
            yield from further(place + 1, [*given, pairs[place]])

    return further(0, [])


def worst_off(scores: Scores, people: list[str], given: list[tuple[str, str]]) -> list[int]:
    """The best score of everyone, the lowest first: 0 for one who has nothing."""
    return sorted(max((scores[pair] for pair in given if pair[0] == name), default=0) for name in people)
