"""A list of openings: each as a line, and how many there are of each kind."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from fodfaeste.apps.companies.models import Opening
from fodfaeste.apps.companies.opening_page import state_of
from fodfaeste.apps.companies.wording import hours_a_week, kind_name
from fodfaeste.core.openings import OPENING_KINDS


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """A line of the list."""

    opening: Opening
    kind: str
    hours: str
    state: str


def opening_rows(openings: Sequence[Opening], on: date) -> list[OpeningRow]:
    """The lines of one page of the list."""
    return [
        OpeningRow(one, kind_name(one.kind), hours_a_week(one.hours_min, one.hours_max), state_of(one, on))
        for one in openings
    ]


def kinds_counted(openings: Iterable[Opening]) -> list[tuple[str, int, int]]:
    """Each kind that there is, with how many openings and how many seats, in the order of the kinds."""
    numbers, seats = Counter[str](), Counter[str]()
    for one in openings:
        numbers[one.kind] += 1
        seats[one.kind] += one.seats
    order = list(OPENING_KINDS)
    kinds = sorted(numbers, key=lambda kind: (order.index(kind) if kind in order else len(order), kind))
    return [(kind_name(kind), numbers[kind], seats[kind]) for kind in kinds]
