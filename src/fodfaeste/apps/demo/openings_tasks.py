"""Tasks carved from a position: what, how long, which days; some of it not known."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from fodfaeste.apps.demo.openings_words import Occupation, WorkWords
from fodfaeste.core.openings import BETWEEN_CODES

#: Monday to Saturday; most tasks lie on working days.
DAYS = "123456"
FEWEST, MOST = 2, 5


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task of an opening. `None` hours and empty days are not known; between codes is a space."""

    number: int
    title: str
    hours: float | None
    days: str
    demands: str
    skills: str


def tasks_of(
    occupation: Occupation, words: WorkWords, demands: Sequence[str], unknown: float, rng: random.Random
) -> tuple[TaskRow, ...]:
    """Some of the occupation's work, cut into tasks of a few hours, each by the skill that it needs."""
    skills = [*occupation.essential, *occupation.optional]
    chosen = rng.sample(skills, min(len(skills), rng.randint(FEWEST, MOST)))
    return tuple(
        TaskRow(
            number=number,
            title=words.titles.get(skill, skill)[:160],
            hours=None if rng.random() < unknown else rng.randint(2, 12) / 2,
            days="" if rng.random() < unknown else BETWEEN_CODES.join(_days(rng)),
            demands=BETWEEN_CODES.join(demand for demand in demands if rng.random() < 0.5),
            skills=skill,
        )
        for number, skill in enumerate(chosen, start=1)
    )


def _days(rng: random.Random) -> list[str]:
    return sorted(rng.sample(DAYS, rng.randint(1, 4)))
