"""Functions compiled to machine code the first time they are called, and kept for the next process."""

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import numpy as np
from numba import njit
from numba.core.caching import FunctionCache
from numba.core.runtime.nrt import rtsys
from numpy.typing import NDArray

_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")
_Kind = TypeVar("_Kind", bound=np.generic)

#: The folders of engines whose functions are compiled: any of them may be a part of any other.
_FOLDERS = ("matching", "assignment", "simulation")


class _Compiled(FunctionCache):
    """Numba's own keeping of what it compiled, without the lists of all that numba can compile.

    These take longer to load than everything else; who compiles loads them in any case.
    """

    def load_overload(self, sig: object, target_context: object) -> object:
        rtsys.initialize(target_context)
        numbas: Any = self
        try:
            with numbas._guard_against_spurious_io_errors():
                return numbas._load_overload(sig, target_context)
        except (AttributeError, ImportError):  # kept by a version with other names: it is compiled anew
            numbas.flush()
            return None


def compiled(function: Callable[_Given, _Answer]) -> Callable[_Given, _Answer]:
    """A function that runs as machine code, beside other threads: it may touch arrays and numbers only.

    Where numba keeps what it compiled is the environment's to say (`NUMBA_CACHE_DIR`).
    """
    return _made(function, {})


def inner(function: Callable[_Given, _Answer]) -> Callable[_Given, _Answer]:
    """The same for one that makes no array: nobody counts who holds an array, which takes half the time."""
    return _made(function, {"_nrt": False})


def laid_in(function: Callable[_Given, _Answer]) -> Callable[_Given, _Answer]:
    """The same for one that only compiled functions call: it becomes a part of each, and stands nowhere else.

    So one that takes many arrays hands none of them over, and a third less is compiled.
    """
    alone = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    return _made(function, {"_nrt": False, "forceinline": True, **alone})


def _made(function: Callable[_Given, _Answer], options: dict[str, Any]) -> Callable[_Given, _Answer]:
    made: Any = njit(nogil=True, **options)(function)
    keeps: Any = _Compiled
    made._cache = keeps(function)
    kept = made._cache._cache_file
    kept._source_stamp = (kept._source_stamp, _sources())
    call: Callable[_Given, _Answer] = made
    return call


@cache
def _sources() -> tuple[tuple[str, int, int], ...]:
    """When each file of the compiled engines was written, and how long it is.

    Numba looks at the file a function stands in, not at those it calls: what is old would outlive a change.
    """
    engines = Path(__file__).resolve().parent.parent
    files = (
        file for folder in _FOLDERS for file in os.scandir(engines / folder) if file.name.endswith(".py")
    )
    return tuple(sorted((file.path, file.stat().st_mtime_ns, file.stat().st_size) for file in files))


def own(values: NDArray[np.generic], kind: type[_Kind]) -> NDArray[_Kind]:
    """Values as compiled functions take them: of one kind, in one piece, and ours to write in."""
    return np.require(values, kind, ("C", "W"))


def seen(values: NDArray[_Kind]) -> NDArray[_Kind]:
    """Values as compiled functions take them that only look: one kind of array, whoever made it."""
    view = values.view()
    view.flags.writeable = False
    return view
