"""Where the parts of a country are worked out: here, in processes of this machine, or on Dask's workers.

A task is a function that can be imported by name, and what it is called with. Tasks are handed out a few at
a time, and answers come in whatever order: whoever asks puts them together.
"""

import argparse
import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

from fodfaeste.core.errors import FodfaesteError, UsageError
from fodfaeste.core.executor import Executor
from fodfaeste.installation.folders import keep_compiled

_Answer = TypeVar("_Answer")
#: Tasks that wait at each worker, so that none is idle while an answer is put away.
_AHEAD = 2
CONNECTED_WITHIN_SECONDS = 20


class Here:
    """Does one task after the other in this process, each with all processors."""

    threads: int | None = None

    def held(self, value: object) -> object:
        return value

    def each(self, work: Callable[..., _Answer], tasks: Iterable[tuple[Any, ...]]) -> Iterator[_Answer]:
        return (work(*task) for task in tasks)


class Processes:
    """Does tasks in processes of this machine, each with one processor."""

    threads: int | None = 1

    def __init__(self, pool: ProcessPoolExecutor, count: int, folder: Path) -> None:
        self._pool, self._most, self._folder = pool, count * _AHEAD, folder

    def held(self, value: object) -> object:
        path = self._folder / f"{sum(1 for _ in self._folder.iterdir())}.pickle"
        path.write_bytes(pickle.dumps(value, protocol=5))
        return _Held(path)

    def each(self, work: Callable[..., _Answer], tasks: Iterable[tuple[Any, ...]]) -> Iterator[_Answer]:
        waiting: set[Future[_Answer]] = set()
        try:
            for task in tasks:
                if len(waiting) >= self._most:
                    done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    yield from (future.result() for future in done)
                waiting.add(self._pool.submit(_done, work, task))
            while waiting:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        except BrokenProcessPool:
            raise FodfaesteError("en proces er standset midt i arbejdet; er der hukommelse nok?") from None


class _Held:
    """A value in a file, read once by each process."""

    def __init__(self, path: Path) -> None:
        self.path = path


@lru_cache(maxsize=2)
def _read(path: Path) -> object:
    # The one who started this process wrote it, into a folder that nobody else may open; the pool's own pipe
    # carries the same form, but once a task instead of once a process.
    value: object = pickle.loads(path.read_bytes())  # noqa: S301 - see above
    return value


def _done(work: Callable[..., _Answer], task: tuple[Any, ...]) -> _Answer:
    """One task, where it is worked out."""
    return work(*(_read(given.path) if isinstance(given, _Held) else given for given in task))


class Dask:
    """Does tasks on the workers of a Dask scheduler."""

    threads: int | None = 1

    def __init__(self, client: Any) -> None:
        self._client = client

    def held(self, value: object) -> object:
        return self._client.scatter(value, broadcast=True, hash=False)

    def each(self, work: Callable[..., _Answer], tasks: Iterable[tuple[Any, ...]]) -> Iterator[_Answer]:
        from distributed import Future as There
        from distributed import as_completed

        most = _AHEAD * sum(self._client.nthreads().values())
        done = as_completed(loop=self._client.loop)
        for task in tasks:
            if done.count() >= most:
                yield next(done).result()
            sent = [given if isinstance(given, There) else self._client.scatter(given, hash=False)
                    for given in task]  # fmt: skip
            done.add(self._client.submit(_done, work, sent, pure=False))
        for future in done:
            yield future.result()


@contextmanager
def processes(count: int) -> Iterator[Executor]:
    """So many processes of this machine; one is this process itself."""
    if count == 1:
        yield Here()
        return
    # Made anew rather than copied: a copy of a process with threads may stand still for ever.
    pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"))
    with tempfile.TemporaryDirectory(prefix="fodfaeste-") as folder, pool:
        yield Processes(pool, count, Path(folder))


@contextmanager
def dask(address: str) -> Iterator[Executor]:
    """The workers of the scheduler at an address, as `tcp://10.0.0.5:8786`."""
    from distributed import Client

    try:
        client = Client(address, timeout=CONNECTED_WITHIN_SECONDS, set_as_default=False)
    except (OSError, ValueError):
        raise FodfaesteError(f"{address}: her svarer ingen Dask-planlægger") from None
    with client:
        if not client.nthreads():
            raise FodfaesteError(f"{address}: planlæggeren har ingen arbejdere")
        client.run(keep_compiled)  # before anything there loads what is compiled
        yield Dask(client)


def asked_for(args: argparse.Namespace) -> AbstractContextManager[Executor | None]:
    """The one that was asked for; None where everybody is to be taken at once."""
    if args.executor is not None:
        return dask(args.executor)
    return nullcontext() if args.processes is None else processes(args.processes)


def add_executor(parser: argparse.ArgumentParser) -> None:
    """How a command is told where its parts are worked out."""
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--processes",
        type=int,
        metavar="N",
        help="kommune for kommune i N processer på denne maskine; 1 bruger mindst hukommelse",
    )
    where.add_argument(
        "--executor", metavar="ADRESSE", help="kommune for kommune hos en Dask-planlægger: tcp://VÆRT:8786"
    )


def check_executor(args: argparse.Namespace) -> None:
    """Refuse what is no number of processes and no address."""
    if args.processes is not None and args.processes < 1:
        raise UsageError("--processes skal være mindst 1")
    if args.executor is not None and "://" not in args.executor:
        raise UsageError("--executor skal være en adresse som tcp://10.0.0.5:8786")
