"""What sharing out takes from matching: every pair inside the hard limits, with its score."""

from collections.abc import Iterator

import numpy as np

from fodfaeste.engines.assignment.feasible import Part
from fodfaeste.engines.matching.case import Case
from fodfaeste.engines.matching.scan import blocks


def every_pair(case: Case) -> Iterator[Part]:
    """The pairs that score above 0, some citizens at a time, in the order of citizen and opening."""
    for citizens, scores in blocks(case, None, None):
        row, opening = np.nonzero(scores)
        score = scores[row, opening].astype(np.int32)
        yield Part((row + citizens.start).astype(np.int32), opening.astype(np.int32), score)


def score_of(case: Case, citizen: int, opening: int) -> int:
    """The score of one pair; 0 where a limit bars."""
    for part in every_pair(case):
        if len(part.citizen) and part.citizen[-1] >= citizen:
            return int(part.score[(part.citizen == citizen) & (part.opening == opening)].sum())
    return 0
