"""What a search of this kind cannot go below: the sums of pairs in reach added once, each pair seen thrice.

Counted exactly from the case, before any other limit. The rates are what two cores like those the first
figures were taken on do at best: 4.5 thousand million additions a second near the processor, and 40 thousand
million short numbers. A search that puts other limits first can stay below it.
"""

from dataclasses import dataclass

import numpy as np

from fodfaeste.engines.matching.case import Case

_ADDED, _SEEN, _PASSES = 4.5e9, 40e9, 3


@dataclass(frozen=True, slots=True)
class Bound:
    """What is in reach, and the seconds that two cores need for it."""

    added: float
    pairs: float

    @property
    def seconds(self) -> float:
        return self.added / _ADDED + _PASSES * self.pairs / _SEEN


def bound_of(case: Case) -> Bound:
    """People who live in one place and travel as long reach the same: counted together, skill by skill."""
    skills, places, width = case.skills, len(case.travel.places), len(case.skills.names)
    daily = case.offered.attendance == 0
    seen = case.worth & (~daily | (case.offered.place >= 0))
    work = np.where(daily, case.offered.place, places)  # the last: no journey is needed
    asked = np.zeros((places + 1, width))
    need = np.repeat(seen, np.diff(skills.asked.start))
    np.add.at(asked, (np.repeat(work, np.diff(skills.asked.start))[need], skills.asked.rows[need]), 1)
    jobs = np.bincount(work[seen], minlength=places + 1)
    which, kind = np.unique(case.seekers.place * 10_000_000 + case.seekers.minutes, return_inverse=True)
    home, most = np.divmod(which, 10_000_000)
    near = np.ones((len(which), places + 1))
    near[:, :places] = (case.travel.minutes[home] <= most[:, None]) & (home[:, None] >= 0)
    whose = np.repeat(kind, np.diff(skills.held.start))
    held = np.bincount(whose * width + skills.held.rows, minlength=len(which) * width)
    added = held.reshape(len(which), width) * (near @ asked)
    return Bound(float(added.sum()), float((np.bincount(kind) * (near @ jobs)).sum()))
