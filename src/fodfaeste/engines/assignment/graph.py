"""The pairs that the auction looks at: some of all that can be, and more where prices ask for them."""

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.matching.arrays import Rows
from fodfaeste.engines.matching.compiled import compiled
from fodfaeste.engines.matching.priced import Pairs

Numbers = NDArray[np.int64]


def no_pairs(citizens: int) -> Pairs:
    nothing = np.zeros(0, dtype=np.int32)
    return Pairs(np.zeros(citizens + 1, dtype=np.int64), nothing, nothing)


def together(graph: Pairs, found: Pairs) -> Pairs:
    """The pairs of a graph, then those found that are not among them, citizen by citizen."""
    first, opening, score = _together(
        graph.first, graph.opening, graph.score, found.first, found.opening, found.score
    )
    return Pairs(first, opening, score)


@compiled
def _together(
    first: Numbers, opening: Rows, score: Rows, new_first: Numbers, new_opening: Rows, new_score: Rows
) -> tuple[Numbers, Rows, Rows]:
    begins = np.zeros(len(first), np.int64)
    most = len(opening) + len(new_opening)
    openings, scores, count = np.empty(most, np.int32), np.empty(most, np.int32), 0
    for citizen in range(len(first) - 1):
        own = opening[first[citizen] : first[citizen + 1]]
        for at in range(first[citizen], first[citizen + 1]):
            openings[count], scores[count] = opening[at], score[at]
            count += 1
        for at in range(new_first[citizen], new_first[citizen + 1]):
            is_new = True
            for known in own:
                is_new = is_new and known != new_opening[at]
            openings[count], scores[count] = new_opening[at], new_score[at]
            count += is_new
        begins[citizen + 1] = count
    return begins, openings[:count].copy(), scores[:count].copy()


def owners(pairs: Pairs) -> Numbers:
    """The citizen of each pair."""
    return np.repeat(np.arange(len(pairs.first) - 1), np.diff(pairs.first))
