"""Somewhere that work in parts is done: how engines ask for it, without knowing where it is."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol, TypeVar

_Answer = TypeVar("_Answer")


class Executor(Protocol):
    """Does tasks: functions that can be imported by name, and what they are called with."""

    threads: int | None  # that each task may use; None: as many as there are processors

    def held(self, value: object) -> object:
        """Stands for a value in tasks, and is sent to each worker once."""

    def each(self, work: Callable[..., _Answer], tasks: Iterable[tuple[Any, ...]]) -> Iterator[_Answer]:
        """The answers, the first that is ready first."""
