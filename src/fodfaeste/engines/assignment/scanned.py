"""What sharing out takes from matching: every pair inside the hard limits, with its score."""

from collections.abc import Iterator

import numpy as np

from fodfaeste.engines.assignment.feasible import Part
from fodfaeste.engines.matching.case import Case
from fodfaeste.engines.matching.scan import best_pairs


def every_pair(case: Case) -> Iterator[Part]:
    """The pairs that score above 0, in the order of citizen and opening."""
    found = best_pairs(case, openings=len(case.offered.ids)).openings
    order = np.lexsort((found.opening, found.citizen))
    yield Part(*(column[order].astype(np.int32) for column in (found.citizen, found.opening, found.score)))


def score_of(case: Case, citizen: int, opening: int) -> int:
    """The score of one pair; 0 where a limit bars."""
    for part in every_pair(case):
        return int(part.score[(part.citizen == citizen) & (part.opening == opening)].sum())
    return 0
