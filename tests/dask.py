"""A Dask scheduler and two workers of our own on this machine, stopped for sure in the end."""

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from distributed import Client

from tests.servers import LOOPBACK, NotStarted, free_port, web_server

WORKERS = 2
READY_WITHIN_SECONDS = 60


@contextmanager
def scheduler_with_workers() -> Iterator[str]:
    """The address of a scheduler, once two workers have come to it."""
    port, dask = free_port(), [sys.executable, "-m", "dask"]
    address = f"tcp://{LOOPBACK}:{port}"
    alone = ["--no-dashboard", "--host", LOOPBACK]
    with ExitStack() as stack:
        stack.enter_context(web_server([*dask, "scheduler", *alone, "--port", str(port)], port))
        for _ in range(WORKERS):
            worker = free_port()
            command = [*dask, "worker", address, *alone, "--worker-port", str(worker), "--nthreads", "1"]
            stack.enter_context(web_server([*command, "--no-nanny", "--memory-limit", "0"], worker))
        _wait(address)
        yield address


def _wait(address: str) -> None:
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    with Client(address, set_as_default=False) as client:
        while len(client.nthreads()) < WORKERS:
            if time.monotonic() > deadline:
                raise NotStarted("the workers did not come to the scheduler")
            time.sleep(0.05)
