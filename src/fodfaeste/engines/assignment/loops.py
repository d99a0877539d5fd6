"""The form in which the compiled loops of the auction take their whole numbers."""

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.matching.compiled import compiled

loop = compiled


def numbers(array: NDArray[np.int64]) -> NDArray[np.int64]:
    """Whole numbers that a loop may write in."""
    return array
