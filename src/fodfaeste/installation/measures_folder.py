"""The folder where the processes of one server keep their counts of requests side by side.

It lies in memory: the counts are written to files that are mapped, and a full disk would end the process
that writes there.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # the library's own name; it is read when the library is first imported
MEMORY = Path("/dev/shm")  # noqa: S108 - it holds a folder of our own, which others cannot open
PREFIX = "fodfaeste-measures-"


@contextmanager
def measures_together() -> Iterator[None]:
    """Let the processes that begin in here count together."""
    place = MEMORY if os.access(MEMORY, os.W_OK) else Path(tempfile.gettempdir())
    _sweep(place)
    os.environ[FOLDER] = tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=place)
    try:
        yield
    finally:
        shutil.rmtree(os.environ.pop(FOLDER), ignore_errors=True)


def _sweep(place: Path) -> None:
    """Take away the folders of servers that were killed."""
    for folder in place.glob(f"{PREFIX}*"):
        process = folder.name.removeprefix(PREFIX).partition("-")[0]
        with suppress(OSError):
            if folder.stat().st_uid == os.geteuid() and not Path("/proc", process).exists():
                shutil.rmtree(folder)
