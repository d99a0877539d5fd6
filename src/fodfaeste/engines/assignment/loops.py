"""The two places where the loops of the auction meet a compiler, should one be wanted.

The loops are written over flat arrays of whole numbers, so that `loop` can be a compiler's decorator and
`numbers` the arrays themselves; without one, lists are what Python goes through fastest.
"""

from collections.abc import Callable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Loop = TypeVar("Loop", bound=Callable[..., object])


def loop(function: Loop) -> Loop:
    """A function that is nothing but a loop over whole numbers."""
    return function


def numbers(array: NDArray[np.int64]) -> list[int]:
    """Whole numbers in the form that the loops read fastest."""
    found: list[int] = array.tolist()
    return found
