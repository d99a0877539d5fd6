"""Counts a move: from which state to which, into the effort or out of it, and by which label."""

from fodfaeste.engines.matching.compiled import laid_in
from fodfaeste.engines.simulation.keys import Whole
from fodfaeste.engines.simulation.spells import Now
from fodfaeste.engines.simulation.tables import Ground
from fodfaeste.engines.simulation.tally import Tally


@laid_in
def count_move(
    ground: Ground, now: Now, tally: Tally, person: int, month: Whole, state: Whole, group: Whole
) -> None:
    """One has moved within the month, from that state and label to those they stand in now."""
    to = now.state[person]
    tally.flows[month, state, to] += 1
    if ground.in_effort[to] and not ground.in_effort[state]:
        tally.came[month, now.group[person]] += 1
    if ground.in_effort[state] and not ground.in_effort[to]:
        tally.left[month, group] += 1
        tally.found_work[month, group] += to == ground.work
    if ground.searching[state] and to == ground.work:
        tally.hires[month, now.field[person]] += 1
