"""The few people whose situation is chosen: what the demo shows is there on any day and at any size."""

from dataclasses import dataclass
from datetime import date, timedelta

from fodfaeste.core.dates import add_months

#: Where they live, and with that the team of the case worker who is shown.
PLACE = "grenaa"


@dataclass(frozen=True, slots=True)
class Situation:
    """An insured person with the demo's own case worker, with what is chosen about them."""

    begins: date
    earlier_months: int | None
    may_begin: bool = False  # False: the branch track is not begun, even where it is due
    talk_today: bool = False
    is_silent: bool = False  # no talk for a long time
    is_demo_citizen: bool = False


def situations(today: date) -> tuple[Situation, ...]:
    """Due by six months' effort, due by earlier unemployment, soon due, and not to be told."""

    def effort(months: int, days: int = 0) -> date:
        return add_months(today, -months) - timedelta(days=days)

    return (
        Situation(effort(6, 9), 2, is_demo_citizen=True),
        Situation(effort(6, 4), 0),
        Situation(effort(6, 16), 3, talk_today=True),
        Situation(effort(6, 23), 5),
        Situation(effort(6, 31), 1, is_silent=True),
        Situation(effort(0, 21), 9),
        Situation(effort(2, 3), None),
        Situation(effort(3, 11), None, talk_today=True),
        Situation(effort(6, -5), 0, talk_today=True),
        Situation(effort(6, -12), 4),
        Situation(effort(6, -20), 1, is_silent=True),
        Situation(effort(8, 10), 0, may_begin=True),
    )
