"""Assignment: openings shared out to everyone at once, with seats, floors and a bound that nothing can beat.

`docs/decisions/0016-assignment.md` says what was chosen.
"""

from fodfaeste.engines.assignment.answers import Assignment, Ceiling, Floor, GroupCount, Spread
from fodfaeste.engines.assignment.assign import assign, cost_of

__all__ = ["Assignment", "Ceiling", "Floor", "GroupCount", "Spread", "assign", "cost_of"]
