"""The world's goals that a policy names: which of its lines and figures serve which, and how each stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fodfaeste.apps.goals.figures_page import Figure
from fodfaeste.apps.goals.kinds import KIND_NAMES
from fodfaeste.apps.goals.policy_page import LineState, Standing, global_goals, states_of
from fodfaeste.core.policy import Entry, Pack


@dataclass(frozen=True, slots=True)
class ServingLine:
    """A line of the policy that serves a goal of the world, and how it stands."""

    entry: Entry
    kind: str
    states: list[LineState]


@dataclass(frozen=True, slots=True)
class ServedGoal:
    """A goal of the world with what serves it."""

    entry: Entry
    lines: list[ServingLine]
    figures: list[Figure]


def served_goals(pack: Pack, on: date, standing: Standing) -> Iterator[ServedGoal]:
    """Each goal of the world in the order of the text, with the lines and figures that serve it."""
    for goal in global_goals(pack, on, standing):
        lines = [
            ServingLine(line, str(KIND_NAMES[line.kind]), states_of(line, pack, on, standing))
            for line in goal.lines
        ]
        yield ServedGoal(goal.entry, lines, goal.figures)
