"""The law's offers that invented people have had or are in: daily work, and no rule of a policy."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from fodfaeste.apps.demo.population_courses import Course
from fodfaeste.apps.demo.population_desk import Desk, workday
from fodfaeste.apps.demo.population_sizes import HISTORY_MONTHS, Sizes, shares_table
from fodfaeste.apps.demo.population_tracks import DONE, ENDED, LEFT, RUNNING
from fodfaeste.core.dates import add_months

_HALF_YEAR = 183
_EARLIEST = 14
_BETWEEN = (40, 150)

_REASONS = {
    "virksomhedspraktik": "Borgeren vil afprøve arbejdet, og virksomheden har en opgave nu.",
    "vejledning": "Borgeren ønsker hjælp til at finde retning.",
    "loentilskud": "Virksomheden vil lære op, og der er udsigt til et job bagefter.",
    "mentor": "Borgeren ønsker en fast person at gå til undervejs.",
    "jobtraening": "Borgeren vil vænne sig til en arbejdsdag igen.",
    "pku": "Borgeren mangler et kursus for at kunne søge jobbene på stedet.",
}


@dataclass(frozen=True, slots=True)
class OfferRow:
    """A row of the table of agreements on an offer of the law, with the person's number for the person."""

    person: int
    offer: str
    begins: date
    ends: date | None  # None while it runs
    state: str
    reason: str
    closing_reason: str
    recorded_at: datetime


def offers_of(number: int, course: Course, sizes: Sizes, desk: Desk) -> Iterator[OfferRow]:
    """The offers of a person, one after the other; none for the few whose situation is chosen."""
    table = sizes.group(course.group).offers
    if not table or course.situation is not None:
        return
    kinds = shares_table()["offers"][table]
    horizon = add_months(desk.today, -HISTORY_MONTHS)
    until = min(course.ends or desk.today, desk.today)
    is_early = desk.chance(sizes.share("tilbud_inden_seks_maaneder"))
    wait = desk.days(_EARLIEST, _HALF_YEAR - 10) if is_early else desk.days(_HALF_YEAR + 1, 2 * _HALF_YEAR)
    day = workday(course.effort_started + wait)
    while day < until:
        row = _offer(number, day, course.ends, kinds, desk)
        if day >= horizon:
            yield row
        later = _HALF_YEAR if not desk.chance(sizes.share("tilbud_igen")) else 0
        day = workday((row.ends or desk.today) + timedelta(days=later) + desk.days(*_BETWEEN))


def _offer(number: int, begins: date, left: date | None, kinds: dict[str, Any], desk: Desk) -> OfferRow:
    offer = desk.rng.choices(list(kinds), [kind["often"] for kind in kinds.values()])[0]
    low, high = kinds[offer]["weeks"]
    ends = min(begins + timedelta(days=7 * desk.rng.randint(low, high)), left or date.max)
    is_over = ends <= desk.today
    return OfferRow(
        person=number,
        offer=offer,
        begins=begins,
        ends=ends if is_over else None,
        state=ENDED if is_over else RUNNING,
        reason=_REASONS[offer],
        closing_reason=(LEFT if ends == left else DONE) if is_over else "",
        recorded_at=min(desk.at(begins - desk.days(0, 5), desk.hour()), desk.now),
    )
