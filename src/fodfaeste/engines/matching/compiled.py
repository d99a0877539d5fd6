"""Functions compiled to machine code the first time they are called, and kept for the next process."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import numpy as np
from numba import njit
from numpy.typing import NDArray

_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")
_Kind = TypeVar("_Kind", bound=np.generic)
_UNCOUNTED: dict[str, Any] = {"_nrt": False}  # arrays have no counter of their holders


def compiled(function: Callable[_Given, _Answer]) -> Callable[_Given, _Answer]:
    """A function that runs as machine code, beside other threads: it may touch arrays and numbers only.

    Where numba keeps what it compiled is the environment's to say (`NUMBA_CACHE_DIR`).
    """
    made: Callable[_Given, _Answer] = njit(nogil=True, cache=True)(function)
    return made


def inner(function: Callable[_Given, _Answer]) -> Callable[_Given, _Answer]:
    """The same for one that makes no array: nobody counts who holds an array, which takes half the time."""
    made: Callable[_Given, _Answer] = njit(nogil=True, cache=True, **_UNCOUNTED)(function)
    return made


def own(values: NDArray[np.generic], kind: type[_Kind]) -> NDArray[_Kind]:
    """Values as compiled functions take them: of one kind, in one piece, and ours to write in."""
    return np.require(values, kind, ("C", "W"))
