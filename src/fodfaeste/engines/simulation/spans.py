"""Counts a whole spell at once: one more from the month it is first seen, one fewer from the month it is not.

What is written are differences from month to month; added up, they are the counts.
"""

import numpy as np

from fodfaeste.engines.matching.compiled import laid_in
from fodfaeste.engines.simulation.keys import Whole
from fodfaeste.engines.simulation.spells import Now, band
from fodfaeste.engines.simulation.tables import Ground, Months, Rows, Small
from fodfaeste.engines.simulation.tally import Tally


@laid_in
def count_spell(ground: Ground, now: Now, tally: Tally, person: int, ends: int) -> None:
    """The running spell of one who is no longer in it at the end of month `ends`."""
    begins = max(np.int64(now.since[person]) - 1, np.int64(now.arrives[person]))
    if begins > ends:
        return
    state, group = np.int64(now.state[person]), now.group[person]
    tally.labels[begins, state, group] += 1
    tally.labels[ends, state, group] -= 1
    _by_band(tally.stock, state, ground.duration_from, ground.duration_band, now.since[person], begins, ends)
    born = np.int64(now.arrives[person]) - now.age[person]
    _by_band(tally.ages, state, ground.told_from, ground.told_band, born, begins, ends)
    if state == ground.work:
        now.work[person] += ends - begins
    if ground.in_effort[state]:
        now.claimed[person] += ends - begins
        _count_rights(now, tally, person, begins, ends)


@laid_in
def _by_band(
    counted: Rows, state: Whole, bands_from: Months, bands: Small, since: Whole, begins: Whole, ends: Whole
) -> None:
    """By how long ago something was, band after band, at each month's end."""
    at, month = band(bands, begins + 1 - since), begins
    counted[month, state, at] += 1
    while at + 1 < len(bands_from):
        month = since + bands_from[at + 1] - 1
        if month >= ends:
            break
        counted[month, state, at] -= 1
        at += 1
        counted[month, state, at] += 1
    counted[ends, state, at] -= 1


@laid_in
def _count_rights(now: Now, tally: Tally, person: int, begins: Whole, ends: Whole) -> None:
    """Who had a right, and had begun: in this spell, which is counted on entering, or in one before."""
    group = now.group[person]
    for offer in range(tally.due.shape[1]):
        right = np.int64(now.right[person, offer])
        if right < ends:
            tally.due[max(right, begins), offer, group] += 1
            tally.due[ends, offer, group] -= 1
        if (now.carried[person] >> offer) & 1:
            if right < ends:
                tally.begun[max(right, begins), offer, group] += 1
                tally.begun[ends, offer, group] -= 1
        elif (now.begun[person] >> offer) & 1:
            tally.begun[ends, offer, group] -= 1
