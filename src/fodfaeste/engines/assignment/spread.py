"""How advice is spread over openings: how many people each is advised to."""

from collections import Counter
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.assignment.answers import Spread


def spread_of(advised: NDArray[np.int64]) -> Spread:
    """The spread over openings, from how many people each is advised to."""
    counted = Counter(advised.tolist())
    return Spread(dict(sorted(counted.items())), max(counted, default=0), float(gini(advised)))


def gini(counts: NDArray[np.int64]) -> Fraction:
    """The Gini coefficient of counts: sum((2i - n - 1) · x_i) / (n · sum(x)), x ascending, i from 1."""
    ordered, n = np.sort(counts), len(counts)
    total = int(ordered.sum())
    if total == 0:
        return Fraction(0)
    return Fraction(int(((2 * np.arange(1, n + 1) - n - 1) * ordered).sum()), n * total)
